package history

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"time"
)

// Layout says what the files of a folder hold. Records have names of the caller's
// choice, such as "opportunities/soup".
type Layout struct {
	// Record names the record that a file holds when it holds one; "" = the file
	// does not matter.
	Record func(path string) string
	// Single reports that a file holds one record today, so that it need not be
	// read to know.
	Single func(path string) bool
	// Split finds the records of a file that holds many; nil = it holds one.
	Split func(path string, data []byte) []Part
	// Read returns a file as it is today, committed or not.
	Read func(path string) ([]byte, error)
}

// Part is a record in a file of many.
type Part struct {
	Record   string
	From, To int // its bytes
	Body     int // where what follows its name begins
}

// state is a record at one commit.
type state struct {
	text    uint64 // tells its texts apart
	added   int64  // Unix seconds; 0 = it is not committed
	created int64  // 0 = it is not known
	changed int64
	changes int
	gone    bool // a commit deleted it
	edited  bool
}

// former is a text that a record had until a commit.
type former struct {
	record   int
	path     string
	blob     string
	from, to int // to is -1 when it was the whole file
	at       int64
	gone     bool
	became   origin
}

// origin is where a record comes from under another name: a record, and how much
// of it stayed the same in percent; 0 = nothing is known.
type origin struct{ record, alike int }

const (
	// remembered is how far back before the newest commit former texts are kept in
	// mind: the last date of a yearly event has passed by then.
	remembered = 400 * 24 * time.Hour
	// mostFormer and MostContent bound what a history that strangers write can cost;
	// the newest are kept.
	mostFormer  = 100_000
	MostContent = 4 << 20
)

// Follow goes through the history once, from the first commit to what is not
// committed. What it finds is there for Of and Former.
func (h *History) Follow(layout Layout) error {
	if h == nil || h.followed {
		return nil
	}
	if h.git == nil {
		h.followed = true
		var list []Version
		for _, v := range h.fixedFormer {
			parts := layout.Split(v.Path, v.Content)
			if parts == nil {
				parts = []Part{{Record: layout.Record(v.Path), To: len(v.Content)}}
			}
			whole := v.Content
			for _, p := range parts {
				v.Record, v.Content = p.Record, whole[p.From:p.To]
				list = append(list, v)
			}
		}
		h.fixedFormer = list
		return nil
	}
	f := &follower{
		Layout: layout, commits: h.commits, history: h, deltas: make([][]change, len(h.commits)), at: -1,
		seed: maphash.MakeSeed(), blobs: map[string]*blob{}, since: h.commits[len(h.commits)-1].at - int64(remembered/time.Second),
	}
	h.places = map[string]int{}
	work := h.worktree(layout)
	wanted := f.plan(work)
	err := h.git.objects(wanted, func(next func() ([]byte, error)) error {
		f.next = next
		for i := range f.commits {
			if err := f.commit(i); err != nil {
				return err
			}
		}
		return f.uncommitted(work)
	})
	if err != nil {
		return fmt.Errorf("reading what records were before: %w", err)
	}
	h.followed = true
	return nil
}

// follower goes through the commits. Its states are those of one commit; deltas
// lead from there to any other, along first parents.
type follower struct {
	Layout
	commits []commit
	history *History
	at      int // the commit that the states are those of; -1 = before the first
	deltas  [][]change
	since   int64

	seed   maphash.Seed
	next   func() ([]byte, error) // the next of the planned contents
	blobs  map[string]*blob       // by blobKey
	order  []*blob                // not read yet, as they will come
	was    []sighting             // by record, of the commit at hand
	is     []sighting
	round  int
	within []int // records of the commit at hand
}

// change is what a commit did to a record; nil = it was not known.
type change struct {
	record        int
	before, after *state
}

// blob is the content of a file, as far as it is known.
type blob struct {
	key   string
	path  string // of the first file that has it
	last  int    // the last commit that needs it
	ready bool
	parts []part // nil = it holds one record
}

type part struct {
	record   int
	from, to int
	text     uint64
}

// sighting is where a record is in the files of the commit at hand, before or
// after it.
type sighting struct {
	round int
	text  uint64
	file  *file
	from  int
	to    int
}

