package content

import (
	"fmt"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/needs"
	"corkboard/generator/problem"
)

// needsOf are the needs of the site, which change the vocabulary of the program.
func needsOf(files []*format.Records, categories *index[*catalog.Category], site *catalog.Site, found *findings) []catalog.Need {
	var drafts []*format.NeedDraft
	own := map[string]bool{}
	for _, f := range files {
		for _, d := range f.Needs {
			drafts = append(drafts, d)
			own[d.ID] = true
		}
	}
	if len(drafts) == 0 {
		return nil
	}
	known := map[string]bool{}
	var ids []string
	first := map[string]string{} // by phrase: the need that has it
	for _, n := range needs.Default() {
		known[n.ID] = true
		ids = append(ids, n.ID)
		for _, phrase := range n.All() {
			if !own[n.ID] {
				first[needs.Key(phrase)] = n.ID
			}
		}
	}
	var out []catalog.Need
	for _, d := range drafts {
		need, broken := d.Need, false
		need.Served = categories.all(d.File, d.CategoryRefs, &broken, found)
		if len(need.Name) == 0 {
			need.Name = catalog.Text{{Lang: site.Languages[0], Value: format.InWords(d.ID)}}
		}
		if !known[d.ID] {
			unknownNeed(d, ids, found)
		}
		for _, said := range d.Said {
			key := needs.Key(said.Text)
			if before := first[key]; before != "" && before != d.ID {
				found.report("phrase-in-two-needs", d.File, said.At, fmt.Sprintf("“%s” is also a phrase of the need “%s”", format.Clip(said.Text), before),
					"delete it in one of the two: search can lead to one need only")
				continue
			}
			first[key] = d.ID
		}
		needNumber(d, site.Emergency, found)
		if !broken {
			out = append(out, need)
		}
	}
	return out
}

// unknownNeed reports an id that is a misspelled one of the program, or says nothing.
func unknownNeed(d *format.NeedDraft, ids []string, found *findings) {
	hint, with := "write phrases below it, or one of these ids: "+strings.Join(ids, ", "), ""
	near, ok := problem.Nearest(d.ID, ids)
	switch {
	case ok:
		hint, with = "did you mean “"+near+"”?", near
	case len(d.Said) > 0:
		return
	}
	found.propose("unknown-need", d.File, d.At, fmt.Sprintf("the program has no need “%s”", format.Clip(d.ID)), hint, d.ID, with)
}

// needNumber reports words of danger that lead to no number.
func needNumber(d *format.NeedDraft, lines []catalog.EmergencyNumber, found *findings) {
	var numbers []string
	for _, e := range lines {
		if e.Number == "" {
			continue
		}
		if e.Number == d.Emergency {
			return
		}
		numbers = append(numbers, e.Number)
	}
	hint := "write one of these: emergency: \"" + strings.Join(numbers, "\", \"") + "\""
	if len(numbers) == 0 {
		hint = "add the line to “emergency” in site.yaml, and its number here"
	}
	if d.Emergency != "" {
		found.report("unknown-emergency", d.File, d.NumberAt, fmt.Sprintf("site.yaml has no emergency line with the number “%s”", format.Clip(d.Emergency)), hint)
		return
	}
	for _, said := range d.Said {
		if said.Crisis {
			found.report("crisis-without-number", d.File, said.At, "somebody in danger who types this is shown no number", hint)
			return
		}
	}
}
