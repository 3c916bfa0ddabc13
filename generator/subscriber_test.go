package generator_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator"
	"corkboard/generator/folder"
	"corkboard/generator/history"
	"corkboard/themes"
)

// town is a content folder in a git repository, and the calendar that its
// subscribers see.
type town struct {
	*testing.T
	dir string
	day int // of the last commit, in November 2026
}

func (t *town) git(args ...string) {
	t.Helper()
	date := t.at().Format(time.RFC3339)
	cmd := exec.Command("git", args...)
	cmd.Dir = t.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_AUTHOR_NAME=n", "GIT_AUTHOR_EMAIL=e@example.org",
		"GIT_COMMITTER_NAME=n", "GIT_COMMITTER_EMAIL=e@example.org", "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (t *town) at() time.Time { return time.Date(2026, 11, t.day, 12, 0, 0, 0, time.UTC) }

func (t *town) write(name, text string) {
	t.Helper()
	path := filepath.Join(t.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (t *town) commit() {
	t.Helper()
	t.day++
	t.git("add", "-A")
	t.git("commit", "-qm", fmt.Sprint("day ", t.day))
}

// options are those of a build from the folder and its history.
func (t *town) options() generator.Options {
	t.Helper()
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	listings, err := folder.Open(t.dir)
	if err != nil {
		t.Fatal(err)
	}
	past, err := history.Read(context.Background(), t.dir, now)
	if err != nil {
		t.Fatal(err)
	}
	return generator.Options{Content: listings, Themes: themes.FS, History: past, Now: now}
}

// calendar returns a calendar of the site, its entries by UID and RECURRENCE-ID.
func (t *town) calendar(file, baseURL string) map[string]string {
	t.Helper()
	options := t.options()
	options.BaseURL = baseURL
	r, err := generator.Build(options)
	if err != nil || len(r.Problems.Errors()) > 0 {
		t.Fatal(err, printed(r.Problems))
	}
	f := r.Tree.Find(file)
	if f == nil {
		t.Fatalf("there is no %s", file)
	}
	entries := map[string]string{}
	text := strings.ReplaceAll(string(render(t, f)), "\r\n ", "")
	for _, e := range strings.Split(text, "BEGIN:VEVENT\r\n")[1:] {
		e, _, _ = strings.Cut(e, "END:VEVENT")
		entries[strings.TrimSpace(line(e, "UID")+" "+line(e, "RECURRENCE-ID"))] = e
	}
	return entries
}

// line is the value of a property of an entry.
func line(entry, name string) string {
	for l := range strings.SplitSeq(entry, "\r\n") {
		if head, value, _ := strings.Cut(l, ":"); head == name || strings.HasPrefix(head, name+";") {
			return value
		}
	}
	return ""
}

// Whoever subscribed once keeps every entry, whatever contributors do: it is
// changed, never doubled and never lost, and a program knows which of two is the
// newer one.
func TestSubscriberContract(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	s := &town{T: t, dir: t.TempDir(), day: 1}
	s.git("init", "-q", "-b", "main")
	const meal = "organization: hall\nkind: get-help\nchecked: 2026-11-01\nsummary: Everybody is welcome, and nobody asks why you come\nbring: [A bag]\n"
	soup := func(title, schedule string) string {
		return "title: " + title + "\n" + meal + "schedule:\n  date: 2026-11-03\n  " + strings.ReplaceAll(schedule, "\n", "\n  ") + "\n"
	}
	s.write("site.yaml", "id: contract\nurl: https://one.example\ntitle: Contract\ntimezone: Europe/Dublin\n")
	s.write("organizations/hall.yaml", "name: Hall\nchecked: 2026-11-01\n")
	s.write("opportunities/soup.yaml", soup("Soup", "repeat: every Tuesday\ntime: noon-2pm"))
	s.write("opportunities/fair.yaml", "title: Fair\norganization: hall\nkind: event\nchecked: 2026-11-01\nschedule: 2026-12-05 10am-noon\nlocation: barn\n")
	s.write("locations.yaml", "barn:\n  name: Barn\ngreen:\n  name: Green\n")
	choir := func(schedule string) {
		s.write("opportunities/choir.yaml", "title: Choir\norganization: hall\nkind: group\nchecked: 2026-11-01\n"+schedule)
	}
	choir("schedule: every Thursday 7pm-9pm\n")
	cinema := "cinema:\n  title: Cinema\n  organization: hall\n  kind: event\n  checked: 2026-11-01\n  schedule: 2026-12-04 8pm\n"
	dance := "dance:\n  title: Dance\n  organization: hall\n  kind: event\n  checked: 2026-11-01\n  schedule: 2026-12-11 8pm\n"
	s.write("opportunities/evenings.yaml", cinema+dance)
	s.commit()

	const soupUID, fairUID, choirUID = "soup@contract", "fair@contract", "choir@contract"
	before := s.calendar("calendar.ics", "")
	if want := []string{choirUID, "cinema@contract", "dance@contract", fairUID, soupUID}; !slices.Equal(slices.Sorted(maps.Keys(before)), want) {
		t.Fatalf("the calendar has %v, want %v", slices.Sorted(maps.Keys(before)), want)
	}
	base := soup("Hot soup", "repeat: every Tuesday\ntime: 1pm-3pm")
	for _, step := range []struct {
		what    string
		do      func()
		changes []string // entries that are revised
		adds    []string
		off     []string // entries that are called off with it
		says    string   // in each that is revised
	}{
		{what: "nothing", do: func() {}},
		{what: "the title is edited", do: func() {
			s.write("opportunities/soup.yaml", soup("Hot soup", "repeat: every Tuesday\ntime: noon-2pm"))
		}, changes: []string{soupUID}, says: "Hot soup"},
		{what: "the time moves", do: func() { s.write("opportunities/soup.yaml", base) }, changes: []string{soupUID}, says: "T130000"},
		{what: "it gets another id", do: func() {
			s.git("mv", "opportunities/soup.yaml", "opportunities/hot-soup.yaml")
			s.write("opportunities/hot-soup.yaml", base+"formerly: [soup]\n")
		}, changes: []string{soupUID}, says: "/hot-soup/"},
		{what: "it moves to another folder", do: func() {
			s.write("opportunities/food/README.md", "Food.\n")
			s.git("mv", "opportunities/hot-soup.yaml", "opportunities/food/hot-soup.yaml")
		}},
		{what: "one date is cancelled", do: func() {
			s.write("opportunities/food/hot-soup.yaml", strings.Replace(base, "1pm-3pm\n", "1pm-3pm\n  changes:\n    2026-12-01: cancelled\n", 1)+"formerly: [soup]\n")
		}, changes: []string{soupUID}, adds: []string{soupUID + " 20261201T130000"}},
		{what: "its organization gets another name", do: func() {
			s.write("organizations/hall.yaml", "name: Old Hall\nchecked: 2026-11-01\n")
		}, changes: []string{choirUID, "cinema@contract", "dance@contract", fairUID, soupUID, soupUID + " 20261201T130000"}},
		{what: "another place gets an address", do: func() {
			s.write("locations.yaml", "barn:\n  name: Barn\ngreen:\n  name: Green\n  address: 2 Main Street\n")
		}},
		{what: "its place gets an address", do: func() {
			s.write("locations.yaml", "barn:\n  name: Barn\n  address: 1 Main Street\ngreen:\n  name: Green\n  address: 2 Main Street\n")
		}, changes: []string{fairUID}, says: "1 Main Street"},
		{what: "it is cancelled for good", do: func() {
			s.write("opportunities/food/hot-soup.yaml", base+"formerly: [soup]\nstatus: cancelled\n")
		}, changes: []string{soupUID}, says: "STATUS:CANCELLED"},
		{what: "another one is removed", do: func() {
			if err := os.Remove(filepath.Join(s.dir, "opportunities/fair.yaml")); err != nil {
				t.Fatal(err)
			}
		}, changes: []string{fairUID}, says: "STATUS:CANCELLED"},
		{what: "the first one is removed", do: func() {
			if err := os.Remove(filepath.Join(s.dir, "opportunities/food/hot-soup.yaml")); err != nil {
				t.Fatal(err)
			}
		}, changes: []string{soupUID}, says: "STATUS:CANCELLED"},
		{what: "one gets a further date and a deadline", do: func() {
			choir("schedule:\n  repeat: every Thursday\n  time: 7pm-9pm\n  also: [2026-12-12 3pm-5pm]\ndeadline: 2026-12-10\n")
		}, changes: []string{choirUID}, adds: []string{"choir.d20261212@contract", "choir.deadline@contract"}},
		{what: "it loses them again", do: func() { choir("schedule: every Thursday 7pm-9pm\n") },
			changes: []string{choirUID, "choir.d20261212@contract", "choir.deadline@contract"}, off: []string{"choir.d20261212@contract", "choir.deadline@contract"}},
		{what: "its rule becomes another", do: func() { choir("schedule: 1st and 3rd Friday of the month 7pm-9pm\n") },
			changes: []string{choirUID, "choir.d20261212@contract", "choir.deadline@contract"}, adds: []string{"choir.1FR@contract", "choir.3FR@contract"},
			off: []string{choirUID, "choir.d20261212@contract", "choir.deadline@contract"}},
		{what: "it has no dates any more", do: func() { choir("ongoing: true\n") },
			changes: []string{choirUID, "choir.1FR@contract", "choir.3FR@contract", "choir.d20261212@contract", "choir.deadline@contract"},
			off:     []string{choirUID, "choir.1FR@contract", "choir.3FR@contract", "choir.d20261212@contract", "choir.deadline@contract"}},
		{what: "it is removed", do: func() {
			if err := os.Remove(filepath.Join(s.dir, "opportunities/choir.yaml")); err != nil {
				t.Fatal(err)
			}
		}, changes: []string{choirUID, "choir.1FR@contract", "choir.3FR@contract", "choir.d20261212@contract", "choir.deadline@contract"}, says: "STATUS:CANCELLED"},
		{what: "one of a file of many is removed", do: func() { s.write("opportunities/evenings.yaml", cinema) },
			changes: []string{"dance@contract"}, says: "STATUS:CANCELLED"},
	} {
		step.do()
		if step.what == "nothing" {
			s.day++
		} else {
			s.commit()
		}
		after := s.calendar("calendar.ics", "")
		for uid, was := range before {
			is, there := after[uid]
			switch revised := slices.Contains(step.changes, uid); {
			case !there && strings.Contains(uid, " "):
				// A single date of a series that is called off as a whole.
			case !there:
				t.Errorf("%s: %s is lost", step.what, uid)
			case !revised && is != was:
				t.Errorf("%s: %s is another one:\n%s\nbefore:\n%s", step.what, uid, is, was)
			case revised && (line(is, "SEQUENCE") <= line(was, "SEQUENCE") || line(is, "LAST-MODIFIED") <= line(was, "LAST-MODIFIED")):
				t.Errorf("%s: %s is not a newer revision:\n%s\nbefore:\n%s", step.what, uid, is, was)
			case revised && line(is, "LAST-MODIFIED") != s.at().Format("20060102T150405Z"):
				t.Errorf("%s: %s was revised on %s", step.what, uid, line(is, "LAST-MODIFIED"))
			case revised && !strings.Contains(is, step.says):
				t.Errorf("%s: %s does not say %s:\n%s", step.what, uid, step.says, is)
			}
			if line(is, "CREATED") != line(was, "CREATED") && there {
				t.Errorf("%s: %s was created on %s, before on %s", step.what, uid, line(is, "CREATED"), line(was, "CREATED"))
			}
		}
		for _, uid := range step.off {
			if is := after[uid]; !strings.Contains(is, "STATUS:CANCELLED") || !strings.Contains(is, ":Cancelled: Choir") && !strings.Contains(is, ": Cancelled: Choir") {
				t.Errorf("%s: %s is not called off:\n%s", step.what, uid, is)
			}
		}
		for uid := range after {
			if _, known := before[uid]; !known && !slices.Contains(step.adds, uid) {
				t.Errorf("%s: %s is new:\n%s", step.what, uid, after[uid])
			}
		}
		if t.Failed() {
			return
		}
		before = after
	}

	// Neither another address of the site nor another history of the same files
	// changes who an entry is.
	uids := slices.Sorted(maps.Keys(before))
	if got := slices.Sorted(maps.Keys(s.calendar("calendar.ics", "https://two.example/town"))); !slices.Equal(got, uids) {
		t.Errorf("at another address: %v, want %v", got, uids)
	}
	s.day++
	s.git("rebase", "-q", "--root", "--force-rebase")
	rebased := s.calendar("calendar.ics", "")
	if got := slices.Sorted(maps.Keys(rebased)); !slices.Equal(got, uids) {
		t.Errorf("after a rebase: %v, want %v", got, uids)
	}
	for uid, was := range before {
		if is := rebased[uid]; line(is, "SEQUENCE") < line(was, "SEQUENCE") || line(is, "LAST-MODIFIED") < line(was, "LAST-MODIFIED") {
			t.Errorf("after a rebase %s is an older revision:\n%s\nbefore:\n%s", uid, is, was)
		}
	}
	s.git("checkout", "-q", "--orphan", "squashed")
	s.commit()
	for uid := range s.calendar("calendar.ics", "") {
		if !slices.Contains(uids, uid) {
			t.Errorf("after a squash there is %s", uid)
		}
	}
}
