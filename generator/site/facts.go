package site

import (
	"slices"
	"strconv"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// facts collects labelled lines in one language. A line without content leaves
// no trace: what is unknown is never shown.
type facts struct {
	site *Site
	l    *language
	list []views.Fact
}

func (f *facts) add(id string, lines ...views.Link) {
	lines = slices.DeleteFunc(lines, func(k views.Link) bool { return k.Text == "" })
	if len(lines) > 0 {
		f.list = append(f.list, views.Fact{ID: id, Label: f.l.words.T("site.label." + id), Lines: lines})
	}
}

func (f *facts) text(id string, t catalog.Text) { f.add(id, views.Link{Phrase: f.l.phrase(t)}) }

func (f *facts) texts(id string, list []catalog.Text) {
	lines := make([]views.Link, len(list))
	for i, t := range list {
		lines[i] = views.Link{Phrase: f.l.phrase(t)}
	}
	f.add(id, lines...)
}

func (f *facts) words(id string, list ...string) {
	lines := make([]views.Link, len(list))
	for i, w := range list {
		lines[i] = plainLink(w)
	}
	f.add(id, lines...)
}

// answer shows a yes or a no, each in a sentence of its own.
func (f *facts) answer(id string, a catalog.Answer) {
	switch a {
	case catalog.Yes:
		f.words(id, f.l.words.T("site."+id+".yes"))
	case catalog.No:
		f.words(id, f.l.words.T("site."+id+".no"))
	}
}

// list shows ids of a closed list by their words.
func ids[T ~string](f *facts, id, list string, values []T) {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = f.l.words.T(list + "." + string(v))
	}
	f.words(id, words...)
}

// forWhom: who it is for, what is asked, what to bring.
func (s *Site) forWhom(l *language, o *catalog.Opportunity) []views.Fact {
	f := &facts{site: s, l: l}
	f.add("who", s.whoLines(l, o)...)
	f.answer("id_needed", o.IDNeeded)
	f.answer("referral_needed", o.ReferralNeeded)
	f.answer("booking_needed", o.BookingNeeded)
	ids(f, "requirements", "requirement", o.Requirements)
	f.texts("bring", o.Bring)
	return f.list
}

func (s *Site) whoLines(l *language, o *catalog.Opportunity) []views.Link {
	w := o.Who
	var out []views.Link
	say := func(t string) { out = append(out, plainLink(t)) }
	switch {
	case w.AgeMin > 0 && w.AgeMax > 0:
		say(l.words.T("site.age.between", "min", strconv.Itoa(w.AgeMin), "max", strconv.Itoa(w.AgeMax)))
	case w.AgeMin > 0:
		say(l.words.T("site.age.min", "min", strconv.Itoa(w.AgeMin)))
	case w.AgeMax > 0:
		say(l.words.T("site.age.max", "max", strconv.Itoa(w.AgeMax)))
	}
	if w.WithAdult == catalog.Yes {
		say(l.words.T("site.with_adult.yes"))
	}
	switch w.GroupsWelcome {
	case catalog.Yes:
		say(l.words.T("site.groups_welcome.yes"))
	case catalog.No:
		say(l.words.T("site.groups_welcome.no"))
	}
	for _, t := range w.Situation {
		out = append(out, views.Link{Phrase: l.phrase(t)})
	}
	if len(o.Serves) > 0 {
		names := make([]string, len(o.Serves))
		for i, p := range o.Serves {
			names[i] = l.phrase(p.Name).Text
		}
		say(l.words.T("site.serves", "places", l.words.List(names)))
	}
	if note := l.phrase(w.Note); note.Text != "" {
		out = append(out, views.Link{Phrase: note})
	}
	return out
}

