package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// ErrNoRepository says that a folder is in no git repository.
var ErrNoRepository = errors.New("the folder is in no git repository")

// UnknownRevision says that git knows no commit of a name.
type UnknownRevision struct{ Name string }

func (e *UnknownRevision) Error() string {
	return fmt.Sprintf("git knows no commit %q; in a shallow clone it may have to be fetched", e.Name)
}

// Snapshot reads the wanted files of a folder as they are in a commit, by slash path
// below the folder, without touching the work tree. A file that is larger than what
// history reads, or no regular file, is left out.
func Snapshot(ctx context.Context, dir, revision string, wanted func(path string) bool) (map[string][]byte, error) {
	g, err := open(ctx, dir)
	switch {
	case err != nil:
		return nil, err
	case g == nil:
		return nil, fmt.Errorf("%s: %w", dir, ErrNoRepository)
	}
	prefix, err := g.run("rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	commit, err := g.run("rev-parse", "--quiet", "--verify", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return nil, &UnknownRevision{revision}
	}
	args := []string{"ls-tree", "-r", "-z", "--full-tree", commit}
	if prefix != "" {
		args = append(args, "--", prefix)
	}
	tree, err := g.command(args...).Output()
	if err != nil {
		return nil, g.refused(err)
	}
	var paths, objects []string
	for entry := range strings.SplitSeq(string(tree), "\x00") {
		about, name, _ := strings.Cut(entry, "\t")
		words := strings.Fields(about) // mode, type, object
		path, inside := strings.CutPrefix(name, prefix)
		if inside && len(words) == 3 && strings.HasPrefix(words[0], "100") && fs.ValidPath(path) && wanted(path) {
			paths, objects = append(paths, path), append(objects, words[2])
		}
	}
	files := make(map[string][]byte, len(paths))
	if len(paths) == 0 {
		return files, nil
	}
	err = g.objects(objects, func(next func() ([]byte, error)) error {
		for _, path := range paths {
			content, err := next()
			if err != nil {
				return err
			}
			if content != nil {
				files[path] = append([]byte{}, content...)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading %s of git: %w", revision, err)
	}
	return files, nil
}
