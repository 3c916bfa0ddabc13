package schedule

import (
	"strings"
	"time"
)

// class is what a word does in a phrase.
type class uint8

const (
	unknown     class = iota
	weekdayWord       // value: time.Weekday
	monthWord         // value: time.Month
	ordinalWord       // value: 1..5, -1 = last
	every
	other
	the
	of
	and
	to
	until
	from
	on
	at
	in
	between
	forWord
	except
	not
	dayUnit
	weekUnit
	monthUnit
	yearUnit
	weekdays
	weekends
	daily
	weekly
	monthly
	yearly
	fortnightly
	noon
	midnight
	times
	numberWord
	all
	once
	onwards
	partOfDay
	night
	twoMeanings
	tooVague
	dash
	dots
	comma
	semicolon
	slash
)

type word struct {
	class class
	value int
	show  string // how it is offered when it was meant
}

// vocabulary is every word of the grammar in lower case.
var vocabulary = map[string]word{}

// offered are the words that a slip may have meant, as they are shown; the
// short ones only for a slip as short.
var offered, offeredShort []string

func init() {
	add := func(c class, value int, words string) {
		for w := range strings.FieldsSeq(words) {
			vocabulary[strings.ToLower(w)] = word{c, value, w}
			switch {
			case len(w) > 3 || c == weekdayWord && len(w) == 3:
				offered = append(offered, w)
			case len(w) == 3:
				offeredShort = append(offeredShort, w)
			}
		}
	}
	for w, name := range weekdayNames {
		add(weekdayWord, w, name+" "+name+"s")
	}
	for w, short := range []string{"Sun Su", "Mon Mo", "Tue Tues Tu", "Wed Weds We", "Thu Thur Thurs Th", "Fri Fr", "Sat Sa"} {
		add(weekdayWord, w, short)
	}
	for m, name := range monthNames {
		add(monthWord, m+1, name)
		if m+1 != int(time.May) {
			add(monthWord, m+1, name[:3])
		}
	}
	add(monthWord, int(time.September), "Sept")
	for i, name := range []string{"first", "second", "third", "fourth", "fifth"} {
		add(ordinalWord, i+1, name)
	}
	add(ordinalWord, -1, "last")
	add(every, 0, "every each")
	add(other, 2, "other alternate alternating")
	add(the, 0, "the a an")
	add(of, 0, "of")
	add(and, 0, "and")
	add(to, 0, "to through thru")
	add(until, 0, "until till til")
	add(from, 0, "from starting beginning since start starts begins begin")
	add(on, 0, "on")
	add(at, 0, "at")
	add(in, 0, "in during")
	add(between, 0, "between")
	add(forWord, 0, "for")
	add(except, 0, "except excluding but")
	add(not, 0, "not")
	add(dayUnit, 0, "day days")
	add(weekUnit, 0, "week weeks")
	add(monthUnit, 0, "month months")
	add(yearUnit, 0, "year years")
	add(weekdays, 0, "weekday weekdays")
	add(weekends, 0, "weekend weekends")
	add(daily, 0, "daily everyday")
	add(weekly, 0, "weekly")
	add(monthly, 0, "monthly")
	add(yearly, 0, "yearly annually annual")
	add(fortnightly, 0, "fortnightly fortnight")
	add(noon, 0, "noon midday")
	add(midnight, 0, "midnight")
	add(times, 0, "times sessions occurrences meetings dates")
	for i, name := range strings.Fields("one two three four five six seven eight nine ten eleven twelve") {
		add(numberWord, i+1, name)
	}
	add(all, 0, "all")
	add(once, 0, "once")
	add(onwards, 0, "onwards onward")
	add(partOfDay, 0, "morning mornings afternoon afternoons evening evenings")
	add(night, 0, "night nights nightly")
	add(twoMeanings, 0, "biweekly bimonthly bi semimonthly twice")
	add(tooVague, 0, "usually sometimes occasionally varies irregular tbd tba appointment ongoing always spring summer autumn fall winter term")
}

var weekdayNames = [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

var monthNames = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// foreign is what people write who think in another language. The phrases are
// English in every listing, so that each reader gets them in their own.
var foreign = map[string]string{
	"cada": "every", "todos": "every", "todas": "every", "los": "the", "las": "the", "el": "the", "la": "the", "jeden": "every", "jede": "every", "chaque": "every", "diario": "daily", "diariamente": "daily", "semanal": "weekly", "mensual": "monthly",
	"lunes": "Monday", "martes": "Tuesday", "miércoles": "Wednesday", "miercoles": "Wednesday", "jueves": "Thursday",
	"viernes": "Friday", "sábado": "Saturday", "sabado": "Saturday", "sábados": "Saturday", "sabados": "Saturday", "domingo": "Sunday", "domingos": "Sunday",
	"hasta": "until", "desde": "from", "mediodía": "noon", "mediodia": "noon", "medianoche": "midnight",
	"lundi": "Monday", "mardi": "Tuesday", "mercredi": "Wednesday", "jeudi": "Thursday", "vendredi": "Friday", "samedi": "Saturday", "dimanche": "Sunday",
	"montag": "Monday", "dienstag": "Tuesday", "mittwoch": "Wednesday", "donnerstag": "Thursday", "freitag": "Friday", "samstag": "Saturday", "sonntag": "Sunday",
	"segunda": "Monday", "terça": "Tuesday", "quarta": "Wednesday", "quinta": "Thursday", "sexta": "Friday",
}

// ordinalName is 1st, 2nd, 3rd, 4th …, last.
func ordinalName(n int) string {
	switch {
	case n < 0:
		return "last"
	case n%10 == 1 && n%100 != 11:
		return itoa(n) + "st"
	case n%10 == 2 && n%100 != 12:
		return itoa(n) + "nd"
	case n%10 == 3 && n%100 != 13:
		return itoa(n) + "rd"
	}
	return itoa(n) + "th"
}