// blobKey tells contents apart. Names of records depend on the folder of a file.
func blobKey(path, object string) string {
	top, _, _ := strings.Cut(path, "/")
	return object + top
}

// plan notes which contents will be needed, and returns them in that order.
func (f *follower) plan(work []file) []string {
	var wanted []string
	need := func(i int, path, object string) {
		if object == "" || f.Single(path) || f.Record(path) == "" {
			return
		}
		key := blobKey(path, object)
		b := f.blobs[key]
		if b == nil {
			b = &blob{key: key, path: path}
			f.blobs[key] = b
			f.order = append(f.order, b)
			wanted = append(wanted, object)
		}
		b.last = i
	}
	for i := range f.commits {
		for _, d := range f.commits[i].diff {
			need(i, d.path, d.new)
			if d.from != "" {
				need(i, d.from, d.old)
			} else {
				need(i, d.path, d.old)
			}
		}
	}
	for _, d := range work {
		need(len(f.commits), d.path, d.old)
	}
	return wanted
}

// content returns a content that was planned for.
func (f *follower) content(path, object string) (*blob, error) {
	b := f.blobs[blobKey(path, object)]
	for !b.ready {
		data, err := f.next()
		if err != nil {
			return nil, err
		}
		f.understand(f.order[0], data)
		f.order = f.order[1:]
	}
	return b, nil
}

func (f *follower) understand(b *blob, data []byte) {
	b.ready = true
	parts := f.Split(b.path, data)
	if parts == nil {
		return
	}
	b.parts = make([]part, len(parts))
	for i, p := range parts {
		b.parts[i] = part{f.place(p.Record), p.From, p.To, maphash.Bytes(f.seed, data[p.Body:p.To])}
	}
}

// place is where a record is in the lists.
func (f *follower) place(name string) int {
	h := f.history
	i, known := h.places[name]
	if !known {
		i = len(h.names)
		name = strings.Clone(name)
		h.places[name] = i
		h.names = append(h.names, name)
		h.states = append(h.states, nil)
		f.was = append(f.was, sighting{})
		f.is = append(f.is, sighting{})
	}
	return i
}

// sight notes the records of one side of a changed file.
func (f *follower) sight(list *[]sighting, d *file, path, object string) error {
	name := f.Record(path)
	if object == "" || name == "" {
		return nil
	}
	see := func(record int, text uint64, from, to int) {
		if f.was[record].round != f.round && f.is[record].round != f.round {
			f.within = append(f.within, record)
		}
		(*list)[record] = sighting{f.round, text, d, from, to}
	}
	if f.Single(path) {
		record := f.place(name)
		see(record, maphash.String(f.seed, object), 0, -1)
		return nil
	}
	b, err := f.content(path, object)
	if err != nil {
		return err
	}
	if b.parts == nil {
		record := f.place(name)
		see(record, maphash.String(f.seed, object), 0, -1)
		return nil
	}
	for _, p := range b.parts {
		see(p.record, p.text, p.from, p.to)
	}
	return nil
}

// look notes the records of all changed files, before and after.
func (f *follower) look(diff []file) error {
	f.round++
	f.within = f.within[:0]
	for i := range diff {
		d := &diff[i]
		if err := f.sight(&f.is, d, d.path, d.new); err != nil {
			return err
		}
		if err := f.sight(&f.was, d, d.before(), d.old); err != nil {
			return err
		}
	}
	return nil
}

// before is the path of a file before a commit.
func (d *file) before() string {
	if d.from != "" {
		return d.from
	}
	return d.path
}

