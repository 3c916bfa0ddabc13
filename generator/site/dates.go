package site

import (
	"slices"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// dated is an occurrence with the block it comes from.
type dated struct {
	schedule.Occurrence
	block *catalog.Schedule
}

// upcoming are the first occurrences of some blocks in [from, to) by start,
// or running at from, in order of time.
func (s *Site) upcoming(blocks []catalog.Schedule, env schedule.Env, from, to time.Time, limit int) []dated {
	var out []dated
	for i := range blocks {
		block := &blocks[i]
		n := 0
		for o := range block.Occurrences(from, to, env) {
			out = append(out, dated{o, block})
			if n++; n == limit {
				break
			}
		}
	}
	if len(blocks) > 1 {
		slices.SortStableFunc(out, func(a, b dated) int { return a.Start.Compare(b.Start) })
	}
	return out[:min(limit, len(out))]
}

// when is everything a listing says of its dates.
func (s *Site) when(l *language, w *listing) views.When {
	o := w.Opportunity
	env := s.envOf(o)
	out := views.When{Hours: l.phrase(o.Hours), Times: s.times(w, 4)}
	out.HoursOnly = out.Hours.Text != "" && len(o.Schedules) == 0
	name := s.closureName(l)
	for i := range o.Schedules {
		block := &o.Schedules[i]
		if repeats(block) || len(o.Schedules) > 1 {
			sentence := text(l.words.Sentence(&block.Schedule, name))
			if note := l.phrase(block.Note); note.Text != "" {
				sentence.Text = l.words.T("site.with_note", "text", sentence.Text, "note", note.Text)
			}
			out.Sentences = append(out.Sentences, sentence)
		} else if note := l.phrase(block.Note); note.Text != "" {
			out.Sentences = append(out.Sentences, note)
		}
	}
	if w.next != nil && !w.ended {
		next := s.occasionOf(l, dated{w.next.Occurrence, w.next.block})
		out.Next = &next
	}
	if !w.ended {
		s.comingUp(l, w, env, &out)
	}
	if !o.Deadline.Date.IsZero() {
		d := s.deadlineOccasion(l, o)
		d.Off = !s.dawn.Before(s.deadline(o, o.Deadline))
		out.Deadline = &d
	}
	if o.Ongoing {
		out.Ongoing = l.words.T("site.ongoing_long")
	}
	if w.ended && w.dated {
		if last, ok := s.last(w); ok {
			_, _, whole := l.words.Occasion(last)
			out.Past = l.words.T("site.past", "date", whole)
		}
	}
	if zone := s.zoneOf(o); zone.String() != s.zone.String() && w.dated {
		out.Zone = l.words.T("site.zone", "zone", zone.String())
	}
	return out
}

// comingUp fills the next five dates of a series, and what differs among the
// dates of the next sixty days.
func (s *Site) comingUp(l *language, w *listing, env schedule.Env, out *views.When) {
	series := slices.ContainsFunc(w.Schedules, func(b catalog.Schedule) bool { return repeats(&b) || len(b.Also) > 0 }) || len(w.Schedules) > 1
	if !series {
		return
	}
	soon := s.dawn.AddDate(0, 0, 60)
	for _, o := range s.upcoming(w.Schedules, env, s.dawn, s.dawn.AddDate(2, 0, 0), 12) {
		if s.lastNight(&o.Occurrence) {
			continue
		}
		off := o.State == schedule.Cancelled || o.State == schedule.Skipped
		if !off && len(out.Upcoming) < 5 {
			out.Upcoming = append(out.Upcoming, s.occasionOf(l, o))
		}
		if o.State != schedule.Planned && o.Start.Before(soon) {
			out.Changes = append(out.Changes, s.occasionOf(l, o))
		}
	}
	if len(out.Upcoming) < 2 {
		out.Upcoming = nil // the next date says it already
	}
}

// occasionOf is an occurrence in words, with what its change says.
func (s *Site) occasionOf(l *language, o dated) views.Occasion {
	out := s.occasion(l, o.Occurrence)
	if change := o.block.Change(o.On); change != nil {
		out.Note = l.phrase(change.Note)
		if change.Location != nil {
			out.Place = s.placeLink(l, change.Location)
		}
	}
	return out
}
