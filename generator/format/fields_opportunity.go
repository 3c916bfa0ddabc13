package format

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/yaml"
)

var imageTable = newTable("image", "", "A picture",
	file("file", func(i *catalog.Image) *string { return &i.File }).must().doc("its file below the content folder").like("media/garden.jpg"),
	text("alt", func(i *catalog.Image) *catalog.Text { return &i.Alt }).doc("what it shows, for people who cannot see it").like("Two people planting a tree"),
).write(map[string]string{"src": "file", "url": "file", "path": "file", "caption": "alt", "description": "alt"})

var commitmentTable = newTable("commitment", "", "The time that is asked for",
	custom("hours", TypeDecimal, func(d *decoder, f *Field, c *catalog.Commitment, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		hours, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(v.Value), ",", ".", 1), 64)
		if err != nil || !(hours >= 0 && hours <= 9000) {
			hint := "write a number: hours: 2.5"
			d.report("bad-number", v, fmt.Sprintf("“hours” takes a number, not “%s”", Clip(v.Value)), hint, "")
			return
		}
		c.Hours = hours
	}).doc("hours").like("3"),
	choice("per", func(c *catalog.Commitment) *string { return &c.Per }, catalog.CommitmentUnits).doc("how often that many hours").like("week").
		also(map[string]string{"weekly": "week", "monthly": "month", "once": "total", "all": "total", "yearly": "year", "session": "shift", "visit": "shift", "day": "shift"}),
	line("at_least", func(c *catalog.Commitment) *string { return &c.AtLeast }).doc("for how long at least").like("3 months"),
	custom("text", TypeLine, func(d *decoder, f *Field, c *catalog.Commitment, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		read, ok := d.commitmentLine(v.Value)
		if !ok {
			d.report("bad-commitment", v, fmt.Sprintf("“%s” does not say hours and how often", Clip(v.Value)), "write it as “2 hours a week”, or as hours: 2 and per: week", "")
			return
		}
		*c = read
	}).doc("the same in one line").like("3 hours a week"),
)

var whoTable = newTable("who", "", "Whom it is for",
	number("age_min", func(w *catalog.Who) *int { return &w.AgeMin }, 0, 120).doc("youngest age").like("16"),
	number("age_max", func(w *catalog.Who) *int { return &w.AgeMax }, 0, 130).doc("oldest age").like("25"),
	answer("with_adult", func(w *catalog.Who) *catalog.Answer { return &w.WithAdult }).doc("younger people may come with an adult").like("yes"),
	answer("groups_welcome", func(w *catalog.Who) *catalog.Answer { return &w.GroupsWelcome }).doc("groups may come").like("yes"),
	texts("situation", func(w *catalog.Who) *[]catalog.Text { return &w.Situation }).doc("whose situation it is made for").like("[Expecting a child, New in town]"),
	text("note", func(w *catalog.Who) *catalog.Text { return &w.Note }).doc("what else decides").like("Two visits a month"),
).write(map[string]string{"age": "age_min", "ages": "age_min", "min_age": "age_min", "max_age": "age_max", "groups": "groups_welcome"})

var onlineTable = newTable("online", "", "How to join from elsewhere; the link is public",
	address("url", func(o *catalog.Online) *string { return &o.URL }).doc("link that anybody may use").like("https://example.org/watch"),
	phone("phone", func(o *catalog.Online) *string { return &o.Phone }).doc("number to dial in").like("(518) 555-0123"),
	text("note", func(o *catalog.Online) *catalog.Text { return &o.Note }).doc("what to know before").like("The passcode is read out on the phone"),
).write(map[string]string{"link": "url"})

var spotsTable = newTable("spots", "", "How many places there are",
	number("total", func(s *catalog.Spots) *int { return &s.Total }, 0, 1000000).doc("places in all").like("24"),
	number("left", func(s *catalog.Spots) *int { return &s.Left }, 0, 1000000).doc("places that are still free").like("15"),
	date("as_of", func(s *catalog.Spots) *schedule.Date { return &s.AsOf }).doc("the day that was counted").like("2026-11-19"),
).write(map[string]string{"free": "left", "date": "as_of", "count": "total"})

