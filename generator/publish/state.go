package publish

import (
	"bytes"
	"encoding/binary"
	"errors"
	"time"

	"corkboard/generator/tree"
)

// state is what the work folder records about the last build: the time of each
// file, so that its size and time show that it is unchanged, and the stamp, by
// which the next build may have nothing to do. It only saves time: if it is lost
// or belongs to another manifest, files are read and hashed.
type state struct {
	manifest tree.Hash // hash of the manifest that it belongs to
	code     tree.Hash
	stamp    Stamp
	files    int
	bytes    int64
	carried  []string
	times    []int64 // mtime of each file of the manifest, in its order
}

const stateHead = "corkboard-state 1\n"

func (s *state) encode() []byte {
	b := make([]byte, 0, 256+10*len(s.times)+len(s.stamp.Summary))
	b = append(b, stateHead...)
	b = append(append(append(b, s.manifest[:]...), s.code[:]...), s.stamp.Inputs[:]...)
	b = appendTime(b, s.stamp.Now)
	b = appendTime(b, s.stamp.ValidUntil)
	b = binary.AppendUvarint(b, uint64(len(s.stamp.Summary)))
	b = append(b, s.stamp.Summary...)
	b = binary.AppendVarint(b, int64(s.files))
	b = binary.AppendVarint(b, s.bytes)
	b = binary.AppendUvarint(b, uint64(len(s.carried)))
	for _, c := range s.carried {
		b = binary.AppendUvarint(b, uint64(len(c)))
		b = append(b, c...)
	}
	b = binary.AppendUvarint(b, uint64(len(s.times)))
	last := int64(0)
	for _, t := range s.times { // files are written in order, so the differences are small
		b = binary.AppendVarint(b, t-last)
		last = t
	}
	sum := hashOf(b)
	return append(b, sum[:]...)
}

func appendTime(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return append(b, 0)
	}
	b = binary.AppendVarint(append(b, 1), t.Unix())
	return binary.AppendUvarint(b, uint64(t.Nanosecond()))
}

var errState = errors.New("the state is damaged")

func decodeState(b []byte) (*state, error) {
	n := len(b) - len(tree.Hash{})
	if n < len(stateHead) || string(b[:len(stateHead)]) != stateHead || hashOf(b[:n]) != tree.Hash(b[n:]) {
		return nil, errState
	}
	// The checksum is right, so the rest is what encode wrote.
	r := bytes.NewReader(b[len(stateHead):n])
	s := &state{}
	for _, h := range []*tree.Hash{&s.manifest, &s.code, &s.stamp.Inputs} {
		_, _ = r.Read(h[:])
	}
	s.stamp.Now = readTime(r)
	s.stamp.ValidUntil = readTime(r)
	var ok bool
	if s.stamp.Summary, ok = readBytes(r); !ok {
		return nil, errState
	}
	files, _ := binary.ReadVarint(r)
	s.files = int(files)
	s.bytes, _ = binary.ReadVarint(r)
	carried, _ := binary.ReadUvarint(r)
	for range min(carried, uint64(r.Len())) {
		name, ok := readBytes(r)
		if !ok {
			return nil, errState
		}
		s.carried = append(s.carried, string(name))
	}
	count, err := binary.ReadUvarint(r)
	if err != nil || count > uint64(r.Len()) {
		return nil, errState
	}
	s.times = make([]int64, count)
	last := int64(0)
	for i := range s.times {
		d, err := binary.ReadVarint(r)
		if err != nil {
			return nil, errState
		}
		last += d
		s.times[i] = last
	}
	return s, nil
}

// readBytes reads a length and that many bytes.
func readBytes(r *bytes.Reader) ([]byte, bool) {
	size, err := binary.ReadUvarint(r)
	if err != nil || size > uint64(r.Len()) {
		return nil, false
	}
	if size == 0 {
		return nil, true
	}
	b := make([]byte, size)
	_, err = r.Read(b)
	return b, err == nil
}

func readTime(r *bytes.Reader) time.Time {
	if known, _ := r.ReadByte(); known == 0 {
		return time.Time{}
	}
	seconds, _ := binary.ReadVarint(r)
	nanos, _ := binary.ReadUvarint(r)
	return time.Unix(seconds, int64(nanos)).UTC()
}

// remember writes the state after a successful build. If that fails, only the
// next build is slower.
func (p *place) remember(d disk, manifest tree.Hash, times []int64, opt Options, report *Report) {
	s := &state{manifest: manifest, code: opt.Code, stamp: opt.Stamp, files: report.Files, bytes: report.Bytes, carried: report.Carried, times: times}
	report.Summary = opt.Stamp.Summary
	b := s.encode()
	if old, err := d.ReadFile(p.state); err == nil && bytes.Equal(old, b) {
		return
	}
	fresh := p.state + ".new"
	_ = d.Remove(fresh)
	_, err := d.Write(fresh, b)
	if err == nil {
		err = d.Rename(fresh, p.state)
	}
	if err != nil {
		_ = d.Remove(fresh)
		_ = d.Remove(p.state)
		if report.Notice == "" {
			report.Notice = "the site is published, but the next build will be slow: " + err.Error()
		}
	}
}
