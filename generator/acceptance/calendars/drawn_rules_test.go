package calendars

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// rule is a phrase for a repetition; "" for a single occasion.
func (d *drawer) rule() string {
	form := pick(d, drawnRules...)
	phrase := form.draw(d)
	if phrase != "" {
		d.has(form.name)
	}
	if form.season && d.one(4) {
		months := pick(d, "May-October", "March to May", "October-April", "November-March", "September-June", "July")
		if strings.HasPrefix(months, "Oct") || strings.HasPrefix(months, "Nov") || strings.HasPrefix(months, "Sep") {
			d.has("season across the new year")
		} else {
			d.has("season")
		}
		phrase += " in " + months
	}
	if d.one(15) {
		phrase = strings.ToUpper(phrase)
	}
	return phrase
}

// drawnRules are the forms of rules; one listed twice is drawn twice as often.
var drawnRules = []struct {
	name   string
	season bool // may be limited to some months
	draw   func(*drawer) string
}{
	{"once", false, func(*drawer) string { return "" }},
	{"once", false, func(*drawer) string { return "" }},
	{"once", false, func(*drawer) string { return "" }},
	{"daily", true, func(d *drawer) string { return pick(d, "every day", "daily") }},
	{"every N days", true, func(d *drawer) string {
		return pick(d, "every "+strconv.Itoa(2+d.lot.IntN(20))+" days", "every other day")
	}},
	{"weekly", true, func(d *drawer) string { return "every " + d.weekday() }},
	{"weekly", true, func(d *drawer) string { return pick(d, "Saturdays", "Sundays", "Tuesdays", "Fri", "Wednesday") }},
	{"weekly by its start", true, func(d *drawer) string { return "every week" }},
	{"several weekdays", true, func(d *drawer) string { return "every " + d.weekdays(2+d.lot.IntN(2)) }},
	{"run of weekdays", true, func(d *drawer) string {
		return pick(d, "Mon-Fri", "Monday to Friday", "every weekday", "every Fri-Sun", "every Thu-Mon", "every weekend")
	}},
	{"every N weeks", true, func(d *drawer) string { return "every " + strconv.Itoa(2+d.lot.IntN(4)) + " weeks on " + d.weekday() }},
	{"every N weeks", true, func(d *drawer) string { return pick(d, "every other ", "every second ") + d.weekday() }},
	{"every N weeks on several days", true, func(d *drawer) string {
		return "every " + pick(d, "2", "3", "4") + " weeks on " + d.weekdays(2+d.lot.IntN(2))
	}},
	{"ordinal", true, func(d *drawer) string { return d.ordinals(1) + " " + d.weekday() + " of the month" }},
	{"ordinal", true, func(d *drawer) string { return "every month on the " + d.ordinals(1) + " " + d.weekday() }},
	{"several ordinals", true, func(d *drawer) string {
		return d.ordinals(2) + " " + d.weekday() + pick(d, " of the month", " of each month", "")
	}},
	{"last", true, func(d *drawer) string { return "last " + d.weekday() + pick(d, " of the month", " of every month") }},
	{"several ordinals with the last", true, func(d *drawer) string {
		return pick(d, "1st", "2nd", "4th") + " and last " + d.weekday() + " of the month"
	}},
	{"day of the month", true, func(d *drawer) string { return "day " + strconv.Itoa(1+d.lot.IntN(28)) + " of the month" }},
	{"several days of the month", true, func(d *drawer) string {
		first := 1 + d.lot.IntN(14)
		return fmt.Sprintf("day %d, %d of the month", first, first+1+d.lot.IntN(14))
	}},
	{"last day of the month", true, func(d *drawer) string {
		return pick(d, "last day of the month", "15th and last day of the month", "28th and last day of the month")
	}},
	{"last weekday of the month", true, func(*drawer) string { return "last weekday of the month" }},
	{"every N months", false, func(d *drawer) string {
		return d.ordinals(1+d.lot.IntN(2)) + " " + d.weekday() + " of every " + strconv.Itoa(2+d.lot.IntN(4)) + " months"
	}},
	{"every N months", false, func(d *drawer) string {
		return "every " + strconv.Itoa(2+d.lot.IntN(4)) + " months on the " + d.ordinals(1) + " " + d.weekday()
	}},
	{"every N months by day", false, func(d *drawer) string {
		return pick(d, "day "+strconv.Itoa(1+d.lot.IntN(28)), "last day", "last weekday") + " of every " + strconv.Itoa(2+d.lot.IntN(4)) + " months"
	}},
	{"yearly by its start", false, func(d *drawer) string { return pick(d, "every year", "every year", "every 2 years") }},
	{"yearly by ordinal", false, func(d *drawer) string {
		return d.ordinals(1) + " " + d.weekday() + " of " + d.month() + pick(d, "", "", " every year", " every 2 years")
	}},
	{"yearly by day", false, func(d *drawer) string { return "every year on " + strconv.Itoa(1+d.lot.IntN(28)) + " " + d.month() }},
}

