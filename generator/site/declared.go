package site

import (
	"slices"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// planFeedSets adds the calendars of the combinations that site.yaml declares,
// each with a page of its own. They are there as long as they are declared.
func (s *Site) planFeedSets() {
	for i := range s.catalog.Site.Feeds {
		f := &s.catalog.Site.Feeds[i]
		t, path := s.matching(f), feedSetPath(f.ID)
		if s.serves("feed") {
			s.eachPage(path, len(t.shown), func(l *language, number, total int) views.View {
				return s.feedSetView(l, f, t, number, total)
			})
		}
		for _, l := range s.languages {
			s.calendar(l, path, t, func() string { return l.phrase(f.Title).Text })
		}
	}
}

func (s *Site) feedSetView(l *language, f *catalog.FeedSet, t *set, number, total int) views.View {
	path, title := feedSetPath(f.ID), l.phrase(f.Title)
	v := &views.Feed{Frame: s.frame(l, "feed", path, title.Text, nil), Heading: title, Holds: s.holds(l, f)}
	v.Section = "subscribe"
	v.Crumbs = append(v.Crumbs, leading(s.named(l, subscribePath, "site.title.subscribe"))...)
	v.Sensitive = anySensitive(f.Categories)
	if !v.Sensitive {
		v.Description = l.words.T("site.about.feed", "title", title.Text)
	}
	v.List = s.list(l, path, t.shown, number)
	s.paginate(l, &v.Frame, path, number, total)
	v.Feeds = s.feedLinks(l, path, title.Text, t, false)
	if number == 1 {
		v.Subscribe = s.box(l, path, title.Text, t, false)
	}
	return v
}

// holds says what has to fit, a line a facet.
func (s *Site) holds(l *language, f *catalog.FeedSet) []views.Fact {
	var out []views.Fact
	add := func(id string, lines []views.Link) {
		if len(lines) > 0 {
			out = append(out, views.Fact{ID: id, Label: l.words.T("site.label." + id), Lines: lines})
		}
	}
	var kinds, categories, places, languages []views.Link
	for _, d := range f.Directions {
		kinds = append(kinds, s.named(l, directionPath(d), "direction."+string(d)))
	}
	for _, k := range f.Kinds {
		kinds = append(kinds, s.named(l, kindPath(k), "kind."+string(k)))
	}
	for _, c := range f.Categories {
		categories = append(categories, s.categoryLink(l, c))
	}
	for _, p := range f.Locations {
		places = append(places, s.placeLink(l, p))
	}
	for _, tag := range f.Languages {
		link := views.Link{Phrase: text(l.words.LanguageName(tag))}
		if s.sets.languages[tag] != nil {
			link.URL = l.url(languagePath(tag))
		}
		languages = append(languages, link)
	}
	add("kind", kinds)
	add("category", categories)
	add("location", places)
	add("language", languages)
	return out
}

// matching are the listings of a combination: of each facet that it names, any
// one value is enough, and every facet has to fit.
func (s *Site) matching(f *catalog.FeedSet) *set {
	t := &set{}
	fits := func(w *listing) bool {
		return anyOf(f.Categories, w.categories) && anyOf(f.Locations, w.locations) && anyOf(f.Languages, w.Languages) &&
			anyOf(f.Kinds, []catalog.Kind{w.Kind}) && anyOf(f.Directions, []catalog.Direction{w.Kind.Direction()})
	}
	for _, w := range s.sets.all.shown {
		if fits(w) {
			t.shown = append(t.shown, w)
			t.count(w, 1)
		}
	}
	for _, w := range s.listings {
		if w.inSets() && !w.shown && fits(w) {
			t.count(w, 1)
			if w.lingers {
				t.past = append(t.past, w)
			}
		}
	}
	return t
}

// anyOf reports whether one of the wanted is there; nothing wanted is no limit.
func anyOf[T comparable](wanted, there []T) bool {
	return len(wanted) == 0 || slices.ContainsFunc(there, func(v T) bool { return slices.Contains(wanted, v) })
}
