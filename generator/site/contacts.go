package site

import (
	"net/url"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// contacts are the ways to reach someone, in the order in which people on a
// phone want them: call, text, mail, web.
func (s *Site) contacts(l *language, phones []catalog.Phone, emails []catalog.Email, web string) []views.Contact {
	var calls, texts, out []views.Contact
	for i := range phones {
		c := s.phone(l, &phones[i])
		if c.Kind == "call" || c.Kind == "tty" {
			calls = append(calls, c)
		} else {
			texts = append(texts, c)
		}
	}
	out = append(calls, texts...)
	for _, e := range emails {
		out = append(out, views.Contact{Kind: "mail", Label: l.phrase(e.Label), Text: e.Address, URL: mailto(e.Address, "", "")})
	}
	if web != "" {
		out = append(out, views.Contact{Kind: "web", Text: hostOf(web), URL: web})
	}
	return out
}

func (s *Site) phone(l *language, p *catalog.Phone) views.Contact {
	c := views.Contact{Kind: "call", Label: l.phrase(p.Label), Text: p.Number}
	var details []string
	if p.Ext != "" {
		details = append(details, l.words.T("site.ext", "ext", p.Ext))
	}
	if hours := l.phrase(p.Hours).Text; hours != "" {
		details = append(details, hours)
	}
	if len(p.Languages) > 0 {
		details = append(details, s.languageNames(l, p.Languages))
	}
	c.Detail = strings.Join(details, "; ")
	scheme := "tel:"
	switch p.Type {
	case "text":
		c.Kind, scheme = "text", "sms:"
	case "whatsapp":
		c.Kind = "whatsapp"
		if p.Dial != "" {
			c.URL = "https://wa.me/" + strings.TrimPrefix(p.Dial, "+")
		}
		return c
	case "tty":
		c.Kind = "tty"
	}
	if p.Dial == "" {
		return c
	}
	c.URL = scheme + p.Dial
	if p.Ext != "" && scheme == "tel:" {
		c.URL += ";ext=" + p.Ext // RFC 3966 section 5.3
	}
	return c
}

func (s *Site) languageNames(l *language, tags []string) string {
	names := make([]string, len(tags))
	for i, tag := range tags {
		names[i] = l.words.LanguageName(tag)
	}
	return l.words.List(names)
}

// reach are a listing's contacts: its own, else those of its organizations,
// and whose they are when not its own.
func (s *Site) reach(l *language, o *catalog.Opportunity) (list []views.Contact, note views.Phrase) {
	if len(o.Phones) > 0 || len(o.Emails) > 0 {
		return s.contacts(l, o.Phones, o.Emails, o.URL), views.Phrase{}
	}
	list = s.contacts(l, nil, nil, o.URL)
	for _, by := range o.Organizations {
		web := by.URL
		if o.URL != "" {
			web = ""
		}
		theirs := s.contacts(l, by.Phones, by.Emails, web)
		if len(o.Organizations) > 1 {
			name := l.phrase(by.Name)
			for i := range theirs {
				if theirs[i].Label.Text == "" {
					theirs[i].Label = name
				}
			}
		}
		list = append(list, theirs...)
	}
	if len(o.Organizations) > 0 && len(list) > 0 {
		note = text(l.words.T("site.contacts_of", "name", s.who(l, o).Text))
	}
	return list, note
}

// mailto makes a mailto address (RFC 6068).
func mailto(address, subject, body string) string {
	u := make([]byte, 0, 512)
	u = append(append(u, "mailto:"...), url.PathEscape(address)...)
	mark := byte('?')
	for _, field := range [2][2]string{{"subject=", strings.ReplaceAll(subject, "\n", " ")}, {"body=", body}} {
		if field[1] != "" {
			u = append(append(u, mark), field[0]...)
			u = appendEscaped(u, field[1])
			mark = '&'
		}
	}
	return string(u)
}

// escaped is a value in the query of an address.
func escaped(s string) string { return string(appendEscaped(nil, s)) }

// appendEscaped escapes a value in a query. A space is %20, since in a mailto
// address + stays a plus, and lines end with CRLF (RFC 6068 section 5).
func appendEscaped(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.', c == '~':
			b = append(b, c)
		case c == '\n':
			b = append(b, "%0D%0A"...)
		default:
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return b
}

// hostOf is an address as people say it: without scheme and trailing slash.
func hostOf(address string) string {
	for _, scheme := range []string{"https://", "http://"} {
		address = strings.TrimPrefix(address, scheme)
	}
	return strings.TrimSuffix(strings.TrimPrefix(address, "www."), "/")
}
