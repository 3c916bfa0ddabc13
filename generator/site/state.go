package site

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
)

// freshness says how long ago somebody made sure that a record is true.
type freshness uint8

const (
	fresh freshness = iota
	due
	unchecked
	stale
	dormant
)

func (f freshness) String() string {
	return [...]string{"fresh", "due", "unknown", "stale", "dormant"}[f]
}

// checked is the freshness of a record with the day behind it.
type checked struct {
	state    freshness
	date     schedule.Date // zero = unknown
	explicit bool          // somebody wrote it down; else the day the file was added
	days     int           // the period
}

// listing is an opportunity at the instant of the build.
type listing struct {
	*catalog.Opportunity
	checked checked
	next    *occurrence // what is on or comes next; nil = nothing dated
	ended   bool        // over, done, or no longer published
	hidden  bool        // not to be published at all yet
	shown   bool        // in lists, feeds and search
	open    bool        // takes people, as far as its status says
	lingers bool        // over, but still in calendars
	urgent  bool        // shown first
	dated   bool        // has or had a date or a deadline

	categories []*catalog.Category // own and everything above them
	locations  []*catalog.Location // own, served, and everything they lie in
	sensitive  bool

	changes time.Time // the next instant at which its state changes before the day ends; zero = none
	shared  []shared  // by language
	soon    made[int] // how often it takes place within four weeks
}

// occurrence is an occurrence with the block it comes from.
type occurrence struct {
	schedule.Occurrence
	block *catalog.Schedule
	env   schedule.Env
}

// room is where what is known of listings lies.
type room struct {
	listings    blocks[listing]
	occurrences blocks[occurrence]
	shared      blocks[shared]
	categories  blocks[*catalog.Category]
	locations   blocks[*catalog.Location]
}

// organization is an organization at the instant of the build.
type organization struct {
	*catalog.Organization
	checked    checked
	shown      bool
	categories []*catalog.Category
	locations  []*catalog.Location
	current    []*listing // in lists, in their order
	past       []*listing // ended or dormant: linked from here alone
	sensitive  bool
}

// judge works out the state of every record.
func (s *Site) judge() {
	s.validUntil = s.today.AddDays(1).In(s.zone)
	s.owners = make([]*organization, 0, len(s.catalog.Organizations))
	s.byOwner = make(map[*catalog.Organization]*organization, len(s.catalog.Organizations))
	for _, o := range s.catalog.Organizations {
		w := &organization{Organization: o}
		w.checked = s.freshness(&o.Record, catalog.KindOrganization)
		w.categories = withParents(o.Categories)
		w.locations = lieIn(o.Locations, o.Serves)
		w.sensitive = anySensitive(o.Categories)
		w.shown = o.Listed && o.Status != "closed" && o.Status != "merged" && w.checked.state != dormant
		s.alertBounds(o.Alert)
		s.owners = append(s.owners, w)
		s.byOwner[o] = w
	}
	for _, l := range s.catalog.Locations {
		s.alertBounds(l.Alert)
	}
	s.alertBounds(s.catalog.Site.Alert)

	s.judgeListings()
	s.order()
	for _, w := range s.shown {
		for _, o := range w.Organizations {
			s.byOwner[o].current = append(s.byOwner[o].current, w)
		}
	}
	for _, w := range s.listings {
		if !w.shown && w.Listed {
			for _, o := range w.Organizations {
				s.byOwner[o].past = append(s.byOwner[o].past, w)
			}
		}
	}
}

// find finds a listing; nil = there is none that is published.
func (s *Site) find(id string) *listing {
	i, ok := slices.BinarySearchFunc(s.listings, id, func(w *listing, id string) int { return strings.Compare(w.ID, id) })
	if !ok {
		return nil
	}
	return s.listings[i]
}

// judgeListing works out the state of one listing. It depends on the listing,
// on what the catalog has beside listings, and on the moment.
func (s *Site) judgeListing(w *listing) {
	o := w.Opportunity
	w.shared = s.room.shared.of(len(s.languages))
	w.checked = s.freshness(&o.Record, o.Kind)
	own := ownCategories(o)
	w.categories = s.room.categories.copied(withParents(own))
	w.locations = s.room.locations.copied(lieIn(o.Locations, o.Serves))
	w.sensitive = anySensitive(own)
	w.open = takesPeople(o.Status)
	w.dated = o.Dated()
	w.next = s.next(o)

	for _, t := range []time.Time{o.UrgentUntil, o.Publish.From, o.Publish.Until} {
		if t.After(s.now) && (w.changes.IsZero() || t.Before(w.changes)) {
			w.changes = t
		}
	}
	w.hidden = s.now.Before(o.Publish.From)
	w.ended = s.over(w)
	if w.ended && w.dated && w.Status != catalog.Done {
		last, ok := s.last(w)
		w.lingers = ok && last.End.After(s.today.AddDays(-pastDays).In(s.zone))
	}
	if o.Removed {
		last, ok := s.last(w)
		w.lingers = w.next != nil || ok && last.End.After(s.today.AddDays(-pastDays).In(s.zone)) || o.Deadline.Date.After(s.today.AddDays(-pastDays))
	}
	w.lingers = w.lingers || (w.ended || o.Removed) && s.promised(o)
	w.urgent = s.now.Before(o.UrgentUntil) || o.Kind == catalog.Respond && s.raised(w)
	w.shown = o.Listed && !w.hidden && !w.ended && w.checked.state != dormant
}

