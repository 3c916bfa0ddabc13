package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"corkboard/generator/catalog"
)

func (r *resolver) takePages(files []*decoded) {
	translations := map[string][]*pageDraft{}
	var drafts []*pageDraft
	for _, f := range files {
		if f.page == nil {
			continue
		}
		if f.translation() {
			if f.page.broken {
				r.leave(f.path)
				continue
			}
			translations[f.id] = append(translations[f.id], f.page)
			continue
		}
		drafts = append(drafts, f.page)
	}
	taken := map[string]*pageDraft{}
	for _, d := range drafts {
		r.pictures(d.File, d.files)
		broken := d.broken
		if first, is := taken[fold(d.ID)]; is {
			r.sameID("page", d.File, d.ID, 1, first.File, first.ID)
			broken = true
		} else {
			taken[fold(d.ID)] = d
		}
		for part := range strings.SplitSeq(d.ID, "/") {
			var judged recordDraft
			judged.judgeID(d.File, part)
			broken = !r.usableID(d.File, &judged) || broken
		}
		if top, _, _ := strings.Cut(d.ID, "/"); has(ownPages, top) || slices.Contains(r.catalog.Site.Languages, top) {
			r.report("reserved-id", d.File, at{}, fmt.Sprintf("/%s/ is an address of the site itself", top), "give the file another name", "", "")
			broken = true
		}
		if broken {
			r.leave(d.File)
			continue
		}
		merged := *d
		for _, t := range translations[d.ID] {
			pageTable.mergeTexts(&merged, t)
		}
		p := merged.Page
		if len(p.Title) == 0 {
			p.Title = catalog.Text{{Lang: r.catalog.Site.Languages[0], Value: inWords(path.Base(p.ID))}}
		}
		r.catalog.Pages = append(r.catalog.Pages, &p)
	}
	slices.SortFunc(r.catalog.Pages, func(a, b *catalog.Page) int { return cmp.Compare(a.ID, b.ID) })
}
