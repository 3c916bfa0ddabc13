package catalog

import (
	"cmp"
	"slices"
)

// Member is a listing or an organization, as those of a directory are counted.
type Member struct {
	Record       string // "opportunities/soup" or "organizations/trinity"
	Organization string // id of the listing's first; "" = it is an organization, or has none
}

// Members are all listings and organizations of the content folder by record,
// whether or not they have ended. Those that a commit deleted are none.
func (c *Catalog) Members() []Member {
	list := make([]Member, 0, len(c.Opportunities)+len(c.Organizations))
	for _, o := range c.Opportunities {
		if o.Removed {
			continue
		}
		m := Member{Record: "opportunities/" + o.ID}
		if len(o.Organizations) > 0 {
			m.Organization = o.Organizations[0].ID
		}
		list = append(list, m)
	}
	for _, o := range c.Organizations {
		list = append(list, Member{Record: "organizations/" + o.ID})
	}
	slices.SortFunc(list, func(a, b Member) int { return cmp.Compare(a.Record, b.Record) })
	return list
}

// FormerMembers are the records that listings and organizations were before they
// got another id.
func (c *Catalog) FormerMembers() []string {
	var list []string
	for _, o := range c.Opportunities {
		for _, id := range o.Formerly {
			if !o.Removed {
				list = append(list, "opportunities/"+id)
			}
		}
	}
	for _, o := range c.Organizations {
		for _, id := range o.Formerly {
			list = append(list, "organizations/"+id)
		}
	}
	return list
}
