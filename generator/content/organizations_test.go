package content

import (
	"strings"
	"testing"
	"time"

	"corkboard/generator/history"
)

// A record that got another id is as old as it was under its former one, and never
// younger than its file: an id can have been another's in between.
func TestFormerIDMakesNothingYounger(t *testing.T) {
	added := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	fsys := folderOf("organizations/shop.yaml", "name: Shop\nformerly: corner-shop\n", "opportunities/a.yaml", "title: A\norganization: shop\nkind: group\n")
	for before, want := range map[time.Time]time.Time{
		added.AddDate(-1, 0, 0): added.AddDate(-1, 0, 0),
		added.AddDate(0, 1, 0):  added,
		{}:                      added,
	} {
		// Records whose file is gone are known under no path.
		past := history.Fixed(map[string]history.Dates{"organizations/shop.yaml": {Added: added, Changed: added}, "": {Added: before, Created: before}})
		c, problems := loaded(t, fsys, Options{History: past})
		if len(c.Organizations) != 1 {
			t.Fatal(problems)
		}
		if got := c.Organizations[0].Added; !got.Equal(want) {
			t.Errorf("added on %v, before that on %v: %v", added, before, got)
		}
	}
}

// An organization that is left out is nobody's parent or partner, and takes nobody
// with it; the listings that name it say so.
func TestOrganizationsThatAreLeftOut(t *testing.T) {
	c, problems := loaded(t, folderOf(
		"organizations/diocese.yaml", "name: Diocese\nsumary: A slip\n",
		"organizations/council.yaml", "name: Council\n",
		"organizations/church.yaml", "name: Church\nparent: diocese\npartners: [diocese, council, church, council]\n",
		"organizations/chapel.yaml", "name: Chapel\nparent: Church\n",
		"organizations/chicken.yaml", "name: Chicken\nparent: egg\n",
		"organizations/egg.yaml", "name: Egg\nparent: chicken\n",
		"organizations/left.yaml", "name: Left\nsumary: A slip\nparent: right\n",
		"organizations/right.yaml", "name: Right\nparent: left\n",
		"organizations/orphan.yaml", "name: Orphan\nparent: nobody-at-all\n",
		"opportunities/a.yaml", "title: A\norganizations: [church, diocese, Diocese]\nkind: group\n",
	), Options{})
	ids := map[string]int{}
	for i, o := range c.Organizations {
		ids[o.ID] = i
	}
	if len(c.Organizations) != 5 {
		t.Fatalf("%v\n%s", ids, problems)
	}
	chapel, church, council := c.Organizations[ids["chapel"]], c.Organizations[ids["church"]], c.Organizations[ids["council"]]
	if church.Parent != nil || chapel.Parent != church || len(church.Children) != 1 || church.Children[0] != chapel {
		t.Errorf("the parents are %v and %v", church.Parent, chapel.Parent)
	}
	if len(church.Partners) != 1 || church.Partners[0] != council || len(council.PartnerOf) != 1 || council.PartnerOf[0] != church {
		t.Errorf("the partners are %v and %v", church.Partners, council.PartnerOf)
	}
	if egg := c.Organizations[ids["egg"]]; egg.Parent != nil {
		t.Errorf("egg belongs to %v", egg.Parent)
	}
	if a := find(t, c, "a"); len(a.Organizations) != 1 || strings.Join(a.Missing, " ") != "diocese" {
		t.Errorf("it is run by %v, and %v is missing", a.Organizations, a.Missing)
	}
	for _, want := range []string{"“chicken” belongs to itself", "there is no organization “nobody-at-all”"} {
		if !strings.Contains(problems, want) {
			t.Errorf("%q is not in\n%s", want, problems)
		}
	}
	if n := strings.Count(problems, "[circle]"); n != 1 {
		t.Errorf("%d circles:\n%s", n, problems)
	}
	if got := strings.Join(c.LeftOut, " "); got != "organizations/chicken.yaml organizations/diocese.yaml organizations/left.yaml organizations/orphan.yaml" {
		t.Errorf("left out: %s", got)
	}
}
