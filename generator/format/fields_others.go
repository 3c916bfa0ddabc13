package format

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/yaml"
)

var organizationTable = newTable("organization", "organizations/**", "A body that offers opportunities",
	text("name", func(o *OrganizationDraft) *catalog.Text { return &o.Name }).must().max(120).doc("what people call it").like("Trinity Church"),
	texts("aka", func(o *OrganizationDraft) *[]catalog.Text { return &o.Aka }).doc("other names").like("[Trinity, The Church on Elm]"),
	text("summary", func(o *OrganizationDraft) *catalog.Text { return &o.Summary }).max(160).first().doc("one line that says the most").like("A parish with a pantry, a clothes closet and a Monday lunch"),
	body("body", func(o *OrganizationDraft) *[]catalog.Body { return &o.Body }).doc("a longer text in Markdown; in a .md file it stands below the second ---").like("|\n  Founded by neighbours in 1912."),
	choice("kind", func(o *OrganizationDraft) *catalog.OrganizationKind { return &o.Kind }, catalog.OrganizationKinds).first().doc("what kind of body it is").like("faith").
		also(map[string]string{"church": "faith", "mosque": "faith", "synagogue": "faith", "temple": "faith", "parish": "faith", "nonprofit": "charity", "non-profit": "charity", "ngo": "charity", "foundation": "charity", "government": "public-body", "council": "public-body", "city": "public-body", "agency": "public-body",
			"university": "school", "college": "school", "company": "business", "cooperative": "coop", "co-op": "coop", "group": "informal", "network": "coalition", "alliance": "coalition", "association": "club", "hospital": "public-body"}),
	reference("parent", TypeOrg, func(o *OrganizationDraft) *Ref { return &o.ParentRef }).doc("the organization it belongs to").like("diocese"),
	references("partners", TypeOrg, func(o *OrganizationDraft) *[]Ref { return &o.PartnerRefs }).or("partner").doc("organizations it works with; shown on both pages").like("[food-bank]"),
	custom("identifiers", TypeMap, readIdentifiers).or("identifier").with("the scheme, such as ein or charity-number", nil, nil).doc("numbers by which others know it").like("\n  ein: 00-1234567"),
	references("categories", TypeCategory, func(o *OrganizationDraft) *[]Ref { return &o.CategoryRefs }).or("category").first().doc("subjects it works on").like("food"),
	lines("tags", func(o *OrganizationDraft) *[]string { return &o.Tags }).or("tag").parted().doc("free words for search").like("[halal, walk-in]"),
	address("url", func(o *OrganizationDraft) *string { return &o.URL }).first().doc("its page on the web").like("https://example.org/"),
	links("links", func(o *OrganizationDraft) *[]catalog.Link { return &o.Links }).doc("further addresses on the web"),
	image("logo", func(o *OrganizationDraft) *catalog.Image { return &o.Logo }).doc("its logo").like("\n  file: media/trinity.png\n  alt: A tree in a circle"),
	phones("phones", func(o *OrganizationDraft) *[]catalog.Phone { return &o.Phones }).first().doc("numbers to call"),
	emails("emails", func(o *OrganizationDraft) *[]catalog.Email { return &o.Emails }).first().doc("mail addresses"),
	places("locations", func(o *OrganizationDraft) *[]PlaceDraft { return &o.Places }).first().doc("where it is; the first is where its opportunities take place unless they say otherwise"),
	references("serves", TypePlace, func(o *OrganizationDraft) *[]Ref { return &o.ServesRefs }).doc("locations whose people it is for").like("[harlow-ferry]"),
	languages("languages", func(o *OrganizationDraft) *[]string { return &o.Languages }).or("language").doc("languages that are spoken there"),
	text("interpretation", func(o *OrganizationDraft) *catalog.Text { return &o.Interpretation }).doc("what can be interpreted, and how to ask").like("Spanish, ask before"),
	text("hours", func(o *OrganizationDraft) *catalog.Text { return &o.Hours }).first().doc("when it is open, in your own words; always shown").like("Mon-Fri 9am-5pm"),
	schedules("opening", func(o *OrganizationDraft) *[]ScheduleDraft { return &o.OpeningDrafts }).doc("when it is open, for “open now”; never in a calendar").like("every weekday 9am-5pm"),
	line("founded", func(o *OrganizationDraft) *string { return &o.Founded }).doc("year or day it began").like("\"1912\""),
	choice("status", func(o *OrganizationDraft) *catalog.OrganizationStatus { return &o.Status }, catalog.OrganizationStatuses).doc("what has become of it").like("active").
		also(map[string]string{"open": "active", "inactive": "if it is over: closed; for a while: paused", "dissolved": "closed", "defunct": "closed"}),
	optional("alert", func(o *OrganizationDraft) **AlertDraft { return &o.AlertDraft }, alertTable).alone("text").doc("an announcement, while it lasts").like("The lift is out of order"),
	checked("checked", func(o *OrganizationDraft) *catalog.Checked { return &o.Checked }).first().doc("the day somebody last made sure that all of this is true"),
	number("review", func(o *OrganizationDraft) *int { return &o.Review }, 1, 3650).doc("days after which to ask again, when not the usual").like("365"),
	flag("listed", func(o *OrganizationDraft, yes bool) { o.Listed = yes }).doc("no keeps it out of lists").like("no"),
	source("source", func(o *OrganizationDraft) *catalog.Source { return &o.Source }).doc("where the record was taken from"),
	references("formerly", TypeID, func(o *OrganizationDraft) *[]Ref { return &o.FormerIDs }).doc("ids it had before, newest first").like("[old-name]"),
).write(map[string]string{"title": "name", "description": "body", "about": "summary", "type": "kind", "website": "url", "web": "url", "homepage": "url", "mail": "emails", "e-mail": "emails", "telephone": "phones", "tel": "phones",
	"place": "locations", "aliases": "aka", "alias": "aka", "members": "partners",
	"image": "logo", "opening_hours": "hours", "ein": "write it below “identifiers:”, indented by two spaces", "id": "the id of an organization is the name of its file; old ones go under “formerly”", "schedule": "opening"})

