package format

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

var phoneTable = newTable("phone", "", "A number people can call or text",
	text("label", func(p *catalog.Phone) *catalog.Text { return &p.Label }).doc("whose number it is, or what for").like("Front desk"),
	line("number", func(p *catalog.Phone) *string { return &p.Number }).must().doc("the number as people write it").like("(518) 555-0123"),
	line("ext", func(p *catalog.Phone) *string { return &p.Ext }).doc("extension").like("\"12\""),
	choice("type", func(p *catalog.Phone) *string { return &p.Type }, catalog.PhoneTypes).doc("how it can be used; nothing means voice").like("text").
		also(map[string]string{"sms": "text", "call": "voice", "phone": "voice", "tdd": "tty", "mobile": "voice", "cell": "voice"}),
	text("hours", func(p *catalog.Phone) *catalog.Text { return &p.Hours }).doc("when somebody answers").like("weekdays 9am to noon"),
	languages("languages", func(p *catalog.Phone) *[]string { return &p.Languages }).or("language").doc("languages that are spoken on it"),
).write(map[string]string{"phone": "number", "name": "label", "extension": "ext"})

var emailTable = newTable("email", "", "An address people can write to",
	text("label", func(e *catalog.Email) *catalog.Text { return &e.Label }).doc("whose address it is, or what for").like("Bookings"),
	line("address", func(e *catalog.Email) *string { return &e.Address }).must().doc("the address").like("hello@example.org"),
).write(map[string]string{"email": "address", "name": "label"})

var linkTable = newTable("link", "", "An address on the web",
	text("label", func(l *catalog.Link) *catalog.Text { return &l.Label }).doc("what it leads to").like("Sign-up form"),
	address("url", func(l *catalog.Link) *string { return &l.URL }).must().doc("the address").like("https://example.org/sign-up"),
).write(map[string]string{"link": "url", "title": "label", "name": "label", "text": "label"})

// phones is a field of numbers: each a text, or a map.
func phones[T any](name string, get func(*T) *[]catalog.Phone) *field[T] {
	f := &field[T]{Field: Field{Name: name, Other: "phone", Type: TypePhone, List: true, Alone: "number", Fields: phoneTable.plain(), Example: "(518) 555-0123"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []catalog.Phone
		d.placed(v, func(n *yaml.Node) {
			var p catalog.Phone
			if n == nil {
				out = append(out, p)
				return
			}
			readGroup(d, &f.Field, phoneTable, &p, n)
			if p.Number == "" {
				if d.translation {
					out = append(out, p) // its words are found by its place in the list
				}
				return
			}
			number := n
			if n.Kind == yaml.Map {
				number = n.Get("number")
			}
			out = append(out, d.dialled(number, v.Kind == yaml.Scalar, p)...)
		})
		*get(t) = out
	}
	f.merge = func(t, other *T) {
		out := slices.Clone(*get(t))
		for i := range *get(other) {
			if i < len(out) {
				phoneTable.mergeTexts(&out[i], &(*get(other))[i])
			}
		}
		*get(t) = out
	}
	return f
}

// emails is a field of mail addresses: each a text, or a map.
func emails[T any](name string, get func(*T) *[]catalog.Email) *field[T] {
	f := &field[T]{Field: Field{Name: name, Other: "email", Type: TypeEmail, List: true, Alone: "address", Fields: emailTable.plain(), Example: "hello@example.org"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []catalog.Email
		d.placed(v, func(n *yaml.Node) {
			var e catalog.Email
			if n == nil {
				out = append(out, e)
				return
			}
			readGroup(d, &f.Field, emailTable, &e, n)
			if e.Address == "" {
				if d.translation {
					out = append(out, e)
				}
				return
			}
			address := n
			if n.Kind == yaml.Map {
				address = n.Get("address")
			}
			for _, one := range d.mails(address, e.Address, v.Kind == yaml.Scalar) {
				e.Address = one
				out = append(out, e)
			}
		})
		*get(t) = out
	}
	f.merge = func(t, other *T) {
		out := slices.Clone(*get(t))
		for i := range *get(other) {
			if i < len(out) {
				emailTable.mergeTexts(&out[i], &(*get(other))[i])
			}
		}
		*get(t) = out
	}
	return f
}

// links is a field of addresses on the web: each a text, or a map.
func links[T any](name string, get func(*T) *[]catalog.Link) *field[T] {
	f := groups(name, get, linkTable).alone("url").or("link")
	f.Type, f.Example = TypeURL, "https://example.org/more"
	read := f.read
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		read(d, t, v)
		if !d.translation {
			*get(t) = slices.DeleteFunc(*get(t), func(l catalog.Link) bool { return l.URL == "" })
		}
	}
	return f
}

// phone is a field of a single number.
func phone[T any](name string, get func(*T) *string) *field[T] {
	f := line(name, get)
	f.Type, f.Example = TypePhone, "(518) 555-0123"
	return f
}

var (
	extension = regexp.MustCompile(`(?i)[\s,;]*(?:\bext(?:ension|n)?\b\.?|\bx\.?|#)\s*:?\s*([0-9]{1,6})\s*$`)
	several   = regexp.MustCompile(`(?i)\s*(?:/|;|,|&|\||\bor\b|\band\b|\boder\b|\bou\b|\bo\b|\by\b)\s*`)
)

// Dial returns the number to dial for tel: links, digits with a leading +; a
// short service number such as 988 stays as it is. It is "" when the text is
// no number that can be dialled from elsewhere.
func Dial(number, country string) string {
	number = extension.ReplaceAllString(number, "")
	plus := strings.HasPrefix(strings.TrimSpace(number), "+")
	if plus {
		number = strings.Replace(number, "(0)", "", 1) // +44 (0)20 …
	}
	var b strings.Builder
	for _, r := range number {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.IsLetter(r):
			return ""
		}
	}
	digits := b.String()
	if !plus && strings.HasPrefix(digits, "00") {
		plus, digits = true, digits[2:]
	}
	if plus {
		if len(digits) < 7 || len(digits) > 15 {
			return ""
		}
		return "+" + digits
	}
	if len(digits) >= 3 && len(digits) <= 6 {
		return digits
	}
	c, known := callingCodes[country]
	if !known || len(digits) < 7 {
		return ""
	}
	if c.code == "1" {
		digits = strings.TrimPrefix(digits, "1")
		if len(digits) != 10 {
			return ""
		}
		return "+1" + digits
	}
	if c.trunk != "" {
		digits = strings.TrimPrefix(digits, c.trunk)
	}
	if len(c.code+digits) > 15 {
		return ""
	}
	return "+" + c.code + digits
}

