package output

import (
	"slices"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/needs"
	"corkboard/generator/search"
)

// SearchBasis is what the indexes of all languages have in common.
type SearchBasis struct {
	asking  map[string]string // by language, the words by which people ask for something
	common  []string          // everyday words
	needs   *board.Needs
	phrases []byte                         // of the needs
	aliases map[*catalog.Category][]string // other words for each
}

// NewSearchBasis reads what a directory says of its categories and emergency lines.
// asking are question words, by language tag.
func NewSearchBasis(b *board.Board, asking map[string]string) *SearchBasis {
	out := &SearchBasis{asking: asking, needs: b.Needs, aliases: ownAliases(b.Catalog.Categories)}
	for _, tag := range b.Catalog.Site.Languages {
		out.common = append(out.common, search.Common(tag)...)
	}
	var lines []needs.Line
	for _, e := range b.Catalog.Site.Emergency {
		lines = append(lines, needs.Line{Number: e.Number, Names: values(e.Name)})
	}
	out.phrases = needs.NewMatcher(b.Needs.Vocabulary, out.common).File(b.Needs.Vocabulary, lines)
	return out
}

// values are a text in every language.
func values(t catalog.Text) []string {
	var out []string
	for _, v := range t {
		out = append(out, v.Value)
	}
	return out
}

// ownAliases are the aliases of each category, unless one below it is called so: "zoning"
// finds zoning, and not all that a council decides.
func ownAliases(categories []*catalog.Category) map[*catalog.Category][]string {
	below := map[*catalog.Category]map[string]bool{} // what the categories below each are called
	for _, c := range categories {
		for up := c.Parent; up != nil; up = up.Parent {
			if below[up] == nil {
				below[up] = map[string]bool{}
			}
			for _, name := range board.NamesOf(c) {
				below[up][search.Slug(name)] = true
			}
		}
	}
	out := map[*catalog.Category][]string{}
	for _, c := range categories {
		for _, a := range c.Aliases {
			if !below[c][search.Slug(a)] {
				out[c] = append(out[c], a)
			}
		}
	}
	return out
}

// What a document is beside the needs that it serves. The engine knows them by their
// order (search/rank.mjs).
const (
	serveGet          = "get"
	serveGive         = "give"
	serveJob          = "job"
	serveSay          = "say"
	serveOrganization = "organization"
	servePhone        = "phone"    // at no time of its own, by phone
	serveUnsure       = "unsure"   // nobody has confirmed it lately
	serveIndirect     = "indirect" // gives what serves no need, such as advice on food
	serveDecides      = "decides"  // a say where somebody decides
	serveAlways       = "always"   // open around the clock
)

// serves is the facet of needs, and of what else a document is.
func (b *SearchBasis) serves() search.Facet {
	out := search.Facet{ID: byServing}
	for _, n := range b.needs.Vocabulary {
		out.Choices = append(out.Choices, search.Choice{ID: n.ID})
	}
	for _, id := range []string{serveGet, serveGive, serveJob, serveSay, serveOrganization, servePhone, serveUnsure, serveIndirect, serveDecides, serveAlways} {
		out.Choices = append(out.Choices, search.Choice{ID: id})
	}
	return out
}

// serves notes which needs a listing serves, and how.
func (d *draft) serves(l *board.Listing, phone string) {
	d.serveBy(l.Categories)
	if l.Kind == catalog.GetHelpKind && !l.Sensitive && len(l.Get) > 0 {
		first := d.basis.needs.Getting(l.Get[0])
		for _, need := range first {
			d.choose(byServing, need)
		}
		if len(first) == 0 {
			d.choose(byServing, serveIndirect)
		}
	}
	decides := func(c *catalog.Category) bool { return slices.Contains(d.basis.needs.Served(c), needs.Saying) }
	switch direction := l.Kind.Direction(); {
	case l.Kind == catalog.Job:
		d.choose(byServing, serveJob)
	case direction == catalog.GetHelp:
		d.choose(byServing, serveGet)
	case direction == catalog.GiveHelp:
		d.choose(byServing, serveGive)
	case direction == catalog.HaveASay && l.Kind != catalog.Study:
		d.choose(byServing, serveSay)
		if slices.ContainsFunc(l.AllCategories, decides) {
			d.choose(byServing, serveDecides)
		}
	}
	if l.AlwaysOpen() {
		d.choose(byServing, serveAlways)
	} else if (l.Ongoing || l.Sensitive) && phone != "" {
		d.choose(byServing, servePhone)
	}
	if unsure(l.Check) {
		d.choose(byServing, serveUnsure)
	}
}

func (d *draft) servesAsOrganization(o *board.Organization, phone string) {
	d.serveBy(o.Categories)
	d.choose(byServing, serveOrganization)
	if catalog.AlwaysOpen(o.Opening) {
		d.choose(byServing, serveAlways)
	} else if phone != "" && len(d.Times) == 0 {
		d.choose(byServing, servePhone)
	}
	if unsure(o.Check) {
		d.choose(byServing, serveUnsure)
	}
}

func (d *draft) serveBy(categories []*catalog.Category) {
	for _, c := range categories {
		for _, need := range d.basis.needs.Served(c) {
			if need != needs.Saying {
				d.choose(byServing, need)
			}
		}
	}
}
