package check

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/tree"
	"corkboard/generator/withheld"
)

var mill = withheld.Secret{Place: "mill", File: "locations.yaml", Line: 3, Address: []string{"7 O'Hara Lane"}, Point: &withheld.Point{Lat: 43.13137, Lon: -74.10219}}

func guardOf(secrets ...withheld.Secret) *withheld.Guard {
	g, _ := withheld.New(secrets, withheld.Public{})
	return g
}

// rendered writes a file of the site behind the guard.
func rendered(t *testing.T, f tree.File, secrets *withheld.Guard) (string, error) {
	t.Helper()
	files := Guard([]tree.File{f}, secrets)
	var b bytes.Buffer
	err := files[0].Render(&b)
	if err != nil && b.Len() > 0 {
		t.Errorf("%s: %d bytes were let through before the leak", f.Path, b.Len())
	}
	return b.String(), err
}

// Whatever the format of a file, it does not leave when it gives a secret away,
// and is the same bytes when it does not.
func TestGuardStopsEveryFormat(t *testing.T) {
	for _, c := range []struct{ path, text string }{
		{"a.txt", "at 7 O'Hara Lane."},
		{"a.html", "<p>7 O&#39;Hara\n  Ln</p>"},
		{"b.html", `<a href="https://x.example/?q=7+O%27Hara+Lane">`},
		{"c.html", "<p>7 <b>O</b>&#8217;Hara</p>"},
		{"d.html", `<a href="https://maps.example/@43.1314,-74.1022,17z">`},
		{"a.json", `{"a":"7 O\u0027Hara Lane"}`},
		{"a.ics", "LOCATION:7 O'Ha\r\n ra Lane\\, Town\r\n"},
		{"a.xml", "<content type=\"html\">&lt;p&gt;7 O&amp;#39;Hara Lane</content>"},
		{"media/7-ohara-lane.jpg", "picture"},
		{"opportunities/7-o-hara-lane/index.html", "<p>"},
	} {
		_, err := rendered(t, tree.Bytes(c.path, []byte(c.text)), guardOf(mill))
		var leak *Leak
		if !errors.As(err, &leak) || leak.Place != "mill" || leak.Line != 3 {
			t.Errorf("%s was let through: %v", c.path, err)
			continue
		}
		if said := err.Error() + leak.Problem().Text + leak.Problem().Hint; strings.Contains(said, "Hara") {
			t.Errorf("the message gives it away: %s", said)
		}
	}
	oak := withheld.Secret{Place: "oak", Address: []string{"12 Third Drive"}}
	for text, let := range map[string]bool{"<li>Room 12</li><li>3rd Monday": true, "<p>12</p><p>3rd Drive": false, "hu27 12\t3rd Tuesday": true} {
		if _, err := rendered(t, tree.Bytes("a.html", []byte(text)), guardOf(oak)); (err == nil) != let {
			t.Errorf("%s: %v", text, err)
		}
	}
	for path, text := range map[string]string{"a.html": "<p>8 O'Hara Lane &amp; 43.2, -74.1</p>", "a.ics": "LOCATION:O'Ha\r\n ra\r\n", "a.bin": "\x00\xff7 \x00", "e.html": ""} {
		if got, err := rendered(t, tree.Bytes(path, []byte(text)), guardOf(mill)); err != nil || got != text {
			t.Errorf("%s: %v, %q", path, err, got)
		}
	}
}

// A file of the search is packed, so it is looked at before.
func TestGuardLooksIntoPackedFiles(t *testing.T) {
	for text, found := range map[string]bool{"soup\t7  O'Hara Lane\nbread": true, "": false, "7 O'Connor Street": false} {
		f := tree.Packed("index/1.bin", tree.Hash{}, [][]byte{[]byte("at"), []byte(text)}, func() []byte { return []byte("packed") })
		if got, err := rendered(t, f, guardOf(mill)); (err != nil) != found || !found && got != "packed" {
			t.Errorf("%q: %v, %q", text, err, got)
		}
	}
}

// A file that was rendered before has to be looked at again when a place has
// become private since.
func TestGuardChangesFingerprints(t *testing.T) {
	f := tree.Bytes("a.txt", []byte("7 O'Hara Lane"))
	open := Guard([]tree.File{f}, guardOf())[0]
	closed := Guard([]tree.File{f}, guardOf(mill))[0]
	if open.Fingerprint() != f.Fingerprint() || closed.Fingerprint() == f.Fingerprint() {
		t.Error("a page that was published stays when its place becomes private")
	}
}

