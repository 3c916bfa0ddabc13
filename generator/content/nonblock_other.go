//go:build !unix

package content

// nonblock is not needed where a folder holds no pipes.
const nonblock = 0
