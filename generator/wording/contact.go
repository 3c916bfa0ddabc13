package wording

import (
	"net/url"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// Contacts are the ways to reach someone, in the order in which people on a
// phone want them: call, text, mail, web.
func (w *Writer) Contacts(phones []catalog.Phone, emails []catalog.Email, web string) []views.Contact {
	var calls, texts, out []views.Contact
	for i := range phones {
		c := w.Phone(&phones[i])
		if c.Kind == "call" || c.Kind == "tty" {
			calls = append(calls, c)
		} else {
			texts = append(texts, c)
		}
	}
	out = append(calls, texts...)
	for _, e := range emails {
		out = append(out, views.Contact{Kind: "mail", Label: w.Phrase(e.Label), Text: e.Address, URL: Mailto(e.Address, "", "")})
	}
	if web != "" {
		out = append(out, views.Contact{Kind: "web", Text: hostOf(web), URL: web})
	}
	return out
}

// Phone is a telephone number with what it takes: calls, texts, messages.
func (w *Writer) Phone(p *catalog.Phone) views.Contact {
	c := views.Contact{Kind: "call", Label: w.Phrase(p.Label), Text: p.Number}
	var details []string
	if p.Ext != "" {
		details = append(details, w.Words.T("site.ext", "ext", p.Ext))
	}
	hours := w.Phrase(p.Hours).Text
	if p.Always {
		hours = w.Words.T("schedule.always")
	}
	if hours != "" {
		details = append(details, hours)
	}
	if len(p.Languages) > 0 {
		details = append(details, w.languageNames(p.Languages))
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

// languageNames are languages in words, in one line.
func (w *Writer) languageNames(tags []string) string {
	names := make([]string, len(tags))
	for i, tag := range tags {
		names[i] = w.Words.LanguageName(tag)
	}
	return w.Words.List(names)
}

// Reach are a listing's contacts: its own, else those of its organizations,
// and whose they are when not its own.
func (w *Writer) Reach(o *catalog.Opportunity) (list []views.Contact, note views.Phrase) {
	if len(o.Phones) > 0 || len(o.Emails) > 0 {
		return w.Contacts(o.Phones, o.Emails, o.URL), views.Phrase{}
	}
	list = w.Contacts(nil, nil, o.URL)
	for _, by := range o.Organizations {
		web := by.URL
		if o.URL != "" {
			web = ""
		}
		theirs := w.Contacts(by.Phones, by.Emails, web)
		if len(o.Organizations) > 1 {
			name := w.Phrase(by.Name)
			for i := range theirs {
				if theirs[i].Label.Text == "" {
					theirs[i].Label = name
				}
			}
		}
		list = append(list, theirs...)
	}
	if len(o.Organizations) > 0 && len(list) > 0 {
		note = w.Word("site.contacts_of", "name", w.Who(o).Text)
	}
	return list, note
}

// Online is how to take part from afar, with what is said of it.
func (w *Writer) Online(o *catalog.Opportunity) (how *views.Contact, note views.Phrase) {
	note = w.Phrase(o.Online.Note)
	switch {
	case o.Online.URL != "":
		how = &views.Contact{Kind: "web", Text: hostOf(o.Online.URL), URL: o.Online.URL, Detail: o.Online.Phone}
	case o.Online.Phone != "":
		how = &views.Contact{Kind: "call", Text: o.Online.Phone, URL: "tel:" + Dialable(o.Online.Phone)}
	case o.Remote == catalog.Remotely || o.Remote == catalog.Hybrid:
		how = &views.Contact{Text: w.Words.T("remote." + string(o.Remote))}
		if o.Remote == catalog.Remotely {
			how.Text = w.Afar(o)
		}
	}
	return how, note
}

// ByPhone reports whether a listing that is at no place is reached by phone, and not
// online.
func ByPhone(o *catalog.Opportunity) bool {
	if o.Remote != catalog.Remotely || o.Online.URL != "" || o.Status == catalog.MovedOnline {
		return false
	}
	return o.Online.Phone != "" || o.Kind == catalog.GetHelpKind && len(o.Phones) > 0
}

// Afar says how to take part in a listing that is at no place: a line that people call
// is not online.
func (w *Writer) Afar(o *catalog.Opportunity) string {
	switch {
	case ByPhone(o):
		return w.Words.T("site.by_phone")
	case o.Online.URL != "" && o.Online.Phone == "" || o.Status == catalog.MovedOnline:
		return w.Words.T("site.online")
	}
	return w.Words.T("remote.yes")
}

// Mailto makes a mailto address (RFC 6068).
func Mailto(address, subject, body string) string {
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

// Dialable keeps what a tel: address may have. A short number such as 911 has
// no country code.
func Dialable(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' || r == '*' || r == '#' {
			return r
		}
		return -1
	}, number)
}

// QueryEscape is a value in the query of an address.
func QueryEscape(s string) string { return string(appendEscaped(nil, s)) }

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