func TestGuardReturnsFaults(t *testing.T) {
	fault := errors.New("disk")
	f := tree.Known("a.txt", tree.Hash{}, func(io.Writer) error { return fault })
	if _, err := rendered(t, f, guardOf(mill)); !errors.Is(err, fault) {
		t.Errorf("got %v", err)
	}
}

func text(s string) catalog.Text { return catalog.Text{{Lang: "en", Value: s}} }

// town is a catalog with a private place, a listing at it, and one that has
// nothing to do with it.
func town() (*catalog.Catalog, fstest.MapFS) {
	private := &catalog.Location{ID: "mill", Name: text("The mill"), Privacy: catalog.AreaOnly}
	hall := &catalog.Location{ID: "hall", Name: text("Town Hall"), Exact: &catalog.Exact{Address: catalog.Address{Lines: []string{"9 O'Hara Lane"}}, Geo: &catalog.Point{Lat: 43.1312, Lon: -74.1022}}}
	c := &catalog.Catalog{
		Locations: []*catalog.Location{private, hall}, Withheld: []withheld.Secret{mill},
		Opportunities: []*catalog.Opportunity{
			{Record: catalog.Record{ID: "inside", File: "opportunities/inside.yaml", Line: 1}, Title: text("Inside"), Locations: []*catalog.Location{private}},
			{Record: catalog.Record{ID: "outside", File: "opportunities/outside.yaml", Line: 1}, Title: text("Outside"), Locations: []*catalog.Location{hall}},
		},
	}
	return c, fstest.MapFS{}
}

// whatIsSaid says what is wrong as "level file:line", and which listings are left.
func whatIsSaid(t *testing.T, c *catalog.Catalog, files fstest.MapFS) (said, left string, secrets *withheld.Guard) {
	t.Helper()
	secrets, out, problems := Withheld(c, files)
	for _, p := range problems {
		said += fmt.Sprintf("%s %s %s:%d; ", p.Level, p.Rule, p.File, p.Line)
		if strings.Contains(p.Text+p.Hint, "Hara") {
			t.Errorf("the message gives it away: %s", p.Text)
		}
	}
	for _, o := range out.Opportunities {
		left += o.ID + " "
	}
	return said, left, secrets
}

// A record that gives a secret away is left out, and its line is named. A street
// without its number is an error only where the place is used.
func TestRecordsAreJudged(t *testing.T) {
	for _, c := range []struct {
		listing, written string
		said, left       string
	}{
		{"inside", "7 O'Hara Ln", "error withheld-address opportunities/inside.yaml:3; ", "outside "},
		{"outside", "7 O'Hara Ln", "error withheld-address opportunities/outside.yaml:3; ", "inside "},
		{"inside", "the red door on O'Hara Lane", "error withheld-address opportunities/inside.yaml:3; ", "outside "},
		{"outside", "the red door on O'Hara Lane", "", "inside outside "}, // where the hall is, too
		{"outside", "number 7, the last house of O'Hara Lane", "warning withheld-address opportunities/outside.yaml:3; ", "inside outside "},
		{"inside", "next to 11 O'Hara Lane", "error withheld-address opportunities/inside.yaml:3; ", "outside "},
		{"outside", "we are at 11 O'Hara Lane", "", "inside outside "},
		{"inside", "https://maps.example/@43.1314,-74.1022", "error withheld-address opportunities/inside.yaml:3; ", "outside "},
		{"outside", "9 O'Hara Lane, 43.1312, -74.1022", "", "inside outside "},
	} {
		town, files := town()
		for _, o := range town.Opportunities {
			content := "title: x\nkind: event\n"
			if o.ID == c.listing {
				o.Arrive = text(c.written)
				content += "arrive: " + c.written + "\n"
			}
			files[o.File] = &fstest.MapFile{Data: []byte(content)}
		}
		if said, left, _ := whatIsSaid(t, town, files); said != c.said || left != c.left {
			t.Errorf("%s says %q:\ngot  %s left %s\nwant %s left %s", c.listing, c.written, said, left, c.said, c.left)
		}
	}
}

// A street in which nothing is public is one to be careful with.
func TestStreetAlone(t *testing.T) {
	town, files := town()
	town.Locations[1].Exact = nil
	town.Opportunities[1].Arrive = text("the red door on O'Hara Lane")
	files["opportunities/outside.yaml"] = &fstest.MapFile{Data: []byte("title: x\nkind: event\narrive: the red door on O'Hara Lane\n")}
	if said, left, _ := whatIsSaid(t, town, files); said != "warning withheld-address opportunities/outside.yaml:3; " || left != "inside outside " {
		t.Errorf("%q, left %q", said, left)
	}
}

