package content

import (
	"bytes"
	"strings"
)

// archive is a text file that holds files: each begins with a line of its
// name between "-- " and " --"; what stands before the first is a comment.
type archive struct {
	comment string
	files   []archived
}

type archived struct {
	name string
	data []byte
}

func parseArchive(data []byte) *archive {
	a := &archive{}
	for line := range bytes.Lines(data) {
		if s := strings.TrimRight(string(line), "\n"); strings.HasPrefix(s, "-- ") && strings.HasSuffix(s, " --") && len(s) > 6 {
			a.files = append(a.files, archived{name: s[3 : len(s)-3]})
			continue
		}
		if len(a.files) == 0 {
			a.comment += string(line)
			continue
		}
		last := &a.files[len(a.files)-1]
		last.data = append(last.data, line...)
	}
	return a
}

func (a *archive) format() []byte {
	var b bytes.Buffer
	b.WriteString(a.comment)
	for _, f := range a.files {
		b.WriteString("-- " + f.name + " --\n")
		b.Write(f.data)
		if len(f.data) > 0 && f.data[len(f.data)-1] != '\n' {
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}
