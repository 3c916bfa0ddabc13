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

// pagesOf are the pages of the site's own, by id.
func pagesOf(files []*format.Records, s *setting, found *findings) []*catalog.Page {
	drafts, translations := pageDrafts(files, found)
	var out []*catalog.Page
	first := map[string]*format.PageDraft{}
	for _, d := range drafts {
		s.pictures.check(d.File, d.Pictures, found)
		ok := usablePage(d, first, s.site, found)
		if d.Broken || !ok {
			found.leave(d.File)
			continue
		}
		whole := *d
		for _, t := range translations[d.ID] {
			whole.AddTexts(t)
		}
		p := whole.Page
		if len(p.Title) == 0 {
			p.Title = catalog.Text{{Lang: s.site.Languages[0], Value: format.InWords(path.Base(p.ID))}}
		}
		out = append(out, &p)
	}
	slices.SortFunc(out, func(a, b *catalog.Page) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// pageDrafts are the pages of all files, and those that translate one, by its id.
func pageDrafts(files []*format.Records, found *findings) ([]*format.PageDraft, map[string][]*format.PageDraft) {
	var drafts []*format.PageDraft
	translations := map[string][]*format.PageDraft{}
	for _, f := range files {
		switch {
		case f.Page == nil:
		case !f.Translation():
			drafts = append(drafts, f.Page)
		case f.Page.Broken:
			found.leave(f.Path)
		default:
			translations[f.ID] = append(translations[f.ID], f.Page)
		}
	}
	return drafts, translations
}

// usablePage reports what is wrong with the id of a page. first are the pages
// before it, by their folded ids.
func usablePage(d *format.PageDraft, first map[string]*format.PageDraft, site *catalog.Site, found *findings) bool {
	ok := true
	if other, taken := first[format.Fold(d.ID)]; taken {
		sameID("page", d.File, d.ID, 1, other.File, other.ID, found)
		ok = false
	} else {
		first[format.Fold(d.ID)] = d
	}
	for part := range strings.SplitSeq(d.ID, "/") {
		ok = usableID(d.File, format.JudgeID(d.File, part), found) && ok
	}
	if top, _, _ := strings.Cut(d.ID, "/"); slices.Contains(ownPages, top) || slices.Contains(site.Languages, top) {
		found.report("reserved-id", d.File, format.Position{}, fmt.Sprintf("/%s/ is an address of the site itself", top), "give the file another name")
		ok = false
	}
	return ok
}

// sameID reports an id that two records of one kind have, also when only case
// or composition tells them apart.
func sameID(what, file, id string, line int, firstFile, firstID string, found *findings) {
	at := format.Position{Line: int32(line)}
	if firstID == id {
		found.report("same-id", file, at, fmt.Sprintf("“%s” is the id of another %s too, in %s", format.Clip(id), what, firstFile), "rename one of the two, or delete it")
		return
	}
	found.report("id-collision", file, at, fmt.Sprintf("“%s” differs from “%s” in %s only by case or by how accents are stored, and many computers cannot tell them apart", format.Clip(id), format.Clip(firstID), firstFile), "rename one of the two")
}

// usableID reports what is wrong with the id that a file's name gives.
func usableID(file string, fault format.Fault, found *findings) bool {
	if fault == (format.Fault{}) {
		return true
	}
	found.report(fault.Rule, file, format.Position{}, fault.Text, fault.Hint)
	return false
}
