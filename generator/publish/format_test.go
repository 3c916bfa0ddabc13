package publish

import (
	"errors"
	"path/filepath"
	"testing"
	"time"
)

func FuzzManifest(f *testing.F) {
	m := manifest{records: []record{{path: "a/index.html", size: 3}, {path: "b", size: 0}}}
	f.Add(m.encode())
	f.Add([]byte("corkboard-manifest 1 00000000000000000000000000000000\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := decodeManifest(b)
		if err != nil {
			if !errors.Is(err, errManifest) {
				t.Error(err)
			}
			return
		}
		if string(m.encode()) != string(b) {
			t.Errorf("read %q, wrote %q", b, m.encode())
		}
		for _, r := range m.records {
			if goodPath(r.path) != nil || !filepath.IsLocal(filepath.FromSlash(r.path)) {
				t.Errorf("the path %q would be deleted", r.path)
			}
		}
	})
}

func FuzzState(f *testing.F) {
	s := &state{files: 2, bytes: 10, times: []int64{1e18, 1e18 + 5}, stamp: Stamp{Now: time.Unix(5, 6), Summary: []byte("x")}}
	f.Add(s.encode(), int64(1))
	f.Fuzz(func(t *testing.T, b []byte, at int64) {
		_, _ = decodeState(b) // no panic
		body := append([]byte(stateHead), b...)
		sum := hashOf(body)
		_, _ = decodeState(append(body, sum[:]...)) // nor with a right sum
		s := &state{files: len(b), bytes: at, carried: []string{"", string(b)}, times: []int64{at, -at, 0}, stamp: Stamp{Now: time.Unix(at%1e10, 7).UTC(), Summary: b}}
		got, err := decodeState(s.encode())
		if err != nil || got.bytes != at || string(got.stamp.Summary) != string(b) || !got.stamp.Now.Equal(s.stamp.Now) || got.times[1] != -at || got.carried[1] != string(b) {
			t.Errorf("%v %+v", err, got)
		}
	})
}