func readIdentifiers(d *decoder, f *Field, o *OrganizationDraft, v *yaml.Node) {
	each(v, func(n *yaml.Node) {
		if n.Kind != yaml.Map {
			d.report("wrong-shape", n, "a number needs the name of its scheme", "write scheme and number on a line: ein: 00-1234567", "")
			return
		}
		if scheme, value := n.Get("scheme"), n.Get("value"); scheme != nil && value != nil {
			o.Identifiers = append(o.Identifiers, catalog.Identifier{Scheme: d.line(f, scheme), Value: d.line(f, value)})
			return
		}
		for _, p := range n.Pairs {
			if absent(p.Value) {
				continue
			}
			if s := d.line(f, p.Value); s != "" {
				o.Identifiers = append(o.Identifiers, catalog.Identifier{Scheme: p.Key.Value, Value: s})
			}
		}
	})
}

var categoryTable = newTable("category", "categories.yaml", "One subject of the directory",
	text("name", func(c *CategoryDraft) *catalog.Text { return &c.Name }).max(120).first().doc("what people call it; nothing means the words of its id").like("Food pantries"),
	reference("in", TypeCategory, func(c *CategoryDraft) *Ref { return &c.ParentRef }).first().doc("the category it is part of").like("food"),
	text("summary", func(c *CategoryDraft) *catalog.Text { return &c.Summary }).max(160).doc("one line about it").like("Groceries to take home"),
	lines("aliases", func(c *CategoryDraft) *[]string { return &c.Aliases }).or("alias").parted().doc("words people search for").like("[food bank, groceries]"),
	line("icon", func(c *CategoryDraft) *string { return &c.Icon }).doc("name of a symbol of the theme").like("food"),
	flag("sensitive", func(c *CategoryDraft, yes bool) { c.Sensitive = yes }).doc("yes when nobody should see that somebody looked; what is in it inherits this").like("yes"),
	references("formerly", TypeID, func(c *CategoryDraft) *[]Ref { return &c.FormerIDs }).doc("ids it had before, newest first").like("[pantries]"),
).write(map[string]string{"title": "name", "parent": "in", "description": "summary", "synonyms": "aliases", "aka": "aliases"})

var closureTable = newTable("closure", "closures.yaml", "Named days off, used by “skip” in a schedule",
	text("name", func(c *ClosureDraft) *catalog.Text { return &c.Name }).first().doc("what people call them; nothing means the words of the id").like("public holidays"),
	custom("days", TypeDays, func(d *decoder, f *Field, c *ClosureDraft, v *yaml.Node) { c.Days = daysOff(d, f, v) }).list().must().
		doc("the days, and runs of days").like("[2026-11-26, 2026-12-21..2027-01-03]"),
).write(map[string]string{"dates": "days", "date": "days", "title": "name"})

