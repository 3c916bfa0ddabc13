package ical

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"
	"time"

	"corkboard/generator/schedule"
)

// product is this program's PRODID.
const product = "-//Corkboard//Corkboard//EN"

var writers = sync.Pool{New: func() any { return &writer{buf: make([]byte, 0, 8<<10)} }}

// flushAt is how many bytes are collected before they are passed on.
const flushAt = 32 << 10

// Write writes the calendar. The same calendar always gives the same bytes.
func (c *Calendar) Write(out io.Writer) error {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.buf = w.buf[:0]
	c.head(w)
	for _, z := range c.zones() {
		text, err := zoneText(z.loc, z.from, z.to)
		if err != nil {
			return err
		}
		w.buf = append(w.buf, text...)
	}
	for i := range c.Events {
		c.Events[i].write(w)
		if len(w.buf) > flushAt {
			if _, err := out.Write(w.buf); err != nil {
				return fmt.Errorf("writing a calendar: %w", err)
			}
			w.buf = w.buf[:0]
		}
	}
	for _, b := range c.Blocks {
		if len(w.buf)+len(b.text) > flushAt {
			if _, err := out.Write(w.buf); err != nil {
				return fmt.Errorf("writing a calendar: %w", err)
			}
			w.buf = w.buf[:0]
		}
		w.buf = append(w.buf, b.text...)
	}
	w.raw("END", "VCALENDAR")
	if _, err := out.Write(w.buf); err != nil {
		return fmt.Errorf("writing a calendar: %w", err)
	}
	return nil
}

func (c *Calendar) head(w *writer) {
	w.raw("BEGIN", "VCALENDAR")
	w.raw("VERSION", "2.0")
	id := c.Product
	if id == "" {
		id = product
	}
	w.text("PRODID", "", id)
	w.raw("CALSCALE", "GREGORIAN")
	w.text("NAME", c.Language, c.Name)
	w.text("X-WR-CALNAME", "", c.Name)
	w.text("DESCRIPTION", c.Language, c.Description)
	w.text("X-WR-CALDESC", "", c.Description)
	if c.Zone != nil {
		w.text("X-WR-TIMEZONE", "", c.Zone.String())
	}
	w.utc("LAST-MODIFIED", c.Modified)
	if c.Refresh >= time.Minute {
		for _, name := range [2]string{"REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL"} {
			w.begin(name)
			w.buf = appendDuration(append(w.buf, ':'), c.Refresh)
			w.end()
		}
	}
	w.uri("SOURCE;VALUE=URI", c.Source)
	w.uri("URL", c.URL)
	w.color(c.Color)
}

// color writes a CSS3 colour name; nothing else is a valid COLOR (RFC 7986
// section 5.9).
func (w *writer) color(name string) {
	for i := range len(name) {
		if c := name[i] | 0x20; c < 'a' || c > 'z' {
			return
		}
	}
	w.raw("COLOR", name)
}

// point writes the latitude and longitude of a place.
func (w *writer) point(p *Geo, between byte) {
	w.buf = strconv.AppendFloat(w.buf, p.Lat, 'f', -1, 64)
	w.buf = append(w.buf, between)
	w.buf = strconv.AppendFloat(w.buf, p.Lon, 'f', -1, 64)
}

