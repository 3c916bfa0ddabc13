package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/content"
	"corkboard/generator/edit"
	"corkboard/generator/folder"
	"corkboard/generator/overlay"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
	"corkboard/generator/yaml"
)

func runChange(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	var all, yes bool
	var closed, category string
	flags := s.deskFlags("change")
	flags.BoolVar(&all, "all", false, "change every listing and every organization's opening hours")
	flags.StringVar(&category, "category", "", "change only listings of the category with this `ID`, and of its subcategories")
	flags.StringVar(&closed, "closed", "", "`FROM..TO`, the first and last day on which they do not take place, or one day")
	flags.BoolVar(&yes, "yes", false, "write what is shown")
	if done, code := parse(flags, args, stdout, stderr); done {
		return code
	}
	if all == (category != "") || closed == "" {
		return failure(stderr, "change", &usageError{"say which listings, --all or --category ID, and the days: corkboard change --all --closed 2026-12-24..2026-12-26"})
	}
	d, err := s.desk()
	if err == nil {
		err = d.close(closed, category, yes, stdout)
	}
	if err != nil {
		return s.deskFailure(stderr, "change", err)
	}
	return exitFine
}

// timed is a record with dates: a listing with its schedule, or an organization with
// its opening hours.
type timed struct {
	held
	field  string
	blocks []catalog.Schedule
	env    schedule.Env
}

// allTimed returns the records of a catalog that have dates and belong to a category
// or its subcategories; "" = any.
func allTimed(c *catalog.Catalog, d *desk, category string) []timed {
	b := board.New(c, board.Options{Now: d.now})
	among := func(list []*catalog.Category) bool {
		for _, k := range list {
			for ; k != nil; k = k.Parent {
				if k.ID == category {
					return true
				}
			}
		}
		return category == ""
	}
	var out []timed
	for _, o := range c.Opportunities {
		if !o.Removed && len(o.Schedules) > 0 && among(o.Categories) {
			out = append(out, timed{held{Record: &o.Record, kind: "opportunities"}, "schedule", o.Schedules, b.Env(o)})
		}
	}
	for _, o := range c.Organizations {
		if len(o.Opening) > 0 && among(o.Categories) {
			out = append(out, timed{held{Record: &o.Record, kind: "organizations"}, "opening", o.Opening, b.OpeningEnv(o)})
		}
	}
	return out
}

// on returns the days of a block within a span, and a year on either side of it.
func (r *timed) on(i int, span schedule.DateSpan) (within, outside []schedule.Date) {
	from, to := span.From.AddDays(-366).In(r.env.Zone), span.To.AddDays(366).In(r.env.Zone)
	for o := range r.blocks[i].Occurrences(from, to, r.env) {
		if o.State == schedule.Cancelled {
			continue
		}
		if span.Contains(o.On) {
			within = append(within, o.On)
		} else {
			outside = append(outside, o.On)
		}
	}
	return within, outside
}

// close adds days off to each record that has a date within them.
func (d *desk) close(days, category string, yes bool, stdout io.Writer) error {
	var reader schedule.Reader
	span, mistakes := reader.Days(days)
	switch {
	case len(mistakes) > 0 || span.From.Year == 0:
		return &usageError{fmt.Sprintf("--closed %s can't be read; write it like 2026-12-24..2026-12-26, or one day: 2026-12-24", days)}
	case span.To.Before(d.today):
		return &usageError{fmt.Sprintf("%s is over", days)}
	case category != "" && !slices.ContainsFunc(d.catalog.Categories, func(c *catalog.Category) bool { return c.ID == category }):
		var ids []string
		for _, c := range d.catalog.Categories {
			ids = append(ids, c.ID)
		}
		text := "there is no category " + category
		if near, ok := problem.Nearest(category, ids); ok {
			text += "; did you mean " + near + "?"
		}
		return &usageError{text}
	}
	value := span.From.String()
	if span.To != span.From {
		value += ".." + span.To.String()
	}
	var byHand []string
	expected := map[string][]schedule.Date{}
	for _, r := range allTimed(d.catalog, d, category) {
		open := make([]bool, len(r.blocks))
		var rest []schedule.Date
		for i := range r.blocks {
			within, outside := r.on(i, span)
			open[i] = len(within) > 0
			rest = append(rest, outside...)
		}
		if !slices.Contains(open, true) {
			continue
		}
		if err := d.skip(r, open, value); err != nil {
			byHand = append(byHand, fmt.Sprintf("%s: %s", r.ID, err))
			continue
		}
		expected[r.kind+"/"+r.ID] = rest
	}
	if err := d.verify(expected, category, span); err != nil {
		return err
	}
	if err := d.show(stdout); err != nil {
		return err
	}
	for _, line := range byHand {
		fmt.Fprintf(stdout, "not changed, please do it by hand: %s\n", problem.Printable(line))
	}
	for _, file := range d.catalog.LeftOut {
		fmt.Fprintf(stdout, "not changed because it has errors: %s\n", problem.Printable(file))
	}
	what := "of all"
	if category != "" {
		what = "of " + category
	}
	if len(expected) == 0 {
		fmt.Fprintf(stdout, "nothing %s that could be changed takes place on %s\n", what, value)
		return nil
	}
	if !yes {
		fmt.Fprintf(stdout, "%s would be closed on %s; nothing was written yet: to write it, add --yes\n", counted(len(expected), "listing"), value)
		return nil
	}
	if err := d.save(); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s closed on %s\n", counted(len(expected), "listing"), value)
	return nil
}