var needTable = newTable("need", "needs.yaml", "What residents need, in their own words; an entry takes the place of the program's own with the same id",
	text("name", func(n *NeedDraft) *catalog.Text { return &n.Name }).max(60).first().doc("what people call it; nothing means the words of its id").like("Pets"),
	line("icon", func(n *NeedDraft) *string { return &n.Icon }).doc("name of a symbol of the theme").like("animals"),
	custom("phrases", TypeMap, func(d *decoder, f *Field, n *NeedDraft, v *yaml.Node) { n.Phrases = saidIn(d, f, n, v, false) }).first().with("the language tag", nil, nil).
		doc("words that somebody types who needs it, by language").like("\n  en: [dog food, vet]\n  es: [veterinario]"),
	custom("crisis", TypeMap, func(d *decoder, f *Field, n *NeedDraft, v *yaml.Node) { n.Crisis = saidIn(d, f, n, v, true) }).with("the language tag", nil, nil).
		doc("words of somebody in danger: search shows the number of “emergency” above everything").like("\n  en: [poisoned dog]"),
	references("categories", TypeCategory, func(n *NeedDraft) *[]Ref { return &n.CategoryRefs }).or("category").first().doc("categories whose listings serve it").like("[animals]"),
	choices("get", func(n *NeedDraft) *[]catalog.Get { return &n.Get }, catalog.Gets).doc("what a listing has to offer first to serve it").like("goods"),
	custom("emergency", TypePhone, func(d *decoder, f *Field, n *NeedDraft, v *yaml.Node) {
		n.Emergency, n.NumberAt = d.line(f, v), where(v)
	}).
		doc("the number of a line under “emergency” in site.yaml").like("\"911\""),
	flag("hidden", func(n *NeedDraft, yes bool) { n.Hidden = yes }).doc("yes leaves out the program's own need with this id").like("yes"),
).write(map[string]string{"title": "name", "words": "phrases", "number": "emergency", "phone": "emergency"})

// saidIn reads the phrases of a need by language, or those of the site's own.
func saidIn(d *decoder, f *Field, need *NeedDraft, v *yaml.Node, crisis bool) map[string][]string {
	out := map[string][]string{}
	in := func(tag string, list *yaml.Node) {
		each(list, func(n *yaml.Node) {
			if text := d.line(f, n); text != "" {
				out[tag] = append(out[tag], text)
				need.Said = append(need.Said, Said{Ref{Text: text, At: where(n)}, crisis})
			}
		})
	}
	if v.Kind != yaml.Map {
		in(d.Lang, v)
		return out
	}
	for _, p := range v.Pairs {
		if tag, ok := d.tag(p.Key); ok {
			in(tag, p.Value)
		}
	}
	return out
}

var pageTable = newTable("page", "pages/**.md", "A page of the site's own",
	text("title", func(p *PageDraft) *catalog.Text { return &p.Title }).max(120).first().doc("its heading; nothing means the words of its file name").like("About this board"),
	text("summary", func(p *PageDraft) *catalog.Text { return &p.Summary }).max(160).doc("one line about it").like("Who keeps this board, and how to reach us"),
	body("body", func(p *PageDraft) *[]catalog.Body { return &p.Body }).doc("its text in Markdown, below the second ---").like("|\n  Welcome."),
	number("order", func(p *PageDraft) *int { return &p.Order }, -10000, 10000).doc("place in the menu: small numbers first").like("10"),
	flag("menu", func(p *PageDraft, yes bool) { p.Menu = yes }).doc("no keeps it out of the menu").like("no"),
).write(map[string]string{"name": "title", "description": "summary", "weight": "order"})

var emergencyTable = newTable("emergency number", "", "A line of the page for help now",
	text("name", func(e *catalog.EmergencyNumber) *catalog.Text { return &e.Name }).must().doc("whom one reaches").like("Fire, police, ambulance"),
	phone("number", func(e *catalog.EmergencyNumber) *string { return &e.Number }).doc("the number to call").like("\"911\""),
	phone("text", func(e *catalog.EmergencyNumber) *string { return &e.Text }).doc("a number to text to").like("\"911\""),
	address("url", func(e *catalog.EmergencyNumber) *string { return &e.URL }).doc("its page on the web").like("https://988lifeline.org/"),
	text("note", func(e *catalog.EmergencyNumber) *catalog.Text { return &e.Note }).doc("what to know before").like("You can ask for an interpreter"),
).write(map[string]string{"phone": "number", "sms": "text", "title": "name", "label": "name"})

