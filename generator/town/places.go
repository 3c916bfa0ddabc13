package town

import (
	"strconv"
	"time"

	"corkboard/generator/schedule"
)

// place is one location of the town.
type place struct {
	id        string
	name      words
	in        string
	aliases   []string
	postcodes []string
	street    string // a venue's street; the number is drawn
	privacy   string
	lat, lon  float64 // middle of a town; a venue lies near its neighborhood's
}

// The region lies where coordinates are believable and no such town exists.
const (
	south, west = 42.60, -75.10
	north, east = 43.00, -74.50
)

var region = place{id: "alder-valley", name: words{"Alder Valley", "Valle de Alder"}, aliases: []string{"Alder County", "the valley"}}

var towns = []place{
	{id: "marlow-bend", name: words{en: "Marlow Bend"}, aliases: []string{"City of Marlow Bend", "Marlow", "the Bend"}, postcodes: []string{"13901", "13902"}, lat: 42.801, lon: -74.812},
	{id: "tamsin-falls", name: words{en: "Tamsin Falls"}, aliases: []string{"Town of Tamsin Falls", "the Falls"}, postcodes: []string{"13911"}, lat: 42.912, lon: -74.701},
	{id: "quarry-hill", name: words{en: "Quarry Hill"}, aliases: []string{"Town of Quarry Hill"}, postcodes: []string{"13921"}, lat: 42.702, lon: -74.933},
	{id: "east-harbor", name: words{en: "East Harbor"}, aliases: []string{"Village of East Harbor", "the Harbor"}, postcodes: []string{"13931"}, lat: 42.683, lon: -74.604},
}

var neighbourhoods = []place{
	{id: "market-square", name: words{en: "Market Square"}, in: "marlow-bend", aliases: []string{"downtown", "city center"}},
	{id: "lower-bend", name: words{en: "Lower Bend"}, in: "marlow-bend", aliases: []string{"the flats by the river"}},
	{id: "college-heights", name: words{en: "College Heights"}, in: "marlow-bend", aliases: []string{"the Heights"}},
	{id: "tannery-row", name: words{en: "Tannery Row"}, in: "marlow-bend", aliases: []string{"the Tannery"}},
	{id: "north-gate", name: words{en: "North Gate"}, in: "marlow-bend"},
	{id: "saint-brigid", name: words{en: "Saint Brigid's"}, in: "marlow-bend", aliases: []string{"St. Brigid's"}},
	{id: "mill-race", name: words{en: "Mill Race"}, in: "tamsin-falls", aliases: []string{"the Race"}},
	{id: "upper-falls", name: words{en: "Upper Falls"}, in: "tamsin-falls"},
	{id: "station-end", name: words{en: "Station End"}, in: "tamsin-falls", aliases: []string{"by the station"}},
	{id: "old-quarry", name: words{en: "Old Quarry"}, in: "quarry-hill"},
	{id: "sheep-meadow", name: words{en: "Sheep Meadow"}, in: "quarry-hill"},
	{id: "corners", name: words{en: "The Four Corners"}, in: "quarry-hill", aliases: []string{"the Corners"}},
	{id: "wharf-side", name: words{en: "Wharf Side"}, in: "east-harbor", aliases: []string{"the Wharf"}},
	{id: "lantern-point", name: words{en: "Lantern Point"}, in: "east-harbor"},
	{id: "cannery", name: words{en: "Cannery District"}, in: "east-harbor", aliases: []string{"the Cannery"}},
}

