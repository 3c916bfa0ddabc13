// Package spool keeps texts on the disk that are made once and needed many
// times: the notice of a listing stands in twenty lists and its entry in as
// many calendars, so a town of 100,000 would hold hundreds of megabytes of them
// in memory until its last page is written. It does not know what the texts are.
package spool

import (
	"fmt"
	"math/bits"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Spool is a file of texts, each in the place where it was put. It is safe for
// concurrent use. A nil Spool keeps texts in memory.
type Spool struct {
	file   *os.File
	end    atomic.Int64
	recent [recentTexts]slot
}

// A listing stands in the lists and calendars of its place one after the other,
// so what was just read is mostly what is asked for next.
const (
	recentTexts = 2048 // with recentBytes at most 4 MB; a text of usual length takes half a kilobyte
	recentBytes = 2048
)

// slot holds the text that was read last of those that share it.
type slot struct {
	sync.Mutex
	place uint64 // as in Text; 0 = none, since no text there is empty
	text  []byte
}

// Open makes a spool below dir; "" = the system's folder for temporary files.
// Nobody else can read it, and it is gone with Close, or with the process where
// the system lets a file be removed that is open.
func Open(dir string) (*Spool, error) {
	f, err := os.CreateTemp(dir, "corkboard-*")
	if err != nil {
		return nil, fmt.Errorf("making a file for what does not have to be in memory: %w", err)
	}
	_ = os.Remove(f.Name()) // Windows does that in Close
	return &Spool{file: f}, nil
}

// Close takes the spool away. No text of it can be read any more.
func (s *Spool) Close() error {
	if s == nil {
		return nil
	}
	err := s.file.Close()
	_ = os.Remove(s.file.Name()) // it is mostly gone already
	return err
}

// Text is a text that is kept somewhere. The zero value is the empty text.
type Text struct {
	text  string // what is in memory
	spool *Spool // nil = it is
	place uint64 // in the spool: where it begins, then its bytes in lengthBits
}

const (
	lengthBits = 24 // 16 MB, and a terabyte of them
	placeBits  = 64 - lengthBits
	fewBytes   = 48 // not worth a look at the disk
)

// Of is a text in memory.
func Of(text string) Text { return Text{text: text} }

// Keep puts a text into the spool. Where that can't be done, because the disk is
// full for instance, the text stays in memory.
func (s *Spool) Keep(text []byte) Text {
	n := int64(len(text))
	if s == nil || n < fewBytes || n >= 1<<lengthBits {
		return Text{text: string(text)}
	}
	at := s.end.Add(n) - n
	if at+n >= 1<<placeBits {
		return Text{text: string(text)}
	}
	if _, err := s.file.WriteAt(text, at); err != nil {
		return Text{text: string(text)}
	}
	return Text{spool: s, place: uint64(at)<<lengthBits | uint64(n)}
}

// Len is how many bytes the text has.
func (t Text) Len() int {
	if t.spool == nil {
		return len(t.text)
	}
	return int(t.place & (1<<lengthBits - 1))
}

// AppendTo appends the text to b. It panics when the disk does not give back
// what was put there: whoever writes a file reports that as an error of it.
func (t Text) AppendTo(b []byte) []byte {
	if t.spool == nil {
		return append(b, t.text...)
	}
	if t.Len() > recentBytes {
		return t.read(b)
	}
	s := t.spool.slotOf(t.place)
	s.Lock()
	defer s.Unlock()
	if s.place != t.place {
		s.place = 0 // a read that fails leaves nothing behind
		s.text = t.read(s.text[:0])
		s.place = t.place
	}
	return append(b, s.text...)
}

func (t Text) read(b []byte) []byte {
	start, n := len(b), t.Len()
	b = slices.Grow(b, n)[:start+n]
	if _, err := t.spool.file.ReadAt(b[start:], int64(t.place>>lengthBits)); err != nil {
		panic(fmt.Errorf("reading what was kept on the disk: %w", err))
	}
	return b
}

// slotOf spreads places over the slots (Knuth, The Art of Computer Programming,
// §6.4: multiplicative hashing).
func (s *Spool) slotOf(place uint64) *slot {
	return &s.recent[place*0x9e3779b97f4a7c15>>(64-bits.Len(recentTexts-1))]
}

// String is the text. It panics as AppendTo does.
func (t Text) String() string {
	if t.spool == nil {
		return t.text
	}
	b := t.AppendTo(make([]byte, 0, t.Len()))
	return unsafe.String(unsafe.SliceData(b), len(b)) // nobody else has b
}
