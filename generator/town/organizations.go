package town

import (
	"strconv"

	"corkboard/generator/catalog"
)

// body is what an organization calls itself, and what it therefore is.
type body struct {
	noun string
	kind catalog.OrganizationKind
}

var bodies = []body{
	{"Food Pantry", "charity"}, {"Mutual Aid", "mutual-aid"}, {"Tenants' Association", "club"}, {"Community Center", "charity"}, {"Baptist Church", "faith"},
	{"Planning Board", "public-body"}, {"Branch Library", "library"}, {"Elementary School", "school"}, {"Neighbors", "informal"}, {"Garden Club", "club"},
	{"Soup Kitchen", "charity"}, {"Health Center", "charity"}, {"Legal Aid", "charity"}, {"Fire Company", "public-body"}, {"Youth League", "club"},
	{"Historical Society", "club"}, {"Housing Trust", "charity"}, {"Senior Club", "club"}, {"Repair Cafe", "informal"}, {"Food Co-op", "coop"},
	{"Lutheran Church", "faith"}, {"Parks Department", "public-body"}, {"Institute of Public Health", "research"}, {"Community Band", "club"}, {"Literacy Council", "charity"},
	{"Animal Rescue", "charity"}, {"Trail Conference", "club"}, {"Women's Circle", "informal"}, {"Parents' Group", "informal"}, {"Interfaith Council", "coalition"},
	{"Synagogue", "faith"}, {"School Board", "public-body"}, {"Land Trust", "charity"}, {"Bakery", "business"}, {"Credit Union", "coop"},
	{"River Lab", "research"}, {"Refugee Welcome", "charity"}, {"Town Clerk", "public-body"}, {"Arts Collective", "coop"}, {"Emergency Network", "coalition"},
}

var patrons = []string{
	"Elm Street", "Riverside", "Trinity", "Saint Anne's", "Highland", "Maple Avenue", "Old Mill", "Bridge Street", "Sunrise", "Cedar Grove", "Northside", "Saint Luke's",
	"Canal Street", "Harvest", "Juniper Court", "Bluebell", "Stone Arch", "Hilltop", "Good Shepherd", "Foundry", "Orchard Road", "Meadow", "Three Rivers", "Lincoln Street",
	"Saint Joseph's", "Birch Lane", "Ferry Road", "Open Door", "Hawthorn", "Eastside", "Granite", "Pleasant Street", "Shepherd's Gate", "Ropewalk", "Lakeview", "Union Street",
	"Grace", "Spring Street", "Heron Pond", "Westside", "Copper Hill", "Sycamore", "Saint Monica's", "Tinker's Yard", "Prospect Street", "Larkspur", "Sawmill", "Mercy",
	"Garfield", "Wagon Wheel", "Rosewood", "Lower Town", "Milk Street", "Zion", "Beechwood", "Douglass", "Turnpike", "Kestrel", "Saint Peter's", "Weaver Street",
	"Crossroads", "Chestnut", "Bright Corner", "Salt Works", "Whitman", "Fern Hollow", "Depot Street", "Abundant", "Poplar", "Kiln Lane", "Saint Clare's", "Woodbine",
	"Harbor Light", "Quarter Mile", "Tubman", "Fiddlers' Green", "Second Street", "Ironwood", "Locust", "Commonwealth",
}

var firstNames = []string{
	"Ana", "Walter", "Priya", "Tom", "Fatima", "Grace", "Luis", "Mei", "Samuel", "Rosa", "Ibrahim", "Helen", "Duc", "Olga", "Marcus", "Nadia", "Peter", "Carmen", "Jamal", "Ruth",
	"Hanh", "Bill", "Amina", "Joan", "Diego", "Sofia", "Earl", "Leila", "Kofi", "Margaret", "Tariq", "Irene", "Pavel", "Yolanda", "Frank", "Soo-jin", "Dorothy", "Andre", "Maya", "Henry",
}

var surnames = []string{
	"Ruiz", "Kowalski", "Patel", "Brandt", "Hassan", "Okafor", "Morales", "Chen", "Whitcomb", "Delgado", "Yusuf", "Larsen", "Tran", "Petrova", "Bell", "Haddad", "Novak", "Ortiz", "Freeman", "Goldberg",
	"Nguyen", "Harper", "Abdi", "Doyle", "Castillo", "Marino", "Tucker", "Rahimi", "Mensah", "Quinn", "Siddiqui", "Foss", "Ivanov", "Vega", "Schultz", "Park", "Lindqvist", "Baptiste", "Desai", "Walsh",
}

// naming is the order in which names are given to organizations, so that no two
// share one and neighbors in the list do not sound alike.
type naming struct{ step, offset int }

