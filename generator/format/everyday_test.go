package format

import (
	"strings"
	"testing"
)

// A value that each field takes.
var everydayValues = map[string]string{
	"pay": "18 an hour", "cost": "free", "bring": "a bag", "who": "neighbours", "title": "Supper", "kind": "event", "organization": "shop", "host": "Neighbours", "schedule": "every Monday 6pm",
	"hours": "after work", "locations": "hall", "phones": "(518) 555-0142", "emails": "a@example.org", "url": "https://example.org/", "deadline": "2026-12-31", "languages": "es",
	"access": "step-free", "arrive": "behind the church", "spots": "20", "commitment": "2 hours a week", "image": "media/a.jpg", "requirements": "training", "booking_needed": "yes",
	"referral_needed": "no", "id_needed": "no", "summary": "Come by", "body": "Come by", "tags": "soup", "categories": "food", "checked": "2026-11-02", "status": "full", "paid_with": "SNAP",
}

// Everyday words lead to the field that they are for, in lines that were read; a
// name that begins with x- is proposed nowhere.
func TestEverydayWords(t *testing.T) {
	if len(everyday) < 80 {
		t.Errorf("only %d words", len(everyday))
	}
	for word, field := range everyday {
		f := opportunityTable.byName[field]
		if f == nil {
			t.Errorf("%s leads to %s, which is no field", word, field)
			continue
		}
		if opportunityTable.byName[word] != nil || scheduleWords[word] != "" {
			t.Errorf("%s is a field itself", word)
		}
		text := word + ": " + everydayValues[field] + "\n"
		for _, own := range []string{"title: A", "organization: b", "kind: event", "ongoing: yes"} {
			if name, _, _ := strings.Cut(own, ":"); name != field {
				text += own + "\n"
			}
		}
		led := false
		for _, p := range Decode(fileAt("opportunities/a.yaml"), false, inTown(t), []byte(text)).Problems {
			led = led || p.Line == 1 && strings.Contains(p.Hint, field+": ")
			if strings.Contains(p.Hint, "x-") {
				t.Errorf("%s: %s", word, p.Hint)
			}
		}
		if !led {
			t.Errorf("%s does not lead to %s", word, field)
		}
	}
}

// A colour without quotes is a comment to YAML, which is not silent.
func TestValueThatIsAComment(t *testing.T) {
	for text, want := range map[string]string{
		"accent: #1e645a\n":        `accent: "#1e645a"`,
		"accent: # none yet\n":     "",
		"accent: \"#1e645a\"\n":    "",
		"accent:\n#title: Other\n": "",
	} {
		got := ""
		for _, p := range Decode(fileAt("site.yaml"), false, inTown(t), []byte("title: T\n"+text)).Problems {
			got += p.Fix
		}
		if got != want {
			t.Errorf("%q gives %q, not %q", text, got, want)
		}
	}
}

// A word whose field is there already, or for which no field is, keeps its value in
// what is proposed.
func TestWhatFitsNowhere(t *testing.T) {
	for text, want := range map[string]string{
		"mascot: a ladle\n":                                  `write: body: "Mascot: a ladle"`,
		"salary: 18 an hour\npay: 20 an hour\n":              "write it under “pay”, which is on line 2",
		"dress code: warm\nbody: Come by\n":                  "write it in the text under “body”, which is on line 2",
		"contact: Ann\n":                                     `write: body: "Contact: Ann"`,
		"apply: https://example.org/form\n":                  "write: url: https://example.org/form",
		"age: under 18\n":                                    "write:\nwho:\n  age_max: 17",
		"age: 12-17\n":                                       "write:\nwho:\n  age_min: 12\n  age_max: 17",
		"wheelchair: yes\n":                                  "write:\naccess:\n  step-free: yes",
		"website: example.org/soup\n":                        "write: url: https://example.org/soup",
		"date: 2026-12-05\nstart_time: 6pm\nend_time: 8pm\n": "write in place of them: schedule: 2026-12-05 6pm-8pm",
	} {
		out := Decode(fileAt("opportunities/a.yaml"), false, inTown(t), []byte(text+"title: A\norganization: b\nkind: event\nongoing: yes\n"))
		if len(out.Problems) == 0 || out.Problems[0].Hint != want {
			t.Errorf("%q: %+v", text, out.Problems)
		}
	}
}
