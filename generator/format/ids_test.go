package format

import "testing"

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{"Food Pantry": "food-pantry", "Nähcafé & Tee": "nähcafé-tee", "St. Mary's": "st-marys", "食物 銀行": "食物-銀行", "--a--": "a", "🌾": "", "E\u0301cole": "école"} {
		got := Slug(in)
		if got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
		if got == "" {
			continue
		}
		if text, _ := BadID(got); text != "" {
			t.Errorf("Slug(%q) = %q: %s", in, got, text)
		}
	}
}
