package search

// Time is when something takes place, in minutes by the clocks of the place:
// since the first of January 1970, and how long. What lasts whole days begins at
// midnight; 0 = nobody knows how long.
type Time struct{ Start, Minutes int }

const dayMinutes = 24 * 60

// days are files of times, each of one or several days, so that a question about
// today does not take what comes in a month.
type days struct {
	starts []int // days since 1970; the last is the end
	each   []dayFile
}

// dayFile is a file of times: for each how many documents behind the one before it,
// its start beyond the first day's midnight, and its length.
type dayFile struct {
	gaps, starts, lengths writer
	count                 int
	last                  uint32
}

func newDays(starts []int) *days {
	return &days{starts: starts, each: make([]dayFile, max(0, len(starts)-1))}
}

// add puts the times of a document, which come in order, where a part of them lies.
func (d *days) add(ordinal uint32, times []Time) {
	for _, t := range times {
		end := t.Start + max(t.Minutes, 1)
		for i := range d.each {
			if from, to := d.starts[i]*dayMinutes, d.starts[i+1]*dayMinutes; t.Start < to && end > from {
				f := &d.each[i]
				f.gaps.number(int(ordinal - f.last))
				f.starts.signed(t.Start - from)
				f.lengths.number(t.Minutes)
				f.last = ordinal
				f.count++
			}
		}
	}
}

// files makes a file for each span of days.
func (d *days) files() dayFiles {
	out := dayFiles{starts: d.starts}
	for i := range d.each {
		f := &d.each[i]
		var w writer
		w.number(f.count)
		w.b = append(append(append(w.b, f.gaps.b...), f.starts.b...), f.lengths.b...)
		parts := Parts{w.b}
		out.files = append(out.files, parts)
		out.hashes = append(out.hashes, parts.hash())
	}
	return out
}

// dayFiles are the files of spans of days, each of which begins at one of starts.
type dayFiles struct {
	starts []int
	files  []Parts
	hashes [][3]byte
}
