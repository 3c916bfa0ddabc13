package generator_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/generator/history"
	"corkboard/themes"
)

// version is a commit of a town that is drawn at random: its files and dates.
type version struct {
	files             map[string]string // by path in the repository
	parents           []int
	author, committer int64
}

// story is the history of a town, and what its subscribers have.
type story struct {
	*testing.T
	r       *rand.Rand
	builder generator.Builder
	folder  string // of the content in the repository, with a slash
	commits []version
	now     time.Time
	n       int    // for texts that were never there
	what    string // happened last
	seen    map[string]string
}

const storyStart = "2026-10-05T09:00:00Z"

func newStory(t *testing.T, seed uint64) *story {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	now, _ := time.Parse(time.RFC3339, storyStart)
	s := &story{T: t, r: rand.New(rand.NewPCG(seed, 7)), folder: "content/", now: now, what: "the first commit"}
	const by = "organization: hall\nchecked: 2026-10-01\n"
	files := map[string]string{
		"site.yaml":                   "id: story\nurl: https://story.example\ntitle: Story\ntimezone: Europe/Dublin\nlanguages: [en, es]\ncountry: IE\n",
		"organizations/hall.yaml":     "name: Hall\nphone: 01 555 0101\nchecked: 2026-10-01\n",
		"locations.yaml":              "town:\n  name: Town\nbarn:\n  name: Barn\n  in: town\n  address: 1 Main Street\n",
		"categories.yaml":             "food: Food\nmusic: Music\n",
		"closures.yaml":               "holidays: [2026-10-26, 2026-12-25..2027-01-02, 2027-10-25]\n",
		"opportunities/pantry.yaml":   "title: Pantry\nkind: get-help\n" + by + "category: food\nlocation: barn\nschedule:\n  repeat: every Tuesday\n  time: 9am-11am\n  skip: [2026-09-29, holidays]\n  changes:\n    2026-10-20: cancelled\n",
		"opportunities/choir.md":      "---\ntitle: Choir\nkind: group\n" + by + "category: music\nurgent_until: 2026-10-29\nschedule:\n  date: 2026-10-07\n  repeat: every 2 weeks on Wednesday\n  time: 7pm-9pm\n---\nCome and sing.\n",
		"opportunities/choir.es.md":   "---\ntitle: Coro\n---\nA cantar.\n",
		"opportunities/meal.yaml":     "title: Meal\nkind: event\n" + by + "location: barn\nschedule: 1st and 3rd Saturday of the month noon-2pm\n",
		"opportunities/fair.yaml":     "title: Fair\nkind: event\n" + by + "schedule: 2026-12-05 10am-noon\ndeadline: 2026-11-20\n",
		"opportunities/course.yaml":   "title: Course\nkind: class\n" + by + "review: 20\nschedule: 4th and last Monday of the month 6pm-7pm\n",
		"opportunities/evenings.yaml": "cinema:\n  title: Cinema\n  kind: event\n  organization: hall\n  schedule: 2026-10-16 8pm\n  status: postponed\n\ndance:\n  title: Dance\n  kind: event\n  organization: hall\n  schedule: every Friday 8pm until 2027-03-26\n",
	}
	first := map[string]string{}
	for name, text := range files {
		first[s.folder+name] = text
	}
	s.commit(first, 0)
	return s
}

// tree is a copy of the files of the newest commit.
func (s *story) tree() map[string]string { return maps.Clone(s.commits[len(s.commits)-1].files) }

// commit adds a commit whose clock is off by some seconds, or says another century.
func (s *story) commit(files map[string]string, off int64, parents ...int) {
	if parents == nil && len(s.commits) > 0 {
		parents = []int{len(s.commits) - 1}
	}
	at := s.now.Unix() + off
	s.commits = append(s.commits, version{files, parents, at, at})
}

// clock is how far the clock of a contributor is off.
func (s *story) clock() int64 {
	switch s.r.IntN(7) {
	case 0:
		return 45 * 60
	case 1:
		return 20 * 3600
	case 2:
		return -5 * 3600
	case 3:
		return int64([]int{4, 72, 8000}[s.r.IntN(3)]) * 365 * 86400
	}
	return 0
}

