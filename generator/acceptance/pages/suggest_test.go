package pages

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/acceptance"
	"corkboard/generator/catalog"
	"corkboard/generator/content"
	"corkboard/generator/format"
	"corkboard/generator/overlay"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
	"corkboard/generator/yaml"
)

var update = flag.Bool("update", false, "write the vectors of the form again")

const vectorsFile = "testdata/suggest.json"

// fill is what somebody chose and typed in the form at /suggest/.
type fill struct {
	Title     string    `json:"title"`
	Kind      string    `json:"kind"`
	Who       fillWho   `json:"who"`
	When      fillWhen  `json:"when"`
	Where     fillWhere `json:"where"`
	Summary   string    `json:"summary,omitempty"`
	Body      string    `json:"body,omitempty"`
	Category  string    `json:"category,omitempty"`
	For       string    `json:"for,omitempty"`
	ID        string    `json:"id,omitempty"`
	Referral  string    `json:"referral,omitempty"`
	Booking   string    `json:"booking,omitempty"`
	Bring     string    `json:"bring,omitempty"`
	Languages []string  `json:"languages,omitempty"`
	Cost      string    `json:"cost,omitempty"`
	Price     string    `json:"price,omitempty"`
	Phone     string    `json:"phone,omitempty"`
	Email     string    `json:"email,omitempty"`
	URL       string    `json:"url,omitempty"`
}

type fillWho struct {
	ID    string `json:"id,omitempty"`
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty"`
	Email string `json:"email,omitempty"`
	URL   string `json:"url,omitempty"`
	Host  string `json:"host,omitempty"`
}

type fillWhen struct {
	Mode  string   `json:"mode"`
	Date  string   `json:"date,omitempty"`
	Last  string   `json:"last,omitempty"`
	From  string   `json:"from,omitempty"`
	To    string   `json:"to,omitempty"`
	Days  []int    `json:"days,omitempty"`
	Weeks int      `json:"weeks,omitempty"`
	Nth   int      `json:"nth,omitempty"`
	Dates []string `json:"dates,omitempty"`
	Words string   `json:"words,omitempty"`
}

type fillWhere struct {
	ID      string `json:"id,omitempty"`
	Name    string `json:"name,omitempty"`
	Address string `json:"address,omitempty"`
	Remote  string `json:"remote,omitempty"`
	URL     string `json:"url,omitempty"`
	Phone   string `json:"phone,omitempty"`
}

type vector struct {
	Says   fill          `json:"says"`
	Phrase string        `json:"phrase"`
	Days   []string      `json:"days"` // the next five
	Files  []writtenFile `json:"files"`
}

type writtenFile struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

const fillDay = "2026-11-23"

