package withheld

import (
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func guardOf(t testing.TB, public Public, secrets ...Secret) *Guard {
	t.Helper()
	g, mistakes := New(secrets, public)
	for _, m := range mistakes {
		t.Fatalf("%s can't be kept: %+v", m.Secret.Place, m)
	}
	return g
}

func at(lat, lon float64) *Point { return &Point{lat, lon} }

// strongest is the worst that a text does: Address, Coordinates, Apart, Street, House;
// -1 = nothing.
func strongest(hits []Hit) Kind {
	for _, k := range []Kind{Address, Coordinates, Apart, Street, House} {
		if slices.ContainsFunc(hits, func(h Hit) bool { return h.Kind == k }) {
			return k
		}
	}
	return -1
}

// What people write for an address, and ways in which programs write it.
func TestEverySpellingOfAnAddress(t *testing.T) {
	for _, c := range []struct {
		address string
		texts   []string
	}{
		{"41 Quince Hollow Lane", []string{
			"41 Quince Hollow Lane", "41 Quince Hollow Ln.", "41 quince hollow LN", "41, Quince Hollow Lane", "Quince Hollow Lane 41", "Quince Hollow, 41",
			"no. 41 Quince Hollow", "number 41, Quince Hollow", "#41 Quince-Hollow Lane", "41\u00a0Quince\u00a0Hollow Lane", "41 Quince\u200bHollow", "4\u00ad1 Quin\u00adce Hollow",
			"41 Quincé Höllow", "４１ Ｑuince Hollow", "41 𝐐𝐮𝐢𝐧𝐜𝐞 Hollow", "41-quince-hollow-lane", "41_quince_hollow", "41quincehollowlane", "#41QuinceHollow",
			"https://maps.example/?q=41+Quince+Hollow+Lane", "https://maps.example/place/41%20Quince%20Hollow", "q=41%2520Quince%2520Hollow",
			"41 **Quince** _Hollow_ Lane", "41 [Quince Hollow](x) Lane", "41&nbsp;Quince&#32;Hollow", "&#52;1 Qu&#x69;nce Hollow", "41 Quince &amp;#72;ollow",
			`41 Quince\nHollow`, `\u0034\u0031 Quince Hollow`, "41 Quince Hol\r\n low Lane", "41\n  Quince\n  Hollow", "media/41-quince-hollow-lane.jpg",
			"41 N Quince Hollow Lane", "41 North Quince Hollow", "41 QUINCE HOLLOW", "the house is at 41 Quince Hollow, ring twice", "41 Q u i n c e  H o l l o w",
			"41A Quince Hollow Lane", "41/43 Quince Hollow Lane",
		}},
		{"Flat 2, 41 Quince Hollow Lane, Springfield, NY 12399", []string{"41 Quince Hollow"}},
		{"7 O'Hara Lane", []string{"7 O’Hara Lane", "7 O'Hara Lane", "7 OHara Ln", "7 O&#39;Hara Lane", "7 O&#8217;Hara", "7 O%27Hara", "7 O\\'Hara Lane"}},
		{"12 Rúa Oculta", []string{"12 RÚA OCULTA", "Rua Oculta 12", "R. Oculta, 12", "oculta 12"}},
		{"Calle de la Sombra 8", []string{"C/ Sombra 8", "c. de la Sombra, nº 8", "8 Calle Sombra", "C/Sombra, 8", "Sombra n.º 8"}},
		{"Verborgene Straße 19", []string{"Verborgene Str. 19", "VERBORGENE STRASSE 19", "19 Verborgene Strasse", "Verborgene Straße Nr. 19"}},
		{"Lindenstraße 5", []string{"Lindenstr. 5", "Linden-Strasse 5", "lindenstr 5", "Lindenstraße Nr 5"}},
		{"Kerkstraat 31", []string{"Kerkstr. 31", "kerkstraat 31"}},
		{"9 Oak", []string{"Come to 9 Oak", "9 oak", "9 Oak St"}},
		{"12 Fifth Avenue", []string{"12 5th Ave", "12 5th Avenue", "12 Fifth Av."}},
		{"3 St. Mary's Road", []string{"3 Saint Marys Rd", "3 St Mary’s Road"}},
		{"3 Mount Pleasant", []string{"3 Mt Pleasant", "3 Mt. Pleasant Street"}},
		{"The Old Vicarage, Church Lane, Springfield", []string{"the old vicarage", "Old Vicarage"}},
		{"100 N Main St Apt 4", []string{"100 North Main Street", "100 Main St", "100 Main Street North"}},
	} {
		g := guardOf(t, Public{Names: []string{"Springfield"}}, Secret{Place: "p", Address: []string{c.address}})
		for _, text := range c.texts {
			for _, around := range []string{"%s", "Come to %s today, 12 December at 41 pm", "x %s."} {
				if got := strongest(g.Find(fmt.Appendf(nil, around, text))); got != Address {
					t.Errorf("%q in %q: %v, want the address", c.address, fmt.Sprintf(around, text), got)
				}
			}
		}
	}
}

// Every way to write it combined with every way to carry it.
func TestCombinedSpellings(t *testing.T) {
	g := guardOf(t, Public{}, Secret{Place: "p", Address: []string{"41 Quince Hollow Lane"}})
	written := map[string]func(string) string{
		"as it is": func(s string) string { return s }, "upper": strings.ToUpper, "lower": strings.ToLower,
		"no-break spaces": func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }, "thin spaces": func(s string) string { return strings.ReplaceAll(s, " ", "\u2009") },
		"hyphens": func(s string) string { return strings.ReplaceAll(s, " ", "-") }, "commas": func(s string) string { return strings.ReplaceAll(s, " ", ", ") },
		"joined":    func(s string) string { return strings.ReplaceAll(s, " ", "") },
		"accents":   func(s string) string { return strings.NewReplacer("e", "é", "o", "ö").Replace(s) },
		"combining": func(s string) string { return strings.ReplaceAll(s, "o", "o\u0308") }, "zero width": func(s string) string { return strings.ReplaceAll(s, "u", "u\u200d") },
	}
	carried := map[string]func(string) string{
		"plain": func(s string) string { return s }, "html": html.EscapeString, "query": url.QueryEscape, "path": url.PathEscape,
		"decimal entities": func(s string) string {
			var b strings.Builder
			for _, r := range s {
				fmt.Fprintf(&b, "&#%d;", r)
			}
			return b.String()
		},
		"json": func(s string) string { return strings.Trim(fmt.Sprintf("%+q", s), `"`) },
		"percent": func(s string) string {
			var b strings.Builder
			for _, c := range []byte(s) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
			return b.String()
		},
	}
	for _, text := range []string{"41 Quince Hollow Lane", "41 Quince Hollow Ln", "Quince Hollow Lane 41", "41 Quince Hollow"} {
		for how, write := range written {
			for in, carry := range carried {
				if s := carry(write(text)); strongest(g.Find([]byte(s))) != Address {
					t.Errorf("%s, %s, %s: %q is not found", text, how, in, s)
				}
			}
		}
	}
}

