package wording

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// facts collects labelled lines in one language. A line without content leaves
// no trace: what is unknown is never shown.
type facts struct {
	*Writer
	list []views.Fact
}

func (f *facts) add(id string, lines ...views.Link) {
	lines = slices.DeleteFunc(lines, func(k views.Link) bool { return k.Text == "" })
	if len(lines) > 0 {
		f.list = append(f.list, views.Fact{ID: id, Label: f.Words.T("site.label." + id), Lines: lines})
	}
}

func (f *facts) text(id string, t catalog.Text) { f.add(id, views.Link{Phrase: f.Phrase(t)}) }

func (f *facts) texts(id string, list []catalog.Text) {
	lines := make([]views.Link, len(list))
	for i, t := range list {
		lines[i] = views.Link{Phrase: f.Phrase(t)}
	}
	f.add(id, lines...)
}

func (f *facts) words(id string, list ...string) {
	lines := make([]views.Link, len(list))
	for i, l := range list {
		lines[i] = Plain(l)
	}
	f.add(id, lines...)
}

// answer shows a yes or a no, each in a sentence of its own.
func (f *facts) answer(id string, a catalog.Answer) {
	switch a {
	case catalog.Yes:
		f.words(id, f.Words.T("site."+id+".yes"))
	case catalog.No:
		f.words(id, f.Words.T("site."+id+".no"))
	}
}

// ids shows ids of a closed list by their words.
func ids[T ~string](f *facts, id, list string, values []T) {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = f.Words.T(list + "." + string(v))
	}
	f.words(id, words...)
}

// ForWhom: who it is for, what is asked, what to bring.
func (w *Writer) ForWhom(o *catalog.Opportunity) []views.Fact {
	f := &facts{Writer: w}
	f.add("who", w.whoLines(o)...)
	f.answer("id_needed", o.IDNeeded)
	f.answer("referral_needed", o.ReferralNeeded)
	f.answer("booking_needed", o.BookingNeeded)
	ids(f, "requirements", "requirement", o.Requirements)
	f.texts("bring", o.Bring)
	return f.list
}

func (w *Writer) whoLines(o *catalog.Opportunity) []views.Link {
	who := o.Who
	var out []views.Link
	say := func(t string) { out = append(out, Plain(t)) }
	switch {
	case who.AgeMin > 0 && who.AgeMax > 0:
		say(w.Words.T("site.age.between", "min", strconv.Itoa(who.AgeMin), "max", strconv.Itoa(who.AgeMax)))
	case who.AgeMin > 0:
		say(w.Words.T("site.age.min", "min", strconv.Itoa(who.AgeMin)))
	case who.AgeMax > 0:
		say(w.Words.T("site.age.max", "max", strconv.Itoa(who.AgeMax)))
	}
	if who.WithAdult == catalog.Yes {
		say(w.Words.T("site.with_adult.yes"))
	}
	switch who.GroupsWelcome {
	case catalog.Yes:
		say(w.Words.T("site.groups_welcome.yes"))
	case catalog.No:
		say(w.Words.T("site.groups_welcome.no"))
	}
	for _, t := range who.Situation {
		out = append(out, views.Link{Phrase: w.Phrase(t)})
	}
	if len(o.Serves) > 0 {
		names := make([]string, len(o.Serves))
		for i, p := range o.Serves {
			names[i] = w.Phrase(p.Name).Text
		}
		say(w.Words.T("site.serves", "places", w.Words.List(names)))
	}
	if note := w.Phrase(who.Note); note.Text != "" {
		out = append(out, views.Link{Phrase: note})
	}
	return out
}

// Exchange: what you give and get, the time asked for, places and roles.
func (w *Writer) Exchange(o *catalog.Opportunity) []views.Fact {
	f := &facts{Writer: w}
	ids(f, "give", "give", o.Give)
	ids(f, "get", "get", o.Get)
	f.add("pay", w.payLine(&o.Pay))
	f.words("commitment", w.commitment(&o.Commitment), w.oneOff(o.OneOff))
	f.words("spots", w.spots(&o.Spots))
	for _, role := range o.Roles {
		f.add("roles", w.roleLine(role))
	}
	return mergeFacts(f.list)
}

