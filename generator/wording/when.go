package wording

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// When is everything a listing says of its dates.
func (w *Writer) When(l *board.Listing) views.When {
	o := l.Opportunity
	env := w.Board.Env(o)
	out := views.When{Hours: w.Phrase(o.Hours), Times: w.Times(l)}
	out.HoursOnly = out.Hours.Text != "" && len(o.Schedules) == 0 && w.CanCallFirst(o)
	for i := range o.Schedules {
		block := &o.Schedules[i]
		if board.Repeats(block) || block.Always || len(o.Schedules) > 1 {
			sentence := Text(w.Sentence(block))
			if note := w.Phrase(block.Note); note.Text != "" {
				sentence.Text = w.Words.T("site.with_note", "text", sentence.Text, "note", note.Text)
			}
			out.Sentences = append(out.Sentences, sentence)
		} else if note := w.Phrase(block.Note); note.Text != "" {
			out.Sentences = append(out.Sentences, note)
		}
	}
	if l.Next != nil && !l.Ended {
		next := w.OccasionOf(*l.Next)
		out.Next = &next
	}
	if !l.Ended {
		w.comingUp(l, env, &out)
	}
	if !o.Deadline.Date.IsZero() {
		d := w.deadlineOccasion(o)
		d.Off = w.Board.Passed(o, o.Deadline)
		out.Deadline = &d
	}
	switch {
	case o.Ongoing && out.Hours.Text == "" && len(o.Schedules) == 0:
		out.Ongoing = w.Words.T("site.ongoing_long")
	case o.Expected.Year > 0 && len(o.Schedules) == 0:
		out.Unknown = w.Words.T("site.expected", "month", w.Words.Month(o.Expected.Year, o.Expected.Month))
	case o.WhenUnknown() && o.Kind == catalog.GetHelpKind:
		out.Unknown = w.Words.T("site.hours_unknown")
	case o.WhenUnknown() && o.Kind.OnADay():
		out.Unknown = w.Words.T("site.date_unknown")
	}
	if l.Ended && l.Dated {
		if last, ok := w.Board.Last(l.Opportunity); ok {
			_, _, whole := w.Words.Occasion(last)
			out.Past = w.Words.T("site.past", "date", whole)
		}
	}
	if zone := w.Board.ZoneOf(o); zone.String() != w.Board.Zone.String() && l.Dated {
		out.Zone = w.Words.T("site.zone", "zone", zone.String())
	}
	return out
}

// comingUp fills the next five dates of a series, and what differs among the
// dates of the next sixty days.
func (w *Writer) comingUp(l *board.Listing, env schedule.Env, out *views.When) {
	series := slices.ContainsFunc(l.Schedules, func(b catalog.Schedule) bool { return board.Repeats(&b) || len(b.Also) > 0 }) || len(l.Schedules) > 1
	if !series {
		return
	}
	soon := w.Board.Dawn.AddDate(0, 0, 60)
	for _, o := range board.Upcoming(l.Schedules, env, w.Board.Dawn, w.Board.Dawn.AddDate(2, 0, 0), 12) {
		if w.Board.LastNight(&o.Occurrence) {
			continue
		}
		if !o.Off() && len(out.Upcoming) < 5 {
			out.Upcoming = append(out.Upcoming, w.OccasionOf(o))
		}
		if o.State != schedule.Planned && o.Start.Before(soon) {
			out.Changes = append(out.Changes, w.OccasionOf(o))
		}
	}
	if len(out.Upcoming) < 2 {
		out.Upcoming = nil // the next date says it already
	}
}

// OccasionOf is an occurrence in words, with what its change says.
func (w *Writer) OccasionOf(o board.Occurrence) views.Occasion {
	out := w.Occasion(o.Occurrence)
	if change := o.Block.Change(o.On); change != nil {
		out.Note = w.Phrase(change.Note)
		if change.Location != nil {
			out.Place = w.LocationLink(change.Location)
		}
	}
	return out
}

