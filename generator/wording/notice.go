package wording

import (
	"time"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// Notices are what a reader has to know before anything else.
func (w *Writer) Notices(l *board.Listing) []views.Notice {
	var out []views.Notice
	say := func(id, t string) { out = append(out, views.Notice{ID: id, Text: Text(t)}) }
	if l.Urgent && !l.Ended {
		text, until := w.urgent(l)
		out = append(out, views.Notice{ID: "urgent", Text: Text(text), Until: until})
	}
	if status := l.StatusNow(); status != "" && status != "ended" {
		line := w.Words.T("site.notice." + status)
		if note := w.Phrase(l.StatusNote); note.Text != "" {
			line = w.Words.T("site.with_note", "text", line, "note", note.Text)
		}
		say(status, line)
	} else if note := w.Phrase(l.StatusNote); note.Text != "" {
		out = append(out, views.Notice{ID: "status", Text: note})
	}
	if l.Ended && l.Status != catalog.Cancelled {
		say("ended", w.Words.T("site.notice.ended"))
	}
	if !l.Ended {
		only := unlessCalled(w.CanCallFirst(l.Opportunity))
		switch l.Check.Freshness {
		case board.Stale:
			say("stale", w.Words.T("site.notice.stale"+only, "date", w.Words.Day(l.Check.Date)))
		case board.Dormant:
			say("dormant", w.Words.T("site.notice.dormant"+only, "date", w.Words.Day(l.Check.Date)))
		case board.Unchecked:
			say("unknown", w.Words.T("site.notice.unchecked"+only))
		}
	}
	for _, by := range l.Organizations {
		if by.Status != "" && by.Status != "active" {
			say("organization", w.Words.T("site.notice.organization", "name", w.Phrase(by.Name).Text,
				"status", w.Words.T("organization_status."+string(by.Status))))
		}
	}
	return out
}

// OrganizationNotices are what a reader has to know of an organization.
func (w *Writer) OrganizationNotices(o *board.Organization) []views.Notice {
	var out []views.Notice
	if status := OrganizationStatus(o); status != "" {
		out = append(out, views.Notice{ID: status, Text: w.Word("site.notice.organization_" + status)})
	}
	switch o.Check.Freshness {
	case board.Stale, board.Dormant:
		out = append(out, views.Notice{ID: o.Check.Freshness.String(), Text: w.Word("site.notice.stale"+unlessCalled(len(o.Phones) > 0), "date", w.Words.Day(o.Check.Date))})
	case board.Unchecked:
		out = append(out, views.Notice{ID: "unknown", Text: w.Word("site.notice.unchecked" + unlessCalled(len(o.Phones) > 0))})
	}
	return out
}

// Alert is an announcement while it lasts.
func (w *Writer) Alert(a *catalog.Alert, place views.Phrase) *views.Alert {
	if !a.At(w.Board.Now) {
		return nil
	}
	out := &views.Alert{Text: w.Phrase(a.Text), URL: a.URL, Place: place}
	if !a.Until.IsZero() {
		out.Until = a.Until.In(w.Board.Zone).Format(time.RFC3339)
	}
	return out
}

// PlaceAlerts are the alerts of places and of what they lie in.
func (w *Writer) PlaceAlerts(places []*catalog.Location) []views.Alert {
	var out []views.Alert
	for _, p := range places {
		if a := w.Alert(p.Alert, w.Phrase(p.Name)); a != nil {
			out = append(out, *a)
		}
	}
	return out
}

// RemovedNotice says that a listing is no more.
func (w *Writer) RemovedNotice(l *board.Listing) string {
	return w.Words.T("site.notice.removed", "date", w.Words.Day(schedule.DateOf(l.Changed.In(w.Board.Zone))))
}

// Checked says who made sure of a record, when and how.
func (w *Writer) Checked(r *catalog.Record, c board.Check) string {
	if c.Date.IsZero() {
		return w.Words.T("site.unchecked")
	}
	date := w.Words.Day(c.Date)
	if !c.Explicit {
		return w.Words.T("site.added", "date", date)
	}
	by, how := w.Phrase(r.Checked.By).Text, w.Phrase(r.Checked.How).Text
	switch {
	case by != "" && how != "":
		return w.Words.T("site.checked_by_how", "date", date, "by", by, "how", how)
	case by != "":
		return w.Words.T("site.checked_by", "date", date, "by", by)
	case how != "":
		return w.Words.T("site.checked_how", "date", date, "how", how)
	}
	return w.Words.T("site.checked", "date", date)
}