// dialled completes one number, or splits several in one text.
func (d *decoder) dialled(n *yaml.Node, only bool, p catalog.Phone) []catalog.Phone {
	p.Always = d.AlwaysOpen(p.Hours)
	if m := extension.FindStringSubmatch(p.Number); m != nil && p.Ext == "" {
		p.Ext = m[1]
		p.Number = strings.TrimSpace(extension.ReplaceAllString(p.Number, ""))
	}
	parts := d.sideBySide(p.Number)
	if p.Dial = Dial(p.Number, d.Country); parts == nil && p.Dial != "" && digitCount(p.Number) <= 15 && !strings.ContainsAny(p.Number, ";|&") {
		return []catalog.Phone{p}
	}
	if parts == nil {
		parts = several.Split(p.Number, -1)
	}
	if len(parts) > 1 {
		var out []catalog.Phone
		for _, part := range parts {
			one := p
			one.Number = strings.TrimSpace(part)
			if m := extension.FindStringSubmatch(one.Number); m != nil {
				one.Ext = m[1]
				one.Number = strings.TrimSpace(extension.ReplaceAllString(one.Number, ""))
			}
			one.Dial = Dial(one.Number, d.Country)
			if n := digitCount(part); n < 6 || n > 15 || strings.ContainsFunc(one.Number, unicode.IsLetter) {
				out = nil
				break
			}
			out = append(out, one)
		}
		if out != nil {
			fix := ""
			if only {
				fix = d.asList(n, parts)
			}
			d.report("several-phones", n, "found several numbers in one text, so none can be dialled by a tap", fixed("write them as a list", fix), fix)
			return out
		}
	}
	if strings.ContainsFunc(p.Number, unicode.IsLetter) {
		number := strings.TrimFunc(p.Number, func(r rune) bool {
			return unicode.IsLetter(r) || r == ' ' || r == ':' || r == '.' || r == '-' || r == ','
		})
		hint, fix := "write the number alone, and the words under “label” or “hours”", ""
		if dial := Dial(number, d.Country); dial != "" && len(dial) > 6 {
			p.Dial = dial
			fix = d.replaced(n, number)
		}
		d.report("phone-with-words", n, fmt.Sprintf("“%s” contains words, so it cannot be dialled by a tap", Clip(p.Number)), fixed(hint, fix), fix)
		return []catalog.Phone{p}
	}
	hint := "write it with its area code, or from abroad with + and the country's code"
	if d.Country == "" {
		hint = "write it with + and the country's code, or set “country” in site.yaml"
	}
	if digitCount(p.Number) == 0 {
		hint = "write digits"
	}
	d.report("bad-phone", n, fmt.Sprintf("“%s” cannot be dialled from elsewhere", Clip(p.Number)), hint, "")
	return []catalog.Phone{p}
}

