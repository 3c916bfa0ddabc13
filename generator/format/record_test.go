package format

import "testing"

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"https://board.springfield.gov": true, "https://town.example.town/board": true, "https://user.github.io/board": true,
		"https://corkboard.example": false, "https://board.example.org/town": false, "http://localhost:1313": false, "http://127.0.0.1:80": false,
		"http://[::1]:1313/": false, "https://board.test": false, "http://printer.local": false, "": false, "%": false,
	} {
		if public(address) != want {
			t.Errorf("%q", address)
		}
	}
}
