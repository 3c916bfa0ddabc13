package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"

	"corkboard/generator/content"
	"corkboard/generator/format"
	"corkboard/generator/problem"
	"corkboard/generator/review"
	"corkboard/generator/theme"
	"corkboard/generator/yaml"
)

// mostMail is how many bytes of a mail are read.
const mostMail = 1 << 20

// part is what a mail says of one file.
type part struct {
	kind, id string // opportunities or organizations, and a name in it
	change   bool   // text is a report, not a whole file
	text     string
}

var (
	markLine = regexp.MustCompile(`^# corkboard: (.*)$`)
	// The path of a file is only ever made from these two parts.
	markPath = regexp.MustCompile(`^(change )?(opportunities|organizations)/([^/\\]+)\.yaml$`)
)

// readMail returns what stands between the marks that the form and the report box write.
// What is before and after them, such as greetings and signatures, is passed over.
func readMail(data []byte) ([]part, error) {
	switch {
	case len(data) > mostMail:
		return nil, errors.New("it is larger than 1 MB")
	case !utf8.Valid(data):
		return nil, errors.New("it is not in UTF-8; save the text of the mail and try again")
	}
	var list []part
	inside := false
	for line := range strings.Lines(strings.ReplaceAll(string(data), "\r\n", "\n")) {
		mark := markLine.FindStringSubmatch(strings.TrimRight(line, " \n"))
		switch {
		case mark == nil && inside:
			list[len(list)-1].text += line
		case mark == nil:
		case mark[1] == "end":
			if !inside {
				return nil, errors.New("it ends before it begins")
			}
			inside = false
		default:
			at := markPath.FindStringSubmatch(mark[1])
			if at == nil {
				return nil, fmt.Errorf("%q is no file that a mail may write; only opportunities/ID.yaml and organizations/ID.yaml are", problem.Printable(mark[1]))
			}
			if fault := format.JudgeID(at[3]+".yaml", at[3]); fault.Text != "" {
				return nil, fmt.Errorf("%s; %s", fault.Text, fault.Hint)
			}
			if len(list) == 10 {
				return nil, errors.New("it has more than 10 files")
			}
			list, inside = append(list, part{at[2], at[3], at[1] != "", ""}), true
		}
	}
	switch {
	case inside:
		return nil, errors.New(`it was cut short: the line "# corkboard: end" is missing`)
	case len(list) == 0:
		return nil, errors.New(`there is no line "# corkboard: …" in it, which the form and the report box write`)
	}
	return list, nil
}

func runFromMail(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	var replace bool
	flags := s.deskFlags("from-mail")
	flags.BoolVar(&replace, "replace", false, "replace a file that exists already")
	name, done, code := parseOne(flags, args, "FILE", stdout, stderr)
	switch {
	case done:
		return code
	case name == "":
		return failure(stderr, "from-mail", &usageError{"name the file with the mail, or - for what is piped in"})
	}
	var in io.Reader = os.Stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return failure(stderr, "from-mail", &usageError{err.Error()})
		}
		defer file.Close()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, mostMail+1))
	if err != nil {
		return failure(stderr, "from-mail", fmt.Errorf("reading the mail: %w", err))
	}
	list, err := readMail(data)
	if err != nil {
		return failure(stderr, "from-mail", &usageError{err.Error()})
	}
	var out, bad bytes.Buffer
	err = s.fromMail(ctx, list, replace, &out)
	if err != nil {
		code = s.deskFailure(&bad, "from-mail", err)
	}
	_, _ = io.WriteString(stdout, tame(out.String()))
	_, _ = io.WriteString(stderr, tame(bad.String()))
	return code
}

// fromMail writes what a mail says, and what diff says of that.
func (s *source) fromMail(ctx context.Context, list []part, replace bool, stdout io.Writer) error {
	d, err := s.desk()
	if err != nil {
		return err
	}
	var loader content.Loader
	designs := map[string]*theme.Theme{}
	before, err := s.state(ctx, asItIs, &loader, nil, designs)
	if err != nil {
		return err
	}
	if err := d.receive(list, replace, stdout); err != nil {
		return err
	}
	after, err := s.state(ctx, asItIs, &loader, before, designs)
	if err != nil {
		return err
	}
	_, err = io.WriteString(stdout, review.Markdown(before, after))
	return err
}

// tame keeps the words of a stranger from being a command to the runner of a workflow,
// which looks for "##[" anywhere in a line and for "::" at the start of one.
func tame(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.ReplaceAll(line, "##[", "# #[")
		if strings.HasPrefix(strings.TrimSpace(line), "::") {
			line = "| " + line
		}
		b.WriteString(line)
	}
	return b.String()
}

// receive writes what a mail says, all of it or nothing.
func (d *desk) receive(list []part, replace bool, stdout io.Writer) error {
	var byHand []string
	for _, p := range list {
		if p.change {
			left, err := d.report(p)
			if err != nil {
				return err
			}
			byHand = append(byHand, left...)
			continue
		}
		file := p.kind + "/" + p.id + ".yaml"
		if h, err := d.find(p.id, p.kind); err == nil && (h.File != file || !replace) {
			return &usageError{fmt.Sprintf("%s already exists: %s; nothing was written", p.id, h.File)}
		}
		if _, err := fs.Lstat(d.files, file); err == nil && !replace {
			return &usageError{fmt.Sprintf("%s already exists; nothing was written; to replace it, add --replace", file)}
		}
		if _, twice := d.after[file]; twice {
			return &usageError{fmt.Sprintf("%s is in the mail twice; nothing was written", file)}
		}
		d.after[file] = []byte(p.text)
	}
	for _, p := range list {
		problems, err := d.of(p.kind + "/" + p.id + ".yaml")
		if err != nil {
			return err
		}
		for _, one := range problems {
			fmt.Fprintf(stdout, "check: %s:%d: %s\n", one.File, one.Line, problem.Printable(one.Text))
		}
	}
	if err := d.save(); err != nil {
		return err
	}
	for _, line := range byHand {
		fmt.Fprintf(stdout, "not changed, please look at it: %s\n", problem.Printable(line))
	}
	return nil
}

// report changes what a report says plainly, which is a phone number, and returns what
// only a person can judge.
func (d *desk) report(p part) (byHand []string, err error) {
	h, err := d.find(p.kind+"/"+p.id, p.kind)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(p.text) {
		line = strings.TrimSpace(line)
		key, value, ok := strings.Cut(line, ": ")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var text string
		if key != "phone" || !ok || json.Unmarshal([]byte(value), &text) != nil || text == "" {
			byHand = append(byHand, h.ID+": "+line)
			continue
		}
		f, err := d.open(h.File)
		if err != nil {
			return nil, err
		}
		record := f.Root()
		if h.entry != "" {
			record = record.Get(h.entry)
		}
		if old := record.Get("phone"); old == nil || old.Kind != yaml.Scalar {
			byHand = append(byHand, h.ID+": it has no phone number of its own to change: "+line)
			continue
		}
		quoted, err := json.Marshal(text)
		if err != nil {
			return nil, err
		}
		if err := d.set(h, "phone", string(quoted)); err != nil {
			return nil, err
		}
	}
	return byHand, nil
}
