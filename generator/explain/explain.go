// Package explain says how the schedules of listings were read, so that whoever
// wrote them sees whether it is what they meant. It does not know where its
// words are printed.
package explain

import (
	"strconv"
	"strings"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/locale"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
)

// Rule is the rule of the notes.
const Rule = "read-as"

// Readings are notes on the schedules of listings that differ from the newest
// commit, of those for which a reading was chosen, such as 9am for "9-5", and,
// with all, of every listing: "read as: Every Monday, 11:30am to 1:30pm. Next:
// 7, 14, 21 December".
func Readings(b *board.Board, l *locale.Locale, all bool) problem.List {
	var out problem.List
	closure := closures(b)
	say := func(r *catalog.Record, blocks []catalog.Schedule, env schedule.Env) {
		for i := range blocks {
			block := &blocks[i]
			if !all && !r.Edited && !block.Chosen {
				continue
			}
			text := "read as: " + l.Sentence(&block.Schedule, closure)
			if next := nextDays(block, b, env, l, 3); next != "" {
				text += ". Next: " + next
			}
			out = append(out, problem.Problem{Rule: Rule, Level: problem.Note, File: r.File, Line: block.Line, Text: text})
		}
	}
	for _, o := range b.Catalog.Organizations {
		say(&o.Record, o.Opening, b.OpeningEnv(o))
	}
	for _, o := range b.Catalog.Opportunities {
		say(&o.Record, o.Schedules, b.Env(o))
	}
	return out
}

// Said is how a schedule of a listing, counted from 0, was read, and at most n of its
// next days; "" = no day is left.
func Said(b *board.Board, l *locale.Locale, o *catalog.Opportunity, number, n int) (sentence, next string) {
	block := &o.Schedules[number]
	return l.Sentence(&block.Schedule, closures(b)), nextDays(block, b, b.Env(o), l, n)
}

// closures names closures by their ids.
func closures(b *board.Board) func(id string) string {
	return func(id string) string {
		for i := range b.Catalog.Closures {
			if c := &b.Catalog.Closures[i]; c.ID == id && c.Name.First() != "" {
				return c.Name.First()
			}
		}
		return id
	}
}

// nextDays are the next n days of a block: "7, 14, 21 December".
func nextDays(block *catalog.Schedule, b *board.Board, env schedule.Env, l *locale.Locale, n int) string {
	var days []schedule.Date
	for o := range block.Occurrences(b.Dawn, b.Dawn.AddDate(12, 0, 0), env) {
		if o.State >= schedule.Cancelled {
			continue
		}
		days = append(days, schedule.DateOf(o.Start))
		if len(days) == n {
			break
		}
	}
	var out []string
	for i, d := range days {
		beside := i + 1 // the day that says the month for this one
		if l.MonthFirst() {
			beside = i - 1
		}
		switch {
		case d.Year != b.Today.Year:
			out = append(out, l.Date(d))
		case beside >= 0 && beside < len(days) && days[beside].Month == d.Month && days[beside].Year == d.Year:
			out = append(out, strconv.Itoa(d.Day))
		default:
			out = append(out, l.DateNoYear(d))
		}
	}
	return strings.Join(out, ", ")
}