// listings are the files that hold one listing, below the content folder.
func (s *story) listings(files map[string]string) []string {
	var out []string
	for name := range files {
		if rest, ok := strings.CutPrefix(name, s.folder+"opportunities/"); ok && !strings.Contains(rest, ".es.") && (strings.HasPrefix(files[name], "title:") || strings.HasPrefix(files[name], "---")) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// edit changes what entries are made of.
func (s *story) edit(files map[string]string) string {
	s.n++
	sub := func(name, from, to string) bool {
		text, ok := files[s.folder+name]
		i := strings.Index(text, from)
		if !ok || i < 0 {
			return false
		}
		end := i + len(from)
		if strings.HasSuffix(from, " ") { // a value, to the end of its line
			end += strings.IndexByte(text[end:], '\n')
		}
		files[s.folder+name] = text[:i] + to + text[end:]
		return true
	}
	for {
		var done bool
		what := []string{"listing", "organization", "place", "category", "closure", "languages", "address", "translation", "list", "checked", "status"}[s.r.IntN(11)]
		switch what {
		case "listing":
			list := s.listings(files)
			name := strings.TrimPrefix(list[s.r.IntN(len(list))], s.folder)
			done = sub(name, "title: ", fmt.Sprint("title: Title ", s.n))
		case "checked", "status":
			list := s.listings(files)
			name := strings.TrimPrefix(list[s.r.IntN(len(list))], s.folder)
			if what == "checked" {
				done = sub(name, "checked: ", "checked: "+s.now.Format(time.DateOnly))
			} else if done = sub(name, "status: ", "status: full"); !done {
				done = sub(name, "kind: ", "status: tentative\nkind: event")
			}
		case "organization":
			done = sub("organizations/hall.yaml", "name: ", fmt.Sprint("name: Hall ", s.n))
		case "place":
			done = sub("locations.yaml", "address: ", fmt.Sprintf("address: %d Main Street", s.n))
		case "category":
			done = sub("categories.yaml", "food: ", fmt.Sprint("food: Food ", s.n))
		case "closure":
			done = sub("closures.yaml", "holidays: ", fmt.Sprintf("holidays: [2026-10-26, 2026-12-25..2027-01-%02d]", 1+s.n%9))
		case "languages":
			if done = sub("site.yaml", "[en, es]", "[es, en]"); !done {
				done = sub("site.yaml", "[es, en]", "[en, es]")
			}
		case "address":
			done = sub("site.yaml", "url: ", fmt.Sprintf("url: https://story%d.example", s.n))
		case "translation":
			done = sub("opportunities/choir.es.md", "title: ", fmt.Sprint("title: Coro ", s.n))
		case "list":
			done = sub("opportunities/evenings.yaml", "title: ", fmt.Sprint("title: Cinema ", s.n))
		}
		if done {
			return what
		}
	}
}

// step lets something happen to the repository.
func (s *story) step() {
	head := len(s.commits) - 1
	files := s.tree()
	list := s.listings(files)
	switch s.r.IntN(9) {
	case 0, 1, 2:
		off := s.clock()
		s.what = fmt.Sprintf("an edit of the %s, by a clock that is %d s ahead", s.edit(files), off)
		s.commit(files, off)
	case 3:
		name := list[s.r.IntN(len(list))]
		text := files[name]
		delete(files, name)
		files[s.folder+"opportunities/"+fmt.Sprint("folder", s.r.IntN(3))+"/"+path.Base(name)] = text
		s.what = path.Base(name) + " is moved"
		if path.Base(name) == "choir.md" { // with its translation
			for old := range files {
				if path.Base(old) == "choir.es.md" {
					files[path.Dir(old)+"/choir.es.md"] = files[old]
					moved := files[old]
					delete(files, old)
					for at := range files {
						if path.Base(at) == "choir.md" {
							files[path.Dir(at)+"/choir.es.md"] = moved
						}
					}
					break
				}
			}
		}
		s.commit(files, s.clock())
	case 4:
		// A listing is put into a file of many, edited on the way or not.
		for _, name := range list {
			text := files[name]
			if !strings.HasSuffix(name, ".yaml") {
				continue
			}
			id := strings.TrimSuffix(path.Base(name), ".yaml")
			delete(files, name)
			files[s.folder+"opportunities/"+id+"-list.yaml"] = id + ":\n  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ") + "\n"
			s.what = id + " is put into a file of many"
			break
		}
		s.commit(files, 0)
	case 5:
		// A file of many is split, or its entries are put in another order.
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if key, inside, ok := strings.Cut(files[name], ":\n  "); ok && strings.HasSuffix(name, "-list.yaml") {
				delete(files, name)
				files[s.folder+"opportunities/"+key+".yaml"] = strings.ReplaceAll(inside, "\n  ", "\n")
				s.what = key + " is a file of its own again"
				break
			}
			if strings.HasSuffix(name, "evenings.yaml") {
				if one, other, ok := strings.Cut(files[name], "\n\n"); ok {
					files[name] = strings.TrimSpace(other) + "\n\n" + one + "\n"
					s.what = "a file of many is sorted"
					break
				}
			}
		}
		s.commit(files, 0)
	case 6:
		old := s.folder
		s.folder = []string{"content/", "town/content/", "site/", ""}[s.r.IntN(4)]
		moved := map[string]string{}
		for name, text := range files {
			moved[s.folder+strings.TrimPrefix(name, old)] = text
		}
		s.what = fmt.Sprintf("the folder moves from %q to %q", old, s.folder)
		s.commit(moved, s.clock())
	case 7:
		// A change that was made on a branch some commits ago is merged. Its files are
		// those of its day; the merge has those of today and the change.
		from := max(0, head-1-s.r.IntN(3))
		if len(s.commits[from].files) == 0 || s.commits[from].files[s.folder+"site.yaml"] == "" {
			s.commit(files, 0)
			s.what = "nothing"
			return
		}
		before := s.commits[from].files
		branch := maps.Clone(before)
		what := s.edit(branch)
		s.commit(branch, s.clock(), from)
		for name, text := range branch {
			if _, still := files[name]; still && before[name] != text {
				files[name] = text
			}
		}
		s.commit(files, 0, head, len(s.commits)-1)
		s.what = "a branch with an edit of the " + what + " is merged"
	case 8:
		// All is rebased: the committer's dates are new.
		for i := s.r.IntN(len(s.commits)); i < len(s.commits); i++ {
			s.commits[i].committer = s.now.Unix()
		}
		s.what = "a rebase"
	}
}

