package history

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// commit is one of the commits that the newest one descends from.
type commit struct {
	hash    string
	parents []int  // places in the list, the first parent first
	at      int64  // its revision in Unix seconds: later than that of every parent
	author  int64  // the author's date, which a rebase keeps; 0 = it is not believed
	depth   int    // how many first parents it has
	landed  bool   // the newest commit or one of its first parents: what was published
	diff    []file // against its first parent
}

// file is what a commit did to a file. Paths are slash paths below the content
// folder, wherever that was then.
type file struct {
	path     string
	from     string // of a rename, its path before; else ""
	old, new string // what git calls the contents; "" = no plain file
	alike    int    // of a rename, how much stayed the same in percent
}

const (
	// ahead is how far after the moment of the build a commit may be dated and
	// still be believed: clocks are wrong by minutes, and zones by hours.
	ahead = 24 * time.Hour
	// alike is what git calls a rename.
	renames = "-M50%"
)

// since is the earliest revision.
var since = time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()

// graph reads all commits, parents first, without what they changed.
func (g *repository) graph(now time.Time) (list []commit, doubted []Doubted, err error) {
	place := map[string]int{}
	read := func(r *bufio.Reader) error {
		for {
			head, err := r.ReadString('\n')
			if errors.Is(err, io.EOF) && head == "" {
				return nil
			} else if err != nil {
				return err
			}
			line, err := r.ReadString('\n')
			if err != nil {
				return err
			}
			words := strings.Fields(line)
			if len(words) < 2 {
				return fmt.Errorf("git gave a commit that is none: %q", line)
			}
			c := commit{hash: strings.TrimPrefix(strings.TrimSpace(head), "commit ")}
			for _, parent := range words[:len(words)-2] {
				if i, known := place[parent]; known { // else the clone is cut off there
					c.parents = append(c.parents, i)
					c.at = max(c.at, list[i].at+1)
				}
			}
			if len(c.parents) > 0 {
				c.depth = list[c.parents[0]].depth + 1
			}
			c.at = max(c.at, since)
			// The later of the author's and the committer's date: a rebase keeps the
			// one, and an amended commit the other. One that is not believed says
			// nothing.
			author, committer := seconds(words[len(words)-2]), seconds(words[len(words)-1])
			for _, at := range []int64{author, committer} {
				if at <= now.Add(ahead).Unix() {
					c.at = max(c.at, at)
				}
			}
			if author <= now.Add(ahead).Unix() {
				c.author = author
			}
			if committer > now.Add(ahead).Unix() {
				doubted = append(doubted, Doubted{c.hash, committer})
			}
			place[c.hash] = len(list)
			list = append(list, c)
		}
	}
	err = g.pipe("", read, "rev-list", "--topo-order", "--reverse", "--format=%P %at %ct", "HEAD")
	for i := len(list) - 1; i >= 0; {
		list[i].landed = true
		if len(list[i].parents) == 0 {
			break
		}
		i = list[i].parents[0]
	}
	return list, doubted, err
}

