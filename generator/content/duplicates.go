package content

import (
	"fmt"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/schedule"
)

// titled is a listing with the title that duplicates are found by.
type titled struct {
	*catalog.Opportunity
	draft *format.OpportunityDraft
}

// appointment is what two listings of the same thing have in common.
type appointment struct {
	title, place string
	start        schedule.Date
	clock        schedule.Clock
}

// duplicates warns of listings that say the same.
func duplicates(list []titled, found *findings) {
	first := make(map[string]titled, len(list))
	same := map[appointment]titled{}
	reported := map[*catalog.Opportunity]bool{}
	warn := func(a, b titled) {
		reported[a.Opportunity] = true
		found.report("duplicate-listing", a.File, a.draft.At, fmt.Sprintf("“%s” has the same title, place and start as %s", format.Clip(a.Title.First()), b.File), "keep one of the two, or tell them apart in the title")
	}
	for _, t := range list {
		// Few titles are there twice, so only these are looked at closer.
		one, again := first[t.draft.TitleKey]
		if !again {
			first[t.draft.TitleKey] = t
			continue
		}
		if _, known := same[one.appointment()]; !known {
			same[one.appointment()] = one
		}
		other, taken := same[t.appointment()]
		if !taken {
			same[t.appointment()] = t
			continue
		}
		warn(t, other)
		if !reported[other.Opportunity] {
			warn(other, t)
		}
	}
}

func (t titled) appointment() appointment {
	a := appointment{title: t.draft.TitleKey}
	if len(t.Locations) > 0 {
		a.place = placeKey(t.Opportunity)
	}
	if len(t.Schedules) > 0 {
		s := &t.Schedules[0]
		a.start, a.clock = s.Start, s.Time.From
		if s.Start.IsZero() && len(s.Dates) > 0 {
			a.start = s.Dates[0].Date
		}
	}
	return a
}

// placeKey tells places apart. One written inside a listing often has the
// listing's own name, so there it is the address that counts, and without one
// the organization.
func placeKey(o *catalog.Opportunity) string {
	p := o.Locations[0]
	if !p.Own {
		return p.ID
	}
	if p.Exact != nil && len(p.Exact.Address.Lines) > 0 {
		return format.Fold(strings.Join(p.Exact.Address.Lines, " ") + " " + p.Exact.Address.City)
	}
	if len(o.Organizations) > 0 {
		return format.Fold(p.Name.First()) + " " + o.Organizations[0].ID
	}
	return format.Fold(p.Name.First())
}
