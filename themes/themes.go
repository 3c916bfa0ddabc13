// Package themes holds the themes that are built into the program, as files.
// It does not know what is in them.
package themes

import (
	"embed"
	"errors"
	"io/fs"
	"strings"
)

//go:generate go run ./shorten default

// FS holds one folder for each theme: "default".
//
//go:embed default
var FS embed.FS

// Over returns own above the built-in themes: a theme folder in own replaces the
// built-in one as a whole, every other theme is built in, and only own's folders
// are listed. A nil own is fine.
func Over(own fs.FS) fs.FS {
	if own == nil {
		return FS
	}
	return over{own}
}

type over struct{ own fs.FS }

func (o over) Open(name string) (fs.File, error) {
	folder, _, _ := strings.Cut(name, "/")
	if _, err := fs.Stat(o.own, folder); errors.Is(err, fs.ErrNotExist) {
		return FS.Open(name)
	}
	return o.own.Open(name)
}
