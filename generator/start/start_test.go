package start_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/generator/check"
	"corkboard/generator/schedule"
	"corkboard/generator/start"
	"corkboard/generator/yaml"
	"corkboard/themes"
)

var update = flag.Bool("update", false, "rewrite this repository's own workflows")

func town() start.Town {
	return start.Town{Name: "Marsh End", Country: "US", Language: "en", URL: "https://marsh.example.org", Today: schedule.Date{Year: 2026, Month: time.November, Day: 30}}
}

func files(t *testing.T, town start.Town) []start.File {
	t.Helper()
	list, err := start.Files(town)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Whatever somebody answers, the new site has nothing to complain of.
func TestNewSitesAreGreen(t *testing.T) {
	for _, c := range []struct {
		name, language, country, day string
	}{
		{"Marsh End", "en", "US", "2026-11-30"}, {"Marsh End", "es", "MX", "2026-12-31"}, {"Ñuñoa", "es", "CL", "2027-02-28"},
		{"St. Mary's: “the Yes”", "en", "GB", "2028-02-29"}, {"No", "en", "NO", "2027-07-03"}, {"Example library", "en", "IN", "2027-01-01"},
		{"北京", "en", "CN", "2027-05-05"}, {"site", "es", "ES", "2027-06-06"}, {"Aux", "es", "AR", "2027-08-08"},
	} {
		day, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		tn := town()
		tn.Name, tn.Language, tn.Country, tn.Today = c.name, c.language, c.country, schedule.DateOf(day)
		content := fstest.MapFS{}
		for _, f := range files(t, tn) {
			if name, ok := strings.CutPrefix(f.Path, "content/"); ok {
				content[name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
			}
		}
		r, err := generator.Build(generator.Options{Content: content, Themes: themes.FS, Now: day.Add(20 * time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		found, err := check.Tree(t.Context(), r.Tree, check.Options{Base: r.Addresses.Base})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range append(r.Problems, found...) {
			t.Errorf("%s, %s: %s: %s", c.name, c.language, p.Position(""), p.Text)
		}
		if len(r.Board.Shown) != 3 || len(r.Board.Organizations) != 2 || len(r.Catalog.Categories) != 12 {
			t.Errorf("%s: %d listings, %d organizations, %d categories", c.name, len(r.Board.Shown), len(r.Board.Organizations), len(r.Catalog.Categories))
		}
		for _, o := range r.Board.Shown {
			if title := o.Title.First(); !strings.HasPrefix(title, "Example: ") && !strings.HasPrefix(title, "Ejemplo: ") {
				t.Errorf("%s is not plainly an example", title)
			}
		}
	}
}

// Both languages say the same: the same files, and the same ids in them.
func TestLanguagesHaveTheSameFiles(t *testing.T) {
	for _, host := range append([]string{""}, start.Hosts...) {
		en, es := town(), town()
		en.Host, es.Host, es.Language = host, host, "es"
		var names [2][]string
		for i, tn := range []start.Town{en, es} {
			for _, f := range files(t, tn) {
				names[i] = append(names[i], f.Path)
				if strings.Contains(string(f.Data), "[[") {
					t.Errorf("%s: not filled in", f.Path)
				}
			}
		}
		if a, b := strings.Join(names[0], "\n"), strings.Join(names[1], "\n"); a != b {
			t.Errorf("%s: en has\n%s\nes has\n%s", host, a, b)
		}
	}
}

// This repository checks and publishes itself as a new site does.
func TestOwnWorkflows(t *testing.T) {
	tn := town()
	tn.Host = "github"
	for _, f := range files(t, tn) {
		if !strings.HasPrefix(f.Path, ".github/workflows/") && !strings.HasPrefix(f.Path, ".github/ISSUE_TEMPLATE/") {
			continue
		}
		name := filepath.Join("..", "..", filepath.FromSlash(f.Path))
		if *update {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		own, err := os.ReadFile(name)
		if err != nil || string(own) != string(f.Data) {
			t.Errorf("%s is not what init writes (%v); update it with: go test ./generator/start -update", f.Path, err)
		}
	}
}

var (
	pinned = regexp.MustCompile(`^[a-z-]+/[a-z-]+@[0-9a-f]{40}$`)
	cron   = regexp.MustCompile(`^[0-9]+ [0-9]+ (\*|1) \* \*$`)
)

// A workflow can do no more than it needs, and nothing that a stranger writes becomes
// a command: values reach the shell as variables only.
func TestWorkflowsAreNarrow(t *testing.T) {
	for _, host := range []string{"github", "forgejo"} {
		tn := town()
		tn.Host = host
		count := 0
		for _, f := range files(t, tn) {
			if !strings.Contains(f.Path, "/workflows/") {
				continue
			}
			count++
			for _, fault := range faults(t, f.Path, f.Data, host) {
				t.Errorf("%s: %s", f.Path, fault)
			}
		}
		if count == 0 {
			t.Errorf("%s has no workflow", host)
		}
	}
}

func faults(t *testing.T, file string, data []byte, host string) []string {
	root, problems := yaml.Parse(file, data, yaml.Limits{Depth: 20})
	if len(problems) > 0 {
		t.Fatalf("%s: %v", file, problems)
	}
	var out []string
	if host == "github" {
		if top := root.Get("permissions"); top == nil || len(top.Pairs) != 1 || top.Get("contents") == nil || top.Get("contents").Value != "read" {
			out = append(out, "it may do more than read")
		}
	}
	events := root.Get("on")
	if events.Get("pull_request_target") != nil {
		out = append(out, "it runs with secrets for a stranger")
	}
	if at := events.Get("schedule"); at != nil {
		for _, item := range at.Items {
			if !cron.MatchString(item.Get("cron").Value) {
				out = append(out, "it runs at "+item.Get("cron").Value)
			}
		}
	}
	stranger := events.Get("pull_request") != nil
	for _, job := range root.Get("jobs").Pairs {
		if p := job.Value.Get("permissions"); stranger && p != nil {
			out = append(out, "a stranger's change may do more than read")
		}
		for _, step := range job.Value.Get("steps").Items {
			if uses := step.Get("uses"); uses != nil {
				if !pinned.MatchString(uses.Value) {
					out = append(out, uses.Value+" is not pinned by its hash")
				}
				with := step.Get("with")
				if keeps := with.Get("persist-credentials"); strings.HasPrefix(uses.Value, "actions/checkout@") && (keeps == nil || keeps.Value != "false") &&
					(job.Value.Get("permissions") == nil || job.Value.Get("permissions").Get("contents").Value != "write" || with.Get("path").Value != "town") {
					out = append(out, "a checkout keeps the token")
				}
			}
			if run := step.Get("run"); run != nil {
				if strings.Contains(run.Value, "${{") {
					out = append(out, "a value becomes part of a command: "+run.Value)
				}
			}
			if stranger && strings.Contains(string(data), "secrets.") {
				out = append(out, "it has secrets")
			}
		}
	}
	return out
}

// The check has to bite.
func TestWorkflowsAreNarrowSeesWhatIsWrong(t *testing.T) {
	const good = "on:\n  pull_request:\npermissions:\n  contents: read\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683\n        with:\n          persist-credentials: false\n      - run: echo \"$A\"\n"
	if f := faults(t, "good", []byte(good), "github"); len(f) > 0 {
		t.Errorf("good: %v", f)
	}
	for _, change := range [][2]string{
		{"contents: read", "contents: write"}, {"@11bd71901bbe5b1630ceea73d27597364c9af683", "@v4"}, {"persist-credentials: false", "fetch-depth: 0"},
		{`echo "$A"`, "echo ${{ github.head_ref }}"}, {"pull_request:", "pull_request:\n  pull_request_target:"}, {"    steps:", "    permissions:\n      contents: write\n    steps:"},
		{"  pull_request:", "  pull_request:\n  schedule:\n    - cron: \"* * * * *\""},
	} {
		if bad := strings.Replace(good, change[0], change[1], 1); bad == good || len(faults(t, "bad", []byte(bad), "github")) == 0 {
			t.Errorf("%s: not seen", change[1])
		}
	}
}

// The night begins after midnight at the place, in winter and in summer.
func TestNightIsAfterMidnight(t *testing.T) {
	for _, zone := range []string{"America/New_York", "Europe/Madrid", "Pacific/Auckland", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Midway", "America/St_Johns", "Australia/Lord_Howe"} {
		tn := town()
		tn.Host, tn.Zone = "gitlab", zone
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(`"17 ([0-9]+) \* \* \*"`)
		for _, f := range files(t, tn) {
			if f.Path != ".gitlab-ci.yml" {
				continue
			}
			hour, err := time.Parse("15", found.FindStringSubmatch(string(f.Data))[1])
			if err != nil {
				t.Fatal(err)
			}
			for _, month := range []time.Month{time.January, time.July} {
				if at := time.Date(2027, month, 15, hour.Hour(), 17, 0, 0, time.UTC).In(loc); at.Hour() > 2 {
					t.Errorf("%s, %s: at %s", zone, month, at.Format("15:04"))
				}
			}
		}
	}
}

// A country has zones that exist, and every country that a site may name is there.
func TestZones(t *testing.T) {
	for _, country := range []string{"US", "MX", "ES", "GB", "DE", "BR", "CA", "AU", "IN", "NG", "XK"} {
		zones := start.Zones(country)
		if len(zones) == 0 && country != "XK" {
			t.Errorf("%s has no zone", country)
		}
		for _, zone := range zones {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Errorf("%s: %v", country, err)
			}
		}
	}
	if start.Zones("ZZ") != nil || start.Zones("") != nil || start.Zones("us") != nil {
		t.Error("no such country has zones")
	}
}

func TestHostOf(t *testing.T) {
	for address, want := range map[string]string{"https://maria.github.io/board": "github", "https://town.gitlab.io": "gitlab", "https://town.codeberg.page/": "forgejo", "https://board.example.org": "", "::": ""} {
		if got := start.HostOf(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// The number in the example is the country's own, or none: somebody will
// publish it as it is.
func TestEmergencyNumber(t *testing.T) {
	for country, want := range map[string]string{"US": "911", "GB": "999", "NZ": "111", "ES": "112", "JP": ""} {
		for _, language := range []string{"en", "es"} {
			tn := town()
			tn.Country, tn.Language = country, language
			for _, f := range files(t, tn) {
				if f.Path == "content/site.yaml" && !strings.Contains(string(f.Data), "number: \""+want+"\"\n") {
					t.Errorf("%s in %s does not call %q", country, language, want)
				}
			}
		}
	}
}
