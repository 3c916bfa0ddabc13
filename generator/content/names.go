package content

import (
	"fmt"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
)

// mostNested is how many others a category or location may lie in: each page
// names all of them.
const mostNested = 8

// nested is how many others a record lies in, mostNested+1 at most.
func nested[T comparable](record T, up func(T) T) int {
	var none T
	n := 0
	for p := up(record); p != none && n <= mostNested; p = up(p) {
		n++
	}
	return n
}

// lookAlikes reports ids that readers take for another: those with letters of
// several scripts in a word, and those that look like an id in plain Latin.
func lookAlikes(c *catalog.Catalog, found *findings) {
	type use struct{ id, file string }
	var ids []use
	for _, o := range c.Opportunities {
		ids = append(ids, use{o.ID, o.File})
	}
	for _, o := range c.Organizations {
		ids = append(ids, use{o.ID, o.File})
	}
	for _, l := range c.Locations {
		ids = append(ids, use{l.ID, "locations.yaml"})
	}
	for _, category := range c.Categories {
		ids = append(ids, use{category.ID, "categories.yaml"})
	}
	first := make(map[string]string, len(ids)) // id by what it looks like
	for _, u := range ids {
		if skeleton := format.Skeleton(u.id); u.id == skeleton {
			first[skeleton] = u.id
		}
	}
	const hint = "type the id again in letters of one script, or choose another"
	for _, u := range ids {
		switch other := first[format.Skeleton(u.id)]; {
		case format.MixedScripts(u.id):
			found.report("id-look-alike", u.file, format.Position{}, fmt.Sprintf("the id “%s” mixes letters of several scripts in a word", format.Clip(u.id)), hint)
		case other != "" && other != u.id:
			found.report("id-look-alike", u.file, format.Position{}, fmt.Sprintf("the id “%s” looks like “%s”", format.Clip(u.id), format.Clip(other)), hint)
		}
	}
}