var roleTable = newTable("role", "", "One of several things an activity wants",
	text("title", func(r *catalog.Role) *catalog.Text { return &r.Title }).must().max(120).doc("what the role is called").like("Driver"),
	number("spots", func(r *catalog.Role) *int { return &r.Spots }, 0, 1000000).doc("how many are wanted").like("6"),
	texts("skills", func(r *catalog.Role) *[]catalog.Text { return &r.Skills }).or("skill").doc("what helps").like("[Spanish or Punjabi]"),
	group("commitment", func(r *catalog.Role) *catalog.Commitment { return &r.Commitment }, commitmentTable).alone("text").doc("time that is asked for").like("3 hours a week"),
	choice("remote", func(r *catalog.Role) *catalog.Remote { return &r.Remote }, catalog.Remotes).doc("whether it is done from elsewhere").like("yes").also(yesNo),
).write(map[string]string{"name": "title", "role": "title"})

// yesNo are spellings of yes and no in lists that have other words too.
var yesNo = map[string]string{"true": "yes", "false": "no", "online": "yes", "in-person": "no", "on-site": "no", "both": "hybrid"}

var ethicsTable = newTable("ethics", "", "Who watches over a study",
	text("board", func(e *catalog.Ethics) *catalog.Text { return &e.Board }).doc("the review board").like("State University Review Board"),
	line("reference", func(e *catalog.Ethics) *string { return &e.Reference }).doc("its number for this study").like("\"IRB #2026-114\""),
	phones("phones", func(e *catalog.Ethics) *[]catalog.Phone { return &e.Phones }).doc("whom to call with a complaint"),
)

var researchTable = newTable("research", "", "What a study tells the people it studies with",
	text("question", func(r *catalog.Research) *catalog.Text { return &r.Question }).doc("the question, in plain words").like("What in our homes makes asthma worse?"),
	text("lead", func(r *catalog.Research) *catalog.Text { return &r.Lead }).doc("who leads it").like("Ana Ruiz, with the tenants' association"),
	choices("residents", func(r *catalog.Research) *[]string { return &r.Residents }, catalog.ResidentParts).doc("what residents do in it").like("[ask, collect, interpret, act]"),
	group("ethics", func(r *catalog.Research) *catalog.Ethics { return &r.Ethics }, ethicsTable).alone("board").doc("who watches over it").like("\n  board: State University Review Board\n  reference: \"IRB #2026-114\""),
	text("data_use", func(r *catalog.Research) *catalog.Text { return &r.DataUse }).doc("what happens to what you tell").like("Your name is removed"),
	text("results", func(r *catalog.Research) *catalog.Text { return &r.Results }).doc("when and how you hear of the results").like("Your own in May, a public evening in June"),
)

var outcomeTable = newTable("outcome", "", "What came of it",
	text("text", func(o *catalog.Outcome) *catalog.Text { return &o.Text }).doc("what came of it, in a sentence or two").like("23 cellars were dry by Sunday evening"),
	address("url", func(o *catalog.Outcome) *string { return &o.URL }).doc("where to read more").like("https://example.org/report"),
	date("date", func(o *catalog.Outcome) *schedule.Date { return &o.Date }).doc("the day it was known").like("2026-09-24"),
	date("expected", func(o *catalog.Outcome) *schedule.Date { return &o.Expected }).doc("the day it will be known").like("2027-05-01"),
)

var publishTable = newTable("publish", "", "When a listing is on the site",
	when("from", func(o *OpportunityDraft) *Moment { return &o.PublishFrom }).doc("not before").like("2026-12-01 09:00"),
	when("until", func(o *OpportunityDraft) *Moment { return &o.PublishUntil }).doc("not after; a day counts to its end").like("2027-02-01"),
)

var costTable = newTable("cost", "", "What it costs the resident",
	custom("amount", TypeDecimal, func(d *decoder, f *Field, c *catalog.Cost, v *yaml.Node) {
		if s, ok := d.amount(f, v); ok {
			c.Kind, c.Amount = "amount", s
		}
	}).doc("how much").like("8"),
	currency("currency", func(c *catalog.Cost) *string { return &c.Currency }).doc("its currency (ISO 4217), when it is not the country's").like("USD"),
	text("text", func(c *catalog.Cost) *catalog.Text { return &c.Text }).doc("what it costs, in words").like("pay what you can"),
	text("note", func(c *catalog.Cost) *catalog.Text { return &c.Note }).doc("who pays less").like("Children under 6 free; nobody is turned away"),
).write(map[string]string{"price": "amount", "fee": "amount"})

