package format

import (
	"bytes"
	flags "flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flags.Bool("update", false, "rewrite the golden files, and the reference of fields in CONTRIBUTING.md")

// The reference of all fields in CONTRIBUTING.md is made from the field table,
// so that it can't tell anything else. Renew it with -update.
func TestReferenceIsTheTable(t *testing.T) {
	const file, begin, end = "../../CONTRIBUTING.md", "<!-- fields -->\n", "<!-- /fields -->"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, found := strings.Cut(string(text), begin)
	_, tail, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s has no place for the fields", file)
	}
	want := head + begin + fieldReference(Sections()) + end + tail
	if want == string(text) {
		return
	}
	if !*update {
		t.Fatalf("%s does not say what the field table says; renew it with: go test ./generator/format -update", file)
	}
	if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fieldReference prints the table for people: a section for each kind of file.
func fieldReference(sections []Section) string {
	var b bytes.Buffer
	for _, s := range sections {
		fmt.Fprintf(&b, "\n### %s\n\n", strings.ToUpper(s.Name[:1])+s.Name[1:])
		if s.Doc != "" {
			fmt.Fprintf(&b, "%s In `%s`.\n\n", sentence(s.Doc), s.Files)
		} else {
			fmt.Fprintf(&b, "In `%s`.\n\n", s.Files)
		}
		b.WriteString("| field | what it says | for example |\n|---|---|---|\n")
		rows(&b, "", s.Fields)
	}
	b.WriteString("\n")
	return b.String()
}

func rows(b *bytes.Buffer, prefix string, fields []Field) {
	for _, f := range fields {
		name := "`" + prefix + f.Name + "`"
		if f.Other != "" {
			name += " or `" + f.Other + "`"
		}
		if f.Required {
			name += " **(required)**"
		}
		doc := sentence(f.Doc)
		if len(f.Choices) > 0 && len(f.Choices) <= 30 {
			doc += " One of: " + strings.Join(f.Choices, ", ") + "."
		}
		example := strings.TrimSpace(f.Example)
		if strings.Contains(example, "\n") {
			example = "a block; see above"
		} else if example != "" {
			example = "`" + example + "`"
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, cell(doc), cell(example))
		rows(b, prefix+f.Name+".", f.Fields)
	}
}

func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func cell(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "|", "\\|"), "\n", " ")
}
