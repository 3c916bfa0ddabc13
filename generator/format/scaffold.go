package format

import (
	"strings"

	"corkboard/generator/catalog"
)

// kindFields are the fields that a scaffold of a kind has beside those that
// every listing is asked for.
var kindFields = map[catalog.Kind][]string{
	catalog.Volunteer:    {"give", "commitment", "one_off", "requirements", "who", "bring"},
	catalog.Drive:        {"give", "bring"},
	catalog.Donate:       {"give", "url"},
	catalog.Respond:      {"give", "requirements", "urgent_until", "safety"},
	catalog.GetHelpKind:  {"id_needed", "referral_needed", "languages", "access"},
	catalog.Job:          {"deadline", "requirements", "url"},
	catalog.Grant:        {"deadline", "who", "url"},
	catalog.Class:        {"spots", "bring", "languages"},
	catalog.Event:        {"url", "access"},
	catalog.Group:        {"who", "arrive"},
	catalog.Meeting:      {"say", "online", "interpretation"},
	catalog.Consultation: {"say", "deadline", "outcome"},
	catalog.Seat:         {"say", "deadline", "commitment"},
	catalog.Study:        {"say", "deadline", "who", "research"},
}

// notAsked are first fields that make no sense for some kinds.
var notAsked = map[catalog.Kind][]string{
	catalog.Volunteer: {"get", "hours", "cost"}, catalog.Drive: {"get", "cost"}, catalog.Donate: {"get", "schedule", "hours", "locations", "booking_needed", "cost"},
	catalog.Respond: {"hours", "cost"}, catalog.Job: {"hours", "cost", "booking_needed"}, catalog.Grant: {"schedule", "hours", "locations", "booking_needed", "cost"},
	catalog.Meeting: {"get", "hours", "cost"}, catalog.Consultation: {"get", "hours", "booking_needed", "cost"}, catalog.Seat: {"get", "hours", "booking_needed", "cost"},
}

// Scaffold is a listing of a kind to copy: block form, one comment line above
// each field, nothing filled in but the kind. KindOrganization gives an
// organization. Fields that stay empty may stay.
func Scaffold(kind catalog.Kind) string {
	var b strings.Builder
	if kind == catalog.KindOrganization {
		for _, f := range organizationTable.fields {
			if f.Form {
				f.scaffold(&b, "", "")
			}
		}
		return b.String()
	}
	for _, f := range opportunityTable.fields {
		if !asked(&f.Field, kind) {
			continue
		}
		value := ""
		if f.Name == "kind" {
			value = string(kind)
		}
		f.scaffold(&b, "", value)
	}
	return b.String()
}

// scaffold writes the field with the comment above it.
func (f *Field) scaffold(b *strings.Builder, indent, value string) {
	b.WriteString(indent + "# " + f.Doc)
	name := f.Name
	if f.List && f.Other != "" && !strings.Contains(f.Example, "[") && !strings.Contains(f.Example, "\n") && len(f.Other) < len(f.Name) {
		name = f.Other // one value is the usual case
	}
	switch {
	case value != "":
		b.WriteString("\n" + indent + name + ": " + value + "\n")
	case f.Type == TypeAnswer:
		b.WriteString(": yes or no\n" + indent + name + ":\n")
	case f.Type == TypeChoice && !f.List:
		b.WriteString(": " + strings.Join(f.Choices, ", ") + "\n" + indent + name + ":\n")
	case f.Type == TypeGroup && len(f.Fields) > 0 && (f.Alone == "" || strings.HasPrefix(f.Example, "\n")) && !f.List:
		b.WriteString("\n" + indent + name + ":\n")
		for i := range f.Fields {
			f.Fields[i].scaffold(b, indent+"  ", "")
		}
	case strings.HasPrefix(f.Example, "\n  - "):
		// A list of several texts: two entries show the form.
		first, _, _ := strings.Cut(strings.TrimPrefix(f.Example, "\n  - "), "\n")
		b.WriteString(", such as: " + first + "\n" + indent + name + ":\n" + indent + "  -\n" + indent + "  -\n")
	case strings.HasPrefix(f.Example, "\n"):
		b.WriteString(", such as:")
		for line := range strings.Lines(strings.TrimPrefix(f.Example, "\n")) {
			b.WriteString("\n" + indent + "#   " + strings.TrimSpace(line))
		}
		b.WriteString("\n" + indent + name + ":\n")
	case f.Example != "":
		b.WriteString(", such as: " + f.Example + "\n" + indent + name + ":\n")
	default:
		b.WriteString("\n" + indent + name + ":\n")
	}
}