var payTable = newTable("pay", "", "What a job or a study pays",
	custom("amount", TypeDecimal, func(d *decoder, f *Field, p *catalog.Pay, v *yaml.Node) { p.Amount, _ = d.amount(f, v) }).doc("how much").like("18"),
	currency("currency", func(p *catalog.Pay) *string { return &p.Currency }).doc("its currency (ISO 4217), when it is not the country's").like("USD"),
	choice("per", func(p *catalog.Pay) *string { return &p.Per }, catalog.PayUnits).doc("for how long that much").like("hour").
		also(map[string]string{"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year", "annual": "year", "once": "total", "all": "total"}),
	text("text", func(p *catalog.Pay) *catalog.Text { return &p.Text }).doc("the same in words").like("$18 to $22 an hour"),
).write(map[string]string{"salary": "amount", "wage": "amount", "unit": "per"})

// amount reads an amount of money without its currency.
func (d *decoder) amount(f *Field, v *yaml.Node) (amount string, ok bool) {
	if !d.scalarOf(f, v) {
		return "", false
	}
	s := strings.TrimSpace(strings.Replace(v.Value, ",", ".", 1))
	if _, err := strconv.ParseFloat(s, 64); err != nil || strings.ContainsAny(s, "eExXnN-+_") {
		digits := strings.Trim(s, "$€£¥ ")
		hint, fix := "write digits, and the currency in a line of its own: currency: USD", ""
		if _, err := strconv.ParseFloat(digits, 64); err == nil {
			fix = d.replaced(v, digits)
		}
		d.report("bad-number", v, fmt.Sprintf("“amount” takes a number, not “%s”", Clip(v.Value)), hint, fix)
		return "", false
	}
	return s, true
}

// currencySigns are what people write for the code of a currency.
var currencySigns = map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "DOLLAR": "USD", "DOLLARS": "USD", "EURO": "EUR", "EUROS": "EUR", "POUND": "GBP", "POUNDS": "GBP"}

// currency is a field of an ISO 4217 code.
func currency[T any](name string, get func(*T) *string) *field[T] {
	return custom(name, TypeLine, func(d *decoder, f *Field, t *T, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		code := strings.ToUpper(strings.TrimSpace(v.Value))
		if sign, ok := currencySigns[code]; ok {
			fix := d.replaced(v, sign)
			d.report("unknown-currency", v, fmt.Sprintf("“%s” is not a currency code", Clip(v.Value)), fixed("", fix), fix)
			return
		}
		if len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			d.report("unknown-currency", v, fmt.Sprintf("“%s” is not a currency code", Clip(v.Value)), "write its three letters, such as USD or EUR", "")
			return
		}
		*get(t) = code
	})
}

// month is a field of a month of a year, 2027-09.
func month[T any](name string, get func(*T) *catalog.Month) *field[T] {
	return custom(name, TypeLine, func(d *decoder, f *Field, t *T, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		at, err := time.Parse("2006-01", strings.TrimSpace(v.Value))
		if err == nil {
			*get(t) = catalog.Month{Year: at.Year(), Month: at.Month()}
			return
		}
		if day, mistakes := d.times().Date(v.Value); len(mistakes) == 0 {
			d.report("bad-month", v, fmt.Sprintf("“%s” is a day, not a month", Clip(v.Value)), "write the day under schedule: "+day.String(), "")
			return
		}
		d.report("bad-month", v, fmt.Sprintf("“%s” is not a month", Clip(v.Value)), "write year and month, such as 2027-09", "")
	})
}

