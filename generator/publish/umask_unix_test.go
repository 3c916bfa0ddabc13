//go:build unix

package publish

import "syscall"

// umask sets that of this process until restore is called.
func umask(mask int) (restore func()) {
	was := syscall.Umask(mask)
	return func() { syscall.Umask(was) }
}
