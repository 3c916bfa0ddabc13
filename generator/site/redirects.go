package site

import (
	"bytes"
	"corkboard/generator/views"
	"fmt"
)

// A published address never dies. What was renamed leaves a page at its old
// place that leads on, a line in _redirects for hosts that read it, and its
// feeds: a calendar program and a feed reader follow no page.

// move is an old address and where it leads, below a language's prefix.
type move struct {
	from, to string
	page     bool // there is a page at its end, in this language
}

func (s *Site) moves(l *language) []move {
	var out []move
	add := func(formerly []string, path func(string) string, id string, page bool) {
		for _, old := range formerly {
			out = append(out, move{path(old), path(id), page})
		}
	}
	for _, w := range s.listings {
		if !w.Removed {
			add(w.Formerly, listingPath, w.ID, l.speaks(w.Title))
		}
	}
	for _, o := range s.owners {
		add(o.Formerly, organizationPath, o.ID, l.speaks(o.Name))
	}
	for i := range s.catalog.Site.Feeds {
		f := &s.catalog.Site.Feeds[i]
		add(f.Formerly, feedSetPath, f.ID, s.serves("feed"))
	}
	for _, c := range s.catalog.Categories {
		add(c.Formerly, categoryPath, c.ID, true)
	}
	for _, p := range s.catalog.Locations {
		add(p.Formerly, locationPath, p.ID, true)
		for _, c := range s.catalog.Categories {
			if s.sets.crossings[crossing{p, c}] == nil {
				continue
			}
			for _, old := range append([]string{p.ID}, p.Formerly...) {
				for _, sub := range append([]string{c.ID}, c.Formerly...) {
					if old != p.ID || sub != c.ID {
						out = append(out, move{crossingPath(old, sub), crossingPath(p.ID, c.ID), true})
					}
				}
			}
		}
	}
	return out
}

// remember notes the old addresses of what has feeds.
func (s *Site) remember() {
	for _, l := range s.languages {
		l.formerly = map[string][]string{}
		for _, m := range s.moves(l) {
			l.formerly[m.to] = append(l.formerly[m.to], m.from)
		}
	}
}

// planRedirects adds a page at every old address.
func (s *Site) planRedirects() {
	for _, l := range s.languages {
		for _, m := range s.moves(l) {
			if !m.page {
				continue
			}
			s.page(l, m.from, "", false, func() views.View {
				f := s.frame(l, "redirect", m.from, l.words.T("site.moved"), nil)
				f.NoIndex, f.Languages, f.Canonical = true, nil, s.at(l.url(m.to))
				return &views.Redirect{Frame: f, To: views.Link{Phrase: text(l.words.T("site.moved_to")), URL: l.url(m.to)}}
			})
		}
	}
}

func (s *Site) redirectLines() []byte {
	var b bytes.Buffer
	for _, l := range s.languages {
		for _, m := range s.moves(l) {
			if m.page {
				fmt.Fprintf(&b, "%s %s 301\n", l.url(m.from), l.url(m.to))
			}
		}
	}
	return b.Bytes()
}

// headerLines are the rules of _headers, for hosts that read it: the policy of
// the pages, long life for files whose names carry their content, and no copy
// of a sensitive page anywhere.
func (s *Site) headerLines() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s*\n", s.base)
	for _, header := range []string{
		"Content-Security-Policy: " + views.Policy + "; frame-ancestors 'none'",
		"X-Content-Type-Options: nosniff",
		"Referrer-Policy: strict-origin-when-cross-origin",
		"Permissions-Policy: camera=(), microphone=(), payment=()",
	} {
		fmt.Fprintf(&b, "  %s\n", header)
	}
	fmt.Fprintf(&b, "%sassets/*\n  Cache-Control: public, max-age=31536000, immutable\n", s.base)
	for _, l := range s.languages {
		for _, name := range []string{calendarFile, "*/" + calendarFile} {
			fmt.Fprintf(&b, "%s%s\n  Content-Type: text/calendar; charset=utf-8\n  Access-Control-Allow-Origin: *\n", l.prefix, name)
		}
		for _, c := range s.catalog.Categories {
			if c.Sensitive {
				s.noStore(&b, l.url(categoryPath(c.ID))+"*")
			}
		}
		for _, w := range s.listings {
			if w.sensitive && l.speaks(w.Title) {
				s.noStore(&b, l.url(listingPath(w.ID))+"*")
			}
		}
		for _, o := range s.owners {
			if o.sensitive && l.speaks(o.Name) {
				s.noStore(&b, l.url(organizationPath(o.ID))+"*")
			}
		}
		for _, p := range s.catalog.Locations {
			for _, c := range s.catalog.Categories {
				if c.Sensitive && s.sets.crossings[crossing{p, c}] != nil {
					s.noStore(&b, l.url(crossingPath(p.ID, c.ID))+"*")
				}
			}
		}
	}
	return b.Bytes()
}

func (s *Site) noStore(b *bytes.Buffer, pattern string) {
	fmt.Fprintf(b, "%s\n  Cache-Control: no-store\n  Referrer-Policy: no-referrer\n", pattern)
}