// ownCategories are a listing's, else those of its organizations.
func ownCategories(o *catalog.Opportunity) []*catalog.Category {
	own := o.Categories
	if len(own) == 0 {
		for _, by := range o.Organizations {
			own = append(own[:len(own):len(own)], by.Categories...)
		}
	}
	return own
}

// promised reports whether a listing once told of a date that is still to come.
func (s *Site) promised(o *catalog.Opportunity) bool {
	env := s.envOf(o)
	for _, f := range o.Former {
		for i := range f.Schedules {
			for range f.Schedules[i].Occurrences(s.dawn, s.dawn.AddDate(1, 1, 0), env) {
				return true
			}
		}
		if !f.Deadline.Date.Before(s.today) {
			return true
		}
	}
	return false
}

// over reports whether a listing has nothing left to come.
func (s *Site) over(w *listing) bool {
	o := w.Opportunity
	if o.Status == catalog.Done || !o.Publish.Until.IsZero() && !s.now.Before(o.Publish.Until) {
		return true
	}
	if w.next != nil || o.Ongoing {
		return false
	}
	if !o.Deadline.Date.IsZero() {
		return !s.dawn.Before(s.deadline(o, o.Deadline))
	}
	if len(o.Schedules) > 0 {
		return true // every block has run out
	}
	return o.Status == catalog.Cancelled
}

// deadline is the instant at which a deadline of a listing has passed: its time,
// else the end of its day.
func (s *Site) deadline(o *catalog.Opportunity, d catalog.Deadline) time.Time {
	zone := s.zoneOf(o)
	if d.Time.Set {
		return d.Date.At(d.Time.From, zone)
	}
	return d.Date.AddDays(1).In(zone)
}

// everDated reports whether a listing has or had an entry in calendars, so that
// those who subscribed find its file.
func (w *listing) everDated() bool { return w.dated || len(w.Former) > 0 }

// zoneOf is the zone in which a listing's times are meant.
func (s *Site) zoneOf(o *catalog.Opportunity) *time.Location {
	for _, l := range o.Locations {
		if l.Zone != nil {
			return l.Zone
		}
	}
	return s.zone
}

// envOf is what a listing's schedules take from around them.
func (s *Site) envOf(o *catalog.Opportunity) schedule.Env {
	return schedule.Env{Zone: s.zoneOf(o), Closures: s.env.Closures}
}

// envOfOwner is what an organization's opening hours take from around them.
func (s *Site) envOfOwner(o *catalog.Organization) schedule.Env {
	env := s.env
	if len(o.Locations) > 0 && o.Locations[0].Zone != nil {
		env.Zone = o.Locations[0].Zone
	}
	return env
}

// next is what of a listing is on today or comes next. A cancelled listing
// still has a next date: readers who planned to come have to see it. Last
// night's shelter is over before most of today's readers are up, so tonight's
// is told, and last night's only where there is no other.
func (s *Site) next(o *catalog.Opportunity) *occurrence {
	var best *occurrence
	env := s.envOf(o)
	for i := range o.Schedules {
		block := &o.Schedules[i]
		occ, ok := block.Next(s.dawn, env)
		if ok && s.lastNight(&occ) {
			if later, more := block.Next(occ.End, env); more {
				occ = later
			}
		}
		if !ok || best != nil && !occ.Start.Before(best.Start) {
			continue
		}
		if best == nil {
			best = &s.room.occurrences.of(1)[0]
		}
		*best = occurrence{occ, block, env}
	}
	return best
}

// lastNight reports whether an occurrence began before today and is over in
// the course of it.
func (s *Site) lastNight(o *schedule.Occurrence) bool { return nightBefore(o, s.dawn) }

// nightBefore reports whether an occurrence began before a dawn and ends within
// a day: it stands on the day that it began.
func nightBefore(o *schedule.Occurrence, dawn time.Time) bool {
	return !o.AllDay && o.HasEnd && o.Start.Before(dawn) && o.End.Sub(o.Start) < 24*time.Hour
}

