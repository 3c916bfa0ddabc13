package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
)

// ownPages are the addresses at the top of the site, which pages cannot have.
var ownPages = strings.Fields("give get say meet help-now opportunities organizations categories locations kinds languages access calendar search subscribe suggest outcomes new needs-checking gaps assets media data themes 404 index feed sitemap robots build changes")

func (r *resolver) takePages(files []*format.Records) {
	translations := map[string][]*format.PageDraft{}
	var drafts []*format.PageDraft
	for _, f := range files {
		if f.Page == nil {
			continue
		}
		if f.Translation() {
			if f.Page.Broken {
				r.leave(f.Path)
				continue
			}
			translations[f.ID] = append(translations[f.ID], f.Page)
			continue
		}
		drafts = append(drafts, f.Page)
	}
	taken := map[string]*format.PageDraft{}
	for _, d := range drafts {
		r.pictures(d.File, d.Pictures)
		broken := d.Broken
		if first, is := taken[format.Fold(d.ID)]; is {
			r.sameID("page", d.File, d.ID, 1, first.File, first.ID)
			broken = true
		} else {
			taken[format.Fold(d.ID)] = d
		}
		for part := range strings.SplitSeq(d.ID, "/") {
			broken = !r.usableID(d.File, format.JudgeID(d.File, part)) || broken
		}
		if top, _, _ := strings.Cut(d.ID, "/"); slices.Contains(ownPages, top) || slices.Contains(r.catalog.Site.Languages, top) {
			r.report("reserved-id", d.File, format.Position{}, fmt.Sprintf("/%s/ is an address of the site itself", top), "give the file another name", "", "")
			broken = true
		}
		if broken {
			r.leave(d.File)
			continue
		}
		merged := *d
		for _, t := range translations[d.ID] {
			merged.AddTexts(t)
		}
		p := merged.Page
		if len(p.Title) == 0 {
			p.Title = catalog.Text{{Lang: r.catalog.Site.Languages[0], Value: format.InWords(path.Base(p.ID))}}
		}
		r.catalog.Pages = append(r.catalog.Pages, &p)
	}
	slices.SortFunc(r.catalog.Pages, func(a, b *catalog.Page) int { return cmp.Compare(a.ID, b.ID) })
}
