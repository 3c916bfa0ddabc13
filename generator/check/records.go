package check

import (
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/withheld"
)

// innocents is how many records that have nothing to do with a place may have
// its address before that is the mistake of whoever withheld it.
const innocents = 5

// Withheld judges what a catalog says of its secrets. It returns the guard of
// those that can be kept, the catalog without the records that give one away,
// and what is wrong, each at the line that gives it away, read from the content
// folder. A street without a number, or with words between, is an error only
// in a record that uses the place.
func Withheld(c *catalog.Catalog, content fs.FS) (*withheld.Guard, *catalog.Catalog, problem.List) {
	if len(c.Withheld) == 0 {
		return &withheld.Guard{}, c, nil
	}
	secrets, mistakes := withheld.New(c.Withheld, public(c))
	var out problem.List
	for _, m := range mistakes {
		out = append(out, mistaken(m))
	}
	leaks := recordLeaks(c, secrets)
	for _, secret := range everywhere(leaks) {
		out = append(out, problem.Problem{
			Rule: "withheld-everywhere", Level: problem.Error, File: secret.File, Line: secret.Line,
			Text: fmt.Sprintf("the address of %s is in many records that have nothing to do with it, so it cannot be withheld", secret.Place),
			Hint: "correct the address, or make the place public",
		})
		if secret.Past {
			last := &out[len(out)-1]
			last.Text = fmt.Sprintf("an address that %s had in an earlier commit is in many records that have nothing to do with it, so it cannot be withheld", secret.Place)
			last.Hint = "take it out of them, or make the place public"
		}
		leaks = slices.DeleteFunc(leaks, func(l leak) bool { return l.hit.Secret == secret && !l.uses })
		secrets = secrets.Without(secret)
	}
	broken := map[any]bool{}
	for _, l := range leaks {
		p := l.problem(content)
		out = append(out, p)
		broken[l.record.value] = broken[l.record.value] || p.Level == problem.Error
	}
	return secrets, without(c, broken), out.Sort()
}

// mistaken is the problem of an address that cannot be kept.
func mistaken(m withheld.Mistake) problem.Problem {
	p := problem.Problem{Rule: "withheld-known", Level: problem.Error, File: m.Secret.File, Line: m.Secret.Line,
		Text: fmt.Sprintf("the address of %s is the name of a place or organization that pages show, so it cannot be withheld", m.Secret.Place),
		Hint: "write the street and the number, or leave the address out",
	}
	if m.Known == "" {
		p.Rule, p.Level = "withheld-short", problem.Warning
		p.Text = fmt.Sprintf("the address of %s is too short to be told from other words, so nobody is warned when a text gives it away", m.Secret.Place)
	}
	return p
}

// record is one entry of the content folder whose texts are shown.
type record struct {
	value  any // pointer to the record
	file   string
	line   int // first line of the record
	places []*catalog.Location
}

// leak is a text of a record that gives a secret away.
type leak struct {
	record record
	hit    withheld.Hit
	uses   bool // the record or its organization is where the secret is, or is the place
}

// recordLeaks looks at every text of every record, ids and file names included.
func recordLeaks(c *catalog.Catalog, secrets *withheld.Guard) []leak {
	var records []record
	look := func(r record) { records = append(records, r) }
	for _, o := range c.Opportunities {
		places := slices.Clone(o.Locations)
		for _, organization := range o.Organizations {
			places = append(places, organization.Locations...)
		}
		for _, s := range o.Schedules {
			for _, change := range s.Changes {
				if change.Location != nil {
					places = append(places, change.Location)
				}
			}
		}
		look(record{o, o.File, o.Line, places})
	}
	for _, o := range c.Organizations {
		look(record{o, o.File, o.Line, o.Locations})
	}
	for _, l := range c.Locations {
		look(record{l, "locations.yaml", 0, []*catalog.Location{l}})
	}
	for _, cat := range c.Categories {
		look(record{cat, "categories.yaml", 0, nil})
	}
	for _, p := range c.Pages {
		look(record{p, p.File, 1, nil})
	}
	for i := range c.Media {
		look(record{&c.Media[i], c.Media[i].Path, 0, nil})
	}
	look(record{&c.Site, "site.yaml", 0, nil})

	found := make([][]leak, len(records))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(records); i = int(next.Add(1)) - 1 {
				found[i] = leaksOf(records[i], c.Withheld, secrets)
			}
		})
	}
	wait.Wait()
	return slices.Concat(found...)
}

// leaksOf are the leaks of one record, in the order of the secrets. Its texts are
// looked at together first, since most have nothing to hide.
func leaksOf(r record, all []withheld.Secret, secrets *withheld.Guard) []leak {
	var texts []string
	each(reflect.ValueOf(r.value).Elem(), func(text string) { texts = append(texts, text) })
	const between = "\nzzz\n" // so that the end of a text is not read with the next, as in “41” and “May”
	if len(secrets.Find([]byte(strings.Join(texts, between)))) == 0 {
		return nil
	}
	seen := map[*withheld.Secret]withheld.Kind{}
	for _, text := range texts {
		for _, h := range secrets.Find([]byte(text)) {
			if worst, again := seen[h.Secret]; !again || h.Kind < worst {
				seen[h.Secret] = h.Kind
			}
		}
	}
	var out []leak
	said := map[string]bool{} // places
	for i := range all {
		secret := &all[i]
		kind, leaks := seen[secret]
		used := uses(r.places, secret)
		if !leaks || said[secret.Place] || kind == withheld.House && !used {
			continue // others may say where they are themselves
		}
		said[secret.Place] = kind == withheld.Address
		out = append(out, leak{r, withheld.Hit{Secret: secret, Kind: kind}, used})
	}
	return out
}