// sideBySide returns the numbers of a text that could be dialled as one and is
// two: “914 305 860/861”, whose end is that of another, “915 885 100 / 915 885 106”
// and “914 305 275 914 305 280”. nil = it is not.
func (d *decoder) sideBySide(number string) []string {
	const (
		shortest = 9 // of a whole number with its country, so that “040/123456” is one
		ending   = 4 // digits
	)
	whole := func(s string) bool { return digitCount(s) >= 6 && len(Dial(s, d.Country)) >= shortest }
	if first, rest, cut := strings.Cut(number, "/"); cut && whole(first) {
		first, rest = strings.TrimSpace(first), strings.TrimSpace(rest)
		switch n := digitCount(rest); {
		case whole(rest):
			return []string{first, rest}
		case n > 0 && n <= ending && n == len(rest) && isDigits(first[len(first)-n:]):
			return []string{first, first[:len(first)-n] + rest}
		}
	}
	words := strings.Fields(number)
	half := len(words) / 2
	if len(words)%2 != 0 || half < 2 {
		return nil
	}
	for i := range half {
		if len(words[i]) != len(words[half+i]) || !isDigits(words[i]) {
			return nil
		}
	}
	if a, b := strings.Join(words[:half], " "), strings.Join(words[half:], " "); whole(a) && whole(b) {
		return []string{a, b}
	}
	return nil
}

func isDigits(s string) bool { return digitCount(s) == len(s) }

func digitCount(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

var mailAddress = regexp.MustCompile(`^[^\s@<>()\[\],;:"]+@[\pL\pN](?:[\pL\pN.-]*[\pL\pN])?\.[\pL]{2,}$`)

// aroundSigns is the space that people put around the signs of an address.
var aroundSigns = regexp.MustCompile(` *([@.]) *`)

// mails returns the addresses in one text.
func (d *decoder) mails(n *yaml.Node, s string, only bool) []string {
	if mailAddress.MatchString(s) {
		return []string{s}
	}
	clean := strings.Trim(strings.TrimPrefix(strings.TrimSpace(s), "mailto:"), "<>. ")
	if i := strings.LastIndexByte(clean, '<'); i >= 0 {
		clean = strings.TrimRight(clean[i+1:], "> ")
	}
	if spelled := strings.NewReplacer(" at ", "@", " dot ", ".", "[at]", "@", "[dot]", ".", "(at)", "@", "(dot)", ".", " @ ", "@").Replace(clean); mailAddress.MatchString(aroundSigns.ReplaceAllString(spelled, "$1")) {
		clean = aroundSigns.ReplaceAllString(spelled, "$1")
	}
	if mailAddress.MatchString(clean) {
		fix := d.replaced(n, clean)
		d.report("bad-email", n, fmt.Sprintf("“%s” is more than a mail address", Clip(s)), fixed("", fix), fix)
		return []string{clean}
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '/' || r == ' ' || r == '&' || r == '|' })
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "or" || p == "and" })
	for _, p := range parts {
		if !mailAddress.MatchString(p) {
			parts = nil
			break
		}
	}
	if len(parts) > 1 {
		fix := ""
		if only {
			fix = d.asList(n, parts)
		}
		d.report("list-as-text", n, "found several mail addresses in one text", fixed("write them as a list", fix), fix)
		return parts
	}
	d.report("bad-email", n, fmt.Sprintf("“%s” is not a mail address, so it is left out", Clip(s)), "write it as name@example.org", "")
	return nil
}

