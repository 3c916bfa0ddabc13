package publish

import (
	"fmt"
	"strings"
)

// worker puts files on the stage, one at a time. Each goroutine has its own.
type worker struct {
	*stage
	made  string // the last folder that was made, with its parents
	draft draft
}

// folder makes a folder of the stage with its parents. Files come sorted by path,
// so it is usually the folder of the previous file, or one inside it.
func (w *worker) folder(dir string) error {
	if dir == "" || strings.HasPrefix(w.made, dir) && (len(w.made) == len(dir) || w.made[len(dir)] == '/') {
		return nil
	}
	if err := w.folder(dirOf(dir)); err != nil {
		return err
	}
	if err := w.disk.Mkdir(in(w.place.stage, dir)); err != nil {
		return err
	}
	w.made = dir
	return nil
}

// link puts a published file on the stage.
func (w *worker) link(path string) error {
	if err := w.folder(dirOf(path)); err != nil {
		return err
	}
	return w.disk.Link(in(w.place.output, path), in(w.place.stage, path))
}

// render renders a file and writes it when it differs from the published one.
func (w *worker) render(i int) error {
	st, file := &w.plan.steps[i], w.plan.files[i]
	name := in(w.place.stage, file.Path)
	w.draft.begin(func() (output, error) {
		if err := w.clear(i); err != nil {
			return nil, err
		}
		return w.disk.Create(name)
	})
	err := guard("rendering", file.Path, func() error {
		hash, render := file.Make()
		st.fingerprint = hash
		return render(&w.draft)
	})
	if err != nil {
		w.draft.abandon()
		return fmt.Errorf("rendering %s: %w", file.Path, err)
	}
	hash, size := w.draft.hash(), w.draft.size
	same := st.intact && hash == st.hash && size == st.size
	if same && !st.begun {
		return w.keep(i)
	}
	e, err := w.draft.end(func(b []byte) (entry, error) {
		if err := w.clear(i); err != nil {
			return entry{}, err
		}
		return w.disk.Write(name, b)
	})
	if err != nil {
		return err
	}
	if same { // so large that it was written before that was known
		if err := w.disk.Remove(name); err != nil {
			return err
		}
		st.begun = false
		return w.keep(i)
	}
	st.write, st.hash, st.size, st.mtime = true, hash, size, e.mtime
	return nil
}

// keep leaves the published file in place.
func (w *worker) keep(i int) error {
	st := &w.plan.steps[i]
	if !w.place.linkable || st.linked {
		return nil
	}
	st.linked = true
	return w.link(w.plan.path(i))
}

// clear makes way on the stage for a new file.
func (w *worker) clear(i int) error {
	st, path := &w.plan.steps[i], w.plan.path(i)
	if err := w.folder(dirOf(path)); err != nil {
		return err
	}
	if st.linked { // never in place: the file is the published one
		if err := w.disk.Remove(in(w.place.stage, path)); err != nil {
			return err
		}
		st.linked = false
	}
	st.begun = true
	return nil
}
