package format

import (
	"strings"
	"time"

	"corkboard/generator/schedule"
)

// Promises are the dates that a listing is known to have had and the places that
// it had in the directory, as they were written: most commits change other fields,
// and those need not be understood.
type Promises map[string]bool

// promising are the fields that make entries of a calendar; placing are those
// that say in which calendars they are.
var (
	promising = map[string]bool{"schedule": true, "schedules": true, "deadline": true, "deadlines": true}
	placing   = map[string]bool{"kind": true, "organization": true, "organizations": true, "category": true, "categories": true,
		"location": true, "locations": true, "serves": true, "language": true, "languages": true, "access": true}
)

// News notes what a text says, and returns whether it puts the listing elsewhere
// or says other dates than is known.
func (p Promises) News(path, text string) (elsewhere, dates bool) {
	if strings.HasSuffix(path, ".md") {
		text = cutMatter(text).fields
	}
	list := topLevel(text)
	if len(list) == 1 && !IsOpportunityField(list[0].key) { // an entry of a file of many
		_, inside, _ := strings.Cut(list[0].text, ":")
		first := strings.TrimSpace(strings.SplitN(inside, "\n", 2)[0])
		if strings.HasPrefix(first, "{") {
			// On one line; its fields are not told apart.
			dates = !p[inside]
			p[inside] = true
			return dates, dates
		}
		list = topLevel(dedented(inside))
	}
	var told, place strings.Builder
	for _, b := range list {
		if promising[b.key] {
			told.WriteString(b.text)
		} else if placing[b.key] {
			place.WriteString(b.text)
		}
	}
	// Together, since a place and a category make a calendar together.
	for _, s := range []struct {
		text string
		news *bool
	}{{"dates " + told.String(), &dates}, {"place " + place.String(), &elsewhere}} {
		*s.news = len(s.text) > len("dates ") && !p[s.text]
		p[s.text] = true
	}
	return elsewhere, dates
}

// dedented takes from every line the white space that the first one has.
func dedented(text string) string {
	var out strings.Builder
	indent := ""
	for line := range strings.Lines(text) {
		bare := strings.TrimLeft(line, " \t")
		if indent == "" && strings.TrimSpace(bare) != "" {
			indent = line[:len(line)-len(bare)]
		}
		out.WriteString(strings.TrimPrefix(line, indent))
	}
	return out.String()
}

// block is a key at the beginning of a line, with all that belongs to it.
type block struct{ key, text string }

// topLevel cuts YAML into its blocks.
func topLevel(text string) []block {
	var out []block
	for line := range strings.Lines(text) {
		key, _, found := strings.Cut(line, ":")
		switch {
		case found && !strings.ContainsAny(line[:1], " \t#-"):
			out = append(out, block{key: strings.Trim(key, `"' `)})
		case len(out) == 0:
			continue // what is before the first
		}
		out[len(out)-1].text += line
	}
	return out
}

// WasHeld reports whether a text has a single date in figures that had begun
// at a moment, and of no other: an import that drops what is over leaves tens of
// thousands, which need not be understood. zone is that of the site; nil = it
// could be any.
func WasHeld(text string, at time.Time, zone *time.Location) bool {
	_, value, found := strings.Cut(text, "schedule:")
	if !found || strings.Contains(value, "schedule") || strings.Contains(value, "timezone") || strings.Contains(text, "deadline") {
		return false
	}
	value = strings.TrimLeft(value, " \"'")
	if end := strings.IndexAny(value, "\n,}#"); end >= 0 {
		if next := strings.TrimLeft(value[end+1:], " "); value[end] == ',' && next != "" && next[0] >= '0' && next[0] <= '9' {
			return false // there is another date
		}
		value = value[:end]
	}
	if len(value) < len(time.DateOnly) {
		return false
	}
	day, err := time.Parse(time.DateOnly, value[:len(time.DateOnly)])
	if err != nil || strings.Contains(value, "..") ||
		strings.Trim(value[len(time.DateOnly):], " \"'\r0123456789:.apm-–") != "" {
		return false
	}
	if zone == nil {
		return at.Sub(day) > 36*time.Hour // wherever it was
	}
	return !at.Before(schedule.DateOf(day).AddDays(1).In(zone))
}
