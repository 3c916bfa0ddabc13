package spool

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Whatever keeps it, a text comes back as it was.
func TestKeep(t *testing.T) {
	dir := t.TempDir()
	onDisk, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for _, s := range []*Spool{nil, onDisk} {
		for i := range 200 {
			group.Go(func() {
				want := strings.Repeat(fmt.Sprintf("%d, ", i), i)
				kept := s.Keep([]byte(want))
				if got := kept.String(); got != want || kept.Len() != len(want) {
					t.Errorf("%d: got %d bytes, want %d", i, len(got), len(want))
				}
				if got := string(kept.AppendTo([]byte("before "))); got != "before "+want {
					t.Errorf("%d: got %q", i, got)
				}
			})
		}
	}
	group.Wait()
	if onDisk.end.Load() == 0 {
		t.Error("nothing was put on the disk")
	}
	if err := onDisk.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// More texts than there is room for in memory, each read again after the others.
func TestKeepMany(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	text := func(i int) string { return strings.Repeat(fmt.Sprintf("%d, ", i), 20) }
	kept := make([]Text, 3*recentTexts)
	for i := range kept {
		kept[i] = s.Keep([]byte(text(i)))
	}
	for round := range 2 {
		for i := range kept {
			if got := kept[i].String(); got != text(i) {
				t.Fatalf("round %d, text %d: %q", round, i, got)
			}
		}
	}
}

// A disk that takes nothing costs memory, not the build; one that loses what it
// took must not end in half a page.
func TestFailingDisk(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("x", 1000)
	lost := s.Keep([]byte(text))
	if err := s.file.Truncate(0); err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a lost text was read")
			}
		}()
		_ = lost.String()
	}()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := s.Keep([]byte(text)).String(); got != text {
		t.Errorf("got %d bytes", len(got))
	}
	if _, err := Open(filepath.Join(t.TempDir(), "missing")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