// exchange: what you give and get, the time asked for, places and roles.
func (s *Site) exchange(l *language, o *catalog.Opportunity) []views.Fact {
	f := &facts{site: s, l: l}
	ids(f, "give", "give", o.Give)
	ids(f, "get", "get", o.Get)
	f.words("commitment", s.commitment(l, &o.Commitment), oneOff(l, o.OneOff))
	f.words("spots", s.spots(l, &o.Spots))
	for _, role := range o.Roles {
		f.add("roles", s.roleLine(l, role))
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

func oneOff(l *language, a catalog.Answer) string {
	if a == catalog.Yes {
		return l.words.T("site.one_off")
	}
	return ""
}

func (s *Site) commitment(l *language, c *catalog.Commitment) string {
	var parts []string
	if c.Hours > 0 {
		hours := l.words.T("site.hours", "hours", strconv.FormatFloat(c.Hours, 'f', -1, 64))
		if c.Hours == 1 {
			hours = l.words.T("site.hour")
		}
		if c.Per != "" {
			hours += " " + l.words.T("commitment_unit."+c.Per)
		}
		parts = append(parts, hours)
	}
	if c.AtLeast != "" {
		parts = append(parts, l.words.T("site.at_least", "span", c.AtLeast))
	}
	return strings.Join(parts, ", ")
}

func (s *Site) spots(l *language, p *catalog.Spots) string {
	if !p.Set {
		return ""
	}
	var out string
	switch {
	case p.Left == 0:
		out = l.words.T("site.spots.none")
	case p.Left > 0 && p.Total > 0:
		out = l.words.N("site.spots.left_of", p.Left, "total", l.words.Number(p.Total))
	case p.Left > 0:
		out = l.words.N("site.spots.left", p.Left)
	case p.Total > 0:
		out = l.words.N("site.spots.total", p.Total)
	}
	if out != "" && !p.AsOf.IsZero() {
		out = l.words.T("site.as_of", "text", out, "date", l.words.Day(p.AsOf))
	}
	return out
}

func (s *Site) roleLine(l *language, r catalog.Role) views.Link {
	title := l.phrase(r.Title)
	var details []string
	if r.Spots > 0 {
		details = append(details, l.words.N("site.spots.total", r.Spots))
	}
	for _, skill := range r.Skills {
		details = append(details, l.phrase(skill).Text)
	}
	if c := s.commitment(l, &r.Commitment); c != "" {
		details = append(details, c)
	}
	if r.Remote == catalog.Remotely || r.Remote == catalog.Hybrid {
		details = append(details, l.words.T("remote."+string(r.Remote)))
	}
	return views.Link{Phrase: title, Detail: strings.Join(details, "; ")}
}

// costs: cost, languages, interpretation.
func (s *Site) costs(l *language, o *catalog.Opportunity) []views.Fact {
	f := &facts{site: s, l: l}
	f.add("cost", s.costLines(l, &o.Cost)...)
	if len(o.Languages) > 0 {
		lines := make([]views.Link, len(o.Languages))
		for i, tag := range o.Languages {
			lines[i] = views.Link{Phrase: text(l.words.LanguageName(tag)), URL: l.url(languagePath(tag))}
		}
		f.add("languages", lines...)
	}
	f.text("interpretation", o.Interpretation)
	return f.list
}

func (s *Site) costLines(l *language, c *catalog.Cost) []views.Link {
	var out []views.Link
	switch c.Kind {
	case "free", "donation":
		out = append(out, plainLink(l.words.T("site.cost."+c.Kind)))
	case "text":
		out = append(out, views.Link{Phrase: l.phrase(c.Text)})
	case "amount":
		out = append(out, plainLink(l.words.T("site.cost.amount", "amount", c.Amount, "currency", s.currency(c.Currency))))
	}
	if note := l.phrase(c.Note); note.Text != "" {
		out = append(out, views.Link{Phrase: note})
	}
	return out
}

// currency is the ISO 4217 code, or the country's own.
func (s *Site) currency(code string) string {
	if code != "" {
		return code
	}
	return currencies[s.catalog.Site.Country]
}

// currencies by ISO 3166-1 country: of those where the interface has words.
var currencies = map[string]string{
	"US": "USD", "CA": "CAD", "MX": "MXN", "GB": "GBP", "IE": "EUR", "DE": "EUR", "AT": "EUR", "FR": "EUR", "BE": "EUR",
	"NL": "EUR", "ES": "EUR", "PT": "EUR", "IT": "EUR", "CH": "CHF", "BR": "BRL", "AU": "AUD", "NZ": "NZD", "IN": "INR",
}

// researchFacts: what a study tells the people it studies with.
func (s *Site) researchFacts(l *language, r *catalog.Research) []views.Fact {
	if r == nil {
		return nil
	}
	f := &facts{site: s, l: l}
	f.text("question", r.Question)
	f.text("lead", r.Lead)
	ids(f, "residents", "resident", r.Residents)
	ethics := []views.Link{{Phrase: l.phrase(r.Ethics.Board)}, plainLink(r.Ethics.Reference)}
	for i := range r.Ethics.Phones {
		c := s.phone(l, &r.Ethics.Phones[i])
		ethics = append(ethics, views.Link{Phrase: text(c.Text), URL: c.URL})
	}
	f.add("ethics", ethics...)
	f.text("data_use", r.DataUse)
	f.text("results", r.Results)
	return f.list
}

// outcome: what came of it. Nothing at all while it runs and nothing was said.
func (s *Site) outcome(l *language, w *listing) *views.OutcomeFact {
	o := w.Outcome
	if o == nil {
		if s.owesOutcome(w) {
			return &views.OutcomeFact{Missing: true}
		}
		return nil
	}
	out := &views.OutcomeFact{Text: l.phrase(o.Text), URL: o.URL}
	if !o.Date.IsZero() {
		out.Date = l.words.Day(o.Date)
	}
	if out.Text.Text == "" {
		out.Missing = s.owesOutcome(w)
		if !o.Expected.IsZero() {
			out.Expected = l.words.T("site.outcome_expected", "date", l.words.Day(o.Expected))
		}
	}
	return out
}

// owesOutcome reports whether people who gave a view or took part in a study
// have not been told what came of it.
func (s *Site) owesOutcome(w *listing) bool {
	if w.Kind != catalog.Consultation && w.Kind != catalog.Study || !w.ended {
		return false
	}
	o := w.Outcome
	if o == nil {
		return true
	}
	if len(o.Text) > 0 || o.URL != "" {
		return false
	}
	return o.Expected.IsZero() || o.Expected.Compare(s.today) < 0
}

// say is how much say a resident has, as a step of a ladder.
func say(l *language, level catalog.Say) *views.SayFact {
	i := slices.Index(catalog.Says, level)
	if i < 0 {
		return nil
	}
	return &views.SayFact{ID: string(level), Level: i + 1, Of: len(catalog.Says),
		Name: l.words.T("say." + string(level)), Line: l.words.T("say_line." + string(level))}
}

// checkedLine says who made sure of a record, when and how.
func (s *Site) checkedLine(l *language, r *catalog.Record, c checked) string {
	if c.date.IsZero() {
		return l.words.T("site.unchecked")
	}
	date := l.words.Day(c.date)
	if !c.explicit {
		return l.words.T("site.added", "date", date)
	}
	by, how := l.phrase(r.Checked.By).Text, l.phrase(r.Checked.How).Text
	switch {
	case by != "" && how != "":
		return l.words.T("site.checked_by_how", "date", date, "by", by, "how", how)
	case by != "":
		return l.words.T("site.checked_by", "date", date, "by", by)
	case how != "":
		return l.words.T("site.checked_how", "date", date, "how", how)
	}
	return l.words.T("site.checked", "date", date)
}

// monthOf is the first day of a day's month.
func monthOf(d schedule.Date) schedule.Date {
	return schedule.Date{Year: d.Year, Month: d.Month, Day: 1}
}