func newNaming(d dice) naming {
	n := len(patrons) * len(bodies)
	step := d.between(n/3, n-1)
	for gcd(step, n) != 1 {
		step++
	}
	return naming{step, d.under(n)}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// organization is what listings need to know about one.
type organization struct {
	id    string
	name  string
	kind  catalog.OrganizationKind
	place place // its home location
}

// organization returns the i-th one. Once every patron has had every body, the
// next round adds where; after all those, which one.
func (t *town) organization(i int) organization {
	n := len(patrons) * len(bodies)
	k, round := (i*t.names.step+t.names.offset)%n, i/n
	b := bodies[k%len(bodies)]
	o := organization{name: patrons[k/len(bodies)] + " " + b.noun, kind: b.kind}
	if round > 0 {
		o.name += " of " + neighbourhoods[(round-1)%len(neighbourhoods)].name.en
	}
	if round > len(neighbourhoods) {
		o.name += " " + strconv.Itoa((round-1)/len(neighbourhoods)+1)
	}
	o.id = slug(o.name)
	o.place = meetingPlaces[mix(uint64(i)^t.seed)%uint64(len(meetingPlaces))]
	return o
}

// organizationFile writes the i-th organization and returns its id.
func (t *town) organizationFile(i int, s *sheet) string {
	o := t.organization(i)
	d := t.dice(streamOrganization, i)
	s.line(0, "---")
	s.field(0, "name", o.name)
	s.field(0, "summary", pick(d, aboutOrganizations)+" in "+townOf(o.place.in).name.en)
	s.field(0, "kind", string(o.kind))
	if i > 0 && d.percent(6) {
		s.field(0, "parent", t.organization(d.under(i)).id)
	} else if i > 0 && d.percent(8) {
		s.list(0, "partners", []string{t.organization(d.under(i)).id})
	}
	s.list(0, "categories", t.subjectsOf(d, pick(d, subjects).id))
	if d.percent(80) {
		s.field(0, "url", "https://example.org/"+o.id)
	}
	t.phones(d, s)
	if d.percent(85) {
		s.field(0, "email", mailbox(pick(d, []string{"office", "hello", "contact", "info"}), o.id))
	}
	s.field(0, "location", o.place.id)
	if d.percent(30) {
		s.list(0, "serves", []string{townOf(o.place.in).id})
	}
	if d.percent(50) {
		s.list(0, "languages", spoken(d))
	}
	if d.percent(35) {
		s.field(0, "hours", pick(d, officeHours))
	}
	if d.percent(40) {
		s.field(0, "founded", strconv.Itoa(d.between(1840, t.day.Year-1)))
	}
	t.checked(d, s, catalog.KindOrganization)
	s.line(0, "---")
	t.prose(d, s, o, catalog.KindOrganization)
	return o.id
}

// subjectsOf returns a category, often with one or two more.
func (t *town) subjectsOf(d dice, first string) []string {
	out := []string{first}
	for range d.under(3) {
		if more := pick(d, subjects).id; more != first && (len(out) < 2 || out[1] != more) {
			out = append(out, more)
		}
	}
	return out
}

func spoken(d dice) []string {
	out := []string{"en"}
	if d.percent(60) {
		out = append(out, "es")
	}
	if d.percent(25) {
		out = append(out, pick(d, []string{"ar", "vi", "zh", "uk", "so", "ht", "ase", "pl"}))
	}
	return out
}

// phones writes one number, or two with labels. 555-0100 to 555-0199 are
// reserved for fiction.
func (t *town) phones(d dice, s *sheet) {
	number := func() string {
		return "(" + pick(d, []string{"518", "315", "607", "838"}) + ") 555-01" + strconv.Itoa(d.under(10)) + strconv.Itoa(d.under(10))
	}
	if d.percent(85) {
		s.field(0, "phone", number())
		return
	}
	s.line(0, "phones:")
	s.line(1, "- label: ", pick(d, []string{"Front desk", "Office", "Answered by a person"}))
	s.line(1, "  number: ", number())
	s.line(1, "- label: ", pick(d, []string{"Evenings", "Text messages", "In Spanish"}))
	s.line(1, "  number: ", number())
	s.line(1, "  type: ", pick(d, []string{"voice", "text", "whatsapp"}))
}

// mailbox returns an address whose part before the @ is at most 64 octets (RFC
// 5321 section 4.5.3.1.1).
func mailbox(desk, id string) string { return desk + "." + cut(id, 50) + "@example.org" }

// checked writes when somebody last confirmed it: mostly within the kind's
// period, sometimes later (stale), rarely much later (dormant).
func (t *town) checked(d dice, s *sheet, kind catalog.Kind) {
	period := kind.Info().Review
	var ago int
	switch n := d.under(100); {
	case n < 84:
		ago = d.between(0, period*7/10)
	case n < 93:
		ago = d.between(period*8/10, period-5)
	case n < 98:
		ago = d.between(period+5, period*2-10)
	default:
		ago = d.between(period*2+5, period*2+200)
	}
	day := t.day.AddDays(-ago).String()
	if d.percent(85) {
		s.line(0, "checked: ", day)
		return
	}
	s.line(0, "checked:")
	s.line(1, "date: ", day)
	s.line(1, "by: ", pick(d, firstNames), ", ", pick(d, []string{"library desk", "town hall", "volunteer", "office"}))
	s.line(1, "how: ", pick(d, []string{"by phone", "in person", "by mail", "on their website"}))
}