// commit takes the states from those of the first parent to those of a commit.
func (f *follower) commit(i int) error {
	c := &f.commits[i]
	first := -1
	if len(c.parents) > 0 {
		first = c.parents[0]
	}
	// What the other parents know of records is noted on the way back from them.
	others := make([]map[int]*state, 0, 1)
	for _, parent := range c.parents[min(1, len(c.parents)):] {
		f.move(parent, nil)
		other := map[int]*state{}
		f.move(first, other)
		others = append(others, other)
	}
	f.move(first, nil)
	if err := f.look(c.diff); err != nil {
		return err
	}
	f.at = i
	sources := f.sources(c)
	became, sprung := map[int]origin{}, map[int]*state{}
	for to, from := range sources {
		if known := became[from.record]; from.alike > known.alike || from.alike == known.alike && to < known.record {
			became[from.record] = origin{to, from.alike}
		}
		sprung[from.record] = f.history.states[from.record]
	}
	for _, record := range f.within {
		was, is := &f.was[record], &f.is[record]
		there, stays := was.round == f.round, is.round == f.round
		if there && stays && was.text == is.text {
			continue // it moved at most
		}
		before := f.history.states[record]
		after := &state{text: is.text, added: c.at, created: c.author, changed: c.at, changes: 1}
		if before != nil {
			after.added, after.created, after.changes = before.added, before.created, before.changes+1
		} else if from := sources[record]; from.alike > 0 {
			after.added, after.created = sprung[from.record].added, sprung[from.record].created
		}
		if !stays {
			after.text, after.gone = was.text, true
		}
		f.set(i, record, after)
		if there {
			f.keep(c, record, was, !stays, became[record])
		}
	}
	for _, other := range others {
		f.merge(i, other)
	}
	for _, d := range c.diff {
		f.drop(i, d.path, d.new)
		f.drop(i, d.before(), d.old)
	}
	return nil
}

func (f *follower) drop(i int, path, object string) {
	key := blobKey(path, object)
	if b := f.blobs[key]; b != nil && b.last <= i && b.ready {
		delete(f.blobs, key)
	}
}

// set changes the state of a record in a commit.
func (f *follower) set(i, record int, after *state) {
	f.deltas[i] = append(f.deltas[i], change{record, f.history.states[record], after})
	f.history.states[record] = after
}

// merge makes sure that no record is older after a merge than in another parent
// of it, and newer where it is not the same.
func (f *follower) merge(i int, other map[int]*state) {
	at := f.commits[i].at
	records := make([]int, 0, len(other))
	for record := range other {
		records = append(records, record)
	}
	slices.Sort(records)
	for _, record := range records {
		theirs, ours := other[record], f.history.states[record]
		if theirs == nil || ours == nil || ours.changed == at || theirs.changed < ours.changed {
			continue
		}
		after := *ours
		switch same := theirs.text == ours.text && theirs.gone == ours.gone; {
		case !same:
			after.changed, after.changes = at, max(ours.changes, theirs.changes)+1
		case theirs.changed == ours.changed && theirs.changes <= ours.changes:
			continue
		default:
			after.changed, after.changes = theirs.changed, max(ours.changes, theirs.changes)
		}
		f.set(i, record, &after)
	}
}

// move goes to the states of another commit, by first parents up and down again.
// note gets the states from before of all records that may differ.
func (f *follower) move(to int, note map[int]*state) {
	states := f.history.states
	see := func(record int) {
		if note == nil {
			return
		}
		if _, seen := note[record]; !seen {
			note[record] = states[record]
		}
	}
	var down []int
	for b := to; f.at != b; {
		if b < 0 || f.at >= 0 && f.commits[f.at].depth >= f.commits[b].depth {
			for _, d := range slices.Backward(f.deltas[f.at]) {
				see(d.record)
				states[d.record] = d.before
			}
			f.at = f.parent(f.at)
		} else {
			down = append(down, b)
			b = f.parent(b)
		}
	}
	for _, b := range slices.Backward(down) {
		for _, d := range f.deltas[b] {
			see(d.record)
			states[d.record] = d.after
		}
	}
	f.at = to
}

// parent is the first parent of a commit; -1 = it has none.
func (f *follower) parent(i int) int {
	if p := f.commits[i].parents; len(p) > 0 {
		return p[0]
	}
	return -1
}

