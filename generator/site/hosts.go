package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/tree"
	"corkboard/generator/views"
)

// hosts are the files that hosts and crawlers read.
func hosts(b *board.Board, at *address.Book, pages []Page) []tree.File {
	robots := fmt.Appendf(nil, "User-agent: *\nAllow: /\n\nSitemap: %s\n", at.Default().Absolute("sitemap.xml"))
	return append(append(sitemaps(at, pages), private(b, at, pages)...),
		tree.Bytes("robots.txt", robots),
		tree.Lazy("_headers", func() []byte { return headers(b, at) }),
		tree.Lazy("_redirects", func() []byte { return redirectLines(at) }),
	)
}

// redirectLines are the rules of _redirects, for hosts that read it.
func redirectLines(at *address.Book) []byte {
	var out bytes.Buffer
	for _, l := range at.Languages {
		for _, m := range l.Moves {
			if m.Page {
				fmt.Fprintf(&out, "%s %s 301\n", l.URL(m.From), l.URL(m.To))
			}
		}
	}
	return out.Bytes()
}

// headers are the rules of _headers, for hosts that read it: the policy of the
// pages, long life for files whose names carry their content, and no copy of a
// sensitive page anywhere.
func headers(b *board.Board, at *address.Book) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s*\n", at.Base)
	for _, header := range []string{
		"Content-Security-Policy: " + views.Policy + "; frame-ancestors 'none'",
		"X-Content-Type-Options: nosniff",
		"Referrer-Policy: strict-origin-when-cross-origin",
		"Permissions-Policy: camera=(), microphone=(), payment=()",
	} {
		fmt.Fprintf(&out, "  %s\n", header)
	}
	fmt.Fprintf(&out, "%sassets/*\n  Cache-Control: public, max-age=31536000, immutable\n", at.Base)
	for _, l := range at.Languages {
		for _, name := range []string{address.CalendarFile, "*/" + address.CalendarFile, "*/" + address.EventFile} {
			fmt.Fprintf(&out, "%s%s\n  Content-Type: text/calendar; charset=utf-8\n  Access-Control-Allow-Origin: *\n", l.URL(""), name)
		}
		for _, path := range sensitive(b, l) {
			fmt.Fprintf(&out, "%s*\n  Cache-Control: no-store\n  Referrer-Policy: no-referrer\n", l.URL(path))
		}
	}
	return out.Bytes()
}

// private are the marks beside the pages of private matters, by which a server that
// does not read _headers knows them.
func private(b *board.Board, at *address.Book, pages []Page) []tree.File {
	folders := map[string]bool{}
	for _, l := range at.Languages {
		for _, p := range sensitive(b, l) {
			folders[path.Dir(l.File(p))] = true
		}
	}
	var files []tree.File
	for i := range pages {
		folder := path.Dir(pages[i].Path)
		for up := folder; up != "."; up = path.Dir(up) {
			if folders[up] {
				files = append(files, tree.Bytes(path.Join(folder, address.PrivateFile), []byte("no copy of this page may be stored\n")))
				break
			}
		}
	}
	return files
}

// sensitive are the pages of private matters in a language.
func sensitive(b *board.Board, l *address.Language) []string {
	paths := []string{address.HideVisitPath}
	for _, c := range b.Catalog.Categories {
		if c.Sensitive {
			paths = append(paths, address.CategoryPath(c.ID))
		}
	}
	for _, o := range b.Listings {
		if o.Sensitive && l.Has(o.Title) {
			paths = append(paths, address.ListingPath(o.ID))
		}
	}
	for _, o := range b.Organizations {
		if o.Sensitive && l.Has(o.Name) {
			paths = append(paths, address.OrganizationPath(o.ID))
		}
	}
	for _, p := range b.Locations {
		for _, c := range b.Catalog.Categories {
			if c.Sensitive && b.Sets.Crossing(p, c).HasPage() {
				paths = append(paths, address.CrossingPath(p.ID, c.ID))
			}
		}
	}
	return paths
}

// sitemapPart is how many addresses one sitemap may have (sitemaps.org).
const sitemapPart = 50_000

// sitemaps are sitemap.xml: an index with parts when the site is large.
func sitemaps(at *address.Book, pages []Page) []tree.File {
	total := 0
	for i := range pages {
		if pages[i].Sitemap {
			total++
		}
	}
	// While a town is edited nobody asks for it, so it is made when somebody does.
	urls := sync.OnceValue(func() []string {
		list := make([]string, 0, total)
		for i := range pages {
			if p := &pages[i]; p.Sitemap {
				list = append(list, at.Base+strings.TrimSuffix(p.Path, "index.html"))
			}
		}
		slices.Sort(list)
		return list
	})
	if total <= sitemapPart {
		return []tree.File{tree.Lazy("sitemap.xml", func() []byte { return sitemap(at, "urlset", "url", urls()) })}
	}
	var files []tree.File
	var parts []string
	for from := 0; from < total; from += sitemapPart {
		name := fmt.Sprintf("sitemap-%d.xml", len(parts)+1)
		files = append(files, tree.Lazy(name, func() []byte { return sitemap(at, "urlset", "url", urls()[from:min(from+sitemapPart, total)]) }))
		parts = append(parts, at.Base+name)
	}
	return append(files, tree.Lazy("sitemap.xml", func() []byte { return sitemap(at, "sitemapindex", "sitemap", parts) }))
}

// sitemap writes one document of the Sitemap protocol 0.9, of URLs on the host.
func sitemap(at *address.Book, root, entry string, urls []string) []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	fmt.Fprintf(&out, "<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", root)
	for _, url := range urls {
		out.WriteString("<" + entry + "><loc>")
		_ = xml.EscapeText(&out, []byte(at.Absolute(url))) // a bytes.Buffer does not fail
		out.WriteString("</loc></" + entry + ">\n")
	}
	fmt.Fprintf(&out, "</%s>\n", root)
	return out.Bytes()
}