// history writes some commits into a repository and reads it.
func (s *story) history(commits []version) *history.History {
	s.Helper()
	dir := s.TempDir()
	var b bytes.Buffer
	for i, c := range commits {
		fmt.Fprintf(&b, "commit refs/heads/main%d\nmark :%d\nauthor n <e@example.org> %d +0000\ncommitter n <e@example.org> %d +0000\ndata 0\n", i, i+1, c.author, c.committer)
		for j, p := range c.parents {
			fmt.Fprintf(&b, "%s :%d\n", []string{"from", "merge"}[min(j, 1)], p+1)
		}
		b.WriteString("deleteall\n")
		for _, name := range slices.Sorted(maps.Keys(c.files)) {
			fmt.Fprintf(&b, "M 100644 inline %s\ndata %d\n%s\n", name, len(c.files[name]), c.files[name])
		}
	}
	fmt.Fprintf(&b, "reset refs/heads/main\nfrom :%d\n", len(commits))
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"fast-import", "--quiet"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if args[0] == "fast-import" {
			cmd.Stdin = &b
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			s.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	content := filepath.Join(dir, filepath.FromSlash(s.folder))
	if err := os.MkdirAll(content, 0o755); err != nil {
		s.Fatal(err)
	}
	h, err := history.Read(context.Background(), content, s.now)
	if err != nil || h == nil {
		s.Fatal(h, err)
	}
	return h
}

// entries are those of all calendars of the whole site, by file, UID and
// RECURRENCE-ID.
func (s *story) entries(h *history.History) map[string]string {
	s.Helper()
	files := fstest.MapFS{}
	for name, text := range s.commits[len(s.commits)-1].files {
		if rest, ok := strings.CutPrefix(name, s.folder); ok {
			files[rest] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		}
	}
	r, err := s.builder.Build(generator.Options{Content: files, Themes: themes.FS, History: h, Now: s.now}, nil)
	if err != nil || len(r.Problems.Errors()) > 0 {
		s.Fatalf("%s: %v\n%s", s.what, err, printed(r.Problems))
	}
	out := map[string]string{}
	for _, file := range []string{"calendar.ics", "es/calendar.ics", "en/calendar.ics", "opportunities/choir/event.ics", "locations/barn/calendar.ics"} {
		f := r.Tree.Find(file)
		if f == nil {
			continue
		}
		text := strings.ReplaceAll(string(render(s, f)), "\r\n ", "")
		for _, e := range strings.Split(text, "BEGIN:VEVENT\r\n")[1:] {
			e, _, _ = strings.Cut(e, "END:VEVENT")
			out[file+" "+strings.TrimSpace(line(e, "UID")+" "+line(e, "RECURRENCE-ID"))] = e
		}
	}
	return out
}

// compare makes sure that subscribers can follow: an entry that says something else
// is newer, none is older, and none begins on another day but where a year begins.
func (s *story) compare(before, after map[string]string, sameYear bool) {
	s.Helper()
	number := func(e string) int { n, _ := strconv.Atoi(line(e, "SEQUENCE")); return n }
	for id, was := range before {
		is, there := after[id]
		switch {
		case !there && !strings.Contains(strings.SplitN(id, " ", 2)[1], " ") && strings.HasPrefix(id, "calendar.ics") && sameYear:
			s.Fatalf("%s, %s: %s is gone:\n%s", s.now, s.what, id, was)
		case !there:
		case number(is) < number(was) || line(is, "LAST-MODIFIED") < line(was, "LAST-MODIFIED") || line(is, "DTSTAMP") < line(was, "DTSTAMP"):
			s.Fatalf("%s, %s: the revision of %s falls:\n%s\nbefore:\n%s", s.now, s.what, id, is, was)
		case is != was && number(is) == number(was):
			s.Fatalf("%s, %s: %s says something else, and its revision is as before:\n%s\nbefore:\n%s", s.now, s.what, id, is, was)
		case sameYear && line(is, "DTSTART") != line(was, "DTSTART"):
			s.Fatalf("%s, %s: %s begins on another day:\n%s\nbefore:\n%s", s.now, s.what, id, is, was)
		}
		if master := after[strings.Join(strings.Split(id, " ")[:2], " ")]; there && master != "" && number(is) < number(master) {
			s.Fatalf("%s, %s: an exception is older than its series:\n%s\n%s", s.now, s.what, is, master)
		}
	}
}

// histories is how many are drawn: few each time, and as many as
// CORKBOARD_HISTORIES says.
func histories(few int) int {
	if n, err := strconv.Atoi(os.Getenv("CORKBOARD_HISTORIES")); err == nil {
		return n
	}
	return few
}

// Whatever happens to the files and to the history, no error appears, no entry
// begins on another day or has another UID, and no revision falls. In a clone that is
// cut off the same holds but for revisions.
func TestRandomHistories(t *testing.T) {
	for seed := range histories(6) {
		s := newStory(t, uint64(seed))
		for range 14 {
			before := s.seen
			h := s.history(s.commits)
			s.seen = s.entries(h)
			if before != nil {
				s.compare(before, s.seen, true)
			}
			cut := s.commits[len(s.commits)-1]
			cut.parents = nil
			for id, e := range s.entries(s.history([]version{cut})) {
				if whole := s.seen[id]; line(e, "DTSTART") != line(whole, "DTSTART") || line(e, "RRULE") != line(whole, "RRULE") {
					t.Fatalf("%s, in a clone that is cut off:\n%s\nin the whole:\n%s", s.what, e, whole)
				}
			}
			// Within the day, since what time changes is another test's.
			s.now = s.now.Add(time.Duration(1+s.r.IntN(40)) * time.Minute)
			s.step()
		}
	}
}

// A subscriber who looks every day for more than a year sees nothing fall, and
// nothing change without a newer revision: seasons, days off, years, what is urgent,
// unchecked or over.
func TestEveryDayOfAYear(t *testing.T) {
	for seed := range histories(1) {
		s := newStory(t, uint64(1000+seed))
		h := s.history(s.commits)
		for day := 0; day < 420; day++ {
			after := s.entries(h)
			if s.seen != nil {
				year := s.now.AddDate(0, 0, -3).Year() == s.now.Year()
				s.compare(s.seen, after, year && false)
			}
			s.seen = after
			s.now = s.now.Add(time.Duration(20+s.r.IntN(9)) * time.Hour)
			s.what = "a day passes"
			if s.r.IntN(12) == 0 {
				s.step()
				h = s.history(s.commits)
			}
		}
	}
}