// uses reports whether a secret is that of one of some places.
func uses(places []*catalog.Location, secret *withheld.Secret) bool {
	return slices.ContainsFunc(places, func(l *catalog.Location) bool {
		return l.ID == secret.Place || l.ID == "" && l.Name.First() == secret.Place
	})
}

// elsewhere are the types whose texts are those of other records.
var elsewhere = []reflect.Type{
	reflect.TypeFor[*catalog.Organization](), reflect.TypeFor[*catalog.Category](), reflect.TypeFor[*time.Location](), reflect.TypeFor[time.Time](),
	reflect.TypeFor[*catalog.Opportunity](),
}

// each calls visit with every text of a value, whatever its fields are, so that
// none can be forgotten. It does not follow references to other records.
func each(v reflect.Value, visit func(string)) {
	kind := v.Kind()
	if (kind == reflect.Pointer || kind == reflect.Struct) && slices.Contains(elsewhere, v.Type()) {
		return
	}
	switch kind {
	case reflect.String:
		if v.Len() > 0 {
			visit(v.String())
		}
	case reflect.Pointer, reflect.Interface:
		if l, ok := v.Interface().(*catalog.Location); kind == reflect.Pointer && ok && l != nil && !l.Own {
			return
		}
		if !v.IsNil() {
			each(v.Elem(), visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			each(v.Index(i), visit)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			each(key, visit)
			each(v.MapIndex(key), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				each(v.Field(i), visit)
			}
		}
	}
}

// everywhere are the secrets that many records tell which have nothing to do
// with them.
func everywhere(leaks []leak) []*withheld.Secret {
	count := map[*withheld.Secret]int{}
	var out []*withheld.Secret
	for _, l := range leaks {
		if l.uses || l.hit.Kind != withheld.Address {
			continue
		}
		if count[l.hit.Secret]++; count[l.hit.Secret] == innocents+1 {
			out = append(out, l.hit.Secret)
		}
	}
	return out
}

// problem is what is said of a leak, at the line that gives the place away.
func (l leak) problem(content fs.FS) problem.Problem {
	p := problem.Problem{Rule: leakRule, Level: problem.Error, File: l.record.file, Line: l.record.line}
	secret := l.hit.Secret
	what := "the address of %s"
	switch l.hit.Kind {
	case withheld.Coordinates:
		what = "coordinates near %s"
	case withheld.Apart:
		what = "number and street of %s"
	case withheld.Street, withheld.House:
		what = "the street of %s"
	}
	what = fmt.Sprintf(what, secret.Place)
	if secret.Past {
		what += " as it was in an earlier commit"
	}
	if !l.uses && (l.hit.Kind == withheld.Street || l.hit.Kind == withheld.Apart) {
		p.Level = problem.Warning
	}
	p.Text = "this gives away " + what + ", which is withheld"
	p.Hint = fmt.Sprintf("take it out: what is published is copied, and stays in git's history; or make the place public in %s:%d", secret.File, secret.Line)
	l.locate(content, &p)
	return p
}

// locate finds the line of a leak in its file, but for the lines that declare
// the secret itself. The line is not quoted: what is printed may end in a public
// log.
func (l leak) locate(content fs.FS, p *problem.Problem) {
	const declaration = 8 // lines of an address in parts
	if !strings.HasSuffix(p.File, ".yaml") && !strings.HasSuffix(p.File, ".yml") && !strings.HasSuffix(p.File, ".md") {
		return
	}
	text, err := fs.ReadFile(content, p.File)
	if err != nil {
		return // it was there when it was read; the file is named all the same
	}
	secrets, _ := withheld.New([]withheld.Secret{*l.hit.Secret}, withheld.Public{})
	for _, h := range secrets.Find(text) {
		line := 1 + strings.Count(string(text[:h.Start]), "\n")
		secret := l.hit.Secret
		if line < l.record.line || !secret.Past && p.File == secret.File && line >= secret.Line && line < secret.Line+declaration {
			continue
		}
		start := 1 + strings.LastIndex(string(text[:h.Start]), "\n")
		p.Line, p.Col = line, 1+len([]rune(string(text[start:h.Start])))
		p.Width = len([]rune(string(text[h.Start:h.End])))
		return
	}
}

// without is a catalog without records that are broken. A listing whose
// organization is left out keeps its id as its name.
func without(c *catalog.Catalog, broken map[any]bool) *catalog.Catalog {
	if !slices.Contains(slices.Collect(maps.Values(broken)), true) {
		return c
	}
	out := *c
	out.LeftOut = slices.Clone(c.LeftOut)
	gone := func(record any, file string) bool {
		if broken[record] {
			out.LeftOut = append(out.LeftOut, file)
		}
		return broken[record]
	}
	out.Opportunities = slices.DeleteFunc(slices.Clone(c.Opportunities), func(o *catalog.Opportunity) bool { return gone(o, o.File) })
	out.Pages = slices.DeleteFunc(slices.Clone(c.Pages), func(p *catalog.Page) bool { return gone(p, p.File) })
	slices.Sort(out.LeftOut)
	out.LeftOut = slices.Compact(out.LeftOut)
	return &out
}