// mergeFacts joins neighbours with one label.
func mergeFacts(list []views.Fact) []views.Fact {
	var out []views.Fact
	for _, f := range list {
		if n := len(out); n > 0 && out[n-1].ID == f.ID {
			out[n-1].Lines = append(out[n-1].Lines, f.Lines...)
			continue
		}
		out = append(out, f)
	}
	return out
}

func (w *Writer) oneOff(a catalog.Answer) string {
	if a == catalog.Yes {
		return w.Words.T("site.one_off")
	}
	return ""
}

func (w *Writer) commitment(c *catalog.Commitment) string {
	var parts []string
	if c.Hours > 0 {
		hours := w.Words.T("site.hours", "hours", strconv.FormatFloat(c.Hours, 'f', -1, 64))
		if c.Hours == 1 {
			hours = w.Words.T("site.hour")
		}
		if c.Per != "" {
			hours += " " + w.Words.T("commitment_unit."+c.Per)
		}
		parts = append(parts, hours)
	}
	if c.AtLeast != "" {
		parts = append(parts, w.Words.T("site.at_least", "span", c.AtLeast))
	}
	return strings.Join(parts, ", ")
}

func (w *Writer) spots(p *catalog.Spots) string {
	if !p.Set {
		return ""
	}
	var out string
	switch {
	case p.Left == 0:
		out = w.Words.T("site.spots.none")
	case p.Left > 0 && p.Total > 0:
		out = w.Words.N("site.spots.left_of", p.Left, "total", w.Words.Number(p.Total))
	case p.Left > 0:
		out = w.Words.N("site.spots.left", p.Left)
	case p.Total > 0:
		out = w.Words.N("site.spots.total", p.Total)
	}
	if out != "" && !p.AsOf.IsZero() {
		out = w.Words.T("site.as_of", "text", out, "date", w.Words.Day(p.AsOf))
	}
	return out
}

func (w *Writer) roleLine(r catalog.Role) views.Link {
	title := w.Phrase(r.Title)
	var details []string
	if r.Spots > 0 {
		details = append(details, w.Words.N("site.spots.total", r.Spots))
	}
	for _, skill := range r.Skills {
		details = append(details, w.Phrase(skill).Text)
	}
	if c := w.commitment(&r.Commitment); c != "" {
		details = append(details, c)
	}
	if r.Remote == catalog.Remotely || r.Remote == catalog.Hybrid {
		details = append(details, w.Words.T("remote."+string(r.Remote)))
	}
	return views.Link{Phrase: title, Detail: strings.Join(details, "; ")}
}

// Costs: cost, languages, interpretation.
func (w *Writer) Costs(o *catalog.Opportunity) []views.Fact {
	f := &facts{Writer: w}
	f.add("cost", w.costLines(&o.Cost)...)
	f.words("paid_with", o.PaidWith...)
	if len(o.Languages) > 0 {
		lines := make([]views.Link, len(o.Languages))
		for i, tag := range o.Languages {
			lines[i] = views.Link{Phrase: Text(w.Words.LanguageName(tag)), URL: w.At.URL(address.LanguagePath(tag))}
		}
		f.add("languages", lines...)
	}
	f.text("interpretation", o.Interpretation)
	return f.list
}

func (w *Writer) costLines(c *catalog.Cost) []views.Link {
	var out []views.Link
	switch c.Kind {
	case "free", "donation":
		out = append(out, Plain(w.Words.T("site.cost."+c.Kind)))
	case "text":
		out = append(out, views.Link{Phrase: w.Phrase(c.Text)})
	case "amount":
		out = append(out, Plain(w.Words.T("site.cost.amount", "amount", c.Amount, "currency", w.currency(c.Currency))))
	}
	if note := w.Phrase(c.Note); note.Text != "" {
		out = append(out, views.Link{Phrase: note})
	}
	return out
}

// payLine is what a job or a study pays.
func (w *Writer) payLine(p *catalog.Pay) views.Link {
	line := views.Link{Phrase: w.Phrase(p.Text)}
	if p.Amount == "" {
		return line
	}
	amount := w.Words.T("site.cost.amount", "amount", p.Amount, "currency", w.currency(p.Currency))
	if p.Per != "" {
		amount += " " + w.Words.T("pay_unit."+p.Per)
	}
	if line.Text == "" {
		return Plain(amount)
	}
	line.Detail = amount
	return line
}