// cost takes free, donation, a text or a map.
func cost[T any](name string, get func(*T) *catalog.Cost) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeGroup, Alone: "text", Choices: []string{"free", "donation"}, Fields: costTable.plain(), Example: "free"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		c := get(t)
		if v.Kind == yaml.Scalar {
			before := c.Kind
			if d.translation {
				// Only its words may differ from language to language.
				defer func() {
					if c.Kind != "text" && c.Kind != before {
						d.report("not-a-text", v, fmt.Sprintf("“%s” is not a text, so it is not translated", f.Name), "delete it here: it is taken from the file in the first language", "")
					}
				}()
			}
			switch word := strings.ToLower(strings.TrimSpace(v.Value)); word {
			case "free", "none", "0", "no", "free of charge":
				c.Kind = "free"
			case "donation", "by donation", "donations":
				c.Kind = "donation"
			default:
				if _, err := strconv.ParseFloat(word, 64); err == nil {
					c.Kind, c.Amount = "amount", word
					return
				}
				c.Kind, c.Text = "text", d.text(&f.Field, v)
			}
			return
		}
		readGroup(d, &f.Field, costTable, c, v)
		if c.Kind == "" && len(c.Text) > 0 {
			c.Kind = "text"
		}
	}
	f.merge = func(t, other *T) { costTable.mergeTexts(get(t), get(other)) }
	return f
}

