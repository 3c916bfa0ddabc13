package review

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/wording"
)

// Calls says as Markdown whom to call about what nobody has confirmed within its
// period: for each organization how to reach it, and its listings, the longest
// unconfirmed first. "" = everything is confirmed. What is safe for Markdown of a
// change is safe here.
func Calls(b *board.Board) string {
	type call struct {
		to   *catalog.Organization // nil = nobody's
		what []string
		ids  []string
		asks []string // names of what, as they stand in a mail
	}
	var list []*call
	find := func(to *catalog.Organization) *call {
		for _, c := range list {
			if c.to == to {
				return c
			}
		}
		list = append(list, &call{to: to})
		return list[len(list)-1]
	}
	for _, o := range b.Organizations {
		if o.Active() && o.Check.Freshness >= board.Unchecked {
			c := find(o.Organization)
			c.what, c.ids = append(c.what, "the organization itself: "+since(o.Check)), append(c.ids, o.ID)
			c.asks = append(c.asks, o.Name.First())
		}
	}
	due := slices.DeleteFunc(slices.Clone(b.Listings), func(l *board.Listing) bool { return l.Ended || l.Check.Freshness < board.Unchecked })
	slices.SortStableFunc(due, func(a, b *board.Listing) int { return a.Check.Date.Compare(b.Check.Date) })
	for _, l := range due {
		var to *catalog.Organization
		if len(l.Organizations) > 0 {
			to = l.Organizations[0]
		}
		c := find(to)
		c.what, c.ids = append(c.what, safe(l.Title.First())+": "+since(l.Check)), append(c.ids, l.ID)
		c.asks = append(c.asks, l.Title.First())
	}
	var out strings.Builder
	for _, c := range list {
		name, ways := "Nobody in particular", ""
		if c.to != nil {
			name, ways = safe(c.to.Name.First()), reach(c.to)
		}
		fmt.Fprintf(&out, "## %s\n\n%s\n\n", name, ways)
		for _, what := range c.what {
			fmt.Fprintf(&out, "- [ ] %s\n", what)
		}
		if c.to != nil && len(c.to.Emails) > 0 {
			fmt.Fprintf(&out, "\n[Ask by mail](<%s>)\n", question(b.Catalog.Site.Title.First(), c.to.Emails[0].Address, c.asks))
		}
		fmt.Fprintf(&out, "\nIf all of it is true: %s\n\n", code("corkboard confirm "+strings.Join(c.ids, " ")))
	}
	return out.String()
}

// question is a mail to an organization that can be answered by deleting lines.
func question(site, to string, names []string) string {
	text := "Hello,\n\n" + site + " tells people about this:\n\n"
	for _, name := range names {
		text += "- " + name + "\n"
	}
	return wording.Mailto(to, "Is this still true?", text+"\nPlease answer with the line that fits:\n\nAll of this is still true.\n\nThis changed: \n\nThank you")
}

// since is when a record was last confirmed.
func since(c board.Check) string {
	switch {
	case c.Freshness == board.Unchecked:
		return "nobody knows when it was last true"
	case c.Freshness == board.Dormant:
		return fmt.Sprintf("last true on %s, and no longer in lists", c.Date)
	}
	return fmt.Sprintf("last true on %s", c.Date)
}

// reach is how to reach an organization.
func reach(o *catalog.Organization) string {
	var ways []string
	for _, p := range o.Phones {
		ways = append(ways, safe(p.Number))
	}
	for _, m := range o.Emails {
		ways = append(ways, safe(m.Address))
	}
	if len(ways) == 0 {
		return "no phone number and no mail address is known"
	}
	return strings.Join(ways, ", ")
}