var contactTable = newTable("contact", "", "Who answers for the directory",
	text("name", func(c *catalog.SiteContact) *catalog.Text { return &c.Name }).doc("a name people know").like("Maria at the Central Library"),
	custom("email", TypeEmail, func(d *decoder, f *Field, c *catalog.SiteContact, v *yaml.Node) {
		if d.scalarOf(f, v) {
			if all := d.mails(v, strings.TrimSpace(v.Value), true); len(all) > 0 {
				c.Email = all[0]
			}
		}
	}).doc("where suggestions are sent").like("board@example.org"),
	phone("phone", func(c *catalog.SiteContact) *string { return &c.Phone }).doc("a number to call"),
	text("replies", func(c *catalog.SiteContact) *catalog.Text { return &c.Replies }).doc("when somebody answers").like("Maria reads on Saturdays"),
)

var repositoryTable = newTable("repository", "", "Where the content folder is kept",
	address("url", func(r *catalog.Repository) *string { return &r.URL }).must().doc("address of the repository").like("https://git.example.org/town/board"),
	line("branch", func(r *catalog.Repository) *string { return &r.Branch }).doc("branch; nothing means main").like("main"),
	line("path", func(r *catalog.Repository) *string { return &r.Path }).doc("the content folder in it; nothing means content").like("content"),
	choice("kind", func(r *catalog.Repository) *string { return &r.Kind }, []string{"github", "forgejo", "gitlab"}).doc("its software; nothing means judged by the address").
		also(map[string]string{"gitea": "forgejo", "codeberg": "forgejo"}).like("github"),
)

var areaTable = newTable("area", "", "A rectangle in degrees that all places lie in",
	degree("south", func(b *catalog.Box) *float64 { return &b.South }).like("43.00"),
	degree("west", func(b *catalog.Box) *float64 { return &b.West }).like("-74.32"),
	degree("north", func(b *catalog.Box) *float64 { return &b.North }).like("43.26"),
	degree("east", func(b *catalog.Box) *float64 { return &b.East }).like("-73.90"),
)

func degree(name string, get func(*catalog.Box) *float64) *field[catalog.Box] {
	return custom(name, TypeDecimal, func(d *decoder, f *Field, b *catalog.Box, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(v.Value), 64)
		if err != nil || !(x >= -180 && x <= 180) {
			d.report("bad-number", v, fmt.Sprintf("“%s” takes degrees, not “%s”", name, Clip(v.Value)), "write a number such as 43.05", "")
			return
		}
		*get(b) = x
	}).must().doc("its edge in the " + name)
}

var feedTable = newTable("feed", "", "A calendar feed for a combination",
	line("id", func(f *FeedDraft) *string { return &f.ID }).must().doc("its name in the address").like("food-tonight"),
	text("title", func(f *FeedDraft) *catalog.Text { return &f.Title }).must().doc("its name for people").like("Pantries and meals"),
	references("categories", TypeCategory, func(f *FeedDraft) *[]Ref { return &f.CategoryRefs }).or("category").doc("only these subjects").like("[food-pantries]"),
	references("locations", TypePlace, func(f *FeedDraft) *[]Ref { return &f.LocationRefs }).or("location").doc("only these places").like("[harlow-ferry]"),
	choices("kinds", func(f *FeedDraft) *[]catalog.Kind { return &f.Kinds }, kindWords()).or("kind").doc("only these kinds").like("[meeting, seat]").also(kindAliases()),
	choices("directions", func(f *FeedDraft) *[]catalog.Direction { return &f.Directions }, catalog.Directions).or("direction").doc("only these directions").like("[say]"),
	languages("languages", func(f *FeedDraft) *[]string { return &f.Languages }).or("language").doc("only what is held in these languages"),
	references("formerly", TypeID, func(f *FeedDraft) *[]Ref { return &f.FormerIDs }).doc("ids it had before: its calendar goes on at their addresses").like("[pantries]"),
)