var opportunityTable = newTable("opportunity", "opportunities/**", "One thing a resident can do, get, say or join",
	text("title", func(o *OpportunityDraft) *catalog.Text { return &o.Title }).must().max(120).doc("what it is, as people would say it").like("Food pantry"),
	choice("kind", func(o *OpportunityDraft) *catalog.Kind { return &o.Kind }, kindWords()).must().doc("what kind of thing it is").like("get-help").also(kindAliases()),
	references("organization", TypeOrg, func(o *OpportunityDraft) *[]Ref { return &o.OrganizationRefs }).or("organizations").first().doc("who runs it: one organization or several").like("trinity-church"),
	text("host", func(o *OpportunityDraft) *catalog.Text { return &o.Host }).max(120).doc("who runs it, when that is no organization").like("Neighbours of Elm Street"),
	choice("say", func(o *OpportunityDraft) *catalog.Say { return &o.Say }, catalog.Says).doc("how much say a resident has").like("comment").
		also(map[string]string{"listen": "hear", "watch": "hear", "inform": "hear", "consult": "comment", "speak": "comment", "involve": "take-part", "participate": "take-part", "collaborate": "shape", "empower": "decide", "vote": "decide"}),
	choices("give", func(o *OpportunityDraft) *[]catalog.Give { return &o.Give }, catalog.Gives).doc("what a resident gives").like("[time, skills]").
		also(map[string]string{"goods": "items", "things": "items", "food": "items", "cash": "money", "donation": "money", "room": "space", "opinion": "voice", "labor": "time", "labour": "time"}),
	choices("get", func(o *OpportunityDraft) *[]catalog.Get { return &o.Get }, catalog.Gets).first().doc("what a resident gets").like("food").
		also(map[string]string{"meal": "food", "meals": "food", "groceries": "food", "bed": "shelter", "housing": "shelter", "clothes": "goods", "clothing": "goods", "items": "goods", "cash": "money", "health": "care", "medical": "care", "legal": "advice",
			"help": "care for a person: care; words of advice: advice", "ride": "transport", "rides": "transport", "wage": "pay", "salary": "pay", "child-care": "childcare", "credits": "service-hours", "hours": "service-hours", "friends": "company"}),
	text("summary", func(o *OpportunityDraft) *catalog.Text { return &o.Summary }).max(160).first().doc("one line that says the most").like("Bags of groceries for whoever comes in"),
	body("body", func(o *OpportunityDraft) *[]catalog.Body { return &o.Body }).doc("a longer text in Markdown; in a .md file it stands below the second ---").like("|\n  Come in by the side door."),
	references("categories", TypeCategory, func(o *OpportunityDraft) *[]Ref { return &o.CategoryRefs }).or("category").first().doc("subjects it belongs to").like("food-pantries"),
	lines("tags", func(o *OpportunityDraft) *[]string { return &o.Tags }).or("tag").parted().doc("free words for search").like("[halal, walk-in]"),
	links("links", func(o *OpportunityDraft) *[]catalog.Link { return &o.Links }).doc("further addresses on the web"),
	image("image", func(o *OpportunityDraft) *catalog.Image { return &o.Image }).doc("a picture").like("\n  file: media/garden.jpg\n  alt: Two people planting a tree"),
	references("related", TypeListing, func(o *OpportunityDraft) *[]Ref { return &o.RelatedRefs }).doc("other listings that go with it").like("[food-bank-drivers]"),

	schedules("schedule", func(o *OpportunityDraft) *[]ScheduleDraft { return &o.ScheduleDrafts }).first().doc("when it takes place"),
	text("hours", func(o *OpportunityDraft) *catalog.Text { return &o.Hours }).first().doc("when it is open, in your own words; always shown").like("Wednesday evenings, and Saturdays until the bread is gone"),
	flag("ongoing", func(o *OpportunityDraft, yes bool) { o.Ongoing = yes }).doc("yes when it has no dates").like("yes"),
	month("expected", func(o *OpportunityDraft) *catalog.Month { return &o.Expected }).doc("the month it is expected in, while the day is not known; in no calendar").like("2027-09"),
	deadline("deadline", func(o *OpportunityDraft) *catalog.Deadline { return &o.Deadline }).doc("last moment to answer or apply"),

	places("locations", func(o *OpportunityDraft) *[]PlaceDraft { return &o.Places }).first().doc("where it takes place; nothing means the organization's first place"),
	choice("remote", func(o *OpportunityDraft) *catalog.Remote { return &o.Remote }, catalog.Remotes).doc("whether one can join from elsewhere").like("hybrid").also(yesNo),
	group("online", func(o *OpportunityDraft) *catalog.Online { return &o.Online }, onlineTable).alone("url").doc("how to join from elsewhere; public links only").like("https://example.org/watch"),
	text("arrive", func(o *OpportunityDraft) *catalog.Text { return &o.Arrive }).doc("how to find the door or the group").like("Intercom left of the door"),
	references("serves", TypePlace, func(o *OpportunityDraft) *[]Ref { return &o.ServesRefs }).doc("locations whose people it is for").like("[harlow-ferry]"),

	group("commitment", func(o *OpportunityDraft) *catalog.Commitment { return &o.Commitment }, commitmentTable).alone("text").doc("time that is asked for").like("3 hours a week"),
	answer("one_off", func(o *OpportunityDraft) *catalog.Answer { return &o.OneOff }).doc("yes when it is done once, on a day you agree on").like("yes"),
	group("who", func(o *OpportunityDraft) *catalog.Who { return &o.Who }, whoTable).alone("note").doc("whom it is for").like("\n  age_min: 16\n  note: Under 18 with a parent's signature"),
	choices("requirements", func(o *OpportunityDraft) *[]catalog.Requirement { return &o.Requirements }, catalog.Requirements).or("requirement").doc("what is asked of a person").like("[training]").
		also(map[string]string{"dbs": "background-check", "background": "background-check", "car": "vehicle", "van": "vehicle", "license": "driving-licence", "driving-license": "driving-licence", "drivers-license": "driving-licence", "tools": "own-tools", "reference": "references", "heavy-lifting": "lifting", "vaccinated": "vaccination", "member": "membership"}),
	answer("id_needed", func(o *OpportunityDraft) *catalog.Answer { return &o.IDNeeded }).doc("whether papers are asked for").like("no"),
	answer("referral_needed", func(o *OpportunityDraft) *catalog.Answer { return &o.ReferralNeeded }).doc("whether somebody has to send you").like("no"),
	answer("booking_needed", func(o *OpportunityDraft) *catalog.Answer { return &o.BookingNeeded }).first().doc("whether to call or write before; no means walk in").like("no"),
	texts("bring", func(o *OpportunityDraft) *[]catalog.Text { return &o.Bring }).doc("what to bring").like("[Gloves, A water bottle]"),
	languages("languages", func(o *OpportunityDraft) *[]string { return &o.Languages }).or("language").doc("languages that are spoken there"),
	text("interpretation", func(o *OpportunityDraft) *catalog.Text { return &o.Interpretation }).doc("what can be interpreted, and how to ask").like("Spanish and ASL, ask before"),
	custom("access", TypeMap, func(d *decoder, f *Field, o *OpportunityDraft, v *yaml.Node) { o.Access = d.access(f, v) }).
		with("a feature", catalog.AccessFeatures, nil).doc("getting in and around: yes, partial, no or unknown").like("\n  step-free: yes\n  toilet: partial\n  note: The lift is small"),
	cost("cost", func(o *OpportunityDraft) *catalog.Cost { return &o.Cost }).first().doc("what it costs: free, donation, a text, or an amount"),

	lines("paid_with", func(o *OpportunityDraft) *[]string { return &o.PaidWith }).parted().doc("what can be paid with").like("[cash, SNAP, WIC]"),
	group("pay", func(o *OpportunityDraft) *catalog.Pay { return &o.Pay }, payTable).alone("text").doc("what a job or a study pays: a text, or an amount and per what").like("$18 an hour"),

	phones("phones", func(o *OpportunityDraft) *[]catalog.Phone { return &o.Phones }).first().doc("numbers to call; nothing means the organization's"),
	emails("emails", func(o *OpportunityDraft) *[]catalog.Email { return &o.Emails }).doc("mail addresses; nothing means the organization's"),
	address("url", func(o *OpportunityDraft) *string { return &o.URL }).doc("its page on the web").like("https://example.org/pantry"),
	texts("steps", func(o *OpportunityDraft) *[]catalog.Text { return &o.Steps }).or("step").doc("how to take part and what happens next, step by step").like("\n  - Call to get an appointment\n  - Stay in your car, we bring the food"),
	group("spots", func(o *OpportunityDraft) *catalog.Spots { return &o.Spots }, spotsTable).alone("total").doc("how many places there are").like("24"),
	groups("roles", func(o *OpportunityDraft) *[]catalog.Role { return &o.Roles }, roleTable).alone("title").or("role").doc("several things that people can do in it").like("\n  - title: Driver\n    spots: 6"),
	optional("research", func(o *OpportunityDraft) **catalog.Research { return &o.Research }, researchTable).alone("question").doc("what a study tells the people it studies with").like("\n  question: What in our homes makes asthma worse?\n  residents: [ask, collect]"),
	optional("outcome", func(o *OpportunityDraft) **catalog.Outcome { return &o.Outcome }, outcomeTable).alone("text").doc("what came of it").like("\n  text: 23 cellars were dry by Sunday evening\n  date: 2026-09-24"),
	choice("status", func(o *OpportunityDraft) *catalog.Status { return &o.Status }, catalog.Statuses).doc("what has become of it").like("cancelled").
		also(map[string]string{"canceled": "cancelled", "active": "scheduled", "open": "scheduled", "confirmed": "scheduled", "sold-out": "full", "closed": "if it is over: done; for a while: paused", "finished": "done", "over": "done", "online": "moved-online"}),
	text("status_note", func(o *OpportunityDraft) *catalog.Text { return &o.StatusNote }).doc("why").like("The hall is being painted"),
	when("urgent_until", func(o *OpportunityDraft) *Moment { return &o.Urgent }).doc("shown first until then").like("2026-12-01 18:00"),
	group("publish", func(o *OpportunityDraft) *OpportunityDraft { return o }, publishTable).doc("when it is on the site").like("\n  from: 2026-12-01\n  until: 2027-02-01"),
	text("safety", func(o *OpportunityDraft) *catalog.Text { return &o.Safety }).doc("what to look out for").like("Bring a light; the path is dark"),
	checked("checked", func(o *OpportunityDraft) *catalog.Checked { return &o.Checked }).first().doc("the day somebody last made sure that all of this is true"),
	number("review", func(o *OpportunityDraft) *int { return &o.Review }, 1, 3650).doc("days after which to ask again, when not the usual").like("90"),
	source("source", func(o *OpportunityDraft) *catalog.Source { return &o.Source }).doc("where the listing was taken from"),
	flag("listed", func(o *OpportunityDraft, yes bool) { o.Listed = yes }).doc("no keeps it out of lists").like("no"),
	references("formerly", TypeID, func(o *OpportunityDraft) *[]Ref { return &o.FormerIDs }).doc("ids it had before, newest first").like("[old-name]"),
).write(map[string]string{
	"when": "schedule",
	"name": "title", "description": "body", "text": "body", "about": "summary", "type": "kind", "org": "organization", "organisation": "organization", "organiser": "organization", "organizer": "organization", "website": "url", "web": "url",
	"mail": "emails", "e-mail": "emails", "telephone": "phones", "tel": "phones", "mobile": "phones", "place": "locations", "venue": "locations", "where": "locations",
	"address": "write it below “location:”, indented by two spaces, with a name", "price": "cost", "fee": "cost", "photo": "image", "picture": "image", "age": "write it below “who:” as age_min or age_max", "age_min": "write it below “who:”, indented by two spaces",
	"age_max": "write it below “who:”, indented by two spaces", "accessibility": "access", "booking": "booking_needed", "referral": "referral_needed", "id": "the id of a listing is the name of its file; old ones go under “formerly”", "last_checked": "checked", "verified": "checked",
	"opening": "hours", "opening_hours": "hours", "requires": "requirements", "skills": "write it below “roles:”, or in the text", "frequency": "schedule", "region": "locations", "area": "serves", "lang": "languages",
})

