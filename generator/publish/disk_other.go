//go:build !linux

package publish

import "os"

func (system) Exchange(a, b string) error { return errNoExchange }

func (system) Sync(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil // a folder, which these systems do not sync
	}
	err = f.Sync()
	_ = f.Close()
	return err
}

// SyncAll does nothing: these systems have no such call for one file system.
func (system) SyncAll(path string) error { return nil }
