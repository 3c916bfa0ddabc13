package format

import (
	"fmt"
	"path"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/markdown"
	"corkboard/generator/rules"
	"corkboard/generator/schedule"
	"corkboard/generator/yaml"
)

var alertTable = newTable("alert", "", "An announcement that stands down by itself",
	text("text", func(a *AlertDraft) *catalog.Text { return &a.Text }).must().doc("what to know").like("The bridge is closed to cars"),
	when("from", func(a *AlertDraft) *Moment { return &a.From }).doc("shown from then on").like("2026-11-16 06:00"),
	when("until", func(a *AlertDraft) *Moment { return &a.Until }).doc("shown until then; a day counts to its end").like("2026-12-18 18:00"),
	address("url", func(a *AlertDraft) *string { return &a.URL }).doc("where to read more").like("https://example.org/detours"),
)

var checkedTable = newTable("checked", "", "When a person last made sure that a record is true",
	date("date", func(c *catalog.Checked) *schedule.Date { return &c.Date }).must().doc("the day").like("2026-11-03"),
	text("by", func(c *catalog.Checked) *catalog.Text { return &c.By }).doc("who").like("Maria"),
	text("how", func(c *catalog.Checked) *catalog.Text { return &c.How }).doc("how").like("by phone"),
)

// checked takes a day or a map.
func checked[T any](name string, get func(*T) *catalog.Checked) *field[T] {
	f := group(name, get, checkedTable).alone("date").like("2026-11-03")
	f.Type = TypeDate
	read := f.read
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		read(d, t, v)
		at := v
		if v.Kind == yaml.Map && v.Get("date") != nil {
			at = v.Get("date")
		}
		if now, day := d.times().Now, get(t).Date; !now.IsZero() && day.After(now) {
			last := schedule.Date{Year: day.Year - 1, Month: day.Month, Day: day.Day}
			hint := "write the day somebody last made sure that all of this is true"
			if !last.After(now) {
				hint += ", such as " + last.String()
			}
			d.report("checked-in-future", at, fmt.Sprintf("%s is still to come", day), hint, "")
		}
	}
	return f
}

var sourceTable = newTable("source", "", "Where a record was taken from",
	line("name", func(s *catalog.Source) *string { return &s.Name }).doc("the directory or list").like("County directory"),
	address("url", func(s *catalog.Source) *string { return &s.URL }).doc("its page there").like("https://example.org/list/12"),
	line("license", func(s *catalog.Source) *string { return &s.License }).doc("terms it may be used under").like("CC0-1.0"),
	line("id", func(s *catalog.Source) *string { return &s.ID }).doc("its number there").like("\"12\""),
).write(map[string]string{"licence": "license"})

// source takes a name, an address or a map.
func source[T any](name string, get func(*T) *catalog.Source) *field[T] {
	f := group(name, get, sourceTable).alone("name").like("County directory")
	read := f.read
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if v.Kind == yaml.Scalar && strings.HasPrefix(v.Value, "http") {
			*get(t) = catalog.Source{URL: d.url(v)}
			return
		}
		read(d, t, v)
	}
	return f
}

// body is a Markdown text in a field.
func body[T any](name string, get func(*T) *[]catalog.Body) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeMarkdown}}
	add := func(d *decoder, lang string, n *yaml.Node) catalog.Body {
		line := n.Line
		if n.Block {
			line++
		}
		b := catalog.Body{Lang: lang, Source: n.Value, File: d.file, Line: line}
		d.lint(b)
		return b
	}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		switch v.Kind {
		case yaml.Scalar:
			d.cutText(v)
			*get(t) = append(*get(t), add(d, d.Lang, v))
		case yaml.Map:
			for _, p := range v.Pairs {
				if tag, ok := d.tag(p.Key); ok && !absent(p.Value) && d.scalarOf(&f.Field, p.Value) {
					*get(t) = append(*get(t), add(d, tag, p.Value))
				}
			}
		default:
			d.scalarOf(&f.Field, v)
		}
	}
	f.merge = func(t, other *T) { *get(t) = joinBodies(*get(t), *get(other)) }
	return f
}

// joinBodies adds the languages of b that a lacks.
func joinBodies(a, b []catalog.Body) []catalog.Body {
	out := append([]catalog.Body(nil), a...)
	for _, one := range b {
		known := false
		for _, have := range a {
			known = known || have.Lang == one.Lang
		}
		if !known {
			out = append(out, one)
		}
	}
	return out
}

// lint reports what of a body will not be shown as written.
func (d *decoder) lint(b catalog.Body) {
	first := map[string]int{} // index in problems
	more := map[string]int{}
	for _, f := range markdown.Lint(b.Source) {
		if _, told := first[f.Code]; told {
			more[f.Code]++ // a table in HTML has a tag in every line
			continue
		}
		first[f.Code] = len(d.problems)
		d.reportAt(rules.Markdown(f.Code), Position{int32(b.Line + f.Line - 1), int32(f.Col), int32(f.Width)}, f.Text, f.Hint, "")
	}
	for code, n := range more {
		d.problems[first[code]].Text += fmt.Sprintf(", and %d more of this kind in this text", n)
	}
	if d.files == nil || !strings.Contains(b.Source, "![") {
		return
	}
	for _, l := range markdown.Links(b.Source) {
		if l.Image && l.URL != "" && !strings.Contains(l.URL, ":") && !strings.HasPrefix(l.URL, "//") {
			*d.files = append(*d.files, Ref{Text: mediaPath(l.URL), Key: l.URL, At: Position{int32(b.Line + l.Line - 1), int32(l.Col), 1}})
		}
	}
}

// mediaPath is the path below the content folder that people mean.
func mediaPath(s string) string {
	s = path.Clean("/" + strings.TrimSpace(s))[1:]
	if s == "" || strings.HasPrefix(s, "media/") {
		return s
	}
	return "media/" + s
}

// image takes a file, or a map with file and alt.
func image[T any](name string, get func(*T) *catalog.Image) *field[T] {
	f := group(name, get, imageTable).alone("file")
	read := f.read
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		i := get(t)
		read(d, t, v)
		if i.File == "" {
			return
		}
		n := v
		if v.Kind == yaml.Map {
			n = v.Get("file")
		}
		if strings.Contains(i.File, "://") || strings.HasPrefix(i.File, "data:") {
			d.report("remote-image", n, "the picture is on another site, which would see who reads this page", "put the file into the media folder and write its path: media/…", "")
			i.File = ""
			return
		}
		if len(i.Alt) == 0 && !d.translation {
			d.report("missing-alt", n, fmt.Sprintf("the picture %s has no words for people who cannot see it", Clip(i.File)), "add “alt:” with what it shows", "")
		}
		written := i.File
		i.File = mediaPath(written)
		if d.files != nil {
			*d.files = append(*d.files, Ref{Text: i.File, Key: written, At: where(n)})
		}
	}
	return f
}
