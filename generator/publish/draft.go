package publish

import (
	"crypto/sha256"
	"hash"

	"corkboard/generator/tree"
)

// largeDraft is the number of bytes that are buffered before a file goes to the
// disk. Nearly all files are smaller; the calendar of a whole town has megabytes.
const largeDraft = 256 << 10

// draft is a file being rendered. A small one is held in memory until it is known
// whether it must be written; a large one is written at once.
type draft struct {
	text []byte // what is not on the disk yet
	size int64  // including what is on the disk
	open func() (output, error)
	out  output    // nil until the file is large
	sum  hash.Hash // of what is on the disk
	err  error     // of the disk, since a renderer may ignore it
}

// begin starts another file with the same buffer; open is called if the file is
// large.
func (d *draft) begin(open func() (output, error)) {
	*d = draft{text: d.text[:0], sum: d.sum, open: open}
}

func (d *draft) Write(p []byte) (int, error) {
	if d.err != nil {
		return 0, d.err
	}
	d.size += int64(len(p))
	if len(d.text)+len(p) <= largeDraft {
		d.text = append(d.text, p...)
		return len(p), nil
	}
	if d.out == nil {
		if d.out, d.err = d.open(); d.err != nil {
			d.out = nil
			return 0, d.err
		}
		if d.sum == nil {
			d.sum = sha256.New()
		}
		d.sum.Reset()
	}
	d.put(d.text)
	d.text = d.text[:0]
	if len(p) > largeDraft/2 {
		d.put(p)
	} else {
		d.text = append(d.text, p...)
	}
	if d.err != nil {
		return 0, d.err
	}
	return len(p), nil
}

// put writes to the disk.
func (d *draft) put(p []byte) {
	if d.err != nil || len(p) == 0 {
		return
	}
	d.sum.Write(p)
	_, d.err = d.out.Write(p)
}

// hash returns the hash of all that was written.
func (d *draft) hash() tree.Hash {
	if d.out == nil {
		return hashOf(d.text)
	}
	d.put(d.text)
	d.text = d.text[:0]
	var sum [sha256.Size]byte
	return tree.Hash(d.sum.Sum(sum[:0])[:len(tree.Hash{})])
}

// end writes the rest of the file to the disk; write does it for a small file.
func (d *draft) end(write func([]byte) (entry, error)) (entry, error) {
	if d.out == nil {
		if d.err != nil {
			return entry{}, d.err
		}
		return write(d.text)
	}
	d.put(d.text)
	e, err := d.out.Done()
	if d.err != nil {
		err = d.err
	}
	d.out = nil
	return e, err
}

// abandon closes an incomplete file.
func (d *draft) abandon() {
	if d.out != nil {
		_, _ = d.out.Done() // the caller removes it
		d.out = nil
	}
}