var venues = []place{
	{id: "city-hall", name: words{"Marlow Bend City Hall", "Ayuntamiento de Marlow Bend"}, in: "market-square", aliases: []string{"council chamber"}, street: "Market Square"},
	{id: "central-library", name: words{"Central Library", "Biblioteca Central"}, in: "market-square", street: "Ash Street"},
	{id: "corn-exchange", name: words{en: "Corn Exchange"}, in: "market-square", street: "Exchange Street"},
	{id: "trinity-hall", name: words{en: "Trinity Parish Hall"}, in: "market-square", street: "Church Lane"},
	{id: "bus-station", name: words{"Bus Station", "Estación de autobuses"}, in: "market-square", street: "Coach Street"},
	{id: "lower-bend-center", name: words{en: "Lower Bend Community Center"}, in: "lower-bend", street: "Towpath Road"},
	{id: "river-clinic", name: words{en: "River Clinic"}, in: "lower-bend", street: "Willow Street"},
	{id: "bend-garden", name: words{en: "Lower Bend Garden"}, in: "lower-bend", street: "Towpath Road"},
	{id: "college-hall", name: words{en: "College Hall"}, in: "college-heights", street: "Founders Avenue"},
	{id: "heights-school", name: words{en: "Heights Elementary School"}, in: "college-heights", street: "Beacon Street"},
	{id: "science-building", name: words{en: "Science Building"}, in: "college-heights", street: "Founders Avenue"},
	{id: "tannery-arts", name: words{en: "Tannery Arts House"}, in: "tannery-row", street: "Hide Street"},
	{id: "tannery-kitchen", name: words{en: "Tannery Row Kitchen"}, in: "tannery-row", street: "Bark Lane"},
	{id: "north-gate-firehouse", name: words{en: "North Gate Firehouse"}, in: "north-gate", street: "Gate Road"},
	{id: "north-gate-library", name: words{en: "North Gate Branch Library"}, in: "north-gate", street: "Juniper Street"},
	{id: "iqra-mosque", name: words{en: "Iqra Mosque"}, in: "north-gate", street: "Juniper Street"},
	{id: "saint-brigid-hall", name: words{en: "Saint Brigid's Hall"}, in: "saint-brigid", street: "Abbey Street"},
	{id: "brigid-school", name: words{en: "Saint Brigid's School"}, in: "saint-brigid", street: "Abbey Street"},
	{id: "falls-town-hall", name: words{en: "Tamsin Falls Town Hall"}, in: "mill-race", street: "Spindle Street"},
	{id: "falls-library", name: words{en: "Tamsin Falls Library"}, in: "mill-race", street: "Spindle Street"},
	{id: "mill-museum", name: words{en: "Mill Museum"}, in: "mill-race", street: "Weir Lane"},
	{id: "upper-falls-park", name: words{en: "Upper Falls Park"}, in: "upper-falls", street: "Overlook Drive"},
	{id: "upper-falls-church", name: words{en: "Upper Falls Methodist Church"}, in: "upper-falls", street: "Chapel Road"},
	{id: "falls-high-school", name: words{en: "Tamsin Falls High School"}, in: "upper-falls", street: "School Road"},
	{id: "station-house", name: words{en: "Old Station House"}, in: "station-end", street: "Platform Street"},
	{id: "station-shelter", name: words{en: "Station End Shelter"}, in: "station-end", street: "Signal Street", privacy: "area-only"},
	{id: "quarry-grange", name: words{en: "Quarry Hill Grange"}, in: "corners", street: "County Road"},
	{id: "quarry-town-hall", name: words{en: "Quarry Hill Town Hall"}, in: "corners", street: "Main Street"},
	{id: "quarry-firehouse", name: words{en: "Quarry Hill Fire Hall"}, in: "old-quarry", street: "Ledge Road"},
	{id: "swimming-hole", name: words{en: "Quarry Pond"}, in: "old-quarry", street: "Ledge Road"},
	{id: "sheep-meadow-farm", name: words{en: "Sheep Meadow Farm"}, in: "sheep-meadow", street: "Pasture Lane"},
	{id: "animal-shelter", name: words{en: "Alder Valley Animal Shelter"}, in: "sheep-meadow", street: "Kennel Road"},
	{id: "harbor-hall", name: words{en: "East Harbor Village Hall"}, in: "wharf-side", street: "Dock Street"},
	{id: "boat-house", name: words{en: "Boat House"}, in: "wharf-side", street: "Dock Street"},
	{id: "seamens-chapel", name: words{en: "Seamen's Chapel"}, in: "wharf-side", street: "Anchor Lane"},
	{id: "lighthouse-center", name: words{en: "Lighthouse Senior Center"}, in: "lantern-point", street: "Beam Road"},
	{id: "lantern-beach", name: words{en: "Lantern Point Beach"}, in: "lantern-point", street: "Shore Road"},
	{id: "cannery-hall", name: words{en: "Cannery Union Hall"}, in: "cannery", street: "Packer Street"},
	{id: "cannery-workshop", name: words{en: "Cannery Workshop"}, in: "cannery", street: "Packer Street"},
	{id: "safe-house", name: words{en: "Safe House"}, in: "alder-valley", privacy: "confidential"},
}

