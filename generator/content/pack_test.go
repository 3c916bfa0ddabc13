package content

import (
	"reflect"
	"testing"
	"unsafe"

	"corkboard/generator/catalog"
)

// What is read once says what is read again and again.
func TestPackedIsTheSame(t *testing.T) {
	sample, err := OpenDir("../../content")
	if err != nil {
		t.Fatal(err)
	}
	kept, _, err := new(Loader).Load(sample, Options{})
	if err != nil {
		t.Fatal(err)
	}
	packed, _, err := new(Loader).Load(sample, Options{Once: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range packed.Opportunities {
		if !reflect.DeepEqual(kept.Opportunities[i], o) {
			t.Errorf("kept   %+v\npacked %+v", kept.Opportunities[i], o)
		}
	}
}

func TestPack(t *testing.T) {
	shared := &catalog.Organization{Aka: []catalog.Text{{{Lang: "en", Value: "Other"}}}}
	one := func() *catalog.Opportunity {
		o := &newOpportunityDraft(catalog.Opportunity{
			Title: catalog.Text{{Lang: "en", Value: "Soup"}, {Lang: "es", Value: "Sopa"}}, Organizations: []*catalog.Organization{shared},
			Tags: []string{"warm", "warm"}, Steps: []catalog.Text{{{Lang: "en", Value: "Soup"}}},
			Research: &catalog.Research{Residents: []string{"ask"}},
		}).Opportunity
		settle(o)
		return o
	}
	before := one()
	title, tags := &before.Title[0], &before.Tags[0]
	o := newPacker().listing(before)
	if !reflect.DeepEqual(o, one()) {
		t.Errorf("got %+v", o)
	}
	if &o.Title[0] == title || &o.Tags[0] == tags {
		t.Error("what was there is still in use")
	}
	if unsafe.StringData(o.Tags[0]) != unsafe.StringData(o.Tags[1]) || unsafe.StringData(o.Title[0].Value) != unsafe.StringData(o.Steps[0][0].Value) {
		t.Error("a text is kept twice")
	}
	if o.Organizations[0] != shared || o.Source != &nothing.source || o.Spots != &nothing.spots {
		t.Error("what others have too was copied")
	}
}
