//go:build !unix

package folder

// nonblock is not needed where folders cannot contain pipes.
const nonblock = 0