func (e *Event) write(w *writer) {
	w.raw("BEGIN", "VEVENT")
	w.text("UID", "", e.UID)
	w.utc("DTSTAMP", e.Stamp)
	w.utc("CREATED", e.Created)
	w.utc("LAST-MODIFIED", e.Modified)
	if e.Sequence > 0 {
		w.begin("SEQUENCE:")
		w.buf = strconv.AppendInt(w.buf, int64(e.Sequence), 10)
		w.end()
	}
	w.moment("RECURRENCE-ID", e.RecurrenceID)
	w.moment("DTSTART", e.Start)
	w.moment("DTEND", e.End)
	e.rrule(w)
	e.exdate(w)
	w.text("SUMMARY", e.Language, e.Summary)
	w.text("DESCRIPTION", e.Language, e.Description)
	w.text("LOCATION", e.Language, e.Location)
	if e.Geo != nil {
		w.begin("GEO:")
		w.point(e.Geo, ';')
		w.end()
	}
	if e.Geo != nil && e.Location != "" { // Apple's programs read this instead of GEO
		w.begin("X-APPLE-STRUCTURED-LOCATION;VALUE=URI")
		w.param("X-TITLE", e.Location)
		w.buf = append(w.buf, ":geo:"...)
		w.point(e.Geo, ',')
		w.end()
	}
	w.uri("URL", e.URL)
	w.uri("CONFERENCE;VALUE=URI", e.Conference)
	w.texts("CATEGORIES", e.Language, e.Categories)
	w.color(e.Color)
	w.raw("STATUS", statusNames[e.Status])
	if e.Transparent || e.Start.AllDay {
		w.raw("TRANSP", "TRANSPARENT")
	}
	w.text("RELATED-TO", "", e.RelatedTo)
	w.raw("END", "VEVENT")
}

// exdate writes the days off, one to a line: RFC 5545 section 3.8.5.1 allows
// several, but some programs then drop the whole series.
func (e *Event) exdate(w *writer) {
	for _, off := range e.Except {
		w.moment("EXDATE", off)
	}
}

// rrule writes the rule by section 3.3.10, in the forms that match the
// templates of [MS-OXICAL] section 2.1.3.2.
func (e *Event) rrule(w *writer) {
	r := &e.Rule
	if r.Frequency == schedule.Once {
		return
	}
	w.begin("RRULE:FREQ=")
	w.buf = append(w.buf, [...]string{schedule.Daily: "DAILY", schedule.Weekly: "WEEKLY", schedule.Monthly: "MONTHLY", schedule.Yearly: "YEARLY"}[r.Frequency]...)
	if !e.Until.IsZero() {
		w.buf = append(w.buf, ";UNTIL="...)
		w.until(e.Start, e.Until)
	}
	if r.Interval > 1 {
		w.buf = strconv.AppendInt(append(w.buf, ";INTERVAL="...), int64(r.Interval), 10)
	}
	switch r.Frequency {
	case schedule.Weekly:
		days := r.Days
		if len(days) == 0 {
			days = []time.Weekday{e.Start.Date.Weekday()}
		}
		w.byday(0, days)
		if r.Interval > 1 {
			w.buf = append(w.buf, ";WKST=MO"...)
		}
	case schedule.Yearly:
		month := r.Month
		if month == 0 {
			month = e.Start.Date.Month
		}
		w.buf = strconv.AppendInt(append(w.buf, ";BYMONTH="...), int64(month), 10)
		w.daysOfMonth(r, e.Start.Date)
	case schedule.Monthly:
		w.daysOfMonth(r, e.Start.Date)
	}
	w.end()
}

// until writes the end of a rule: a DATE when it is all-day, otherwise UTC
// (section 3.3.10). Some programs compare it using the wrong one of a zone's
// two offsets, so it stays two hours clear of the last occurrence and of what
// would be the next; otherwise it is the end of the last day.
func (w *writer) until(start Moment, last schedule.Date) {
	if start.AllDay {
		w.buf = appendDate(w.buf, last)
		return
	}
	start.Date = last
	first := start.Time()
	end := Moment{Date: last.AddDays(1), Zone: start.Zone}.Time().Add(-time.Second)
	if soonest := first.Add(2 * time.Hour); end.Before(soonest) {
		end = soonest
	}
	if latest := first.Add(22 * time.Hour); end.After(latest) {
		end = latest
	}
	w.buf = appendUTC(w.buf, end)
}

