package board_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
)

// town is what the listings of these tests have around them.
const town = `
-- categories.yaml --
food:
  name: Food
pantry:
  name: Pantry
  in: food
safety:
  name: Safety at home
  sensitive: yes
safe-beds:
  name: Safe beds
  in: safety
-- locations.yaml --
county:
  name: County
rowan:
  name: Rowan
  in: county
hall:
  name: Hall
  address: 1 Main Street
  in: rowan
far:
  name: Far
  in: county
  timezone: America/New_York
-- organizations/neighbors.yaml --
name: Neighbors
location: hall
category: pantry
checked: 2026-11-01
-- organizations/refuge.yaml --
name: Refuge
category: safe-beds
checked: 2026-11-01
-- organizations/gone.yaml --
name: Gone
status: closed
checked: 2026-11-01
`

// listing is the town with one listing.
func listing(t *testing.T, now time.Time, text string) (*board.Board, *board.Listing) {
	t.Helper()
	b := fixture.Board(t, now, town+"-- opportunities/one.yaml --\ntitle: One\n"+text)
	l := b.Find("one")
	if l == nil {
		t.Fatal("the listing is not on the board")
	}
	return b, l
}

func at(text string) time.Time {
	zone, err := time.LoadLocation("Europe/Dublin")
	if err != nil {
		panic(err)
	}
	moment, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		panic(err)
	}
	return moment
}

// state is what is known of a listing, in words.
func state(b *board.Board, l *board.Listing) string {
	var out []string
	say := func(yes bool, word string) {
		if yes {
			out = append(out, word)
		}
	}
	say(l.Shown, "shown")
	say(l.Ended, "ended")
	say(l.Open, "open")
	say(l.Urgent, "urgent")
	say(l.Sensitive, "sensitive")
	say(len(b.Sets.All.InCalendar()) > len(b.Sets.All.Shown), "lingers")
	say(l.Next != nil, "next")
	return strings.Join(append(out, l.Check.String()), " ")
}