// Every text is looked at: ids, tags, file names, what other places say.
func TestEveryTextIsJudged(t *testing.T) {
	for name, write := range map[string]func(c *catalog.Catalog){
		"id":                  func(c *catalog.Catalog) { c.Opportunities[1].ID = "7-ohara-lane" },
		"tag":                 func(c *catalog.Catalog) { c.Opportunities[1].Tags = []string{"7-o-hara-lane"} },
		"text before a month": func(c *catalog.Catalog) { c.Opportunities[1].Tags = []string{"O'Hara 7", "May"} },
		"body":                func(c *catalog.Catalog) { c.Opportunities[1].Body = []catalog.Body{{Source: "7 **O'Hara** Lane"}} },
		"extra": func(c *catalog.Catalog) {
			c.Opportunities[1].Extra = []catalog.Extra{{Key: "x-door", Value: "7 O'Hara"}}
		},
		"own place": func(c *catalog.Catalog) {
			c.Opportunities[1].Locations = []*catalog.Location{{Own: true, Name: text("7 O'Hara Lane")}}
		},
		"picture":   func(c *catalog.Catalog) { c.Media = []catalog.Media{{Path: "media/7-ohara-lane.jpg"}} },
		"the place": func(c *catalog.Catalog) { c.Locations[0].Transport = text("Get off at 7 O'Hara") },
		"place id":  func(c *catalog.Catalog) { c.Locations[0].ID = "7-ohara-lane" },
		"category":  func(c *catalog.Catalog) { c.Categories = []*catalog.Category{{ID: "c", Summary: text("7 O'Hara")}} },
		"organization": func(c *catalog.Catalog) {
			c.Organizations = []*catalog.Organization{{Record: catalog.Record{File: "organizations/o.yaml"}, Hours: text("at 7 O'Hara Lane")}}
		},
		"page": func(c *catalog.Catalog) {
			c.Pages = []*catalog.Page{{File: "pages/p.md", Title: text("7 O'Hara Lane")}}
		},
		"site": func(c *catalog.Catalog) { c.Site.Contact.Replies = text("7 O'Hara Lane") },
	} {
		c, files := town()
		write(c)
		if said, _, _ := whatIsSaid(t, c, files); !strings.Contains(said, "error withheld-address") {
			t.Errorf("%s: %q", name, said)
		}
	}
}

// Whoever declares a place cannot make the listings of others illegal.
func TestASecretThatIsNone(t *testing.T) {
	c, files := town()
	c.Withheld = []withheld.Secret{{Place: "evil", File: "opportunities/evil.yaml", Line: 7, Address: []string{"Town Hall"}}}
	c.Opportunities[0].Arrive = text("at Town Hall")
	if said, left, secrets := whatIsSaid(t, c, files); said != "error withheld-known opportunities/evil.yaml:7; " || left != "inside outside " || !secrets.Empty() {
		t.Errorf("got %s left %s", said, left)
	}

	c, files = town()
	c.Withheld = []withheld.Secret{{Place: "evil", File: "opportunities/evil.yaml", Line: 7, Address: []string{"The Old Bakery"}}}
	for i := range innocents + 1 {
		c.Opportunities = append(c.Opportunities, &catalog.Opportunity{Record: catalog.Record{ID: fmt.Sprint(i), File: fmt.Sprintf("opportunities/%d.yaml", i)}, Arrive: text("at the old bakery")})
	}
	if said, left, secrets := whatIsSaid(t, c, files); said != "error withheld-everywhere opportunities/evil.yaml:7; " || !strings.Contains(left, "5") || !secrets.Empty() {
		t.Errorf("got %s left %s", said, left)
	}
}

func TestNoSecretsCostNothing(t *testing.T) {
	c, files := town()
	c.Withheld = nil
	secrets, same, problems := Withheld(c, files)
	if same != c || len(problems) > 0 || !secrets.Empty() {
		t.Error("a site without secrets was judged")
	}
}

func TestLeakNamesTheListing(t *testing.T) {
	l := &Leak{Path: "a/index.html", Place: "mill", File: "locations.yaml", Line: 3}
	if p := l.Problem(); p.File != "locations.yaml" || p.Level != problem.Error {
		t.Errorf("%+v", p)
	}
	l.Source = "opportunities/a.yaml"
	if p := l.Problem(); p.File != "opportunities/a.yaml" || !strings.Contains(p.Hint, "locations.yaml:3") {
		t.Errorf("%+v", p)
	}
}
