package content

import (
	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/format"
)

// HasMembers reports whether a file below the content folder may hold listings or
// organizations.
func HasMembers(file string) bool {
	f, ok := folder.Classify(file)
	return ok && (f.Kind == folder.Opportunity || f.Kind == folder.Organization) && f.Lang == ""
}

// Members are the listings and organizations that a file holds, also those with
// errors. Their organizations are named as in the file.
func Members(file string, data []byte) []catalog.Member {
	if !HasMembers(file) {
		return nil
	}
	f, _ := folder.Classify(file)
	r := format.Decode(f, false, format.Env{Lang: "en"}, data)
	var list []catalog.Member
	for _, o := range r.Opportunities {
		m := catalog.Member{Record: recordName(file, o.ID)}
		if len(o.OrganizationRefs) > 0 {
			m.Organization = o.OrganizationRefs[0].Text
		}
		list = append(list, m)
	}
	for _, o := range r.Organizations {
		list = append(list, catalog.Member{Record: recordName(file, o.ID)})
	}
	return list
}
