package theme

import (
	"errors"
	"fmt"
	html "html/template"
	"io"
	"reflect"
	"sync"

	"corkboard/generator/template"
	"corkboard/generator/tree"
	"corkboard/generator/views"
)

// layout is what the template page-layout combines.
type layout struct {
	*views.Frame
	Open     html.HTML // from the doctype to the stylesheet
	Sheet    string    // URL of the page kind's own stylesheet; "" = none
	Module   string    // URL of the page kind's own script; "" = none
	Head     html.HTML // the page kind's own elements for <head>
	Masthead html.HTML
	Main     html.HTML
	Footer   html.HTML
}

// frame is what the shared parts of a page are made from.
type frame struct {
	*views.Chrome
	Section string // section of the page
	Kind    string // page kind
	Style   string // URLs of assets
	Script  string
	Mark    string
}

// chrome is the parts that pages with the same language, section and kind
// share.
type chrome struct{ open, masthead, footer html.HTML }

type chromeKey struct {
	hash          tree.Hash
	section, kind string
}

// chromes caches them while a site is built. A server that runs through many
// edits would pile up old ones, so the cache is cleared now and then.
type chromes struct {
	mutex sync.Mutex
	byKey map[chromeKey]chrome
}

const maxChromes = 256

// Render writes the page of a view, chosen by its Kind, in the words of its
// Lang. A regional language falls back to its base language, and a language
// that the theme does not have to the first one.
func (t *Theme) Render(w io.Writer, view views.View) error {
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

func (e *edition) render(w io.Writer, view views.View, t *Theme) error {
	frame := view.Page()
	page, ok := e.pages[frame.Kind]
	if !ok {
		return fmt.Errorf("rendering %s: no page kind %q", frame.PageURL, frame.Kind)
	}
	if typ := reflect.TypeOf(view); typ != page.main.Dot() {
		return fmt.Errorf("rendering %s: a page of kind %q shows %s, not %s", frame.PageURL, frame.Kind, page.main.Dot(), typ)
	}
	shared, err := e.chrome(frame, t)
	if err != nil {
		return err
	}
	b := buffers.Get().(*[]byte)
	defer buffers.Put(b)

	// First the page kind's own parts, then the page around them.
	parts := layout{Frame: frame, Open: shared.open, Masthead: shared.masthead, Footer: shared.footer}
	if own, ok := t.assets.styles[frame.Kind]; ok {
		parts.Sheet = frame.Base + own.Path
	}
	if own, ok := t.assets.scripts[frame.Kind]; ok {
		parts.Module = frame.Base + own.Path
	}
	if page.head != nil {
		if parts.Head, err = asHTML(b, page.head, view); err != nil {
			return fmt.Errorf("rendering the head of %s: %w", frame.PageURL, err)
		}
	}
	if parts.Main, err = asHTML(b, page.main, view); err != nil {
		return fmt.Errorf("rendering %s: %w", frame.PageURL, err)
	}
	if *b, err = e.layout.AppendTo((*b)[:0], &parts); err != nil {
		return fmt.Errorf("rendering %s: %w", frame.PageURL, err)
	}
	if _, err := w.Write(*b); err != nil {
		return fmt.Errorf("writing %s: %w", frame.PageURL, err)
	}
	return nil
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// asHTML executes a program and returns the result.
func asHTML(b *[]byte, p *template.Program, dot any) (_ html.HTML, err error) {
	*b, err = p.AppendTo((*b)[:0], dot)
	return html.HTML(*b), err
}

// chrome returns the shared parts for a page, made on first use.
func (e *edition) chrome(f *views.Frame, t *Theme) (chrome, error) {
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
	var c chrome
	for _, part := range []struct {
		name    string
		program *template.Program
		to      *html.HTML
	}{{openTemplate, e.open, &c.open}, {mastheadTemplate, e.masthead, &c.masthead}, {footerTemplate, e.footer, &c.footer}} {
		var b []byte
		var err error
		if *part.to, err = asHTML(&b, part.program, &data); err != nil {
			return chrome{}, fmt.Errorf("rendering %s: %w", part.name, err)
		}
	}
	if e.chromes.byKey == nil || len(e.chromes.byKey) >= maxChromes {
		e.chromes.byKey = map[chromeKey]chrome{}
	}
	e.chromes.byKey[key] = c
	return c, nil
}
