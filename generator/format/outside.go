package format

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/yaml"
)

// scheduleWords are what keys beside a schedule say of when something is.
var scheduleWords = map[string]string{
	"date": "date", "start": "date", "start_date": "date", "starts": "date", "event_date": "date", "begins": "date", "datum": "date", "data": "date", "inicio": "date", "beginn": "date", "day": "date",
	"time": "time", "times": "time", "start_time": "time", "hora": "time", "uhrzeit": "time", "heure": "time",
	"end_time": "end_time", "end": "end", "end_date": "end", "ends": "end", "fin": "end", "ende": "end",
	"until": "until", "repeat": "repeat", "repeats": "repeat", "recurrence": "repeat", "recurring": "repeat", "every": "repeat", "rrule": "repeat",
	"dates": "dates", "count": "count", "skip": "skip", "except": "skip", "also": "also", "changes": "changes", "timezone": "timezone",
	"all_day": "all_day", "allday": "all_day", "duration": "duration", "length": "duration", "dauer": "duration", "duración": "duration", "durée": "duration",
}

// outside reports the keys of a map that belong into its schedule, all of them
// once, with the schedule to write. It returns false when the key is not one.
func (tb *table[T]) outside(d *decoder, n *yaml.Node, pair yaml.Pair) bool {
	if tb.byName["schedule"] == nil || scheduleWords[everydayKey(pair.Key.Value)] == "" {
		return false
	}
	if d.outsideSaid == n {
		return true // with the first of them
	}
	d.outsideSaid = n
	parts := map[string]yaml.Pair{}
	var names []string
	for _, p := range n.Pairs {
		if role := scheduleWords[everydayKey(p.Key.Value)]; role != "" && tb.byName[p.Key.Value] == nil && !absent(p.Value) {
			parts[role] = p
			names = append(names, "“"+p.Key.Value+"”")
		}
	}
	text := Listed(names, 6) + " belong into “schedule:”"
	if len(names) == 1 {
		text = names[0] + " belongs into “schedule:”"
	}
	hint, fix := "write them in one line, as in schedule: 2026-12-05 10:00-12:00", ""
	if lines := tb.gathered(d, n, parts); lines != nil {
		hint = "write in place of it: " + lines[0]
		if len(names) > 1 {
			hint = "write in place of them: " + lines[0]
		}
		if len(lines) > 1 {
			hint = strings.TrimSuffix(hint, " "+lines[0]) + "\n" + strings.Join(lines, "\n")
		}
		if len(names) == 1 && len(lines) == len(d.block(pair)) && lineOf(n, "schedule", "") == 0 {
			fix = strings.Join(d.inPlace(pair, lines), "\n")
		}
	} else if line := lineOf(n, "schedule", ""); line > 0 {
		hint = fmt.Sprintf("add it to the line of “schedule:”, line %d", line)
	}
	if names == nil {
		return true
	}
	d.report("schedule-key-outside", pair.Key, text, hint, fix)
	return true
}

// gathered is the schedule that some keys say together; nil = none that can be
// read is known.
func (tb *table[T]) gathered(d *decoder, n *yaml.Node, parts map[string]yaml.Pair) []string {
	say := func(role string) string {
		p, ok := parts[role]
		if !ok || p.Value.Kind != yaml.Scalar {
			return ""
		}
		return strings.TrimSpace(p.Value.Value)
	}
	date, clock, end, until, repeat, duration := say("date"), say("time"), say("end"), say("until"), say("repeat"), say("duration")
	if to := say("end_time"); to != "" {
		clock += "-" + to
	}
	if duration != "" {
		duration = " for " + strings.TrimPrefix(duration, "for ")
	}
	known := ""
	if p := n.Get("schedule"); p != nil && p.Kind == yaml.Scalar {
		known = strings.TrimSpace(p.Value)
	}
	var tries [][]string
	line := func(words ...string) {
		words = slices.DeleteFunc(words, func(w string) bool { return strings.TrimSpace(w) == "" })
		tries = append(tries, []string{"schedule: " + Scalar(strings.Join(strings.Fields(strings.Join(words, " ")), " "))})
	}
	after := func(word, value string) string {
		if value == "" {
			return ""
		}
		return word + " " + value
	}
	switch {
	case n.Get("schedule") != nil && known == "":
		return nil
	case known != "":
		line(known, clock, duration, after("from", date), after("until", until+end))
	case parts["dates"].Value != nil && parts["dates"].Value.Kind == yaml.List:
		block, lines := []string{"schedule:", "  dates:"}, []string{"schedule:"}
		for _, item := range parts["dates"].Value.Items {
			one := strings.Join(strings.Fields(item.Value+" "+clock+duration), " ")
			block, lines = append(block, "    - "+Scalar(one)), append(lines, "  - "+Scalar(one))
		}
		tries = append(tries, block, lines)
	case repeat != "":
		line(repeat, clock, duration, after("from", date), after("until", until+end))
	case date != "" && end != "":
		line(date, "to", end, clock)
		line(date, clock+"-"+end)
		line(date, clock, after("until", end))
	case date != "":
		line(date, clock, duration, after("until", until))
	case until != "" && clock == "" && end == "":
		tries = append(tries, []string{"deadline: " + until})
	}
	if date == "" && repeat == "" && known == "" && parts["dates"].Value == nil && until == "" {
		return nil
	}
	group := []string{"schedule:"}
	for _, role := range []string{"date", "time", "repeat", "until", "count", "skip", "timezone"} {
		if value := say(role); value != "" {
			group = append(group, "  "+role+": "+Scalar(value))
		}
	}
	if duration == "" && say("end_time")+end == "" && known == "" {
		tries = append(tries, group)
	}
	for _, lines := range tries {
		name, _, _ := strings.Cut(lines[0], ":")
		if name == "deadline" && lineOf(n, name, "") > 0 {
			continue
		}
		if lines, ok := tb.good(d, lines); ok && d.saysAll(parts, lines) {
			return lines
		}
	}
	return nil
}

// saysAll reports whether every list among some keys is in a proposal: what cannot
// be said in a line is not left out.
func (d *decoder) saysAll(parts map[string]yaml.Pair, lines []string) bool {
	for role, p := range parts {
		switch role {
		case "all_day", "dates":
		case "changes", "also":
			return false
		case "skip", "count", "timezone":
			if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, "  "+role+":") }) || p.Value.Kind != yaml.Scalar {
				return false
			}
		}
	}
	return true
}
