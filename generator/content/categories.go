package content

import (
	"fmt"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
)

// categoriesOf are the categories in the order written, tied to what they lie in.
func categoriesOf(files []*format.Records, site *catalog.Site, dates dates, found *findings) ([]*catalog.Category, *index[*catalog.Category]) {
	var drafts []*format.CategoryDraft
	for _, f := range files {
		drafts = append(drafts, f.Categories...)
	}
	names := newIndex[*catalog.Category]("category", "unknown-category", len(drafts))
	list := make([]*catalog.Category, len(drafts))
	for i, d := range drafts {
		c := d.Category
		if len(c.Name) == 0 {
			c.Name = catalog.Text{{Lang: site.Languages[0], Value: format.InWords(c.ID)}}
		}
		c.Revision = dates.revision(d.File, c.ID)
		list[i] = &c
		names.byID[c.ID] = list[i]
	}
	for i, d := range drafts {
		list[i].Formerly, _ = names.formerly(d.File, d.ID, d.FormerIDs, list[i], found)
		for _, t := range list[i].Name {
			names.name(t.Value, d.ID, list[i])
		}
		for _, a := range d.Aliases {
			names.name(a, d.ID, list[i])
		}
	}
	for i, d := range drafts {
		if d.ParentRef.Text != "" {
			list[i].Parent, _ = names.lookup(d.File, d.ParentRef, found)
		}
	}
	for i, d := range drafts {
		if inCircle(list[i], func(c *catalog.Category) *catalog.Category { return c.Parent }) {
			liesInItself(d.File, d.ID, d.ParentRef, found)
			list[i].Parent = nil
		}
		if nested(list[i], func(up *catalog.Category) *catalog.Category { return up.Parent }) > mostNested {
			liesTooDeep(d.File, d.ID, d.ParentRef, found)
			list[i].Parent = nil
		}
	}
	for _, c := range list {
		if c.Parent != nil {
			c.Parent.Children = append(c.Parent.Children, c)
		}
		for p := c.Parent; p != nil; p = p.Parent {
			c.Sensitive = c.Sensitive || p.Sensitive
		}
	}
	return list, names
}

func liesInItself(file, id string, parent format.Ref, found *findings) {
	found.report("circle", file, parent.At, fmt.Sprintf("“%s” lies in itself", format.Clip(id)), "let “in” name something larger, or delete it")
}

func liesTooDeep(file, id string, parent format.Ref, found *findings) {
	found.report("nested-too-deep", file, parent.At, fmt.Sprintf("“%s” lies in more than %d others", format.Clip(id), mostNested), "let “in” name something larger")
}