// drawnForms are those that have to be drawn.
func drawnForms() []string {
	out := []string{
		"24 hours", "also", "am and pm", "another day and time", "another note", "another time", "cancelled", "count", "deadline",
		"deadline with a time", "elsewhere", "its own zone", "key", "list of dates", "moved to another day", "noon or midnight",
		"one day", "one line", "one whole day", "open", "overnight", "season", "season across the new year", "several blocks",
		"several days, repeated", "several whole days", "skip of a closure", "skip of a day", "skip of a run of days",
		"start alone", "start derived", "start given", "until", "whole day",
	}
	for _, rule := range drawnRules {
		if rule.name != "once" {
			out = append(out, rule.name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (d *drawer) weekday() string {
	return pick(d, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Sunday", "Saturday", "Sun", "Sat", "Wed")
}

func (d *drawer) weekdays(n int) string {
	all := []string{"Mon", "Tuesday", "Wednesday", "Thu", "Friday", "Sat", "Sunday"}
	d.lot.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return strings.Join(all[:n-1], ", ") + pick(d, " and ", ", ", " & ") + all[n-1]
}

func (d *drawer) ordinals(n int) string {
	first := d.lot.IntN(4)
	all := []string{"1st", "2nd", "3rd", "4th"}
	if n == 1 {
		return all[first]
	}
	return all[first] + " and " + all[(first+1+d.lot.IntN(3))%4]
}

func (d *drawer) month() string {
	return pick(d, "January", "February", "March", "April", "May", "October", "November", "December")
}

// time returns a time of day with or without an end; "" for a whole day. Many
// are at night, when clocks change.
func (d *drawer) time() string {
	from := 0
	switch d.lot.IntN(8) {
	case 0:
		d.has("whole day")
		return ""
	case 1, 2:
		from = 15 * d.lot.IntN(17)
	case 3:
		from = 18*60 + 15*d.lot.IntN(24)
	default:
		from = 7*60 + 5*d.lot.IntN(150)
	}
	if d.one(4) {
		d.has("start alone")
		return pick(d, "", "from ") + d.clock(from)
	}
	lasts := 15 * (1 + d.lot.IntN(16))
	if from >= 18*60 && d.one(2) {
		lasts = 60 * (6 + d.lot.IntN(6))
	}
	lasts = min(lasts, (24+10)*60-from) // a later end is asked about
	to := (from + lasts) % (24 * 60)
	if to < from {
		d.has("overnight")
	}
	return d.clock(from) + pick(d, "-", "-", " - ", "–", " to ") + d.clock(to)
}

// clock writes minutes after midnight.
func (d *drawer) clock(at int) string {
	hour, minute := at/60, at%60
	if at == 12*60 && d.one(2) {
		d.has("noon or midnight")
		return "noon"
	}
	if at == 0 && d.one(2) {
		d.has("noon or midnight")
		return "midnight"
	}
	if d.one(2) {
		d.has("24 hours")
		return fmt.Sprintf("%02d:%02d", hour, minute)
	}
	d.has("am and pm")
	half := "am"
	if hour >= 12 {
		half = "pm"
	}
	text := strconv.Itoa((hour+11)%12 + 1)
	if minute > 0 || d.one(4) {
		text += fmt.Sprintf(":%02d", minute)
	}
	return text + pick(d, half, " "+half, strings.ToUpper(half), half[:1]+".m.")
}