var siteTable = newTable("site", "site.yaml", "The site as a whole; every field is optional",
	custom("id", TypeID, func(d *decoder, f *Field, s *SiteDraft, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		if id := strings.TrimSpace(v.Value); d.siteID(v, id) {
			s.ID = id
		}
	}).first().doc("written once and never changed: calendars know our entries by it").like("harlow-ferry"),
	text("title", func(s *SiteDraft) *catalog.Text { return &s.Title }).max(120).first().doc("name of the site").like("Harlow Ferry Corkboard"),
	text("tagline", func(s *SiteDraft) *catalog.Text { return &s.Tagline }).max(160).first().doc("one line below the name").like("What neighbors offer each other"),
	text("summary", func(s *SiteDraft) *catalog.Text { return &s.Summary }).doc("a few sentences for the front page").like("Food, classes, meetings and jobs in Harlow Ferry"),
	custom("url", TypeURL, func(d *decoder, f *Field, s *SiteDraft, v *yaml.Node) {
		if d.scalarOf(f, v) {
			s.URL = strings.TrimRight(d.url(v), "/")
		}
	}).first().doc("where the site is published").like("https://board.example.org"),
	zone("timezone", func(s *SiteDraft) **time.Location { return &s.Zone }).first().doc("time zone of the dates"),
	custom("today", TypeDate, func(d *decoder, f *Field, s *SiteDraft, v *yaml.Node) {
		if d.scalarOf(f, v) {
			s.Today, _ = d.date(v)
			s.today = where(v)
		}
	}).doc("for a demonstration: the day that it is of, whatever the calendar says").like("2026-11-23"),
	custom("time_format", TypeNumber, func(d *decoder, f *Field, s *SiteDraft, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		switch strings.TrimSpace(v.Value) {
		case "12":
			s.TimeFormat = 12
		case "24":
			s.TimeFormat = 24
		default:
			d.report("bad-time-format", v, fmt.Sprintf("“%s” is not a way to count hours", Clip(v.Value)), "write 12 or 24", "")
		}
	}).doc("how a time without am or pm is read, 12 or 24 hours; the country's way when it is left out").like("24"),
	country("country", func(s *SiteDraft) *string { return &s.Country }).first().doc("country, for phone numbers, addresses and prices"),
	languages("languages", func(s *SiteDraft) *[]string { return &s.Languages }).or("language").first().doc("languages of the site; the first is the one that files are written in"),
	custom("area", TypeGroup, readArea).with("", nil, areaTable.plain()).doc("a rectangle that all places lie in: finds mistyped coordinates").like("\n  south: 43.00\n  west: -74.32\n  north: 43.26\n  east: -73.90"),
	group("repository", func(s *SiteDraft) *catalog.Repository { return &s.Repository }, repositoryTable).alone("url").doc("where the content folder is kept").like("https://git.example.org/town/board"),
	group("contact", func(s *SiteDraft) *catalog.SiteContact { return &s.Contact }, contactTable).first().doc("who answers for the directory").like("\n  name: Maria at the Central Library\n  email: board@example.org"),
	groups("emergency", func(s *SiteDraft) *[]catalog.EmergencyNumber { return &s.Emergency }, emergencyTable).doc("numbers for help at once").like("\n  - name: Fire, police, ambulance\n    number: \"911\""),
	optional("alert", func(s *SiteDraft) **AlertDraft { return &s.AlertDraft }, alertTable).alone("text").doc("an announcement on every page, while it lasts").like("The bridge is closed"),
	line("theme", func(s *SiteDraft) *string { return &s.Theme }).doc("name of the theme").like("default"),
	custom("accent", TypeLine, func(d *decoder, f *Field, s *SiteDraft, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		if c := strings.ToLower(strings.TrimSpace(v.Value)); colour.MatchString(c) {
			s.Accent = c
			return
		}
		d.report("bad-colour", v, fmt.Sprintf("“%s” is not a colour", Clip(v.Value)), "write # and six digits or letters from a to f, in quotes: accent: \"#1f5c6b\"", "")
	}).doc("colour of links and buttons").like("\"#1f5c6b\""),
	image("logo", func(s *SiteDraft) *catalog.Image { return &s.Logo }).doc("logo of the site").like("\n  file: media/logo.png\n  alt: A cork board"),
	custom("review", TypeMap, readReview).with("a kind, or organization", kindChoices(), nil).doc("days after which we ask again, by kind").like("\n  get-help: 90\n  organization: 365"),
	custom("feeds", TypeGroup, readFeeds).list().with("", nil, feedTable.plain()).or("feed").doc("calendar feeds for combinations of categories, places, kinds and languages").like("\n  - id: food-tonight\n    title: Pantries and meals\n    categories: [food-pantries]"),
	text("license", func(s *SiteDraft) *catalog.Text { return &s.License }).doc("on what terms the listings may be used").like("CC BY 4.0"),
	address("license_url", func(s *SiteDraft) *string { return &s.LicenseURL }).doc("where these terms stand").like("https://creativecommons.org/licenses/by/4.0/"),
).write(map[string]string{"footer": "delete it: every page has the contact and the pages of the site at its foot; links go into a page such as pages/about.md", "name": "title", "description": "summary", "base_url": "url", "baseurl": "url", "zone": "timezone", "time_zone": "timezone", "lang": "languages", "repo": "repository", "color": "accent", "colour": "accent", "licence": "license", "licence_url": "license_url", "email": "write it below “contact:”, indented by two spaces", "phone": "write it below “contact:”, indented by two spaces", "bbox": "area"})