// skip adds days off to those blocks of a record that are open then.
func (d *desk) skip(r timed, open []bool, value string) error {
	h, err := d.find(r.kind+"/"+r.ID, r.kind)
	if err != nil {
		return err
	}
	f, err := d.open(h.File)
	if err != nil {
		return err
	}
	before := f.Bytes()
	for i := range open {
		record := f.Root() // again, since each edit moves what is below it
		if h.entry != "" {
			record = record.Get(h.entry)
		}
		items := []*yaml.Node{record.Get(r.field)}
		if items[0] == nil {
			return fmt.Errorf("its %s is written elsewhere", r.field)
		}
		if items[0].Kind == yaml.List {
			items = items[0].Items
		}
		var item *yaml.Node
		switch {
		case len(items) == len(r.blocks):
			item = items[i]
		case len(items) == 1 && !slices.Contains(open, false):
			item = items[0]
			open = open[:1] // one text says all of it
		default:
			err = fmt.Errorf("%s is partly open then, and partly not", r.field)
		}
		if err == nil && i < len(open) && open[i] {
			err = d.skipIn(f, item, r.blocks[i].Repeats(), value)
		}
		if err != nil {
			if was, again := edit.Read(h.File, before); again == nil {
				d.edited[h.File] = was
			}
			return err
		}
		if len(items) != len(r.blocks) {
			break
		}
	}
	d.after[h.File] = f.Bytes()
	return nil
}

// skipIn adds days off to one block: a text or a map.
func (d *desk) skipIn(f *edit.File, item *yaml.Node, repeats bool, value string) error {
	switch {
	case !repeats:
		return fmt.Errorf("it has single dates, at least one of them then; write “status: cancelled”, or delete that date")
	case item.Kind == yaml.Map:
		return f.Add(item, "skip", value)
	case item.Kind != yaml.Scalar || strings.Contains(item.Value, "\n"):
		return fmt.Errorf("it is written over several lines")
	}
	text := item.Value + ", except " + value
	if item.Plain && f.Scalar(item, text) == nil {
		return nil
	}
	return f.Scalar(item, yaml.Quote(text))
}

// verify reads the folder as it will be, and makes sure that every changed record has
// no date within the span and the same dates as before outside it.
func (d *desk) verify(expected map[string][]schedule.Date, category string, span schedule.DateSpan) error {
	after, _, err := new(content.Loader).Load(overlay.New(d.files, d.after), content.Options{Now: d.now})
	if err != nil {
		return err
	}
	right := 0
	for _, r := range allTimed(after, d, category) {
		rest, changed := expected[r.kind+"/"+r.ID]
		if !changed {
			continue
		}
		var outside []schedule.Date
		for i := range r.blocks {
			within, other := r.on(i, span)
			if len(within) > 0 {
				return &usageError{fmt.Sprintf("%s would still be open on %s; nothing was written", r.ID, within[0])}
			}
			outside = append(outside, other...)
		}
		if !slices.Equal(rest, outside) {
			return &usageError{fmt.Sprintf("%s would change on other days as well; nothing was written", r.ID)}
		}
		right++
	}
	if right < len(expected) {
		list, err := d.problems()
		if err != nil {
			return err
		}
		return &unfit{list}
	}
	return nil
}

// show prints the lines that will change.
func (d *desk) show(stdout io.Writer) error {
	for _, name := range slices.Sorted(maps.Keys(d.after)) {
		before, err := folder.ReadFile(d.files, name, folder.MostTable)
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s\n", problem.Printable(d.path(name)))
		was, is := bytes.Split(before, []byte("\n")), bytes.Split(d.after[name], []byte("\n"))
		for len(was) > 0 && len(is) > 0 {
			switch {
			case bytes.Equal(was[0], is[0]):
				was, is = was[1:], is[1:]
			case len(is) > 1 && bytes.Equal(was[0], is[1]): // a line was added
				fmt.Fprintf(stdout, "+ %s\n", problem.Printable(string(is[0])))
				is = is[1:]
			default:
				fmt.Fprintf(stdout, "- %s\n+ %s\n", problem.Printable(string(was[0])), problem.Printable(string(is[0])))
				was, is = was[1:], is[1:]
			}
		}
	}
	return nil
}