// fills are all ways to say when, all kinds, and texts that could break a careless writer.
func fills() []fill {
	var out []fill
	whens := []fillWhen{
		{Mode: "once", Date: "2026-12-05", From: "10:00", To: "12:00"},
		{Mode: "once", Date: "2026-12-31", From: "22:00", To: "02:00"},
		{Mode: "once", Date: "2027-01-01"},
		{Mode: "week", Days: []int{3}, From: "18:00", To: "20:00"},
		{Mode: "week", Days: []int{7, 1, 3}, From: "09:00"},
		{Mode: "week", Days: []int{2, 4}, From: "00:00", To: "01:30", Date: "2026-12-29", Last: "2027-01-14"},
		{Mode: "week", Days: []int{1, 2, 3, 4, 5, 6, 7}},
		{Mode: "week", Days: []int{4}, Weeks: 2, From: "18:30", Date: "2026-12-03"},
		{Mode: "week", Days: []int{1, 5}, Weeks: 2, From: "18:30", To: "19:30", Date: "2026-12-04", Last: "2027-03-01"},
		{Mode: "month", Nth: 1, Days: []int{2}, From: "19:00", To: "21:00"},
		{Mode: "month", Nth: 4, Days: []int{6}, From: "08:05", Last: "2027-02-27"},
		{Mode: "month", Nth: -1, Days: []int{5}, From: "12:00", To: "13:00", Date: "2026-12-25"},
		{Mode: "dates", Dates: []string{"2027-01-09", "2026-12-12", "2026-12-28"}, From: "14:00", To: "16:00"},
		{Mode: "dates", Dates: []string{"2026-12-12", "2026-12-19"}},
		{Mode: "run", Date: "2026-12-30", Last: "2027-01-02"},
		{Mode: "run", Date: "2026-12-30", Last: "2027-01-02", From: "10:00", To: "16:00"},
		{Mode: "always"},
		{Mode: "ongoing", Words: "when the lights are on: ask"},
		{Mode: "deadline", Date: "2026-12-11"},
		{Mode: "deadline", Date: "2026-12-11", From: "17:00"},
		{Mode: "words", Words: "Wednesday evenings, \"and\" Saturdays until the bread is gone"},
	}
	texts := []string{
		"Food pantry", "Clean-up: spring # two", "no", "0123", "~", "- a list", "'single'", `a "double" one`, `both "of" 'them'`, `back\slash`, "Ärzte für alle", "مخزن الطعام للجميع", "子ども食堂",
		"🍲 soup & bread", "{braces} [brackets]", "*star &anchor !tag |bar >fold", "%percent @at `tick`", "2026-12-05", "1e3", "null", "key: value", "ends with:", "? question", "tab\tin it", "Sí, también",
	}
	kinds := catalog.Kinds
	for i := range 84 {
		f := fill{Kind: string(kinds[i%len(kinds)].Kind), When: whens[i%len(whens)]}
		text := texts[i%len(texts)]
		f.Title = fmt.Sprintf("%s %d", text, i)
		if i < len(texts) {
			f.Title = text
		}
		switch i % 3 {
		case 0:
			f.Who.ID = "harlow-free-library"
		case 1:
			f.Who = fillWho{Name: fmt.Sprintf("Friends of %s %d", text, i), Phone: "(518) 555-0101", Email: "friends@example.org", URL: "https://friends.example.org/a?b=c#d"}
		case 2:
			f.Who.Host = text + " neighbors"
		}
		switch i % 4 {
		case 0:
			f.Where.ID = "city-hall"
		case 1:
			f.Where = fillWhere{Name: text + " hall", Address: "12 Elm Street"}
		case 2:
			f.Where = fillWhere{Remote: "yes", Phone: "(518) 555-0123"}
		case 3:
			f.Where = fillWhere{Remote: "yes", URL: "https://example.org/join"}
		}
		answers := []string{"", "yes", "no"}
		f.ID, f.Referral, f.Booking = answers[i%3], answers[i/3%3], answers[i/9%3]
		f.For, f.Bring, f.Summary = text+" people", text+" to bring", text+" in one line"
		switch i % 4 {
		case 0:
			f.Cost = "free"
		case 1:
			f.Cost = "donation"
		case 2:
			f.Cost, f.Price = "text", "$5: "+text
		}
		if i%2 == 0 {
			f.Phone, f.Email, f.URL, f.Languages, f.Category = "(518) 555-0199", "hello@example.org", "https://example.org/", []string{"en", "es"}, "faith"
		}
		f.Body = text + "\n\nA second paragraph with \"quotes\" and: a colon."
		if i == 40 {
			f.Body = strings.Repeat("lorem ", 833) + "x"
		}
		out = append(out, f)
	}
	return out
}

