package locale

import (
	"strings"
	"testing"
	"time"
)

func TestChain(t *testing.T) {
	for _, c := range []struct{ tag, country, want string }{
		{"en", "US", "en-US en"},
		{"en", "GB", "en-GB en-001 en"},
		{"en", "NZ", "en-NZ en-001 en"},
		{"es", "US", "es-US es-419 es"},
		{"es", "MX", "es-MX es-419 es"},
		{"es", "ES", "es-ES es"},
		{"es", "", "es"},
		{"ar", "EG", "ar-EG ar"},
		{"pt-BR", "PT", "pt-BR pt"},
		{"zh-Hant", "TW", "zh-Hant-TW zh-Hant"},
		{"en", "Narnia", "en"},
	} {
		if got := strings.Join(Chain(c.tag, c.country), " "); got != c.want {
			t.Errorf("%s in %s has %q, want %q", c.tag, c.country, got, c.want)
		}
	}
}

func TestFirstDayOfWeek(t *testing.T) {
	for country, want := range map[string]time.Weekday{"US": time.Sunday, "MX": time.Sunday, "GB": time.Monday, "ES": time.Monday, "EG": time.Saturday, "MV": time.Friday, "": time.Wednesday} {
		if got := firstDay(country, time.Wednesday); got != want {
			t.Errorf("weeks in %q begin on %s", country, got)
		}
	}
}
