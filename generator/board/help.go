package board

import (
	"cmp"
	"slices"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/needs"
	"corkboard/generator/schedule"
)

// OpenDays is how many days of opening times are on a page: it stays true for as long
// after its build.
const OpenDays = 14

// Span is when something is open.
type Span struct{ From, To time.Time }

// Openings are the spans of some blocks in the next OpenDays days, and last night's that
// may still be on, by start. What has no end, or is a whole day, is in none.
func (b *Board) Openings(blocks []catalog.Schedule, env schedule.Env) []Span {
	var out []Span
	for _, o := range Upcoming(blocks, env, b.Dawn, b.Dawn.AddDate(0, 0, OpenDays), perDay*OpenDays) {
		if o.HasEnd && !o.AllDay && o.State < schedule.Cancelled {
			out = append(out, Span{o.Start, o.End})
		}
	}
	return out
}

// perDay is how many times a day something opens at most.
const perDay = 4

// Helper is a listing or an organization that helps with a need.
type Helper struct {
	Listing      *Listing      // nil = an organization
	Organization *Organization // nil = a listing
	Always       bool          // around the clock
	Open         []Span
}

// Help is what helps with a need now, next or by phone.
type Help struct {
	Need    *needs.Need // nil = none that has a name
	Places  []Helper    // of which some are open or next at any time in the next OpenDays days
	Phone   []Helper    // at no time of their own
	Opening []Opening   // how many of all are open from when on, by time
}

// Opening is how many are open from an instant on.
type Opening struct {
	At    time.Time
	Count int
}

// How many of each are shown at a time.
const (
	HelpShown = 3
	maxHelp   = 24 // places of a need on the page, of which HelpShown are shown at a time
)

// Help lists by need who helps people today: listings that take people, and
// organizations by their opening hours. byPhone says whether somebody can be called.
func (b *Board) Help(byPhone func(Helper) bool) []Help {
	all, phone := map[string][]Helper{}, map[string][]Helper{}
	put := func(ids []string, h Helper) {
		if len(ids) == 0 {
			ids = []string{""}
		}
		for _, id := range ids {
			switch {
			case h.Always || len(h.Open) > 0:
				all[id] = append(all[id], h)
			case byPhone(h):
				phone[id] = append(phone[id], h)
			}
		}
	}
	for _, l := range b.Shown {
		if l.Kind != catalog.GetHelpKind || !l.Open {
			continue
		}
		h := Helper{Listing: l, Always: l.AlwaysOpen()}
		if !h.Always && !l.Sensitive {
			h.Open = b.Openings(l.Schedules, b.Env(l.Opportunity))
		}
		if !h.Always && len(h.Open) == 0 && l.Next != nil && !l.Sensitive {
			continue // it is not open for weeks, or nobody knows how long
		}
		put(b.Needs.of(l), h)
	}
	for _, o := range b.Organizations {
		h := Helper{Organization: o, Always: catalog.AlwaysOpen(o.Opening)}
		if !o.Shown || o.Status == "paused" || len(o.Opening) == 0 || sells(o.Organization) {
			continue
		}
		if !h.Always && !o.Sensitive {
			h.Open = b.Openings(o.Opening, b.OpeningEnv(o.Organization))
		}
		if ids := b.Needs.ofCategories(o.Organization.Categories, nil); len(ids) > 0 {
			put(ids, h)
		}
	}
	var out []Help
	add := func(id string, n *needs.Need) {
		h := Help{Need: n, Phone: phone[id]}
		slices.SortStableFunc(h.Phone, func(x, y Helper) int { return x.barriers() - y.barriers() })
		h.Phone = h.Phone[:min(HelpShown, len(h.Phone))]
		h.Places, h.Opening = b.openAtAnyTime(all[id])
		if len(h.Places)+len(h.Phone) > 0 {
			out = append(out, h)
		}
	}
	for i := range b.Needs.Vocabulary {
		n := &b.Needs.Vocabulary[i]
		add(n.ID, n)
	}
	add("", nil)
	return out
}

func (h *Helper) barriers() int {
	if h.Listing == nil {
		return 3 // nobody said
	}
	return barriers(h.Listing)
}

// openAtAnyTime chooses places so that at any instant those that are open are among
// them, or of many the ones that close last, and one that opens next; and counts all.
func (b *Board) openAtAnyTime(all []Helper) ([]Helper, []Opening) {
	var instants []time.Time
	for _, h := range all {
		for _, s := range h.Open {
			instants = append(instants, s.From, s.To)
		}
	}
	instants = append(instants, b.Dawn)
	slices.SortFunc(instants, time.Time.Compare)
	instants = slices.CompactFunc(instants, time.Time.Equal)
	chosen := map[int]bool{}
	var opening []Opening
	type open struct {
		index int
		until time.Time // zero = around the clock
	}
	for _, t := range instants {
		if t.Before(b.Dawn) {
			continue
		}
		var now []open
		begins := -1 // of those that begin now, one that is on the page already, else the first
		for i := range all {
			if all[i].Always {
				now = append(now, open{index: i})
				continue
			}
			for _, s := range all[i].Open {
				if !s.From.After(t) && s.To.After(t) {
					now = append(now, open{i, s.To})
					if s.From.Equal(t) && (begins < 0 || chosen[i] && !chosen[begins]) {
						begins = i
					}
					break
				}
			}
		}
		if n := len(opening); n == 0 || opening[n-1].Count != len(now) {
			opening = append(opening, Opening{t, len(now)})
		}
		slices.SortStableFunc(now, func(x, y open) int {
			if x.until.IsZero() != y.until.IsZero() {
				if x.until.IsZero() {
					return -1
				}
				return 1
			}
			return cmp.Or(y.until.Compare(x.until), x.index-y.index)
		})
		for _, o := range now[:min(HelpShown, len(now))] {
			if len(chosen) < maxHelp {
				chosen[o.index] = true
			}
		}
		if begins >= 0 && len(chosen) < maxHelp {
			chosen[begins] = true
		}
	}
	var places []Helper
	for i := range all {
		if chosen[i] {
			places = append(places, all[i])
		}
	}
	return places, opening
}

// sells reports whether an organization is a shop, which is no help to somebody
// who has no money; what it gives has a listing.
func sells(o *catalog.Organization) bool { return o.Kind == "business" || o.Kind == "coop" }