// freshness judges a record by its last check and its period.
func (s *Site) freshness(r *catalog.Record, kind catalog.Kind) checked {
	c := checked{date: r.Checked.Date, explicit: !r.Checked.Date.IsZero(), days: r.Review}
	if c.date.IsZero() && !r.Added.IsZero() {
		c.date = schedule.DateOf(r.Added.In(s.zone))
	}
	if c.days == 0 {
		c.days = s.catalog.Site.Review[kind]
	}
	if c.days == 0 {
		c.days = kind.Info().Review
	}
	switch age := c.date.DaysUntil(s.today); {
	case c.date.IsZero():
		c.state = unchecked
	case age > 2*c.days:
		c.state = dormant
	case age > c.days:
		c.state = stale
	case 4*age > 3*c.days:
		c.state = due
	}
	return c
}

// bound notes an instant at which a page changes.
func (s *Site) bound(t time.Time) {
	if t.After(s.now) && t.Before(s.validUntil) {
		s.validUntil = t
	}
}

func (s *Site) alertBounds(a *catalog.Alert) {
	if a != nil {
		s.bound(a.From)
		s.bound(a.Until)
	}
}

// raised reports whether an alert is on where a listing is: then its call for
// responders goes first.
func (s *Site) raised(w *listing) bool {
	if s.catalog.Site.Alert.At(s.now) {
		return true
	}
	return slices.ContainsFunc(w.locations, func(l *catalog.Location) bool { return l.Alert.At(s.now) })
}

// order sorts the listings that are shown.
func (s *Site) order() {
	if s.previous == nil {
		s.orderAll()
		return
	}
	s.shown = make([]*listing, 0, len(s.previous.shown)+len(s.fresh))
	for _, w := range s.previous.shown {
		if !s.gone[w] {
			s.shown = append(s.shown, w)
		}
	}
	for _, w := range s.fresh {
		if w.shown {
			s.shown = inserted(s.shown, w, s.inLists)
		}
	}
}

// orderAll sorts without a list from before. A sort key is longer than the
// title, so they are there for the sorting only.
func (s *Site) orderAll() {
	type keyed struct {
		*listing
		key []byte
	}
	shown := make([]keyed, 0, len(s.listings))
	for _, w := range s.listings {
		if w.shown {
			shown = append(shown, keyed{w, s.sortKey(w)})
		}
	}
	slices.SortFunc(shown, func(a, b keyed) int {
		return cmp.Or(inTime(a.listing, b.listing), bytes.Compare(a.key, b.key), byID(a.listing, b.listing))
	})
	s.shown = make([]*listing, len(shown))
	for i, k := range shown {
		s.shown[i] = k.listing
	}
}

func (s *Site) sortKey(w *listing) []byte { return s.languages[0].words.SortKey(w.Title.First()) }

// inLists is the order of lists: urgent ones, then by next occurrence, then
// ongoing ones by freshness and name. Of two on the same instant the confirmed
// one goes first.
func (s *Site) inLists(a, b *listing) int {
	if c := inTime(a, b); c != 0 {
		return c
	}
	return cmp.Or(bytes.Compare(s.sortKey(a), s.sortKey(b)), byID(a, b))
}

// inTime is the order of lists as far as names do not matter.
func inTime(a, b *listing) int {
	return cmp.Or(
		before(a.urgent, b.urgent),
		before(a.next != nil, b.next != nil),
		compareNext(a, b),
		cmp.Compare(rank(a), rank(b)),
	)
}

// byID is the order of the catalog.
func byID(a, b *listing) int { return strings.Compare(a.ID, b.ID) }

// inserted puts a listing into a sorted list. The list is changed.
func inserted(list []*listing, w *listing, order func(a, b *listing) int) []*listing {
	at, _ := slices.BinarySearchFunc(list, w, order)
	return slices.Insert(list, at, w)
}

// before puts true first.
func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func compareNext(a, b *listing) int {
	if a.next == nil || b.next == nil {
		return 0
	}
	return a.next.Start.Compare(b.next.Start)
}

// rank puts what is confirmed before what is not.
func rank(w *listing) int {
	if w.checked.state >= stale {
		return 2
	}
	if w.checked.state == unchecked {
		return 1
	}
	return 0
}

// withParents returns categories and everything above them, each once.
func withParents(own []*catalog.Category) []*catalog.Category {
	var out []*catalog.Category
	for _, c := range own {
		for ; c != nil && !slices.Contains(out, c); c = c.Parent {
			out = append(out, c)
		}
	}
	return out
}

// lieIn returns places and everything they lie in, each once. A place written
// inside one listing is left out: it has no page.
func lieIn(groups ...[]*catalog.Location) []*catalog.Location {
	var out []*catalog.Location
	for _, group := range groups {
		for _, l := range group {
			for ; l != nil && !slices.Contains(out, l); l = l.Parent {
				if !l.Own {
					out = append(out, l)
				}
			}
		}
	}
	return out
}

func anySensitive(list []*catalog.Category) bool {
	return slices.ContainsFunc(list, func(c *catalog.Category) bool { return c.Sensitive })
}