// Occasion is an occurrence in words.
func (w *Writer) Occasion(o schedule.Occurrence) views.Occasion {
	day, clock, whole := w.Words.Occasion(o)
	out := views.Occasion{Block: w.DateBlock(schedule.DateOf(o.Start)), Text: whole, Day: day, Clock: clock}
	out.Start, out.End = Stamps(o)
	switch o.State {
	case schedule.Cancelled, schedule.Skipped:
		out.Off = true
		out.Prefix = w.Words.T("site.prefix", "status", w.Words.T("status.cancelled"))
	case schedule.Moved:
		out.Prefix = w.Words.T("site.prefix", "status", w.Words.T("site.changed"))
	}
	return out
}

// Stamps are an occurrence's ends for machines: RFC 3339, or dates for all-day
// ones, of which the end is the last day.
func Stamps(o schedule.Occurrence) (start, end string) {
	if o.AllDay {
		start = schedule.DateOf(o.Start).String()
		if last := schedule.DateOf(o.End).AddDays(-1); o.End.After(o.Start) && last.String() != start {
			end = last.String()
		}
		return start, end
	}
	start = o.Start.Format(time.RFC3339)
	if o.HasEnd {
		end = o.End.Format(time.RFC3339)
	}
	return start, end
}

// DateBlock is a day as on a tear-off calendar.
func (w *Writer) DateBlock(d schedule.Date) views.DateBlock {
	weekday, day, month := w.Words.ShortDay(d)
	return views.DateBlock{Weekday: weekday, Day: day, Month: month}
}

// deadlineOccasion is a deadline in words.
func (w *Writer) deadlineOccasion(o *catalog.Opportunity) views.Occasion {
	d := o.Deadline
	out := views.Occasion{Block: w.DateBlock(d.Date), Day: w.Words.Day(d.Date), Start: d.Date.String()}
	out.Text = out.Day
	if d.Time.Set {
		out.Clock = w.Words.Clock(d.Time.From)
		out.Text = w.Words.T("site.day_clock", "day", out.Day, "clock", out.Clock)
		out.Start = w.Board.DeadlineOf(o, o.Deadline).Format(time.RFC3339)
	}
	return out
}

// Times are the opening times of the next days for the page's script, which knows
// whether it is open now; "" when it takes nobody.
func (w *Writer) Times(l *board.Listing) string {
	if l.Next == nil && !l.AlwaysOpen() || !l.Open || l.Ended {
		return ""
	}
	return w.Spans(l.Schedules, w.Board.Env(l.Opportunity))
}

// Spans writes opening times in little room: minutes, in base 36, since 1970, then since
// the opening before, and after a dot how long it is open, where that differs; "always"
// around the clock.
func (w *Writer) Spans(blocks []catalog.Schedule, env schedule.Env) string {
	if catalog.AlwaysOpen(blocks) {
		return "always"
	}
	return steps(w.Board.Openings(blocks, env), func(s board.Span) (time.Time, int64) { return s.From, int64(s.To.Sub(s.From) / time.Minute) })
}

// Counts writes how many are open from when on, as Spans does.
func Counts(list []board.Opening) string {
	return steps(list, func(o board.Opening) (time.Time, int64) { return o.At, int64(o.Count) })
}

func steps[T any](list []T, of func(T) (time.Time, int64)) string {
	var parts []string
	var last, value int64 = 0, -1
	for _, v := range list {
		at, own := of(v)
		minutes := at.Unix() / 60
		part := strconv.FormatInt(minutes-last, 36)
		if own != value {
			part += "." + strconv.FormatInt(own, 36)
		}
		parts = append(parts, part)
		last, value = minutes, own
	}
	return strings.Join(parts, " ")
}

// Sentence is a block of dates in words.
func (w *Writer) Sentence(b *catalog.Schedule) string {
	return w.Words.Sentence(&b.Schedule, w.Closure)
}

// Closure names a closure in sentences.
func (w *Writer) Closure(id string) string {
	for i := range w.Board.Catalog.Closures {
		if c := &w.Board.Catalog.Closures[i]; c.ID == id {
			if name := w.Phrase(c.Name).Text; name != "" {
				return name
			}
		}
	}
	return strings.ReplaceAll(id, "-", " ")
}
