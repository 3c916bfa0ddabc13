package format

import (
	"strings"
	"testing"

	"corkboard/generator/catalog"
	"corkboard/generator/yaml"
)

func TestDial(t *testing.T) {
	for _, tt := range []struct{ number, country, want string }{
		{"(518) 350-4456", "US", "+15183504456"}, {"1-518-350-4456", "US", "+15183504456"}, {"518.350.4456 x12", "CA", "+15183504456"}, {"350-4456", "US", ""}, {"911", "US", "911"}, {"988", "", "988"},
		{"020 7946 0018", "GB", "+442079460018"}, {"+44 (0)20 7946 0018", "", "+442079460018"}, {"0044 20 7946 0018", "DE", "+442079460018"}, {"030 901820", "DE", "+4930901820"}, {"01 42 76 40 40", "FR", "+33142764040"},
		{"91 480 46 48", "ES", "+34914804648"}, {"06 6982 1234", "IT", "+390669821234"}, {"11 3397-8000", "BR", "+551133978000"}, {"55 5658 1111", "MX", "+525556581111"}, {"02 222 8856", "TH", "+6622228856"},
		{"01 222 2222", "IE", "+35312222222"}, {"(02) 9265 9333", "AU", "+61292659333"}, {"09 301 0101", "NZ", "+6493010101"}, {"011 2338 8888", "IN", "+911123388888"}, {"020 624 1111", "NL", "+31206241111"},
		{"02 279 22 11", "BE", "+3222792211"}, {"044 412 11 11", "CH", "+41444121111"}, {"01 52550", "AT", "+43152550"}, {"22 194 44 44", "PL", "+48221944444"}, {"21 798 8000", "PT", "+351217988000"},
		{"call us", "US", ""}, {"1-800-FLOWERS", "US", ""}, {"", "US", ""}, {"123456789012345678", "", ""}, {"350-4456", "", ""},
	} {
		if got := Dial(tt.number, tt.country); got != tt.want {
			t.Errorf("Dial(%q, %q) = %q, want %q", tt.number, tt.country, got, tt.want)
		}
	}
}

// Two numbers in one text are never one that can be dialled: a tap would call
// nobody, or somebody else.
func TestSeveralNumbersInOneText(t *testing.T) {
	for _, c := range []struct{ written, country, want string }{
		{"914 305 860/861", "ES", "+34914305860 +34914305861"}, {"915 885 100 / 06", "ES", "+34915885100 +34915885106"}, {"914 305 275 914 305 280", "ES", "+34914305275 +34914305280"},
		{"518 350 4456/7", "US", "+15183504456 +15183504457"}, {"518-350-4456 518-350-4457", "US", ""}, {"222 8856/222 8857", "IS", ""}, {"+354 222 8856 / +354 222 8857", "IS", "+3542228856 +3542228857"},
		{"040/123456", "DE", "+4940123456"}, {"+49 6221 / 1234", "DE", "+4962211234"}, {"06 12 34 56 78", "FR", "+33612345678"}, {"20 12 34 56", "DK", "+4520123456"},
	} {
		d := &decoder{Env: Env{Country: c.country}}
		var dials []string
		for _, p := range d.dialled(&yaml.Node{Line: 1, Col: 1}, false, catalog.Phone{Number: c.written}) {
			if p.Dial != "" {
				dials = append(dials, p.Dial)
			}
		}
		got := strings.Join(dials, " ")
		if len(d.problems) == 0 && len(dials) != 1 {
			t.Errorf("%s: no word of it", c.written)
		}
		if c.want == "" && len(dials) == 1 || c.want != "" && got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.written, c.country, got, c.want)
		}
	}
}
