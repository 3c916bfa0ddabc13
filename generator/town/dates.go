package town

import (
	"strconv"
	"strings"
	"time"

	"corkboard/generator/schedule"
)

var weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// nth returns the n-th given weekday of a month.
func nth(year, month int, weekday time.Weekday, n int) schedule.Date {
	first := schedule.Date{Year: year, Month: time.Month(month), Day: 1}
	return first.AddDays((int(weekday-first.Weekday())+7)%7 + (n-1)*7)
}

// onOrAfter returns the first given weekday on or after a day.
func onOrAfter(day schedule.Date, weekday time.Weekday) schedule.Date {
	return day.AddDays((int(weekday-day.Weekday()) + 7) % 7)
}

// hours returns a time of day in one of the ways people write it. It avoids the
// hours at which clocks change.
func hours(d dice) string {
	from := d.between(14, 38) * 30 // 7:00 to 19:00
	to := from + d.between(2, 6)*30
	if d.percent(45) {
		return twelve(from) + "-" + twelve(to)
	}
	return schedule.Clock(from).String() + "-" + schedule.Clock(to).String()
}

func twelve(minutes int) string {
	h, half, suffix := minutes/60, "", "am"
	if h >= 12 {
		suffix = "pm"
	}
	if h > 12 {
		h -= 12
	}
	if minutes%60 != 0 {
		half = ":30"
	}
	return strconv.Itoa(h) + half + suffix
}

// weekly writes something that comes back every week or two.
func (t *town) weekly(d dice, s *sheet, weekday string) {
	n := d.under(100)
	if n < 46 {
		line := "every " + weekday + " " + hours(d)
		if d.percent(30) {
			line += " until " + t.day.AddDays(d.between(60, 400)).String()
		}
		s.line(0, "schedule: ", line)
		return
	}
	if n < 56 {
		s.line(0, "schedule:")
		s.line(1, "- every ", weekday, " ", hours(d))
		s.line(1, "- every ", pick(d, weekdays[:5]), " and Sunday ", hours(d))
		return
	}
	first := onOrAfter(t.day.AddDays(d.between(-120, 40)), weekdayOf(weekday))
	s.line(0, "schedule:")
	s.line(1, "date: ", first.String())
	s.line(1, "time: ", hours(d))
	every := 1
	if n >= 88 {
		every = 2
		s.line(1, "repeat: every 2 weeks on ", weekday)
	} else {
		s.line(1, "repeat: every ", weekday)
	}
	if d.percent(50) {
		s.line(1, "until: ", first.AddDays(d.between(240, 480)).String())
	} else if d.percent(40) {
		s.number(1, "count", d.between(24, 60))
	}
	// The days below are occurrences of the rule: the n-th is every·n weeks on.
	occurrence := func(n int) string { return first.AddDays(7 * every * n).String() }
	if d.percent(40) {
		skip := []string{pick(d, []string{"public-holidays", "school-holidays", "library-closed"})}
		if d.percent(50) {
			skip = append(skip, occurrence(d.between(3, 8)))
		}
		s.list(1, "skip", skip)
	}
	if d.percent(20) {
		s.line(1, "changes:")
		s.line(2, occurrence(d.between(9, 12)), ":")
		if d.percent(50) {
			s.line(3, "time: ", hours(d))
		} else {
			s.line(3, "location: ", pick(d, meetingPlaces).id)
		}
		s.field(3, "note", pick(d, reasons))
		if d.percent(30) {
			s.line(2, occurrence(d.between(13, 16)), ": cancelled")
		}
	}
}

func weekdayOf(name string) time.Weekday {
	for w := time.Sunday; w <= time.Saturday; w++ {
		if w.String() == name {
			return w
		}
	}
	return time.Monday
}

// monthly writes something that comes back every month.
func (t *town) monthly(d dice, s *sheet, weekday string) {
	rule := pick(d, []string{"1st", "2nd", "3rd", "4th", "last", "1st and 3rd"}) + " " + weekday + " of the month"
	if d.percent(15) {
		rule = "day " + strconv.Itoa(d.between(1, 28)) + " of the month"
	}
	if d.percent(70) {
		s.line(0, "schedule: ", rule, " ", hours(d))
		return
	}
	s.line(0, "schedule:")
	s.line(1, "repeat: ", rule)
	s.line(1, "time: ", hours(d))
	s.line(1, "until: ", t.day.AddDays(d.between(180, 500)).String())
	if d.percent(40) {
		s.line(1, "skip: public-holidays")
	}
}

// once writes one occasion, rarely several single ones, in the months to come.
func (t *town) once(d dice, s *sheet) {
	day := t.day.AddDays(d.between(1, 90))
	if d.percent(35) {
		day = t.day.AddDays(d.between(90, 270))
	}
	if d.percent(88) {
		s.line(0, "schedule: ", day.String(), " ", hours(d))
		return
	}
	at := hours(d)
	s.line(0, "schedule:")
	s.line(1, "dates:")
	for range d.between(3, 5) {
		s.line(2, "- ", day.String(), " ", at)
		day = day.AddDays(d.between(2, 24))
	}
}

// span writes days in a row.
func (t *town) span(d dice, s *sheet) {
	day := t.day.AddDays(d.between(2, 200))
	s.line(0, "schedule:")
	s.line(1, "date: ", day.String())
	s.line(1, "end_date: ", day.AddDays(d.between(1, 9)).String())
	if d.percent(40) {
		s.field(1, "note", pick(d, []string{"On the days and hours the library is open", "Closed at noon", "Evenings by appointment"}))
	}
}

func (t *town) deadline(d dice, s *sheet) {
	day := t.day.AddDays(d.between(4, 150)).String()
	if d.percent(40) {
		day += " " + pick(d, []string{"12:00", "16:30", "17:00", "23:59"})
	}
	s.line(0, "deadline: ", day)
}

// proseHours are times in words, which is how most help is described.
func proseHours(d dice) string {
	list := func(n int) string { return strings.Join(some(d, weekdays[:6], n), ", ") }
	switch d.under(4) {
	case 0:
		return list(2) + " " + hours(d)
	case 1:
		return "Weekdays " + hours(d) + ", Saturdays until noon"
	case 2:
		return list(1) + " by appointment"
	}
	return pick(d, officeHours)
}
