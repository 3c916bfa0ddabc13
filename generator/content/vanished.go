package content

import (
	"slices"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
)

// vanished are the places, categories, organizations, languages and feeds that
// commits took out of the directory within the last 400 days, so that the calendars
// at their addresses can say so. What belongs to a sensitive category, or whose place
// is not public, is gone without a trace.
func (b *directoryBefore) vanished() []catalog.Vanished {
	v := &vanishing{directoryBefore: b, categories: map[string]*format.CategoryDraft{}, hidden: map[string]bool{}}
	for i := range b.records {
		if f := &b.records[i]; f.file() == "categories.yaml" {
			for _, d := range b.decode(f).Categories {
				if v.categories[d.ID] == nil {
					v.categories[d.ID] = d
				}
			}
		}
	}
	for i := range b.records {
		switch f := &b.records[i]; f.file() {
		case "site.yaml":
			v.site(f)
		case "locations.yaml":
			v.location(f)
		case "categories.yaml":
			v.category(f)
		case "organizations":
			v.organization(f)
		}
	}
	return slices.DeleteFunc(v.list, func(one catalog.Vanished) bool {
		return one.Kind == "location" && v.hidden["locations.yaml/"+one.ID] || one.Kind == "organization" && v.hidden["organizations/"+one.ID]
	})
}

// vanishing collects what has vanished.
type vanishing struct {
	*directoryBefore
	categories map[string]*format.CategoryDraft // that were there, as they were last
	hidden     map[string]bool                  // records that were not public at some time
	list       []catalog.Vanished
}

func (v *vanishing) add(kind, id string, name catalog.Text, at time.Time) {
	if !slices.ContainsFunc(v.list, func(one catalog.Vanished) bool { return one.Kind == kind && one.ID == id }) {
		v.list = append(v.list, catalog.Vanished{Kind: kind, ID: id, Name: name, At: at})
	}
}

// site adds languages and feeds.
func (v *vanishing) site(f *formerRecord) {
	site := v.decode(f).Site
	if site == nil {
		return
	}
	now := v.directoryBefore.site
	switch f.id() {
	case "languages":
		// The first has no folder of its own.
		for _, tag := range site.Languages[min(1, len(site.Languages)):] {
			if !slices.Contains(now.Languages[1:], tag) {
				v.add("language", tag, nil, f.At)
			}
		}
	case "feeds":
		for _, d := range site.FeedDrafts {
			there := slices.ContainsFunc(now.Feeds, func(s catalog.FeedSet) bool { return s.ID == d.ID || slices.Contains(s.Formerly, d.ID) })
			if !there && !v.anySensitive(d.CategoryRefs) {
				v.add("feed", d.ID, d.Title, f.At)
			}
		}
	}
}

func (v *vanishing) location(f *formerRecord) {
	for _, d := range v.decode(f).Locations {
		v.hidden[f.Record] = v.hidden[f.Record] || d.Confidential()
		if f.Gone && !v.exists(f.Record) && !v.hidden[f.Record] {
			v.add("location", f.id(), d.Name, f.At)
		}
	}
}

func (v *vanishing) category(f *formerRecord) {
	d := v.categories[f.id()]
	if d != nil && f.Gone && !v.exists(f.Record) && !v.sensitive(format.Ref{Text: f.id()}, 0) {
		v.add("category", f.id(), d.Name, f.At)
	}
}

func (v *vanishing) organization(f *formerRecord) {
	for _, d := range v.decode(f).Organizations {
		v.hidden[f.Record] = v.hidden[f.Record] || v.anyPrivate(d.Places) || v.anySensitive(d.CategoryRefs)
		if f.Gone && !d.Broken && !v.exists(f.Record) && !v.hidden[f.Record] {
			v.add("organization", f.id(), d.Name, f.At)
		}
	}
}

func (v *vanishing) anySensitive(words []format.Ref) bool {
	return slices.ContainsFunc(words, func(w format.Ref) bool { return v.sensitive(w, 0) })
}

// sensitive reports whether a category is or was sensitive, or lay in one that
// was. What nobody knows any more is taken for sensitive.
func (v *vanishing) sensitive(word format.Ref, depth int) bool {
	if word.Text == "" {
		return false
	}
	if c, ok := v.directoryBefore.categories.find(word); ok {
		return c.Sensitive
	}
	d := v.categories[word.Text]
	return d == nil || d.Sensitive || depth > 8 || v.sensitive(d.ParentRef, depth+1)
}

func (v *vanishing) anyPrivate(places []format.PlaceDraft) bool {
	return slices.ContainsFunc(places, func(p format.PlaceDraft) bool {
		if p.Own != nil {
			return p.Own.Privacy == catalog.Confidential
		}
		l, ok := v.locations.find(p.Ref)
		return ok && l.Privacy == catalog.Confidential
	})
}
