package format

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
	"corkboard/generator/yaml"
)

// Same reports whether files read in v are read the same in w.
func (v Env) Same(w Env) bool {
	return v.Lang == w.Lang && v.Country == w.Country && reflect.DeepEqual(v.Times, w.Times)
}

// countries24 are the countries where a time without am or pm is one of 24
// hours. Elsewhere "7-9" is asked about.
var countries24 = strings.Fields("AM AR AT AZ BA BE BG BR BY CH CI CL CM CZ DE DK DZ EE ES FI FR GE HR HU ID IL IS IT JP KZ LI LT LU LV MA MC ME MK NL NO PL PT RO RS RU SE SI SK SM SN TH TN TR UA UY VN")

// Customs are how days and times of a site are read: by its own time_format,
// else by its country, and in its languages. closures are the ids of
// closures.yaml.
func (s *SiteDraft) Customs(closures []string, now schedule.Date) schedule.Reader {
	r := schedule.Reader{Closures: closures, Zone: s.Zone, Now: now, Languages: s.Languages}
	r.Hours24 = s.TimeFormat == 24 || s.TimeFormat == 0 && slices.Contains(countries24, s.Country)
	return r
}

// datesOf24Hours reports whether the times beside the dates of a file are those of
// a 24-hour clock: one says so by its shape, such as "2026-12-05 18:30", and none
// has a mark. Programs write such lists, and "9:30" among them is in the morning.
func datesOf24Hours(text string) bool {
	return dateOf24.MatchString(text) && !markedDate.MatchString(text)
}

var (
	dateOf24   = regexp.MustCompile(`\d{4}-\d\d-\d\d[ T](?:1[3-9]|2[0-3]):[0-5]\d`)
	markedDate = regexp.MustCompile(`(?i)\d{4}-\d\d-\d\d[^\n]*\d ?[ap]\.? ?m\b`)
)

// AlwaysOpen reports whether hours in words say that it is open around the
// clock: "24/7", in each language that they are written in.
func (v *Env) AlwaysOpen(hours catalog.Text) bool {
	for _, t := range hours {
		if len(t.Value) > 60 || !v.Times.AlwaysOpen(t.Value) {
			return false
		}
	}
	return len(hours) > 0
}

// times is how days and times are read here.
func (d *decoder) times() *schedule.Reader { return &d.Times }

// offer writes out what a mistake in a schedule offers: the source lines with
// it, when there is one way, and the words for the hint.
func (d *decoder) offer(n *yaml.Node, m schedule.Mistake) (fix, hint string) {
	hint = m.Hint
	if len(m.Offers) != 1 {
		if len(m.Offers) > 1 && slices.ContainsFunc(m.Offers, func(o schedule.Offer) bool { return len(o.Lines) > 1 }) {
			var ways []string
			for _, o := range m.Offers {
				ways = append(ways, "- "+strings.Join(o.Lines, "\n- "))
			}
			hint = "write one line for each, as a list:\n" + strings.Join(ways, "\nor:\n")
		}
		return "", hint
	}
	o := m.Offers[0]
	switch {
	case o.Hours != "":
		fix = d.underHours(n, o.Hours)
		if fix != "" && !strings.Contains(hint, "under hours") {
			hint += ", or put the words under hours"
		}
	case o.Note != "":
		key := "date"
		if r := d.times().Repeat(o.Lines[0]); !r.Refused() {
			key = "repeat"
		}
		fix = d.asGroup(n, [][2]string{{key, o.Lines[0]}, {"note", o.Note}})
		hint = "put the other words under note"
	case len(o.Lines) > 1:
		fix = d.asLines(n, o.Lines)
		hint = "write one line for each, as a list"
	default:
		fix = d.replaced(n, o.Lines[0])
		if fix == "" && !strings.Contains(hint, o.Lines[0]) {
			hint += ": " + o.Lines[0]
		}
	}
	return fix, hint
}

// around is the source line of a value that ends its line, cut before the
// value: its indentation and its key or the mark of a list.
func (d *decoder) around(n *yaml.Node) (indent, mark string, ok bool) {
	if n.Kind != yaml.Scalar || n.Block || n.Line < 1 || n.Line > len(d.lines) || len(d.lines[n.Line-1]) > problem.LongLine || strings.Contains(n.Value, "\n") {
		return "", "", false
	}
	runes := []rune(d.lines[n.Line-1])
	if n.Col < 1 || n.Col > len(runes) {
		return "", "", false
	}
	before, rest := string(runes[:n.Col-1]), strings.TrimSpace(string(runes[n.Col-1:]))
	if rest != n.Value && rest != `"`+n.Value+`"` && rest != "'"+n.Value+"'" {
		return "", "", false
	}
	mark = strings.TrimLeft(before, " ")
	indent = before[:len(before)-len(mark)]
	mark = strings.TrimSpace(mark)
	return indent, mark, mark == "-" || strings.HasSuffix(mark, ":") && !strings.ContainsAny(mark, "{[ ")
}

// asLines is the source with a value replaced by a list.
func (d *decoder) asLines(n *yaml.Node, lines []string) string {
	indent, mark, ok := d.around(n)
	if !ok {
		return ""
	}
	var out []string
	if mark != "-" {
		out = append(out, indent+mark)
		indent += "  "
	}
	for _, line := range lines {
		out = append(out, indent+"- "+Scalar(line))
	}
	return strings.Join(out, "\n")
}

// asGroup is the source with a value replaced by keys.
func (d *decoder) asGroup(n *yaml.Node, pairs [][2]string) string {
	indent, mark, ok := d.around(n)
	if !ok {
		return ""
	}
	var out []string
	first := indent + "- "
	if mark != "-" {
		out = append(out, indent+mark)
		first = indent + "  "
	}
	for i, p := range pairs {
		if i == 0 {
			out = append(out, first+p[0]+": "+Scalar(p[1]))
			continue
		}
		out = append(out, indent+"  "+p[0]+": "+Scalar(p[1]))
	}
	return strings.Join(out, "\n")
}

// underHours is the source with a schedule moved to the field hours; "" where
// the listing has that field, or the value is one of a list.
func (d *decoder) underHours(n *yaml.Node, words string) string {
	indent, mark, ok := d.around(n)
	if !ok || mark != "schedule:" && mark != "opening:" {
		return ""
	}
	for _, line := range d.lines {
		for _, key := range []string{"hours:", "ongoing:"} {
			if strings.HasPrefix(line, indent+key) {
				return ""
			}
		}
	}
	if mark == "opening:" {
		return indent + "hours: " + Scalar(words)
	}
	return indent + "ongoing: yes\n" + indent + "hours: " + Scalar(words)
}