// meetingPlaces are the venues that listings name: all those that may be
// public.
var meetingPlaces = func() []place {
	var out []place
	for _, v := range venues {
		if v.privacy == "" {
			out = append(out, v)
		}
	}
	return out
}()

// townOf returns the town that a neighborhood lies in.
func townOf(neighbourhood string) place {
	for _, n := range neighbourhoods {
		if n.id != neighbourhood {
			continue
		}
		for _, t := range towns {
			if t.id == n.in {
				return t
			}
		}
	}
	return towns[0]
}

// site writes site.yaml.
func (t *town) site(s *sheet) {
	s.line(0, "id: alder-valley")
	s.text(0, "title", words{"Alder Valley Corkboard", "El tablón de Alder Valley"})
	s.text(0, "tagline", words{"What neighbors in the valley offer each other", "Lo que se ofrecen los vecinos del valle"})
	s.line(0, "url: https://corkboard.example.org")
	s.line(0, "timezone: America/New_York")
	s.line(0, "country: US")
	s.list(0, "languages", t.languages)
	s.line(0, "area:")
	s.decimal(1, "south", south, 2)
	s.decimal(1, "west", west, 2)
	s.decimal(1, "north", north, 2)
	s.decimal(1, "east", east, 2)
	s.line(0, "repository:")
	s.line(1, "url: https://git.example.org/alder-valley/corkboard")
	s.line(1, "kind: forgejo")
	s.line(0, "contact:")
	s.text(1, "name", words{"The front desk of the Central Library", "El mostrador de la Biblioteca Central"})
	s.line(1, "email: corkboard@example.org")
	s.line(1, "phone: (518) 555-0100")
	s.text(1, "replies", words{"Somebody reads the mail on Tuesdays and Fridays", "Leemos el correo los martes y viernes"})
	s.line(0, "emergency:")
	s.line(1, "- name: Fire, police, ambulance")
	s.line(1, `  number: "911"`)
	s.line(1, "- name: A bed for tonight")
	s.line(1, "  number: (518) 555-0112")
	s.line(0, "feeds:")
	s.line(1, "- id: food-in-marlow-bend")
	s.line(1, "  title: Food in Marlow Bend")
	s.line(1, "  categories: [food]")
	s.line(1, "  locations: [marlow-bend]")
}

func (t *town) categories(s *sheet) {
	for _, c := range subjects {
		s.line(0, c.id, ":")
		s.text(1, "name", c.name)
		if c.in != "" {
			s.field(1, "in", c.in)
		}
		if c.summary != "" {
			s.field(1, "summary", c.summary)
		}
		s.list(1, "aliases", c.aliases)
		if c.sensitive {
			s.answer(1, "sensitive", true)
		}
	}
}