// schedule is what the controls mean, without reading any phrase.
func (w fillWhen) schedule(t *testing.T) schedule.Schedule {
	t.Helper()
	day := func(s string) (d schedule.Date) {
		if s == "" {
			return d
		}
		at, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return schedule.DateOf(at)
	}
	clock := func(s string) schedule.Clock {
		at, err := time.Parse("15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return schedule.Clock(at.Hour()*60 + at.Minute())
	}
	var s schedule.Schedule
	if w.From != "" {
		s.Time = schedule.Span{Set: true, From: clock(w.From)}
		if w.To != "" {
			s.Time.HasEnd, s.Time.To = true, clock(w.To)
		}
	}
	days := slices.Sorted(slices.Values(w.Days))
	for _, d := range days {
		s.Rule.Days = append(s.Rule.Days, time.Weekday(d%7))
	}
	switch w.Mode {
	case "always":
		return schedule.Schedule{Always: true}
	case "once":
		s.Start = day(w.Date)
	case "week":
		s.Rule.Frequency, s.Start, s.Until = schedule.Weekly, day(w.Date), day(w.Last)
		if w.Weeks > 1 {
			s.Rule.Interval = w.Weeks
		}
	case "month":
		s.Rule.Frequency, s.Rule.Ordinals, s.Start, s.Until = schedule.Monthly, []int{w.Nth}, day(w.Date), day(w.Last)
	case "dates":
		for _, d := range slices.Sorted(slices.Values(w.Dates)) {
			s.Dates = append(s.Dates, schedule.Dated{Date: day(d)})
		}
	case "run":
		s.Start = day(w.Date)
		if s.Time.Set {
			s.Rule.Frequency, s.Until = schedule.Daily, day(w.Last)
		} else {
			s.End = day(w.Last)
		}
	}
	return s
}

// dated reports whether the controls make a schedule.
func (w fillWhen) dated() bool {
	return !slices.Contains([]string{"ongoing", "deadline", "words"}, w.Mode)
}

// files returns what the form should send, made with the field table's own
// writers.
func (f fill) files(phrase string) []writtenFile {
	var b strings.Builder
	text := func(name, s string) {
		if s != "" {
			b.WriteString(name + ": " + yaml.Quote(s) + "\n")
		}
	}
	plain := func(name, s string) {
		if s != "" {
			b.WriteString(name + ": " + s + "\n")
		}
	}
	within := func(name string, pairs ...string) {
		head := name + ":\n"
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i+1] != "" {
				b.WriteString(head + "  " + pairs[i] + ": " + yaml.Quote(pairs[i+1]) + "\n")
				head = ""
			}
		}
	}
	quoted := func(s string) string {
		if s == "" {
			return ""
		}
		return `"` + s + `"`
	}
	owner := ""
	if f.Who.Name != "" {
		owner = slugOf(f.Who.Name)
	}
	text("title", f.Title)
	plain("kind", f.Kind)
	plain("organization", f.Who.ID+quoted(owner))
	text("host", f.Who.Host)
	text("summary", f.Summary)
	text("body", f.Body)
	plain("category", f.Category)
	plain("schedule", quoted(phrase))
	text("hours", f.When.Words)
	if f.When.Mode == "ongoing" {
		plain("ongoing", "yes")
	}
	if f.When.Mode == "deadline" {
		plain("deadline", quoted(strings.TrimSpace(f.When.Date+" "+f.When.From)))
	}
	plain("location", f.Where.ID)
	within("location", "name", f.Where.Name, "address", f.Where.Address)
	plain("remote", f.Where.Remote)
	within("online", "url", f.Where.URL, "phone", f.Where.Phone)
	within("who", "note", f.For)
	plain("id_needed", f.ID)
	plain("referral_needed", f.Referral)
	plain("booking_needed", f.Booking)
	text("bring", f.Bring)
	if len(f.Languages) > 0 {
		plain("languages", "["+strings.Join(f.Languages, ", ")+"]")
	}
	if f.Cost == "text" {
		within("cost", "text", f.Price)
	} else {
		plain("cost", f.Cost)
	}
	text("phone", f.Phone)
	text("email", f.Email)
	text("url", f.URL)
	plain("checked", fillDay)
	out := []writtenFile{{"opportunities/" + slugOf(f.Title) + ".yaml", b.String()}}
	if owner != "" {
		b.Reset()
		text("name", f.Who.Name)
		text("phone", f.Who.Phone)
		text("email", f.Who.Email)
		text("url", f.Who.URL)
		plain("checked", fillDay)
		out = append(out, writtenFile{"organizations/" + owner + ".yaml", b.String()})
	}
	return out
}

func slugOf(name string) string {
	id := []rune(format.Slug(name))
	if id := strings.TrimSuffix(string(id[:min(60, len(id))]), "-"); id != "" {
		return id
	}
	return "new"
}

