package town

import (
	"strconv"
	"strings"

	"corkboard/generator/catalog"
)

// terms writes whom it is for and what is required, for some of the listings.
func (t *town) terms(d dice, s *sheet, kind catalog.Kind) {
	if d.percent(30) {
		s.line(0, "who:")
		if d.percent(60) {
			low := pick(d, []int{12, 14, 16, 18, 21, 60})
			s.number(1, "age_min", low)
			if d.percent(20) {
				s.number(1, "age_max", low+d.between(4, 40))
			}
		}
		s.field(1, "note", pick(d, forWhom))
	}
	if kind == catalog.Volunteer || kind == catalog.Respond || kind == catalog.Seat {
		if d.percent(60) {
			s.line(0, "commitment:")
			s.number(1, "hours", d.between(1, 8))
			s.line(1, "per: ", pick(d, catalog.CommitmentUnits[:3]))
			if d.percent(30) {
				s.line(1, "at_least: ", pick(d, []string{"3 months", "6 months", "1 year"}))
			}
		}
		if d.percent(35) {
			requirements := some(d, catalog.Requirements[:6], d.between(1, 2))
			names := make([]string, len(requirements))
			for i, r := range requirements {
				names[i] = string(r)
			}
			s.list(0, "requirements", names)
		}
	}
	if kind == catalog.GetHelpKind && d.percent(40) {
		s.answer(0, "id_needed", d.percent(25))
		s.answer(0, "referral_needed", d.percent(15))
	}
	if d.percent(35) {
		s.answer(0, "booking_needed", d.percent(60))
	}
	if d.percent(25) {
		s.lines(0, "bring", some(d, things, d.between(1, 3)))
	}
	if d.percent(40) {
		s.list(0, "languages", spoken(d))
	}
	if d.percent(10) {
		s.field(0, "interpretation", pick(d, interpreters))
	}
	if d.percent(18) {
		s.line(0, "access:")
		s.field(1, "step-free", string(pick(d, catalog.AccessStates)))
		s.field(1, "quiet-space", pick(d, []string{"yes", "no"}))
		if d.percent(30) {
			s.field(1, "note", pick(d, doors))
		}
	}
	switch n := d.under(100); {
	case n < 35:
		s.line(0, "cost: free")
	case n < 40:
		s.line(0, "cost: donation")
	case n < 47 && kind.Direction() == catalog.Meet:
		s.line(0, "cost:")
		s.line(1, `amount: "`, strconv.Itoa(d.between(2, 40)), `"`)
		s.line(1, "currency: USD")
		s.line(1, "note: ", pick(d, []string{"Nobody is turned away", "Children free", "Pay what you can"}))
	}
	if d.percent(8) {
		total := d.between(6, 60)
		s.line(0, "spots:")
		s.number(1, "total", total)
		s.number(1, "left", d.under(total))
		s.line(1, "as_of: ", t.day.AddDays(-d.under(10)).String())
	}
	if d.percent(6) {
		s.field(0, "safety", pick(d, warnings))
	}
}

// contact writes how to take part, where that differs from the organization's
// way.
func (t *town) contact(d dice, s *sheet, o organization) {
	if d.percent(40) {
		t.phones(d, s)
	}
	if d.percent(30) {
		s.field(0, "email", mailbox(strings.ToLower(pick(d, surnames)), o.id))
	}
	if d.percent(25) {
		s.field(0, "url", "https://example.org/"+cut(o.id, 40)+"/"+pick(d, []string{"join", "sign-up", "visit", "apply"}))
	}
	if d.percent(10) {
		s.line(0, "links:")
		s.line(1, "- label: ", pick(d, []string{"Map", "Leaflet", "Sign-up sheet", "Agenda"}))
		s.line(1, "  url: https://example.org/papers/", strconv.Itoa(d.under(9000)))
	}
	if d.percent(30) {
		s.lines(0, "steps", some(d, steps, d.between(2, 3)))
	}
}

func (t *town) study(d dice, s *sheet) {
	s.line(0, "research:")
	s.field(1, "question", pick(d, questions))
	s.field(1, "lead", pick(d, firstNames)+" "+pick(d, surnames)+", with residents of "+neighbourhood(d))
	s.list(1, "residents", some(d, catalog.ResidentParts, d.between(1, 4)))
	s.line(1, "ethics:")
	s.line(2, "board: Alder Valley Review Board")
	s.line(2, `reference: "IRB #`, strconv.Itoa(t.day.Year), "-", strconv.Itoa(d.between(10, 400)), `"`)
	s.line(1, "data_use: Your name is taken off before anybody counts")
	s.line(1, "results: ", pick(d, []string{"A letter to you in spring", "A public evening in the library", "A page in plain words by June"}))
}

// state writes what has become of a few listings.
func (t *town) state(d dice, s *sheet) {
	switch n := d.under(100); {
	case n < 2:
		s.line(0, "status: full")
		s.line(0, "status_note: There is a waiting list")
	case n < 3:
		s.line(0, "status: paused")
	case n < 4:
		s.line(0, "status: tentative")
	case n < 5:
		s.line(0, "status: cancelled")
		s.field(0, "status_note", pick(d, reasons))
	case n < 6:
		s.line(0, "urgent_until: ", t.day.AddDays(d.between(1, 12)).String())
	}
}