func (t *town) locations(s *sheet) {
	d := t.dice(streamPlaces, 0)
	write := func(p place) {
		s.line(0, p.id, ":")
		s.text(1, "name", p.name)
		if p.in != "" {
			s.field(1, "in", p.in)
		}
		s.list(1, "aliases", p.aliases)
		s.list(1, "postcodes", p.postcodes)
	}
	point := func(lat, lon float64) {
		s.line(1, "geo:")
		s.decimal(2, "lat", lat, 5)
		s.decimal(2, "lon", lon, 5)
	}
	write(region)
	for _, p := range towns {
		p.in = region.id
		write(p)
		point(p.lat, p.lon)
		s.field(1, "transport", "Bus "+strconv.Itoa(d.between(1, 9))+" comes "+pick(d, []string{"every hour", "every half hour", "six times a day", "until 7pm"}))
	}
	for _, p := range neighbourhoods {
		write(p)
	}
	for _, p := range venues {
		write(p)
		if p.privacy != "" {
			s.field(1, "privacy", p.privacy)
		}
		if p.privacy == "confidential" {
			continue
		}
		around := townOf(p.in)
		s.line(1, "address:")
		s.field(2, "street", strconv.Itoa(d.between(1, 240))+" "+p.street)
		s.field(2, "city", around.name.en)
		s.line(2, "region: NY")
		s.line(2, `postcode: "`, pick(d, around.postcodes), `"`)
		point(around.lat+float64(d.between(-1500, 1500))/1e5, around.lon+float64(d.between(-1500, 1500))/1e5)
		if d.percent(60) {
			s.line(1, "access:")
			s.field(2, "step-free", pick(d, []string{"yes", "yes", "partial", "no"}))
			s.field(2, "toilet", pick(d, []string{"yes", "yes", "partial", "no"}))
			if d.percent(30) {
				s.field(2, "hearing-loop", "yes")
			}
		}
		if d.percent(40) {
			s.field(1, "transport", "Bus "+strconv.Itoa(d.between(1, 9))+" stops "+pick(d, []string{"at the door", "at the corner", "two minutes away", "across the street"}))
		}
	}
}

// closures writes the named days off in the year around the town's day.
func (t *town) closures(s *sheet) {
	y := t.day.Year
	days := func(id string, list ...string) {
		s.line(0, id, ":")
		s.line(1, "days:")
		for _, d := range list {
			s.line(2, "- ", d)
		}
	}
	on := func(year, month, day int) string {
		return schedule.Date{Year: year, Month: time.Month(month), Day: day}.String()
	}
	thanksgiving := func(year int) schedule.Date { return nth(year, 11, 4, 4) }
	days("public-holidays", on(y, 11, 11), thanksgiving(y).String(), on(y, 12, 25), on(y+1, 1, 1), nth(y+1, 1, 1, 3).String(),
		nth(y+1, 2, 1, 3).String(), on(y+1, 7, 4), nth(y+1, 9, 1, 1).String(), thanksgiving(y+1).String(), on(y+1, 12, 25))
	days("school-holidays", thanksgiving(y).AddDays(-1).String()+".."+thanksgiving(y).AddDays(1).String(), on(y, 12, 23)+".."+on(y+1, 1, 3),
		on(y+1, 4, 5)+".."+on(y+1, 4, 9), on(y+1, 6, 26)+".."+on(y+1, 9, 6))
	days("library-closed", thanksgiving(y).String()+".."+thanksgiving(y).AddDays(1).String(), on(y, 12, 24)+".."+on(y, 12, 26), on(y+1, 1, 1))
}

func (t *town) about(s *sheet) {
	s.line(0, "---")
	s.text(0, "title", words{"About this board", "Sobre este tablón"})
	s.line(0, "---")
	s.line(0, "Nobody lives in Alder Valley: the town, its people and its numbers are invented to see how a site of many listings behaves.")
	s.line(0)
	s.line(0, "## How to add something")
	s.line(0)
	s.line(0, "Write to the front desk of the Central Library. Say what it is, when, where, and whom people can call.")
}