func kindWords() []catalog.Kind {
	out := make([]catalog.Kind, len(catalog.Kinds))
	for i, k := range catalog.Kinds {
		out[i] = k.Kind
	}
	return out
}

func kindAliases() map[string]string {
	out := map[string]string{
		"emergency":    "if people are to come and help: respond; if they get help: get-help",
		"volunteering": "volunteer", "donation": "donate", "fundraiser": "donate", "workshop": "class", "course": "class", "training": "class", "training-course": "class", "talk": "event", "festival": "event", "concert": "event",
		"club": "group", "support-group": "group", "hearing": "meeting", "council": "meeting", "survey": "if it is a study: research; if a public body asks: consultation", "study": "research", "vacancy": "job", "employment": "job", "funding": "grant",
		"food-pantry": "get-help", "pantry": "get-help", "food-bank": "get-help", "soup-kitchen": "get-help", "meal": "get-help", "meals": "get-help", "supper": "if people get a meal: get-help; if they come together: event", "dinner": "if people get a meal: get-help; if they come together: event", "lunch": "if people get a meal: get-help; if they come together: event", "breakfast": "if people get a meal: get-help; if they come together: event", "potluck": "if people get a meal: get-help; if they come together: event", "shelter": "get-help", "night-shelter": "get-help", "clinic": "get-help", "health": "get-help", "hotline": "get-help", "helpline": "get-help",
		"legal-aid": "get-help", "support": "get-help", "assistance": "get-help", "counseling": "get-help", "counselling": "get-help", "housing": "get-help", "childcare": "get-help", "food": "if people get food: get-help; if they bring it: drive", "resource": "get-help",
		"scholarship": "grant", "fellowship": "grant", "award": "grant", "bursary": "grant", "internship": "if it is paid: job; if it is not: volunteer", "apprenticeship": "job", "work": "job", "hiring": "job", "position": "job",
		"tutoring": "if people are taught: class; if they teach: volunteer", "mentoring": "if people get a mentor: get-help; if they become one: volunteer", "camp": "if people are taught: class; if it is for fun: event", "lesson": "class", "lessons": "class", "lecture": "event", "seminar": "class", "webinar": "class", "tour": "event",
		"fair": "event", "market": "event", "party": "event", "exhibition": "event", "performance": "event", "show": "event", "meetup": "group", "choir": "group", "playgroup": "group", "team": "group", "society": "group", "assembly": "meeting", "town-hall": "meeting", "public-hearing": "meeting", "petition": "consultation", "feedback": "consultation",
		"vote": "if people vote there: event; if they are asked before: consultation", "election": "if people vote there: event; if they stand for a seat: seat", "research-study": "research", "clinical-trial": "research", "clothing-drive": "drive", "coat-drive": "drive", "collection": "drive", "donations": "donate", "fundraising": "donate",
		"voluntariado": "volunteer", "empleo": "job", "trabajo": "job", "beca": "grant", "evento": "event", "clase": "class", "curso": "class", "taller": "class", "grupo": "group", "reunión": "meeting", "encuesta": "consultation", "refugio": "get-help", "despensa": "get-help", "comedor": "get-help", "ayuda": "get-help", "clínica": "get-help", "colecta": "drive",
		"veranstaltung": "event", "kurs": "class", "stelle": "job", "ehrenamt": "volunteer", "hilfe": "get-help", "événement": "event", "emploi": "job", "aide": "get-help", "bénévolat": "volunteer", "emprego": "job", "ajuda": "get-help", "aula": "class",
		"food-drive": "drive", "blood-drive": "drive", "committee": "seat", "response": "respond", "disaster": "respond",
	}
	for word, kind := range catalog.KindAliases {
		out[word] = string(kind)
	}
	return out
}

// file is a field for a path below the content folder.
func file[T any](name string, get func(*T) *string) *field[T] {
	f := line(name, get)
	f.Type = TypeFile
	return f
}