func TestStates(t *testing.T) {
	const checked = "organization: neighbors\nchecked: 2026-11-20\n"
	for _, test := range []struct{ name, text, now, want string }{
		{"one to come", checked + "kind: event\nschedule: 2026-11-30 10:00-12:00\n", "2026-11-23 09:00", "shown open next fresh"},
		{"on today, whatever the hour", checked + "kind: event\nschedule: 2026-11-23 10:00-12:00\n", "2026-11-23 20:00", "shown open next fresh"},
		{"over since yesterday", checked + "kind: event\nschedule: 2026-11-22 10:00-12:00\n", "2026-11-23 00:30", "ended open lingers fresh"},
		{"over for 30 days", checked + "kind: event\nschedule: 2026-10-24 10:00-12:00\n", "2026-11-23 09:00", "ended open lingers fresh"},
		{"over for longer", checked + "kind: event\nschedule: 2026-10-23 10:00-12:00\n", "2026-11-23 09:00", "ended open fresh"},
		{"done, with dates to come", checked + "kind: event\nschedule: 2026-11-30 10:00-12:00\nstatus: done\n", "2026-11-23 09:00", "ended open next fresh"},
		{"cancelled, still to come", checked + "kind: event\nschedule: 2026-11-30 10:00-12:00\nstatus: cancelled\n", "2026-11-23 09:00", "shown next fresh"},
		{"cancelled without a date", checked + "kind: volunteer\ngive: time\nhours: Ask\nstatus: cancelled\n", "2026-11-23 09:00", "ended fresh"},
		{"full", checked + "kind: class\nschedule: every Thursday 18:00-19:00\nstatus: full\n", "2026-11-23 09:00", "shown next fresh"},
		{"postponed", checked + "kind: class\nschedule: every Thursday 18:00-19:00\nstatus: postponed\n", "2026-11-23 09:00", "shown next fresh"},
		{"paused", checked + "kind: class\nschedule: every Thursday 18:00-19:00\nstatus: paused\n", "2026-11-23 09:00", "shown next fresh"},
		{"tentative", checked + "kind: class\nschedule: every Thursday 18:00-19:00\nstatus: tentative\n", "2026-11-23 09:00", "shown open next fresh"},
		{"deadline today", checked + "kind: consultation\nsay: comment\ndeadline: 2026-11-23\n", "2026-11-23 22:00", "shown open fresh"},
		{"deadline at a time today", checked + "kind: consultation\nsay: comment\ndeadline: 2026-11-23 10:00\n", "2026-11-23 22:00", "shown open fresh"},
		{"deadline yesterday", checked + "kind: consultation\nsay: comment\ndeadline: 2026-11-22\n", "2026-11-23 00:00", "ended open fresh"},
		{"ongoing", checked + "kind: volunteer\ngive: time\nongoing: yes\n", "2026-11-23 09:00", "shown open fresh"},
		{"ongoing, its dates over", checked + "kind: volunteer\ngive: time\nongoing: yes\nschedule: 2026-11-01 10:00-12:00\n", "2026-11-23 09:00", "shown open fresh"},
		{"urgent", checked + "kind: drive\ngive: items\nongoing: yes\nurgent_until: 2026-11-23 18:00\n", "2026-11-23 17:59", "shown open urgent fresh"},
		{"no longer urgent", checked + "kind: drive\ngive: items\nongoing: yes\nurgent_until: 2026-11-23 18:00\n", "2026-11-23 18:00", "shown open fresh"},
		{"urgent, and nobody has confirmed it", "organization: neighbors\nchecked: 2026-11-01\nreview: 21\nkind: drive\ngive: items\nongoing: yes\nurgent_until: 2026-11-30 18:00\n", "2026-11-23 17:59", "shown open stale"},
		{"urgent, and nobody knows when it was checked", "organization: neighbors\nkind: drive\ngive: items\nongoing: yes\nurgent_until: 2026-11-30 18:00\n", "2026-11-23 17:59", "shown open unknown"},
		{"still published", checked + "kind: volunteer\ngive: time\nongoing: yes\npublish:\n  until: 2026-11-24 08:00\n", "2026-11-23 09:00", "shown open fresh"},
		{"no longer published", checked + "kind: volunteer\ngive: time\nongoing: yes\npublish:\n  until: 2026-11-23 08:00\n", "2026-11-23 08:00", "ended open fresh"},
		{"unlisted", checked + "kind: volunteer\ngive: time\nongoing: yes\nlisted: no\n", "2026-11-23 09:00", "open fresh"},
		{"sensitive by its category", checked + "kind: get-help\nget: shelter\nongoing: yes\ncategory: safety\n", "2026-11-23 09:00", "shown open sensitive fresh"},
		{"sensitive by one above it", checked + "kind: get-help\nget: shelter\nongoing: yes\ncategory: safe-beds\n", "2026-11-23 09:00", "shown open sensitive fresh"},
		{"sensitive by its organization", "organization: refuge\nchecked: 2026-11-20\nkind: get-help\nget: shelter\nongoing: yes\n", "2026-11-23 09:00", "shown open sensitive fresh"},
		{"nobody knows when it was checked", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n", "2026-11-23 09:00", "shown open unknown"},
		{"due after three quarters of its period", "organization: neighbors\nchecked: 2026-11-01\nreview: 28\nkind: volunteer\ngive: time\nongoing: yes\n", "2026-11-23 09:00", "shown open due"},
		{"stale after its period", "organization: neighbors\nchecked: 2026-11-01\nreview: 21\nkind: volunteer\ngive: time\nongoing: yes\n", "2026-11-23 09:00", "shown open stale"},
		{"dormant after two periods", "organization: neighbors\nchecked: 2026-11-01\nreview: 10\nkind: volunteer\ngive: time\nongoing: yes\n", "2026-11-23 09:00", "open dormant"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := state(listing(t, at(test.now), test.text)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestNext(t *testing.T) {
	for _, test := range []struct{ name, schedule, now, want string }{
		{"the first of two", "[2026-11-30 10:00-12:00, 2026-11-28 10:00-12:00]", "2026-11-23 09:00", "2026-11-28 10:00"},
		{"what began today", "every Monday 10:00-12:00", "2026-11-23 13:00", "2026-11-23 10:00"},
		{"tonight, not last night", "daily 19:00-07:00 the next day", "2026-11-23 06:00", "2026-11-23 19:00"},
		{"last night where there is no other", "2026-11-22 19:00-07:00 the next day", "2026-11-23 06:00", "2026-11-22 19:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, l := listing(t, at(test.now), "organization: neighbors\nchecked: 2026-11-20\nkind: event\nschedule: "+test.schedule+"\n")
			if l.Next == nil {
				t.Fatal("there is none")
			}
			if got := l.Next.Start.Format("2006-01-02 15:04"); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// What is not yet published has no page, whoever asks.
func TestNotYetPublished(t *testing.T) {
	const text = town + "-- opportunities/one.yaml --\ntitle: One\norganization: neighbors\nchecked: 2026-11-20\nkind: volunteer\ngive: time\nongoing: yes\npublish:\n  from: 2026-11-23 10:00\n"
	b := fixture.Board(t, at("2026-11-23 09:00"), text)
	if b.Find("one") != nil || len(b.Listings)+len(b.Shown)+b.Sets.All.Ever > 0 {
		t.Error("it is on the board before its time")
	}
	if !b.ValidUntil.Equal(at("2026-11-23 10:00")) {
		t.Errorf("the board is valid until %s, and it is published at ten", b.ValidUntil)
	}
	if b = fixture.Board(t, at("2026-11-23 10:00"), text); b.Find("one") == nil {
		t.Error("it is not on the board at its time")
	}
}

// A place may have its own zone: times, deadlines and what is over follow it.
func TestZoneOfALocation(t *testing.T) {
	const deadline = "organization: neighbors\nchecked: 2026-11-20\nkind: consultation\nsay: comment\ndeadline: 2026-11-22\n"
	b, l := listing(t, at("2026-11-23 09:00"), deadline+"location: far\n")
	if got := b.DeadlineOf(l.Opportunity, l.Deadline).UTC().Format(time.RFC3339); got != "2026-11-23T05:00:00Z" {
		t.Errorf("the deadline in New York passes at %s", got)
	}
	if l.Ended {
		t.Error("it is over before its day has ended there")
	}
	if _, here := listing(t, at("2026-11-23 09:00"), deadline); !here.Ended {
		t.Error("in the site's zone it is over")
	}
}

func TestValidUntil(t *testing.T) {
	const open = "organization: neighbors\nchecked: 2026-11-20\nkind: volunteer\ngive: time\nongoing: yes\n"
	for name, test := range map[string]struct{ text, want string }{
		"midnight":             {open, "2026-11-24 00:00"},
		"an urgency that ends": {open + "urgent_until: 2026-11-23 18:00\n", "2026-11-23 18:00"},
		"one that has ended":   {open + "urgent_until: 2026-11-23 08:00\n", "2026-11-24 00:00"},
		"publication":          {open + "publish:\n  until: 2026-11-23 17:00\n", "2026-11-23 17:00"},
		"an alert of a place":  {open + "-- locations.yaml --\nhall:\n  name: Hall\n  alert:\n    text: Closed\n    until: 2026-11-23 12:00\n", "2026-11-23 12:00"},
	} {
		b, _ := listing(t, at("2026-11-23 09:00"), test.text)
		if got := b.ValidUntil.Format("2006-01-02 15:04"); got != test.want {
			t.Errorf("%s: valid until %s, want %s", name, got, test.want)
		}
	}
}

// several are listings by id, each with its fields.
func several(t *testing.T, now string, fields map[string]string) *board.Board {
	t.Helper()
	var text strings.Builder
	text.WriteString(town)
	for id, f := range fields {
		fmt.Fprintf(&text, "-- opportunities/%s.yaml --\n%s", id, f)
		if !strings.Contains(f, "title:") {
			fmt.Fprintf(&text, "title: %s\n", id)
		}
		if !strings.Contains(f, "checked:") {
			text.WriteString("checked: 2026-11-20\n")
		}
	}
	return fixture.Board(t, at(now), text.String())
}

func ids(list []*board.Listing) string {
	var out []string
	for _, l := range list {
		out = append(out, l.ID)
	}
	return strings.Join(out, " ")
}

func TestOrderOfLists(t *testing.T) {
	const ongoing = "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n"
	b := several(t, "2026-11-23 09:00", map[string]string{
		"a-ongoing":  ongoing + "title: Zebra\n",
		"b-ongoing":  ongoing + "title: apple\n",
		"c-stale":    ongoing + "title: Aardvark\nchecked: 2026-11-01\nreview: 15\n",
		"d-unknown":  "organization: neighbors\nkind: event\ntitle: Aaa\nschedule: 2026-12-01 10:00-11:00\nchecked: 2026-11-01\nreview: 15\n",
		"e-sure":     "organization: neighbors\nkind: event\ntitle: Zzz\nschedule: 2026-12-01 10:00-11:00\n",
		"f-soon":     "organization: neighbors\nkind: event\nschedule: 2026-11-24 10:00-11:00\n",
		"g-urgent":   ongoing + "urgent_until: 2026-11-30 10:00\n",
		"h-urgent":   "organization: neighbors\nkind: event\nschedule: 2027-01-10 10:00-11:00\nurgent_until: 2026-11-30 10:00\n",
		"i-unlisted": ongoing + "listed: no\n",
	})
	if got, want := ids(b.Shown), "h-urgent g-urgent f-soon e-sure d-unknown b-ongoing a-ongoing c-stale"; got != want {
		t.Errorf("the order is\n%s\nwant\n%s", got, want)
	}
}

func TestSets(t *testing.T) {
	b := several(t, "2026-11-23 09:00", map[string]string{
		"pantry":   "organization: neighbors\nkind: get-help\nget: food\nschedule: every Monday 10:00-12:00\naccess:\n  step-free: yes\nlanguages: [en, es]\n",
		"bed":      "organization: refuge\nkind: get-help\nget: shelter\nongoing: yes\nlocation: rowan\n",
		"over":     "organization: neighbors\nkind: event\nschedule: 2026-11-20 10:00-12:00\n",
		"long-ago": "organization: neighbors\nkind: event\nschedule: 2026-01-20 10:00-12:00\n",
		"unlisted": "organization: neighbors\nkind: event\nschedule: 2026-11-30 10:00-12:00\nlisted: no\n",
	})
	category := func(id string) *catalog.Category {
		for _, c := range b.Catalog.Categories {
			if c.ID == id {
				return c
			}
		}
		return nil
	}
	location := func(id string) *catalog.Location {
		for _, p := range b.Catalog.Locations {
			if p.ID == id {
				return p
			}
		}
		return nil
	}
	for name, test := range map[string]struct {
		set         *board.Set
		shown       string
		calendar    string
		ever, dated int
	}{
		"all":            {b.Sets.All, "pantry", "pantry over", 3, 3},
		"get":            {b.Sets.Direction("get"), "pantry", "pantry", 1, 1},
		"events":         {b.Sets.Kind("event"), "", "over", 2, 2},
		"a category":     {b.Sets.Category(category("pantry")), "pantry", "pantry over", 3, 3},
		"the one above":  {b.Sets.Category(category("food")), "pantry", "pantry over", 3, 3},
		"sensitive":      {b.Sets.Category(category("safety")), "bed", "bed", 1, 0},
		"a place":        {b.Sets.Location(location("hall")), "pantry", "pantry over", 3, 3},
		"its town":       {b.Sets.Location(location("rowan")), "pantry", "pantry over", 3, 3},
		"a crossing":     {b.Sets.Crossing(location("rowan"), category("safe-beds")), "", "", 0, 0},
		"an empty one":   {b.Sets.Crossing(location("hall"), category("safe-beds")), "", "", 0, 0},
		"Spanish":        {b.Sets.Language("es"), "pantry", "pantry", 1, 1},
		"step-free":      {b.Sets.Access("step-free"), "pantry", "pantry", 1, 1},
		"not so":         {b.Sets.Access("hearing-loop"), "", "", 0, 0},
		"an association": {b.Sets.Organization(b.Organizations[1].Organization), "pantry", "pantry over", 3, 3},
	} {
		s := test.set
		if ids(s.Shown) != test.shown || ids(s.InCalendar()) != test.calendar || s.Ever != test.ever || s.Dated != test.dated {
			t.Errorf("%s: shown %q, calendar %q, ever %d, dated %d; want %+v", name, ids(s.Shown), ids(s.InCalendar()), s.Ever, s.Dated, test)
		}
	}
	if got := strings.Join(b.Sets.Languages(), " "); got != "en es" {
		t.Errorf("languages: %s", got)
	}
	named := func(t *board.Set) string {
		var out []string
		for _, o := range t.Organizations {
			out = append(out, o.ID)
		}
		return strings.Join(out, " ")
	}
	for name, test := range map[string]struct {
		set  *board.Set
		want string
	}{
		"all but sensitive ones": {b.Sets.All, "neighbors"}, "food": {b.Sets.Category(category("food")), "neighbors"},
		"a sensitive category": {b.Sets.Category(category("safe-beds")), "refuge"}, "the county": {b.Sets.Location(location("county")), "neighbors"},
		"a hall": {b.Sets.Location(location("hall")), "neighbors"}, "a town": {b.Sets.Crossing(location("rowan"), category("food")), "neighbors"},
		"a sensitive crossing": {b.Sets.Crossing(location("rowan"), category("safe-beds")), ""}, "a direction": {b.Sets.Direction("get"), ""},
	} {
		if got := named(test.set); got != test.want {
			t.Errorf("organizations of %s: %q, want %q", name, got, test.want)
		}
	}
	neighbors := b.Organization(b.Organizations[1].Organization)
	if ids(neighbors.Current) != "pantry" || ids(neighbors.Past) != "long-ago over" {
		t.Errorf("%s has %q and had %q", neighbors.ID, ids(neighbors.Current), ids(neighbors.Past))
	}
	if gone := b.Organizations[0]; gone.ID != "gone" || gone.Shown || gone.Active() {
		t.Errorf("%s is shown", gone.ID)
	}
}

func TestMatching(t *testing.T) {
	b := several(t, "2026-11-23 09:00", map[string]string{
		"pantry": "organization: neighbors\nkind: get-help\nget: food\nschedule: every Monday 10:00-12:00\n",
		"class":  "organization: neighbors\nkind: class\nschedule: every Monday 10:00-12:00\nlanguages: [es]\n",
		"bed":    "organization: refuge\nkind: get-help\nget: shelter\nongoing: yes\n",
		"over":   "organization: neighbors\nkind: event\nschedule: 2026-11-20 10:00-12:00\n",
	})
	food := b.Catalog.Categories[0]
	for name, test := range map[string]struct {
		feed catalog.FeedSet
		want string
	}{
		"anything":            {catalog.FeedSet{}, "class pantry over"},
		"one of two":          {catalog.FeedSet{Kinds: []catalog.Kind{"class", "event"}}, "class over"},
		"each facet":          {catalog.FeedSet{Kinds: []catalog.Kind{"class", "get-help"}, Categories: []*catalog.Category{food}}, "class pantry"},
		"a language":          {catalog.FeedSet{Languages: []string{"es"}}, "class"},
		"a direction":         {catalog.FeedSet{Directions: []catalog.Direction{"get"}}, "pantry"},
		"a sensitive subject": {catalog.FeedSet{Categories: b.Catalog.Categories[2:3]}, "bed"},
		"none that fits both": {catalog.FeedSet{Languages: []string{"es"}, Kinds: []catalog.Kind{"get-help"}}, ""},
	} {
		if got := ids(b.Matching(&test.feed).InCalendar()); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// Whoever reads of something that is closed is led to what serves the same need, of the
// same direction, is open and has places left, the most alike first.
func TestAlternatives(t *testing.T) {
	const food = "organization: neighbors\nkind: get-help\nget: food\n"
	b := several(t, "2026-11-23 09:00", map[string]string{
		"full":      food + "schedule: every Monday 10:00-12:00\nstatus: full\n",
		"full-too":  food + "schedule: every Monday 10:00-12:00\nstatus: full\n",
		"no-places": food + "schedule: every Monday 10:00-12:00\nspots:\n  total: 10\n  left: 0\n",
		"cancelled": food + "schedule: every Monday 10:00-12:00\nstatus: cancelled\n",
		"open":      food + "schedule: every Tuesday 10:00-12:00\nspots:\n  total: 10\n",
		"same-day":  food + "schedule: every Monday 14:00-15:00\n",
		"elsewhere": food + "schedule: every Friday 10:00-12:00\nlocation: far\n",
		"ride":      "host: Somebody\nkind: get-help\nget: transport\nschedule: every Monday 10:00-12:00\n",
		"give":      "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n",
		"class":     "organization: neighbors\nkind: class\nschedule: every Monday 10:00-12:00\n",
		"course":    "organization: neighbors\nkind: class\nschedule: every Monday 12:00-14:00\n",
		"supper":    "organization: neighbors\nkind: event\nschedule: 2026-12-05 18:00-20:00\n",
		"evening":   "organization: neighbors\nkind: group\nschedule: every Monday 10:00-12:00\n",
		"no-need":   "host: Somebody\nkind: group\nschedule: every Monday 10:00-12:00\n",
	})
	for of, want := range map[string]string{
		"full": "same-day open elsewhere", "ride": "", "give": "", "supper": "", "no-need": "",
		"class": "course evening supper",
	} {
		if got := ids(b.Alternatives(b.Find(of))); got != want {
			t.Errorf("of %s: %q, want %q", of, got, want)
		}
	}
}

// The page for people who need help today has nothing that is closed.
// At any instant of the next two weeks, those that are open are among the places of a
// need, or of many the three that close last; and one that opens next.
func TestHelp(t *testing.T) {
	const help = "organization: neighbors\nkind: get-help\nget: food\n"
	fields := map[string]string{
		"full":   help + "schedule: every Monday 10:00-12:00\nstatus: full\n",
		"night":  help + "schedule: daily 19:00-07:00 the next day\n",
		"phone":  help + "ongoing: yes\n",
		"easy":   help + "ongoing: yes\nid_needed: no\n",
		"always": "host: Somebody\nkind: get-help\nget: shelter\nschedule: 24/7\n",
		"quiet":  "organization: refuge\nkind: get-help\nget: food\ncategory: safe-beds\nschedule: every Monday 10:00-12:00\n",
	}
	for hour := 8; hour < 20; hour++ {
		fields[fmt.Sprintf("from-%02d", hour)] = fmt.Sprintf("%sschedule: daily %02d:00-%02d:30\n", help, hour, hour+3)
	}
	b := several(t, "2026-11-23 09:00", fields)
	byPhone := func(h board.Helper) bool { return true }
	groups := map[string]board.Help{}
	for _, h := range b.Help(byPhone) {
		groups[h.Need.ID] = h
	}
	food := groups["food"]
	var phone []string
	for _, h := range food.Phone {
		phone = append(phone, h.Listing.ID)
	}
	if strings.Join(phone, " ") != "easy quiet phone" {
		t.Errorf("by phone: %v", phone)
	}
	if bed := groups["bed"]; len(bed.Places) != 1 || !bed.Places[0].Always {
		t.Errorf("a bed: %+v", bed.Places)
	}
	if len(food.Places) > 24 {
		t.Errorf("%d places of food", len(food.Places))
	}
	for minute := 0; minute < 13*24*60; minute += 30 {
		at := b.Dawn.Add(time.Duration(minute) * time.Minute)
		open, last, counted := 0, time.Time{}, 0
		for _, l := range b.Shown {
			if !l.Open || len(l.Get) == 0 || l.Get[0] != "food" || l.Sensitive {
				continue
			}
			for _, s := range b.Openings(l.Schedules, b.Env(l.Opportunity)) {
				if !s.From.After(at) && s.To.After(at) {
					open++
					if s.To.After(last) {
						last = s.To
					}
				}
			}
		}
		shown, until := 0, time.Time{}
		for _, h := range food.Places {
			if h.Listing.ID == "full" || h.Listing.ID == "quiet" {
				t.Fatalf("%s is shown as a place to go", h.Listing.ID)
			}
			for _, s := range h.Open {
				if !s.From.After(at) && s.To.After(at) {
					shown++
					if s.To.After(until) {
						until = s.To
					}
				}
			}
		}
		for _, o := range food.Opening {
			if !o.At.After(at) {
				counted = o.Count
			}
		}
		if shown < min(open, board.HelpShown) || !until.Equal(last) || counted != open {
			t.Fatalf("at %s %d are open, the last until %s; shown %d until %s, counted %d", at, open, last, shown, until, counted)
		}
	}
}

func TestOutcomes(t *testing.T) {
	const asked = "organization: neighbors\nkind: consultation\nsay: comment\n"
	b := several(t, "2026-11-23 09:00", map[string]string{
		"owed":     asked + "deadline: 2026-11-01\n",
		"expected": asked + "deadline: 2026-11-01\noutcome:\n  expected: 2026-12-01\n",
		"late":     asked + "deadline: 2026-11-01\noutcome:\n  expected: 2026-11-22\n",
		"told":     asked + "deadline: 2026-11-01\noutcome:\n  text: Built\n  date: 2026-11-10\n",
		"told-too": asked + "deadline: 2026-11-01\noutcome:\n  url: https://tiny.example/report\n  date: 2026-11-20\n",
		"open":     asked + "deadline: 2026-12-01\n",
		"event":    "organization: neighbors\nkind: event\nschedule: 2026-11-01 10:00-12:00\n",
	})
	var owed []*board.Listing
	for _, l := range b.Listings {
		if b.OwesOutcome(l) {
			owed = append(owed, l)
		}
	}
	if got, want := ids(owed)+" | "+ids(b.WithOutcome()), "late owed | told-too told"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if b.Find("event").TellsOutcome() || !b.Find("open").TellsOutcome() {
		t.Error("an event owes an outcome, or a consultation does not")
	}
}

func TestDays(t *testing.T) {
	b := several(t, "2026-11-23 09:00", map[string]string{
		"daily":    "organization: neighbors\nkind: class\nschedule: daily 10:00-11:00\n",
		"early":    "organization: neighbors\nkind: event\nschedule: 2026-11-24 08:00-09:00\n",
		"weekend":  "organization: neighbors\nkind: event\nschedule: 2026-11-28..2026-11-29\n",
		"weeks":    "organization: neighbors\nkind: event\nschedule: 2026-11-24..2026-12-20\n",
		"night":    "organization: neighbors\nkind: event\nschedule: 2026-11-22 19:00-07:00 the next day\n",
		"unlisted": "organization: neighbors\nkind: event\nschedule: 2026-11-24 08:00-09:00\nlisted: no\n",
	})
	describe := func(days []board.Day) string {
		var out []string
		for _, d := range days {
			var names []string
			for _, e := range d.First {
				names = append(names, e.ID)
			}
			out = append(out, fmt.Sprintf("%s:%d:%s", d.Date.String()[8:], d.Count, strings.Join(names, ",")))
		}
		return strings.Join(out, " ")
	}
	for name, test := range map[string]struct {
		show board.Agenda
		want string
	}{
		"all":     {board.Agenda{Limit: 10}, "23:1:daily 24:3:early,daily,weeks 25:1:daily 26:1:daily 27:1:daily 28:2:daily,weekend 29:2:daily,weekend"},
		"two":     {board.Agenda{Limit: 2}, "23:1:daily 24:3:early,daily 25:1:daily 26:1:daily 27:1:daily 28:2:daily,weekend 29:2:daily,weekend"},
		"once":    {board.Agenda{Limit: 10, Once: true}, "23:1:daily 24:2:early,weeks 25:0: 26:0: 27:0: 28:1:weekend 29:0:"},
		"a kind":  {board.Agenda{Limit: 10, Keep: func(l *board.Listing) bool { return l.Kind == "event" }}, "23:0: 24:2:early,weeks 25:0: 26:0: 27:0: 28:1:weekend 29:1:weekend"},
		"a week":  {board.Agenda{Limit: 10, Week: true}, "23:1:daily 24:3:early,daily,weeks 25:1:daily 26:1:daily 27:1:daily 28:2:daily,weekend 29:2:daily,weekend"},
		"nothing": {board.Agenda{Limit: 10, Keep: func(*board.Listing) bool { return false }}, "23:0: 24:0: 25:0: 26:0: 27:0: 28:0: 29:0:"},
	} {
		if got := describe(b.Days(b.Today, 7, test.show)); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, test.want)
		}
	}
}

func TestMonths(t *testing.T) {
	for _, test := range []struct{ schedule, want string }{
		{"2026-11-30 10:00-11:00", "2026-11-01 2026-11-01 1"},
		{"[2026-09-30, 2027-01-02]", "2026-09-01 2027-01-01 5"},
		{"every Monday 10:00-11:00 until 2027-02-10", "2026-11-01 2027-02-01 4"},
		{"every Monday 10:00-11:00", "2026-11-01 2027-11-01 13"},
		{"[2020-01-05, 2030-01-05]", "2025-11-01 2027-11-01 25"},
	} {
		b, _ := listing(t, at("2026-11-23 09:00"), "organization: neighbors\nchecked: 2026-11-20\nkind: event\nschedule: "+test.schedule+"\n")
		months := b.Months()
		if got := fmt.Sprint(months[0], " ", months[len(months)-1], " ", len(months)); got != test.want {
			t.Errorf("%s: %s, want %s", test.schedule, got, test.want)
		}
	}
}

func TestTowns(t *testing.T) {
	b := several(t, "2026-11-23 09:00", map[string]string{
		"one": "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nlocation: far\n",
		"two": "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nlocation: far\n",
		"ten": "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nlocation: far\n",
		"six": "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n",
	})
	var got []string
	for _, p := range b.Towns() {
		got = append(got, p.ID)
	}
	if strings.Join(got, " ") != "far rowan" {
		t.Errorf("got %v", got)
	}
	if len(b.TopLocations()) != 1 || len(b.TopCategories()) != 2 {
		t.Errorf("outermost: %d locations, %d categories", len(b.TopLocations()), len(b.TopCategories()))
	}
}

// What serves a need is what people get, and organizations; nothing sensitive.
func TestNeeds(t *testing.T) {
	b := several(t, "2026-11-23 09:00", map[string]string{
		"soup":   "organization: neighbors\nkind: get-help\nget: food\nongoing: yes\n",
		"clinic": "organization: neighbors\nkind: get-help\nget: care\nongoing: yes\n",
		"cook":   "organization: neighbors\nkind: job\nongoing: yes\n",
		"drive":  "organization: neighbors\nkind: drive\ngive: items\nongoing: yes\n",
		"bed":    "organization: refuge\nkind: get-help\nget: shelter\nongoing: yes\n",
		"ended":  "title: Ended\nchecked: 2026-11-20\norganization: neighbors\nkind: get-help\nget: food\nschedule: 2026-11-20 10:00-12:00\n-- needs.yaml --\nsafety:\n  name: Safety\n  categories: [safe-beds]\n",
	})
	for id, want := range map[string]string{"food": "clinic soup neighbors", "health": "clinic", "work": "cook", "bed": "", "safety": "", "legal": ""} {
		set := b.Needs.Set(id)
		got := ids(set.Shown)
		for _, o := range set.Organizations {
			got += " " + o.ID
		}
		if got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	for i := range b.Needs.Vocabulary {
		n := &b.Needs.Vocabulary[i]
		private := ""
		if c := b.Private(n); c != nil {
			private = c.ID
		}
		if want := map[string]string{"safety": "safe-beds"}[n.ID]; private != want {
			t.Errorf("%s is served in private by %q", n.ID, private)
		}
		if board.NeedName(n).First() == "" {
			t.Errorf("%s has no name", n.ID)
		}
	}
}

// Somebody who is hungry and has no money is not sent to a shop.
func TestHelpIsNoShop(t *testing.T) {
	text := town
	for _, kind := range []string{"charity", "business", "coop"} {
		text += fmt.Sprintf("-- organizations/%s.yaml --\nname: %s\nkind: %s\ncategory: food\nopening: every day 8am-8pm\nchecked: 2026-11-20\n", kind, kind, kind)
	}
	var got []string
	for _, h := range fixture.Board(t, at("2026-11-23 09:00"), text).Help(func(board.Helper) bool { return true }) {
		for _, p := range h.Places {
			if p.Organization != nil {
				got = append(got, p.Organization.ID)
			}
		}
	}
	if strings.Join(got, " ") != "charity" {
		t.Errorf("help now leads to %v", got)
	}
}
