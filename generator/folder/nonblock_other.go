//go:build !unix

package folder

// nonblock is not needed where a folder holds no pipes.
const nonblock = 0