// sources are where records that are new in a commit come from under another
// name: what git calls a rename, and in lists the same text.
func (f *follower) sources(c *commit) map[int]origin {
	var out map[int]origin
	found := func(from, to, alike int) {
		if f.history.states[from] == nil {
			return
		}
		if out == nil {
			out = map[int]origin{}
		}
		if out[to].alike == 0 {
			out[to] = origin{from, alike}
		}
	}
	lost := func(record int) bool { return f.was[record].round == f.round && f.is[record].round != f.round }
	fresh := func(record int) bool { return f.is[record].round == f.round && f.was[record].round != f.round }
	for i := range c.diff {
		d := &c.diff[i]
		if d.from == "" || d.from == d.path {
			continue
		}
		from, known := f.history.places[f.Record(d.from)]
		to, there := f.history.places[f.Record(d.path)]
		if known && there && lost(from) && fresh(to) {
			found(from, to, d.alike)
		}
	}
	var byText map[uint64]int
	for _, record := range f.within {
		if was := &f.was[record]; lost(record) && was.to >= 0 {
			if byText == nil {
				byText = map[uint64]int{}
			}
			byText[was.text] = record
		}
	}
	if byText == nil {
		return out
	}
	for _, record := range f.within {
		if is := &f.is[record]; fresh(record) && is.to >= 0 {
			if from, same := byText[is.text]; same {
				found(from, record, 100)
			}
		}
	}
	return out
}

// keep notes a text that was published until a commit.
func (f *follower) keep(c *commit, record int, was *sighting, gone bool, became origin) {
	if !c.landed || c.at < f.since {
		return
	}
	h := f.history
	h.former = append(h.former, former{record, was.file.before(), was.file.old, was.from, was.to, c.at, gone, became})
	if len(h.former) > 2*mostFormer {
		h.former = slices.Clone(h.former[mostFormer:])
	}
}

// worktree are the files of records that differ from the newest commit.
func (h *History) worktree(layout Layout) []file {
	var out []file
	for path, there := range h.edited {
		if layout.Record(path) == "" {
			continue
		}
		d := file{path: path}
		if there {
			d.new = worktree
		}
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b file) int { return strings.Compare(a.path, b.path) })
	for i := range out {
		out[i].old = h.committed(out[i].path)
	}
	return out
}

// worktree is what we call the content of a file that is not committed.
const worktree = "worktree"

// committed is what git calls the content of a file in the newest commit.
func (h *History) committed(path string) string {
	for i := len(h.commits) - 1; i >= 0; i-- {
		c := &h.commits[i]
		if !c.landed {
			continue
		}
		for j := range c.diff {
			switch d := &c.diff[j]; path {
			case d.path:
				return d.new
			case d.from:
				return ""
			}
		}
	}
	return ""
}

// uncommitted takes the states to those of today. Files that are merely not there
// change nothing: a checkout may leave some out, and only a commit takes a record
// out of the directory.
func (f *follower) uncommitted(work []file) error {
	c := &commit{at: f.commits[len(f.commits)-1].at + 1, landed: true}
	f.round++
	f.within = f.within[:0]
	for i := range work {
		d := &work[i]
		if err := f.sight(&f.was, d, d.path, d.old); err != nil {
			return err
		}
		if d.new == "" {
			continue
		}
		b := &blob{path: d.path}
		if !f.Single(d.path) {
			data, err := f.Read(d.path)
			if err != nil {
				continue // whoever reads the folder says so
			}
			f.understand(b, data)
		}
		see := func(record int, p part) {
			if f.was[record].round != f.round && f.is[record].round != f.round {
				f.within = append(f.within, record)
			}
			f.is[record] = sighting{f.round, p.text, d, p.from, p.to}
		}
		if b.parts == nil {
			record := f.place(f.Record(d.path))
			see(record, part{text: maphash.String(f.seed, worktree), to: -1})
		}
		for _, p := range b.parts {
			see(p.record, p)
		}
	}
	for _, record := range f.within {
		was, is := &f.was[record], &f.is[record]
		there := was.round == f.round
		if is.round != f.round || there && was.text == is.text {
			continue
		}
		after := &state{text: is.text, changed: c.at, changes: 1, edited: true}
		if before := f.history.states[record]; before != nil {
			after.added, after.created, after.changes = before.added, before.created, before.changes+1
		}
		f.history.states[record] = after
		if there {
			f.keep(c, record, was, false, origin{})
		}
	}
	return nil
}