var colour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

func readArea(d *decoder, f *Field, s *SiteDraft, v *yaml.Node) {
	s.area.At = where(v)
	if v.Kind == yaml.List && len(v.Items) == 4 {
		// south, west, north, east
		m := &yaml.Node{Kind: yaml.Map, Line: v.Line, Col: v.Col}
		for i, name := range []string{"south", "west", "north", "east"} {
			m.Pairs = append(m.Pairs, yaml.Pair{Key: &yaml.Node{Value: name, Line: v.Line, Col: v.Col}, Value: v.Items[i]})
		}
		v = m
	}
	before := len(d.problems)
	var b catalog.Box
	areaTable.decode(d, v, &b, nil)
	if len(d.problems) > before {
		return
	}
	if b.South >= b.North || b.West >= b.East || b.South < -90 || b.North > 90 {
		d.report("bad-area", v, "this is not a rectangle: south must be less than north, and west less than east", "write south, west, north and east in degrees", "")
		return
	}
	s.Area = b
}

func kindChoices() []string { return append(words(kindWords()), string(catalog.KindOrganization)) }

func readReview(d *decoder, f *Field, s *SiteDraft, v *yaml.Node) {
	if v.Kind != yaml.Map {
		d.report("wrong-shape", v, "“review” is a group by kind, not "+shape(v), "write kind and days on a line: get-help: 90", "")
		return
	}
	kinds := Field{Name: "review", Choices: kindChoices(), Aliases: kindAliases()}
	days := Field{Name: "review"}
	s.Review = map[catalog.Kind]int{}
	for _, p := range v.Pairs {
		if kind, ok := d.choose(&kinds, p.Key, p.Key.Value); ok && !absent(p.Value) {
			if n, ok := d.number(&days, p.Value, 1, 3650); ok {
				s.Review[catalog.Kind(kind)] = n
			}
		}
	}
}

// readFeeds takes a list of feeds, or a map of id to feed.
func readFeeds(d *decoder, f *Field, s *SiteDraft, v *yaml.Node) {
	add := func(n *yaml.Node, id string) {
		feed := FeedDraft{At: where(n)}
		if id != "" {
			keyed := *n
			key := &yaml.Node{Value: "id", Line: n.Line, Col: n.Col}
			keyed.Pairs = append([]yaml.Pair{{Key: key, Value: &yaml.Node{Value: id, Line: n.Line, Col: n.Col}}}, n.Pairs...)
			n = &keyed
		}
		feedTable.decode(d, n, &feed, nil)
		if feed.ID == "" {
			return
		}
		for _, other := range s.FeedDrafts {
			if other.ID == feed.ID {
				d.report("same-id", n, fmt.Sprintf("two feeds are called “%s”", Clip(feed.ID)), "give one of them another id", "")
				return
			}
		}
		if bad, hint := BadID(feed.ID); bad != "" {
			d.report("bad-id", n, bad, hint, "")
			return
		}
		s.FeedDrafts = append(s.FeedDrafts, feed)
	}
	if v.Kind == yaml.Map && v.Get("id") == nil {
		for _, p := range v.Pairs {
			if !absent(p.Value) {
				add(p.Value, p.Key.Value)
			}
		}
		return
	}
	each(v, func(n *yaml.Node) { add(n, "") })
}

// siteID accepts what may be to the right of the @ in a UID.
func (d *decoder) siteID(n *yaml.Node, id string) bool {
	for i := range len(id) {
		c := id[i]
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || (c == '-' || c == '.') && i > 0 && i < len(id)-1 {
			continue
		}
		id = ""
		break
	}
	if id == "" || len(id) > 100 {
		d.report("bad-id", n, fmt.Sprintf("“%s” cannot be the id of a site", Clip(n.Value)), "write lower-case letters a to z, digits, hyphens and points: harlow-ferry", "")
		return false
	}
	return true
}
