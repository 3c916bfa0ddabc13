package generator_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"corkboard/generator"
	"corkboard/generator/board"
	"corkboard/generator/problem"
)

// A place that is confidential today keeps the addresses secret that it had in any
// commit, however it was written then, and no others.
func TestConfidentialPlacesHaveAPast(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	const (
		confidential = "town: Town\nhaven:\n  name: Haven\n  in: town\n  privacy: confidential\n"
		listing      = "title: Beds\nkind: get-help\norganization: hall\nlocation: haven\n"
		talkative    = "title: Open day\nkind: event\norganization: hall\nlocation: town\nschedule: 2026-12-05 10am\nsummary: Ring at 77 Marigold Passage\n"
	)
	ownPlace := func(place string) string {
		return strings.Replace(listing, "location: haven", "location:\n"+place, 1)
	}
	for name, c := range map[string]struct {
		past     []map[string]string // commits, the oldest first; nil = the file is deleted
		today    map[string]string
		innocent bool
	}{
		"an address that was public": {
			past: []map[string]string{{"locations.yaml": "haven:\n  name: Haven\n  address: 77 Marigold Passage\n"}},
		},
		"long ago, with others since": {
			past: []map[string]string{
				{"locations.yaml": "haven:\n  name: Haven\n  address: 77 Marigold Passage\n"},
				{"locations.yaml": "haven:\n  name: Haven\n  address: 5 Quarry Bank\n"},
				{"locations.yaml": "haven:\n  name: Haven\n"},
			},
		},
		"coordinates": {
			past:  []map[string]string{{"locations.yaml": "haven:\n  name: Haven\n  geo: 43.13137, -74.10219\n"}},
			today: map[string]string{"opportunities/open.yaml": strings.Replace(talkative, "77 Marigold Passage", "43.1314, -74.1022", 1)},
		},
		"an address that was area-only": {
			past: []map[string]string{{"locations.yaml": "haven:\n  name: Haven\n  privacy: area-only\n  address: 77 Marigold Passage\n"}},
		},
		"under another id": {
			past:  []map[string]string{{"locations.yaml": "old-haven:\n  address: 77 Marigold Passage\n"}},
			today: map[string]string{"locations.yaml": confidential + "  formerly: [old-haven]\n"},
		},
		"under another id with its name": {
			past: []map[string]string{{"locations.yaml": "house:\n  name: Haven\n  address: 77 Marigold Passage\n"}},
		},
		"written in a listing, and vague today": {
			past:  []map[string]string{{"opportunities/beds.yaml": ownPlace("  name: Haven House\n  address: 77 Marigold Passage\n")}},
			today: map[string]string{"opportunities/beds.yaml": ownPlace("  name: A safe place\n  privacy: confidential\n")},
		},
		"written in a list, and an entry today": {
			past: []map[string]string{
				{"opportunities/list.yaml": "soup:\n  title: Soup\n  kind: get-help\n  organization: hall\nbeds:\n  title: Beds\n  kind: get-help\n  organization: hall\n  location:\n    name: Haven\n    address: 77 Marigold Passage\n"},
				{"opportunities/list.yaml": ""},
			},
		},
		"written in an organization": {
			past:  []map[string]string{{"organizations/hall.yaml": "name: Hall\nlocation:\n  address: 77 Marigold Passage\n"}},
			today: map[string]string{"organizations/hall.yaml": "name: Hall\nlocation: haven\n"},
		},
		"in a commit that was merged": {
			past: []map[string]string{{"merge": "yes", "locations.yaml": "haven:\n  name: Haven\n  address: 77 Marigold Passage\n"}},
		},
		"another place": {
			past:     []map[string]string{{"locations.yaml": "barn:\n  name: Barn\n  address: 77 Marigold Passage\n"}},
			innocent: true,
		},
		"another listing's place": {
			past:     []map[string]string{{"opportunities/beds.yaml": ownPlace("  name: Barn\n  address: 77 Marigold Passage\n")}},
			innocent: true,
		},
		"a place that is public today": {
			past:     []map[string]string{{"locations.yaml": "haven:\n  name: Haven\n  address: 77 Marigold Passage\n"}},
			today:    map[string]string{"locations.yaml": confidential + "barn:\n  name: Barn\n  address: 77 Marigold Passage\n"},
			innocent: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &town{T: t, dir: t.TempDir(), day: 1}
			write := func(files map[string]string) {
				for name, text := range files {
					if text == "" {
						s.git("rm", "-q", name)
					} else if name != "merge" {
						s.write(name, text)
					}
				}
			}
			base := map[string]string{
				"site.yaml": "id: past\nurl: https://past.example\ntimezone: America/New_York\n", "organizations/hall.yaml": "name: Hall\n",
				"locations.yaml": confidential, "opportunities/beds.yaml": listing, "opportunities/open.yaml": talkative,
			}
			s.git("init", "-q", "-b", "main")
			write(base)
			s.commit()
			for _, files := range c.past {
				if files["merge"] != "" {
					s.git("switch", "-qc", "side")
				}
				write(files)
				s.commit()
				if files["merge"] != "" {
					s.git("switch", "-q", "main")
					s.git("merge", "-q", "--no-ff", "-s", "ours", "-m", "merged", "side")
				}
			}
			write(base)
			write(c.today)
			s.write("notes.txt", name)
			s.commit()
			options := s.options()
			var b generator.Builder
			for range 2 { // again, as serve does
				result, err := b.Build(options, nil)
				if err != nil {
					t.Fatal(err)
				}
				told := slices.ContainsFunc(result.Problems, func(p problem.Problem) bool {
					return p.Rule == "withheld-address" && p.File == "opportunities/open.yaml" && p.Line == 6
				})
				if errors, _ := result.Problems.Count(); told == c.innocent || c.innocent && errors > 0 {
					t.Errorf("refused: %t, wanted: %t\n%v", told, !c.innocent, result.Problems)
				}
				if !c.innocent && slices.ContainsFunc(result.Board.Shown, func(o *board.Listing) bool { return o.ID == "open" }) {
					t.Error("it is shown")
				}
			}
		})
	}
}
