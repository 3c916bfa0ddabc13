package ical

// Block is a set of events already written as text: what appears in many
// calendars is written once. It is immutable, so goroutines may share it.
type Block struct {
	text  string
	zones []zoneSpan
	last  int // year of the last start; 0 = no event
}

// NewBlock writes events for use in any number of calendars.
func NewBlock(events []Event) *Block {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.buf = w.buf[:0]
	b := &Block{}
	for i := range events {
		events[i].write(w)
		b.zones = events[i].zones(b.zones)
		b.last = max(b.last, events[i].Start.Date.Year)
	}
	b.text = string(w.buf)
	return b
}

// Text returns the written events.
func (b *Block) Text() string { return b.text }