// address is a field that takes one address on the web.
func address[T any](name string, get func(*T) *string) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeURL, Example: "https://example.org/"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if d.scalarOf(&f.Field, v) {
			*get(t) = d.url(v)
		}
	}
	return f
}

// shorteners hide where a link leads to, and die with their keeper.
var shorteners = map[string]bool{"bit.ly": true, "tinyurl.com": true, "goo.gl": true, "t.co": true, "ow.ly": true, "buff.ly": true, "is.gd": true, "rb.gy": true,
	"cutt.ly": true, "shorturl.at": true, "tiny.cc": true, "lnkd.in": true, "fb.me": true, "amzn.to": true, "dlvr.it": true, "rebrand.ly": true, "t.ly": true}

// trackers are parameters that tell the other site where a reader came from.
var trackers = map[string]bool{"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "mc_cid": true, "mc_eid": true, "igshid": true, "igsh": true, "yclid": true, "_hsenc": true, "_hsmi": true, "vero_id": true, "mkt_tok": true}

func tracker(parameter string) bool {
	name, _, _ := strings.Cut(parameter, "=")
	return trackers[name] || strings.HasPrefix(name, "utm_")
}

var escapedTwice = regexp.MustCompile(`%25[0-9A-Fa-f]{2}`)

var markdownLink = regexp.MustCompile(`^\[[^\]]*\]\((https?://[^)\s]+)\)$`)

var bareHost = regexp.MustCompile(`^[\pL\pN-]+(\.[\pL\pN-]+)*\.[\pL]{2,}(:[0-9]+)?(/|\?|$)`)

// url reads one absolute http or https address; "" when there is none.
func (d *decoder) url(n *yaml.Node) string {
	s := strings.Trim(strings.TrimSpace(n.Value), "<>")
	d.cutText(n)
	if s == "" {
		return ""
	}
	if mail := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://"), "mailto:"); mailAddress.MatchString(strings.TrimSuffix(mail, "/")) {
		d.mailNotURL(n, strings.TrimSuffix(mail, "/"))
		return ""
	}
	if m := markdownLink.FindStringSubmatch(s); m != nil {
		fix := d.replaced(n, m[1])
		d.report("bad-url", n, "this is a link of Markdown, not an address alone", fixed("write the address", fix), fix)
		s = m[1]
	}
	if bareHost.MatchString(s) && len(s) <= mostURL {
		s = "https://" + s
		fix := d.replaced(n, s)
		d.report("url-without-https", n, "the address lacks its beginning", fixed("", fix), fix)
	}
	u, why, hint, with := parseURL(s)
	if u == nil {
		fix := ""
		if with != "" {
			fix = d.replaced(n, with)
			hint = fixed(hint, fix)
		}
		d.report("bad-url", n, why+", so it is left out", hint, fix)
		d.badURL = append(d.badURL, len(d.problems)-1)
		return ""
	}
	d.lintURL(n, s, u)
	return s
}

// mostURL is how many bytes an address may have.
const mostURL = 2048

// parseURL reads an address, or says why it is none, what to do, and the address
// that was probably meant.
func parseURL(s string) (u *url.URL, why, hint, with string) {
	if len(s) > mostURL {
		return nil, "the address is longer than 2048 characters", "use a shorter one of the same site", ""
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return spacedURL(s)
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return nil, fmt.Sprintf("“%s” is not an address", Clip(s)), "copy it from the browser again", ""
	case strings.HasPrefix(s, "/") || u.Scheme == "" && u.Host == "":
		return nil, fmt.Sprintf("“%s” does not say which site it is on", Clip(s)), "write the whole address, from https:// on", ""
	case u.Scheme != "http" && u.Scheme != "https":
		if meant := misspelledScheme.Replace(s); meant != s && strings.HasPrefix(meant, "http") {
			return nil, fmt.Sprintf("“%s:” is not https:", Clip(u.Scheme)), "", meant
		}
		with := ""
		if near, ok := problem.Nearest(u.Scheme, []string{"https", "http"}); ok {
			with = slashed(near + s[len(u.Scheme):])
		}
		return nil, fmt.Sprintf("“%s:” is not an address on the web", Clip(u.Scheme)), "write an address that begins with https://", with
	case u.Host == "" || u.Hostname() == "":
		return nil, "the address names no site", "write it as https://example.org/", slashed(s)
	case u.User != nil:
		return nil, "the address holds a name before an @, which shows readers another site than they get", "write it without", u.Scheme + "://" + u.Host + u.RequestURI()
	case !strings.Contains(u.Hostname(), ".") && u.Hostname() != "localhost" && !strings.Contains(u.Hostname(), ":"):
		return nil, fmt.Sprintf("“%s” is not the name of a site", Clip(u.Hostname())), "write it as https://example.org/", ""
	}
	return u, "", "", ""
}

