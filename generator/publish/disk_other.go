//go:build !linux

package publish

import "os"

func (system) Exchange(a, b string) error { return errNoExchange }

func (system) Sync(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil // a folder: these systems do not sync those
	}
	err = f.Sync()
	_ = f.Close()
	return err
}

// SyncAll does nothing: these systems cannot sync a single file system.
func (system) SyncAll(path string) error { return nil }