// Of returns the dates of a record. path is its file, for a History that was made
// with Fixed.
func (h *History) Of(record, path string) (Dates, bool) {
	if h == nil {
		return Dates{}, false
	}
	if d, known := h.fixed[path]; known {
		return d, true
	}
	s := h.state(record)
	if s == nil {
		return Dates{}, false
	}
	d := Dates{Changed: time.Unix(s.changed, 0).UTC(), Changes: s.changes, Edited: s.edited}
	if s.added != 0 {
		d.Added = time.Unix(s.added, 0).UTC()
	}
	if s.created != 0 {
		d.Created = time.Unix(s.created, 0).UTC()
	}
	return d, true
}

func (h *History) state(record string) *state {
	i, known := h.places[record]
	if !known {
		return nil
	}
	return h.states[i]
}

// Version is a text that a record had, as it was published, until a commit changed
// or deleted it.
type Version struct {
	Record  string
	Path    string    // slash path below the folder, as it was then
	At      time.Time // revision of the commit that put an end to it
	Gone    bool      // a commit deleted the record, and none brought it back
	Became  string    // of one that a commit gave another name, that name; else ""
	Alike   int       // how much of it stayed the same then, in percent
	Content []byte    // in a file of many, its lines; good until the visit ends
}

// Former calls visit with the texts that wanted records had within the last 400
// days and have no more, the newest first.
func (h *History) Former(wanted func(record string) bool, visit func(Version)) error {
	if h == nil {
		return nil
	}
	for _, v := range h.fixedFormer {
		if wanted(v.Record) {
			visit(v)
		}
	}
	var list []*former
	var objects []string
	for i := range h.former {
		v := &h.former[len(h.former)-1-i]
		if !wanted(h.names[v.record]) {
			continue
		}
		list = append(list, v)
		if n := len(list); n < 2 || list[n-2].blob != v.blob {
			objects = append(objects, v.blob)
		}
	}
	if len(list) == 0 {
		return nil
	}
	err := h.git.objects(objects, func(next func() ([]byte, error)) error {
		var content []byte
		for i, v := range list {
			if i == 0 || list[i-1].blob != v.blob {
				var err error
				if content, err = next(); err != nil {
					return err
				}
			}
			text := content
			if v.to >= 0 {
				text = content[min(v.from, len(content)):min(v.to, len(content))]
			}
			if text != nil {
				out := Version{Record: h.names[v.record], Path: v.path, At: time.Unix(v.at, 0).UTC(), Content: text}
				if s := h.states[v.record]; s != nil && s.gone {
					out.Gone = true
				}
				if v.became.alike > 0 {
					out.Became, out.Alike = h.names[v.became.record], v.became.alike
				}
				visit(out)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("asking git what files held before: %w", err)
	}
	return nil
}

// Ever calls visit with all that wanted files held in any commit, however long
// ago, each text once, the oldest first. A content is good until the visit ends.
func (h *History) Ever(wanted func(path string) bool, visit func(path string, content []byte)) error {
	if h == nil || h.git == nil {
		return nil
	}
	var paths, objects []string
	known := map[string]bool{}
	add := func(path, object string) {
		if key := object + path; object != "" && !known[key] && wanted(path) {
			known[key] = true
			paths, objects = append(paths, path), append(objects, object)
		}
	}
	for i := range h.commits {
		for j := range h.commits[i].diff {
			d := &h.commits[i].diff[j]
			add(d.before(), d.old)
			add(d.path, d.new)
		}
	}
	if len(objects) == 0 {
		return nil
	}
	err := h.git.objects(objects, func(next func() ([]byte, error)) error {
		for _, path := range paths {
			content, err := next()
			if err != nil {
				return err
			}
			if content != nil {
				visit(path, content)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("asking git what files ever held: %w", err)
	}
	return nil
}

// Fixed makes a History from known dates of files and former versions, for tests
// and previews.
func Fixed(files map[string]Dates, former ...Version) *History {
	slices.SortStableFunc(former, func(a, b Version) int { return b.At.Compare(a.At) })
	return &History{Head: "fixed", fixed: files, fixedFormer: former}
}
