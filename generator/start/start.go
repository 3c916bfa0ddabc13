// Package start is what a new site consists of: a small town of examples, the
// papers beside it, and what a host needs to check and publish it. It does not
// know the disk.
package start

import (
	"embed"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"text/template"
	"time"
	"unicode"

	"corkboard/generator/format"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
	"corkboard/generator/yaml"
)

//go:embed all:files
var embedded embed.FS

// zoneTable has a line for each country of ISO 3166-1: its code and its zones in
// the IANA database, the one where most people live first. From zone.tab, which is
// in the public domain.
//
//go:embed zones.txt
var zoneTable string

// Languages are those that a site can begin in.
var Languages = []string{"en", "es"}

// Hosts are the places that Files knows how to publish at.
var Hosts = []string{"github", "gitlab", "forgejo", "server"}

// Town is what Files is told of a town.
type Town struct {
	Name     string // of the town, such as "Marsh End"
	Country  string // ISO 3166-1 alpha-2
	Language string // one of Languages
	URL      string // of the published site
	Host     string // one of Hosts; "" = none
	Zone     string // IANA name; "" = the first of the country
	Today    schedule.Date

	Program string // where a host gets the program, such as "github.com/example/corkboard"; "" = its own repository
	Version string // branch, tag or commit of it
}

// File is one file to write.
type File struct {
	Path       string // slash path below the folder of the site
	Data       []byte
	Executable bool
}

// Zones returns the time zones of a country, the one where most people live
// first; nil = there is no such country.
func Zones(country string) []string {
	for line := range strings.Lines(zoneTable) {
		if words := strings.Fields(line); words[0] == country {
			return words[1:]
		}
	}
	return nil
}

// HostOf is the host that an address belongs to; "" = it does not say.
func HostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	for suffix, host := range map[string]string{".github.io": "github", ".gitlab.io": "gitlab", ".codeberg.page": "forgejo"} {
		if strings.HasSuffix(u.Hostname(), suffix) {
			return host
		}
	}
	return ""
}

// Files are the files of a new site, by path. The town has to be complete but for
// what may be "".
func Files(t Town) ([]File, error) {
	values, err := fill(t)
	if err != nil {
		return nil, err
	}
	folders := []string{"all", t.Language}
	if t.Host != "" {
		folders = append(folders, t.Host, t.Host+"-"+t.Language)
	}
	var files []File
	for _, folder := range folders {
		list, err := render("files/"+folder, values)
		if err != nil {
			return nil, err
		}
		files = append(files, list...)
	}
	for i := range files {
		if files[i].Path == "CODEOWNERS" {
			files[i].Path = map[string]string{"github": ".github/", "gitlab": ".gitlab/", "forgejo": ".forgejo/"}[t.Host] + "CODEOWNERS"
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// values are what the templates may name.
type values struct {
	Town
	ID, Place  string
	Title      string // of the site
	Domain     string
	Policy     string
	NightHour  int    // of UTC, soon after midnight at the place
	ProgramURL string // to clone; "" = its own repository
	Emergency  string // number of the country's emergency services; "" = not known here
}

// emergencies are the numbers of countries in which one reaches fire, police and
// ambulance (ITU-T E.161.1 names 112 and 911 as those that others may join).
var emergencies = map[string]string{
	"911": "US CA MX PR CR DO EC UY",
	"999": "GB IE HK KE",
	"000": "AU",
	"111": "NZ",
	"112": "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK IN",
}

func emergencyOf(country string) string {
	for number, countries := range emergencies {
		if slices.Contains(strings.Fields(countries), country) {
			return number
		}
	}
	return ""
}

func fill(t Town) (*values, error) {
	if t.Zone == "" {
		t.Zone = Zones(t.Country)[0]
	}
	zone, err := time.LoadLocation(t.Zone)
	if err != nil {
		return nil, fmt.Errorf("time zone %s: %w", t.Zone, err)
	}
	u, err := url.Parse(t.URL)
	if err != nil {
		return nil, err
	}
	v := &values{Town: t, Emergency: emergencyOf(t.Country), ID: idOf(t.Name, u.Hostname()), Domain: u.Hostname(), Policy: views.Policy + "; frame-ancestors 'none'"}
	if v.Place = v.ID; v.Place == "example-library" {
		v.Place = "town"
	}
	v.Title = map[string]string{"en": t.Name + " Corkboard", "es": "El tablón de " + t.Name}[t.Language]
	// In January and in July: a run at a quarter past one is after midnight in both.
	_, winter := time.Date(t.Today.Year, time.January, 15, 0, 0, 0, 0, zone).Zone()
	_, summer := time.Date(t.Today.Year, time.July, 15, 0, 0, 0, 0, zone).Zone()
	const hour = 60 * 60
	v.NightHour = ((hour-min(winter, summer))/hour + 24) % 24
	if t.Program != "" {
		v.ProgramURL = "https://" + t.Program
		v.Program = strings.TrimPrefix(t.Program, "github.com/")
	}
	return v, nil
}

// idOf is an id that any disk and program can hold: of the name, or else of the
// domain.
func idOf(name, domain string) string {
	bare := strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n", "ç", "c")
	for _, text := range []string{name, domain} {
		id := bare.Replace(format.Slug(text))
		wrong, _ := format.BadID(id)
		reserved, _ := format.ReservedID(id)
		if wrong == "" && reserved == "" && strings.IndexFunc(id, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
			return id
		}
	}
	return "town"
}

// render fills the templates of a folder; a folder that is not there has none.
func render(folder string, v *values) ([]File, error) {
	var files []File
	err := fs.WalkDir(embedded, folder, func(name string, d fs.DirEntry, err error) error {
		if name == folder && err != nil {
			return fs.SkipAll
		}
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(embedded, name)
		if err != nil {
			return err
		}
		tmpl, err := template.New(name).Delims("[[", "]]").Funcs(template.FuncMap{"quote": yaml.Quote}).Parse(string(text))
		if err != nil {
			return err
		}
		var b strings.Builder
		if err := tmpl.Execute(&b, v); err != nil {
			return err
		}
		to := strings.TrimPrefix(name, folder+"/")
		files = append(files, File{Path: to, Data: []byte(b.String()), Executable: path.Ext(to) == ".sh"})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("the files of a new site: %w", err)
	}
	return files, nil
}