// ExtraFacts are the fields of the contributor's own, with their names in words.
func (w *Writer) ExtraFacts(extra []catalog.Extra) []views.Fact {
	var out []views.Fact
	for _, e := range extra {
		if e.Value == "" {
			continue
		}
		line := Plain(e.Value)
		if u, err := url.Parse(e.Value); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
			line.URL = e.Value
		}
		out = append(out, views.Fact{ID: "own", Label: e.Label(), Lines: []views.Link{line}})
	}
	return out
}

// currency is the ISO 4217 code, or the country's own.
func (w *Writer) currency(code string) string {
	if code != "" {
		return code
	}
	return currencies[w.Board.Catalog.Site.Country]
}

// currencies by ISO 3166-1 country: of those where the interface has words.
var currencies = map[string]string{
	"US": "USD", "CA": "CAD", "MX": "MXN", "GB": "GBP", "IE": "EUR", "DE": "EUR", "AT": "EUR", "FR": "EUR", "BE": "EUR",
	"NL": "EUR", "ES": "EUR", "PT": "EUR", "IT": "EUR", "CH": "CHF", "BR": "BRL", "AU": "AUD", "NZ": "NZD", "IN": "INR",
}

// Research: what a study tells the people it studies with.
func (w *Writer) Research(r *catalog.Research) []views.Fact {
	if r == nil {
		return nil
	}
	f := &facts{Writer: w}
	f.text("question", r.Question)
	f.text("lead", r.Lead)
	ids(f, "residents", "resident", r.Residents)
	ethics := []views.Link{{Phrase: w.Phrase(r.Ethics.Board)}, Plain(r.Ethics.Reference)}
	for i := range r.Ethics.Phones {
		c := w.Phone(&r.Ethics.Phones[i])
		ethics = append(ethics, views.Link{Phrase: Text(c.Text), URL: c.URL})
	}
	f.add("ethics", ethics...)
	f.text("data_use", r.DataUse)
	f.text("results", r.Results)
	return f.list
}

// OrganizationFacts: whom it belongs to, whom it serves, what it is known by.
func (w *Writer) OrganizationFacts(c *catalog.Organization) []views.Fact {
	f := &facts{Writer: w}
	if c.Parent != nil {
		f.add("parent", w.OrganizationLink(c.Parent))
	}
	var children []views.Link
	for _, child := range c.Children {
		children = append(children, w.OrganizationLink(child))
	}
	f.add("children", children...)
	var serves []views.Link
	for _, p := range c.Serves {
		serves = append(serves, w.LocationLink(p))
	}
	f.add("serves", serves...)
	if len(c.Languages) > 0 {
		f.words("languages", w.languageNames(c.Languages))
	}
	f.text("interpretation", c.Interpretation)
	f.words("founded", c.Founded)
	for _, id := range c.Identifiers {
		f.words("identifier", strings.TrimSpace(id.Scheme+" "+id.Value))
	}
	return mergeFacts(f.list)
}

// Outcome: what came of it. Nothing at all while it runs and nothing was said.
func (w *Writer) Outcome(l *board.Listing) *views.OutcomeFact {
	o := l.Outcome
	if o == nil {
		if w.Board.OwesOutcome(l) {
			return &views.OutcomeFact{Missing: true}
		}
		return nil
	}
	out := &views.OutcomeFact{Text: w.Phrase(o.Text), URL: o.URL}
	if !o.Date.IsZero() {
		out.Date = w.Words.Day(o.Date)
	}
	if out.Text.Text == "" {
		out.Missing = w.Board.OwesOutcome(l)
		if !o.Expected.IsZero() {
			out.Expected = w.Words.T("site.outcome_expected", "date", w.Words.Day(o.Expected))
		}
	}
	return out
}

// Say is how much say a resident has, as a step of a ladder.
func (w *Writer) Say(level catalog.Say) *views.SayFact {
	i := slices.Index(catalog.Says, level)
	if i < 0 {
		return nil
	}
	return &views.SayFact{ID: string(level), Level: i + 1, Of: len(catalog.Says),
		Name: w.Words.T("say." + string(level)), Line: w.Words.T("say_line." + string(level))}
}
