//go:build !unix

package publish

func umask(int) (restore func()) { return func() {} }