// Words between number and street, and the street alone, are told apart: they
// are errors only where the place is used.
func TestApartAndStreet(t *testing.T) {
	g := guardOf(t, Public{Addresses: []string{"43 Quince Hollow Lane"}}, Secret{Place: "p", Address: []string{"41 Quince Hollow Lane"}})
	for text, want := range map[string]Kind{
		"number 41, the blue house in Quince Hollow Lane": Apart,
		"Quince Hollow Lane, the house with 41 on it":     Apart,
		"The blue door on Quince Hollow Lane":             House, // others are there
		"We meet at 43 Quince Hollow Lane":                -1,    // public
		"We meet at 45 Quince Hollow Ln":                  House,
		"Quince Hollow Lane no. 45":                       House,
		"We meet in Quince Hollow Road":                   -1, // another street
		"Quince and hollow":                               -1,
		"410 Quince Hollow":                               -1,
		"Quince Hollow":                                   -1,
		"141 Quince Hollow farm":                          -1,
		"":                                                -1,
	} {
		if got := strongest(g.Find([]byte(text))); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	alone := guardOf(t, Public{}, Secret{Place: "p", Address: []string{"41 Quince Hollow Lane"}})
	if got := strongest(alone.Find([]byte("The blue door on Quince Hollow Lane"))); got != Street {
		t.Errorf("the street: %v", got)
	}
	club := guardOf(t, Public{Names: []string{"Quince Hollow Lane Garden Club"}}, Secret{Place: "p", Address: []string{"41 Quince Hollow Lane"}})
	if got := strongest(club.Find([]byte("The garden club on Quince Hollow Lane"))); got != House {
		t.Errorf("the street of the garden club: %v", got)
	}
}

// What looks like an address to a careless reader and is none.
func TestNoFalseAlarm(t *testing.T) {
	g := guardOf(t, Public{}, Secret{Place: "a", Address: []string{"9 Oak Street"}, Point: at(43.13137, -74.10219)}, Secret{Place: "b", Address: []string{"12 Church Street"}},
		Secret{Place: "c", Address: []string{"30 Elm"}}, Secret{Place: "d", Address: []string{"1 College Avenue"}})
	for _, text := range []string{
		"We planted 19 oaks", "29 oak trees", "Church on 12 December", "Elm trees: 130", "12:30 Elm room", "at $30 Elm", "9.30 oak", "43.2, -74.1", "43.1313 apples and -73.1021",
		"1,234.567", "version 43.131.9", "2026-11-30 Elmhurst", "30 Elmhurst Road", "Oak Street", "December 12 church",
		"URL:https://x.example/warming-room-elm-22\r\n 30/", "URL:https://x.example/30\r\n 28-elm/",
		"3300 College Drive, Building 1, Floor 2", "at Moore College, 1 King St",
	} {
		if got := strongest(g.Find([]byte(text))); got == Address || got == Coordinates {
			t.Errorf("%q is taken for an address: %v", text, g.Find([]byte(text)))
		}
	}
}

func TestCoordinates(t *testing.T) {
	g := guardOf(t, Public{Points: []Point{{43.1310, -74.1022}}}, Secret{Place: "p", Point: at(43.13137, -74.10219)})
	for text, want := range map[string]Kind{
		"https://maps.example/@43.1314,-74.1022,17z":       Coordinates,
		"43.13137, -74.10219":                              Coordinates,
		"!3d43.13137!4d-74.10219":                          Coordinates,
		"lat=43.1319&lon=-74.1017":                         Coordinates,
		"lat=43.1319&amp;longitude=-74.1017":               Coordinates,
		"43,1314; -74,1022":                                Coordinates,
		"-74.1022 43.1314":                                 Coordinates,
		"43.1314%2C-74.1022":                               Coordinates,
		"geo:43.1314,-74.1022":                             Coordinates,
		`43°07'53"N 74°06'08"W`:                            Coordinates,
		`43° 7.882' N, 74° 6.131' W`:                       Coordinates,
		"43&deg;07&#39;53&quot;N 74&deg;06&#39;08&quot;W":  Coordinates,
		`{"lat":43.1314,"lon":-74.1022}`:                   Coordinates,
		"43.1310,-74.1022":                                 -1, // what the hall says of itself
		"43.1400,-74.1022":                                 -1,
		"43.1314 of 100, and on another line 74 and 0.102": -1,
	} {
		if got := strongest(g.Find([]byte(text))); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// An element within a text does not hide it, and attributes are looked at.
func TestHTML(t *testing.T) {
	g := guardOf(t, Public{}, Secret{Place: "p", Address: []string{"41 Quince Hollow Lane"}})
	for page, want := range map[string]Kind{
		"<p>41 <b>Quince</b> Hollow</p>":                                       Address,
		"<p>41 Qu<em>in</em>ce Hollow</p>":                                     Address,
		`<a href="https://x.example/?q=41+Quince+Hollow">Map</a>`:              Address,
		`<img alt="41 Quince Hollow" src="x.png">`:                             Address,
		`<li>41</li><li>Quince Hollow Lane</li>`:                               Address,
		`<meta content="&#43;41 Quince &#72;ollow">`:                           Address,
		`<script type="application/ld+json">{"a":"41 Quince Hollow"}</script>`: Address,
		`<p>41 <a href="/x/">Map</a></p>`:                                      -1,
	} {
		if got := strongest(g.FindHTML([]byte(page))); got != want {
			t.Errorf("%s: %v, want %v", page, got, want)
		}
	}
}

// Whoever may declare a place cannot make the pages of others illegal.
func TestNotASecret(t *testing.T) {
	public := Public{Names: []string{"Springfield", "Town Hall"}, Addresses: []string{"1 Ferry Square"}}
	for address, known := range map[string]string{"Springfield": "Springfield", "TOWN-HALL": "Town Hall", "Oak": ""} {
		g, mistakes := New([]Secret{{Place: "evil", Address: []string{address}}}, public)
		if len(mistakes) != 1 || mistakes[0].Known != known || !g.Empty() {
			t.Errorf("%q: %+v", address, mistakes)
		}
	}
	g, mistakes := New([]Secret{{Place: "evil", Address: []string{"1 Ferry Sq"}}}, public)
	if hits := g.Find([]byte("Town Hall, 1 Ferry Square")); len(hits) > 0 || len(mistakes) > 0 {
		t.Errorf("a public address is guarded: %v %v", hits, mistakes)
	}
}

// A hit says where it is, so that a message can name the line.
func TestWhere(t *testing.T) {
	g := guardOf(t, Public{}, Secret{Place: "p", Address: []string{"41 Quince Hollow Lane"}})
	text := "one\narrive: é 41 Quincé Hollów Lane\n"
	hits := g.Find([]byte(text))
	if len(hits) != 1 || text[hits[0].Start:hits[0].End] != "41 Quincé Hollów" {
		t.Fatalf("%+v", hits)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("41 Quince &#72;ollow %E2%80 \\u00")
	g := guardOf(f, Public{}, Secret{Place: "p", Address: []string{"41 Quince Hollow Lane"}, Point: at(43.13137, -74.10219)})
	f.Fuzz(func(t *testing.T, text string) {
		for _, h := range append(g.Find([]byte(text)), g.FindHTML([]byte(text))...) {
			if h.Start < 0 || h.End > len(text) || h.Start >= h.End {
				t.Fatalf("%+v is outside the text", h)
			}
		}
		if hits := g.Find([]byte(text + " 41 Quince Hollow Lane")); strongest(hits) != Address {
			t.Fatalf("%q hides what follows it", text)
		}
		if streets(text) == nil && strings.Contains(text, "\x00\x00") {
			t.Skip()
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var secrets []Secret
	for i := range 200 {
		secrets = append(secrets, Secret{Place: "p", Address: []string{fmt.Sprintf("%d Quince%d Hollow Lane", i, i)}, Point: at(43+float64(i)/1000, -74)})
	}
	g := guardOf(b, Public{}, secrets...)
	page := []byte(strings.Repeat(`<li><a href="/opportunities/food-pantry/">Food pantry</a> <time datetime="2026-11-28T10:00:00Z">Saturday 28 November</time> at the hall</li>`, 500))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		g.FindHTML(page)
	}
}

// An address is found wherever the windows of a long text are cut.
func TestLongText(t *testing.T) {
	const address = "41 Quince Hollow Lane"
	g := guardOf(t, Public{}, Secret{Place: "house", Address: []string{address}})
	filler := []byte(strings.Repeat("words and more ", 2*window/15))
	for _, cut := range []int{window, window - overlap, len(filler)} {
		for at := cut - len(address) - 3; at <= min(cut+3, len(filler)-len(address)-1); at += 3 {
			text := slices.Clone(filler)
			copy(text[at:], " "+address+" ")
			hits := g.Find(text)
			if len(hits) == 0 || hits[0].Kind != Address || hits[0].Start != at+1 {
				t.Fatalf("the address at %d is found as %+v", at+1, hits)
			}
		}
	}
}