// spacedURL says what to write for an address with a space in it: the address
// without the words after it, or without the space that was put in.
func spacedURL(s string) (u *url.URL, why, hint, with string) {
	words := strings.Fields(s)
	if first, _, _, _ := parseURL(words[0]); first != nil && strings.ContainsAny(strings.Join(words[1:], ""), "()[]") {
		return nil, "the address has words after it", "write the address alone, and the words under “hours” or in the text", words[0]
	}
	if joined, _, _, _ := parseURL(strings.Join(words, "")); joined != nil && strings.HasSuffix(words[0], "/") {
		return nil, "the address contains a space", "", strings.Join(words, "")
	}
	with = strings.Join(words, "%20")
	if spaced, _, _, _ := parseURL(with); spaced == nil || strings.Contains(spaced.Host, "%") || strings.Contains(spaced.Host, " ") {
		with = ""
	}
	return nil, "the address contains a space", "copy it from the browser again, or write %20 for the space", with
}

// mailNotURL leads from a mail address in place of one on the web to the field
// for it.
func (d *decoder) mailNotURL(n *yaml.Node, mail string) {
	hint, fix := "write it under email: "+mail, ""
	indent, mark, ok := d.around(n)
	if ok && mark == "url:" && !d.hasLine(indent+"email:") && !d.hasLine(indent+"emails:") && !d.hasLine(indent+"label:") {
		fix = indent + "email: " + Scalar(mail)
		hint = "write: email: " + Scalar(mail)
	}
	d.report("bad-url", n, "this is a mail address, not one on the web, so it is left out", hint, fix)
	d.badURL = append(d.badURL, len(d.problems)-1)
}

// hasLine reports whether a line of the file begins so.
func (d *decoder) hasLine(begin string) bool {
	return slices.ContainsFunc(d.lines, func(line string) bool { return strings.HasPrefix(line, begin) })
}

// slashed is an address with two slashes after its scheme; "" when that is none
// either.
func slashed(s string) string {
	scheme, rest, _ := strings.Cut(s, ":")
	rest = strings.TrimLeft(rest, "/")
	if scheme != "http" && scheme != "https" || !bareHost.MatchString(rest) {
		return ""
	}
	return scheme + "://" + rest
}

var misspelledScheme = strings.NewReplacer("http//", "http://", "https//", "https://", "htttp", "http", "hhtp", "http", "htpp", "http", "ttps:", "https:", "https:/w", "https://w")

// lintURL warns of an address that can be opened and should be another.
func (d *decoder) lintURL(n *yaml.Node, s string, u *url.URL) {
	if path, _, _ := strings.Cut(s, "?"); escapedTwice.MatchString(path) { // an address within an address is escaped twice rightly
		fix := d.replaced(n, strings.ReplaceAll(s, "%25", "%"))
		d.report("url-escaped-twice", n, "the address was escaped twice (%25)", fixed("it is probably", fix), fix)
	}
	if shorteners[strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")] {
		d.report("short-url", n, fmt.Sprintf("%s hides where the link leads to", u.Hostname()), "open it and copy the address that you end at", "")
	}
	if u.RawQuery == "" {
		return
	}
	parameters := strings.Split(u.RawQuery, "&")
	kept := slices.DeleteFunc(slices.Clone(parameters), tracker)
	if len(kept) == len(parameters) {
		return
	}
	whole, _, _ := strings.Cut(s, "?")
	if len(kept) > 0 {
		whole += "?" + strings.Join(kept, "&")
	}
	if u.Fragment != "" {
		whole += "#" + u.EscapedFragment()
	}
	fix := d.replaced(n, whole)
	d.report("tracking-url", n, "the address tells the other site where its readers came from", fixed("", fix), fix)
}