// seconds reads a date as git prints it; one that cannot be read is 0.
func seconds(stamp string) int64 {
	n, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// diffs reads what each of some commits did to the files of the folder. prefixes
// are where the folder is and was in the repository, each with a slash at its end.
func (g *repository) diffs(list []commit, of []int, prefixes []string) error {
	var input strings.Builder
	for _, i := range of {
		input.WriteString(list[i].hash)
		if len(list[i].parents) > 0 {
			input.WriteByte(' ')
			input.WriteString(list[list[i].parents[0]].hash)
		}
		input.WriteByte('\n')
	}
	args := []string{"diff-tree", "--stdin", "--root", "-r", "--raw", "-z", renames, "-l1000", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--"}
	for _, prefix := range prefixes {
		if prefix == "" {
			args = append(args, ":(top)")
		} else {
			args = append(args, ":(top,literal)"+prefix)
		}
	}
	longest := slices.Clone(prefixes)
	slices.SortFunc(longest, func(a, b string) int { return len(b) - len(a) })
	below := func(name string) (string, bool) {
		for _, prefix := range longest {
			if rest, inside := strings.CutPrefix(name, prefix); inside {
				return rest, true
			}
		}
		return "", false
	}
	next := 0
	read := func(r *bufio.Reader) error {
		current := -1
		field := func() (string, error) {
			s, err := r.ReadString(0)
			return strings.TrimSuffix(s, "\x00"), err
		}
		for {
			head, err := field()
			if errors.Is(err, io.EOF) && head == "" {
				return nil
			} else if err != nil {
				return err
			}
			if !strings.HasPrefix(head, ":") {
				for next < len(of) && list[of[next]].hash != head {
					next++
				}
				if next == len(of) {
					return fmt.Errorf("git gave a commit that it was not asked about: %q", head)
				}
				current = of[next]
				continue
			}
			words := strings.Fields(head)
			if len(words) != 5 || current < 0 {
				return fmt.Errorf("git gave a change that is none: %q", head)
			}
			var f file
			name, err := field()
			if err != nil {
				return err
			}
			from, fromInside := name, true
			if words[4][0] == 'R' || words[4][0] == 'C' {
				if name, err = field(); err != nil {
					return err
				}
				from, fromInside = below(from)
				f.alike, _ = strconv.Atoi(words[4][1:])
			} else {
				from = ""
			}
			if strings.HasPrefix(words[0][1:], "100") {
				f.old = words[2]
			}
			if strings.HasPrefix(words[1], "100") {
				f.new = words[3]
			}
			inside := false
			f.path, inside = below(name)
			switch {
			case inside && fromInside:
				f.from = from
			case inside: // moved in from elsewhere
				f.old = ""
			case fromInside && from != "": // moved out
				f.path, f.new = from, ""
			default:
				continue
			}
			list[current].diff = append(list[current].diff, f)
		}
	}
	return g.pipe(input.String(), read, args...)
}

// read fills in what every commit changed. It follows the folder to where it was
// before: the commit that brought its site.yaml into a repository that had
// commits may have moved it there.
func (g *repository) read(list []commit, prefix string) error {
	everyone := make([]int, len(list))
	for i := range list {
		everyone[i] = i
	}
	prefixes := []string{prefix}
	for {
		for i := range list {
			list[i].diff = nil
		}
		if err := g.diffs(list, everyone, prefixes); err != nil {
			return err
		}
		before, err := g.movedFrom(list, prefixes)
		if err != nil || before == nil {
			return err
		}
		prefixes = append(prefixes, before...)
	}
}

// movedFrom are the folders, not known yet, that a commit moved the content
// folder from.
func (g *repository) movedFrom(list []commit, known []string) ([]string, error) {
	for i := range list {
		c := &list[i]
		born := slices.IndexFunc(c.diff, func(f file) bool { return f.path == siteFile && f.old == "" && f.new != "" })
		if born < 0 || len(c.parents) == 0 {
			continue
		}
		whole := []commit{{hash: list[c.parents[0]].hash}, {hash: c.hash, parents: []int{0}}}
		if err := g.diffs(whole, []int{1}, []string{""}); err != nil {
			return nil, err
		}
		votes := map[string]int{}
		for _, f := range whole[1].diff {
			for _, prefix := range known {
				rest, inside := strings.CutPrefix(f.path, prefix)
				if before, same := strings.CutSuffix(f.from, rest); inside && rest != "" && same && (before == "" || strings.HasSuffix(before, "/")) && !slices.Contains(known, before) {
					votes[before]++
					if rest == siteFile {
						votes[before] += len(whole[1].diff) // it alone makes a content folder
					}
				}
			}
		}
		if len(votes) > 0 {
			names := slices.Sorted(maps.Keys(votes))
			return []string{slices.MaxFunc(names, func(a, b string) int { return votes[a] - votes[b] })}, nil
		}
	}
	return nil, nil
}

// siteFile is the file that makes a folder a content folder.
const siteFile = "site.yaml"

// uncommitted are the files that differ from the newest commit, or are not in it,
// with whether they are there.
func (g *repository) uncommitted(prefix string) (map[string]bool, error) {
	out, err := g.command("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all", "--", ".").Output()
	if err != nil {
		return nil, g.refused(err)
	}
	list := map[string]bool{}
	for entry := range strings.SplitSeq(string(out), "\x00") {
		if len(entry) < 4 {
			continue
		}
		if name, inside := strings.CutPrefix(entry[3:], prefix); inside && path.Clean(name) == name {
			list[name] = entry[1] != 'D' && entry[:2] != "D "
		}
	}
	return list, nil
}