// The form's possible input is one file of vectors: the phrase means what the
// controls say, and each file passes the sample town's check with exactly what
// was typed.
func TestFormVectors(t *testing.T) {
	now := acceptance.SampleNow
	env := schedule.Env{Zone: now.Location()}
	dawn := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	var vectors []vector
	after := map[string][]byte{}
	for _, f := range fills() {
		v := vector{Says: f, Days: []string{}}
		if f.When.dated() {
			s := f.When.schedule(t)
			v.Phrase = s.Phrase()
			read, mistakes := schedule.ParseLine(v.Phrase)
			if len(mistakes) > 0 {
				t.Fatalf("%q is not accepted: %v", v.Phrase, mistakes)
			}
			if got := read; !reflect.DeepEqual(normal(got), normal(s)) {
				t.Fatalf("%q means\n%+v, want\n%+v", v.Phrase, got, s)
			}
			for o := range s.Occurrences(dawn, dawn.AddDate(2, 0, 0), env) {
				if len(v.Days) == 5 {
					break
				}
				if !o.AllDay || s.End.IsZero() {
					v.Days = append(v.Days, o.On.String())
					continue
				}
				for d := o.On; !s.End.Before(d) && len(v.Days) < 5; d = d.AddDays(1) {
					v.Days = append(v.Days, d.String())
				}
			}
		}
		v.Files = f.files(v.Phrase)
		for _, file := range v.Files {
			if after[file.Path] != nil {
				t.Fatalf("two fill-ins write %s", file.Path)
			}
			after[file.Path] = []byte(file.Text)
		}
		vectors = append(vectors, v)
	}
	c, list, err := new(content.Loader).Load(overlay.New(acceptance.SampleFolder(t), after), content.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		if after[p.File] != nil && p.Level == problem.Error {
			t.Errorf("%s:%d: %s\n%s\n%s", p.File, p.Line, p.Text, p.Source, p.Hint)
		}
	}
	found := 0
	for _, o := range c.Opportunities {
		i := slices.IndexFunc(vectors, func(v vector) bool { return v.Files[0].Path == o.File })
		if i < 0 {
			continue
		}
		found++
		f := vectors[i].Says
		first := func(list []catalog.Text) string {
			if len(list) == 0 {
				return ""
			}
			return list[0].First()
		}
		same := func(what, got, want string) {
			if got != want {
				t.Errorf("%s: %s is %q, want %q", o.File, what, got, want)
			}
		}
		same("title", o.Title.First(), f.Title)
		same("kind", string(o.Kind), f.Kind)
		same("summary", o.Summary.First(), f.Summary)
		same("host", o.Host.First(), f.Who.Host)
		same("hours", o.Hours.First(), f.When.Words)
		same("who.note", o.Who.Note.First(), f.For)
		same("bring", first(o.Bring), f.Bring)
		same("languages", strings.Join(o.Languages, " "), strings.Join(f.Languages, " "))
		same("cost", o.Cost.Kind, f.Cost)
		same("price", o.Cost.Text.First(), f.Price)
		same("url", o.URL, f.URL)
		same("online", o.Online.URL, f.Where.URL)
		if f.Where.Name != "" {
			same("place", o.Locations[0].Name.First(), f.Where.Name)
		}
		if f.Where.ID != "" {
			same("place", o.Locations[0].ID, f.Where.ID)
		}
		if f.Who.ID != "" {
			same("organization", o.Organizations[0].ID, f.Who.ID)
		}
		if f.Who.Name != "" {
			same("organization", o.Organizations[0].Name.First(), f.Who.Name)
		}
		if len(o.Body) == 0 || strings.TrimSpace(o.Body[0].Source) != strings.TrimSpace(f.Body) {
			t.Errorf("%s: the body is %+v", o.File, o.Body)
		}
		if got := len(o.Schedules) == 1; got != f.When.dated() {
			t.Errorf("%s has %d schedules", o.File, len(o.Schedules))
		}
		if o.Deadline.Date.IsZero() == (f.When.Mode == "deadline") || o.Ongoing != (f.When.Mode == "ongoing") {
			t.Errorf("%s: deadline %v, ongoing %v", o.File, o.Deadline, o.Ongoing)
		}
	}
	if found != len(vectors) {
		t.Errorf("only %d of %d listings were read", found, len(vectors))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(map[string]any{"today": fillDay, "vectors": vectors}); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(vectorsFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if old, err := os.ReadFile(vectorsFile); err != nil || !bytes.Equal(old, b.Bytes()) {
		t.Errorf("%s is not what Go makes; go test -run TestFormVectors -update", vectorsFile)
	}
}

// normal removes the differences between the two ways of being empty.
func normal(s schedule.Schedule) string {
	s.Rule.Interval = max(1, s.Rule.Interval)
	return fmt.Sprintf("%+v", s)
}

// The script writes the same bytes.
func TestFormWriter(t *testing.T) {
	acceptance.Need(t, "node")
	path, err := filepath.Abs(vectorsFile)
	if err != nil {
		t.Fatal(err)
	}
	acceptance.Run(t, "suggest-write.mjs", filepath.Join(acceptance.Root(), "themes/default/suggest/write.mjs"), path)
}

// The form, filled in by a real browser as people do.
func TestFormInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "suggest.mjs", acceptance.Publish(t, acceptance.Sample(t)), "/")
}
