package markdown

import (
	"io"
	"testing"
)

const sample = `Come to the **repair café** in the [community hall](/locations/hall/) behind the library.

Bring what is broken:

- lamps, toasters and radios
- bicycles (we have *tools* for most of them)
- clothes with a hole

Doors open at 10. Questions? Write to repair@example.org or see https://example.org/repair.

## What to know

1. Nothing costs anything.
2. You repair it yourself, and we help.
`

func BenchmarkHTML(b *testing.B) {
	for b.Loop() {
		_ = HTML(io.Discard, sample, Options{})
	}
}

func BenchmarkLint(b *testing.B) {
	for b.Loop() {
		Lint(sample)
	}
}

func BenchmarkPlain(b *testing.B) {
	for b.Loop() {
		Plain(sample)
	}
}
