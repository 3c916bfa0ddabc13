package format

import (
	"strings"
	"testing"
)

// Every field that the description of the format names is in the table.
func TestNoFieldIsMissing(t *testing.T) {
	want := map[string]string{
		"site":         "id title tagline url timezone country languages area repository contact emergency alert theme review feeds license",
		"category":     "name in summary aliases icon sensitive formerly",
		"location":     "name in aliases postcodes address geo transport access timezone privacy alert formerly",
		"organization": "name aka summary body kind parent partners identifiers categories url links logo phones emails locations serves languages interpretation hours opening founded status alert checked review listed source formerly category location phone email language link",
		"opportunity":  "title kind organization host say give get summary body categories tags links image related schedule hours ongoing deadline locations remote online arrive serves commitment one_off who requirements id_needed referral_needed booking_needed bring languages interpretation access cost phones emails url steps spots roles research outcome status status_note urgent_until publish safety checked review source formerly category location phone email language link",
	}
	nested := map[string]string{
		"opportunity.commitment": "hours per at_least", "opportunity.who": "age_min age_max with_adult groups_welcome situation note", "opportunity.online": "url phone note",
		"opportunity.spots": "total left as_of", "opportunity.roles": "title spots skills commitment remote", "opportunity.research": "question lead residents ethics data_use results",
		"opportunity.research.ethics": "board reference phones", "opportunity.outcome": "text url date expected", "opportunity.publish": "from until", "opportunity.image": "file alt",
		"opportunity.phones": "label number ext type hours languages", "opportunity.cost": "amount currency note", "opportunity.checked": "date by how",
		"opportunity.schedule": "date end_date time repeat until count skip also dates changes timezone note key", "opportunity.schedule.changes": "date time location note",
		"opportunity.locations": "name in address geo", "organization.logo": "file alt", "organization.alert": "text from until url", "site.contact": "name email phone replies",
	}
	names := map[string]map[string]bool{}
	var collect func(path string, fields []Field)
	collect = func(path string, fields []Field) {
		names[path] = map[string]bool{}
		for _, f := range fields {
			names[path][f.Name], names[path][f.Other] = true, true
			if len(f.Fields) > 0 {
				collect(path+"."+f.Name, f.Fields)
			}
		}
	}
	for _, s := range Sections() {
		collect(s.Name, s.Fields)
	}
	for _, list := range []map[string]string{want, nested} {
		for path, fields := range list {
			for f := range strings.FieldsSeq(fields) {
				if !names[path][f] {
					t.Errorf("%s has no field %q", path, f)
				}
			}
		}
	}
}
