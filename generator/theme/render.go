package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"

	"corkboard/generator/site"
	"corkboard/generator/tree"
)

// layout is what page-layout.html puts together.
type layout struct {
	*site.Frame
	Open     template.HTML // from the doctype to the style sheet
	Sheet    string        // URL of the page kind's own style sheet; "" = none
	Module   string        // URL of the page kind's own script; "" = none
	Head     template.HTML // the page kind's own elements for <head>
	Masthead template.HTML
	Main     template.HTML
	Footer   template.HTML

	page page // what Head and Main are made with, and of
	view reflect.Value
}

// frame is what the shared parts of a page are made of.
type frame struct {
	*site.Chrome
	Section string // section of the page
	Kind    string // page kind
	Style   string // URLs of assets
	Script  string
	Mark    string
}

// chrome is the parts that pages of one language, section and kind share.
type chrome struct{ open, masthead, footer template.HTML }

type chromeKey struct {
	hash          tree.Hash
	section, kind string
}

// chromes keeps them while a site is built. A server that runs through many
// edits would gather old ones, so it starts afresh now and then.
type chromes struct {
	mutex sync.Mutex
	byKey map[chromeKey]chrome
}

const maxChromes = 256

// Render writes the page of a view, chosen by its Kind, in the words of its
// Lang. The words of the base language stand in for those of a regional one,
// and the first language's for one the theme does not speak.
func (t *Theme) Render(w io.Writer, view site.View) error {
	frame := view.Page()
	if frame.Chrome == nil {
		return errors.New("rendering a view without its chrome")
	}
	e, err := t.edition(frame.Lang, frame.Base)
	if err != nil {
		return err
	}
	return e.render(w, view, t)
}

func (e *edition) render(w io.Writer, view site.View, t *Theme) error {
	frame, v := view.Page(), reflect.ValueOf(view)
	page, ok := e.pages[frame.Kind]
	if !ok {
		return fmt.Errorf("rendering %s: no page kind %q", frame.PageURL, frame.Kind)
	}
	if v.Type() != page.main.dot {
		return fmt.Errorf("rendering %s: a page of kind %q shows %s, not %s", frame.PageURL, frame.Kind, page.main.dot, v.Type())
	}
	shared, err := e.chrome(frame, t)
	if err != nil {
		return err
	}
	r := newRun()
	defer r.release()

	// The page kind's own parts, then the page around them. A program of the
	// layout writes the own parts when it comes to them.
	parts := layout{Frame: frame, Open: shared.open, Masthead: shared.masthead, Footer: shared.footer, page: page, view: v}
	if own, ok := t.assets.own[frame.Kind]; ok {
		parts.Sheet = frame.Base + own.Path
	}
	if own, ok := t.assets.module[frame.Kind]; ok {
		parts.Module = frame.Base + own.Path
	}
	if e.layout.refused != "" {
		if page.head != nil {
			if parts.Head, err = page.head.html(r, v); err != nil {
				return fmt.Errorf("rendering the head of %s: %w", frame.PageURL, err)
			}
		}
		if parts.Main, err = page.main.html(r, v); err != nil {
			return fmt.Errorf("rendering %s: %w", frame.PageURL, err)
		}
	}
	if err := e.layout.execute(r, reflect.ValueOf(&parts)); err != nil {
		return fmt.Errorf("rendering %s: %w", frame.PageURL, err)
	}
	if _, err := w.Write(r.out); err != nil {
		return fmt.Errorf("writing %s: %w", frame.PageURL, err)
	}
	return nil
}

// html is what a program writes on its own.
func (p *program) html(r *run, dot reflect.Value) (template.HTML, error) {
	r.out = r.out[:0]
	err := p.execute(r, dot)
	html := template.HTML(r.out)
	r.out = r.out[:0]
	return html, err
}

// chrome returns the shared parts for a page, made once.
func (e *edition) chrome(f *site.Frame, t *Theme) (chrome, error) {
	key := chromeKey{hash: f.Chrome.Hash(), section: f.Section, kind: f.Kind}
	e.chromes.mutex.Lock()
	defer e.chromes.mutex.Unlock()
	if c, ok := e.chromes.byKey[key]; ok {
		return c, nil
	}

	data := frame{
		Chrome:  f.Chrome,
		Section: key.section,
		Kind:    key.kind,
		Style:   f.Base + t.stylesheet(f.Accent).Path,
		Script:  f.Base + t.assets.script.Path,
		Mark:    f.Base + t.assets.mark.Path,
	}
	r := newRun()
	defer r.release()
	var c chrome
	for _, part := range []struct {
		program *program
		to      *template.HTML
	}{{e.open, &c.open}, {e.masthead, &c.masthead}, {e.footer, &c.footer}} {
		html, err := part.program.html(r, reflect.ValueOf(&data))
		if err != nil {
			return chrome{}, fmt.Errorf("rendering %s: %w", part.program.tmpl.Name(), err)
		}
		*part.to = html
	}
	if e.chromes.byKey == nil || len(e.chromes.byKey) >= maxChromes {
		e.chromes.byKey = map[chromeKey]chrome{}
	}
	e.chromes.byKey[key] = c
	return c, nil
}