func (w *writer) daysOfMonth(r *schedule.Rule, start schedule.Date) {
	switch {
	case r.Workday:
		w.byday(0, []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday})
		w.buf = append(w.buf, ";BYSETPOS="...)
		if len(r.Ordinals) == 0 {
			w.buf = append(w.buf, "-1"...)
		}
		for i, n := range r.Ordinals {
			if i > 0 {
				w.buf = append(w.buf, ',')
			}
			w.buf = strconv.AppendInt(w.buf, int64(n), 10)
		}
	case len(r.Ordinals) > 0:
		for i, n := range r.Ordinals {
			if i == 0 {
				w.byday(n, r.Days)
				continue
			}
			w.bydays(n, r.Days)
		}
	case len(r.MonthDays) > 0:
		mark := ";BYMONTHDAY="
		for _, n := range r.MonthDays {
			w.buf = strconv.AppendInt(append(w.buf, mark...), int64(n), 10)
			mark = ","
		}
	default:
		w.buf = strconv.AppendInt(append(w.buf, ";BYMONTHDAY="...), int64(start.Day), 10)
	}
}

func (w *writer) byday(ordinal int, days []time.Weekday) {
	w.buf = append(w.buf, ";BYDAY="...)
	w.bydays(ordinal, days)
}

func (w *writer) bydays(ordinal int, days []time.Weekday) {
	for _, d := range days {
		if w.buf[len(w.buf)-1] != '=' {
			w.buf = append(w.buf, ',')
		}
		if ordinal != 0 {
			w.buf = strconv.AppendInt(w.buf, int64(ordinal), 10)
		}
		w.buf = append(w.buf, schedule.WeekdayCode(d)...)
	}
}

// zoneSpan is a zone with the years that its table must cover.
type zoneSpan struct {
	loc      *time.Location
	from, to int
}

// openYears is how many years beyond its stamp a table covers for a zone
// without a lasting rule. A feed is rebuilt long before then.
const openYears = 10

// use adds a zone and years to spans.
func use(spans []zoneSpan, loc *time.Location, from, to int) []zoneSpan {
	for i := range spans {
		if spans[i].loc == loc || spans[i].loc.String() == loc.String() {
			spans[i].from, spans[i].to = min(spans[i].from, from), max(spans[i].to, to)
			return spans
		}
	}
	return append(spans, zoneSpan{loc, from, to})
}

// zones adds the zones of an event and the years it uses them in.
func (e *Event) zones(spans []zoneSpan) []zoneSpan {
	last := e.Start.Date.Year
	if e.Rule.Frequency != schedule.Once {
		open := max(last, e.Stamp.Year()) + openYears
		last = open
		if !e.Until.IsZero() {
			last = min(open, e.Until.Year)
		}
	}
	for _, m := range [3]struct {
		Moment
		last int
	}{{e.Start, last}, {e.End, last}, {e.RecurrenceID, 0}} {
		if !m.IsZero() && !m.AllDay && !m.utc() {
			spans = use(spans, m.Zone, m.Date.Year, max(m.Date.Year, m.last))
		}
	}
	return spans
}

// zones lists the zones of the events, sorted by name, and the years they are
// used in.
func (c *Calendar) zones() []zoneSpan {
	spans := make([]zoneSpan, 0, 4)
	last := 0
	for i := range c.Events {
		spans = c.Events[i].zones(spans)
		last = max(last, c.Events[i].Start.Date.Year)
	}
	for _, b := range c.Blocks {
		for _, z := range b.zones {
			spans = use(spans, z.loc, z.from, z.to)
		}
		last = max(last, b.last)
	}
	// An empty VCALENDAR is invalid, so a feed without events contains its
	// zone.
	if last == 0 || len(spans) == 0 && c.Zone != nil && c.Zone != time.UTC {
		zone, year := c.Zone, c.Year
		if zone == nil {
			zone = time.UTC
		}
		if year == 0 {
			year = 2020
		}
		year = max(year, last)
		spans = use(spans, zone, year, year)
	}
	slices.SortFunc(spans, func(a, b zoneSpan) int {
		if a.loc.String() < b.loc.String() {
			return -1
		}
		return 1
	})
	return spans
}
