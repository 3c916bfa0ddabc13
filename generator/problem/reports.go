package problem

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"
)

// ruleManual is where every rule is described, relative to the program's repository.
const ruleManual = "generator/rules/README.md"

// message is what was found and what to write.
func (p *Problem) message() string {
	if p.Hint == "" {
		return Printable(p.Text)
	}
	return Printable(p.Text) + "\n" + Printable(p.Hint)
}

// at is the file of a problem for programs that want one even where the whole folder
// is meant.
func (p *Problem) at(dir string) string { return path.Clean(strings.TrimSuffix(p.path(dir), "/")) }

// SARIF writes the list as a log of SARIF 2.1.0 (OASIS), for code hosts and editors.
// Columns count characters.
func (l List) SARIF(w io.Writer, dir, version string) error {
	type m = map[string]any
	results, rules, known := []m{}, []m{}, map[string]bool{}
	for i := range l {
		p := &l[i]
		place := m{"artifactLocation": m{"uri": p.at(dir)}}
		if p.Line > 0 {
			region := m{"startLine": p.Line}
			if p.Col > 0 {
				region["startColumn"], region["endColumn"] = p.Col, p.Col+max(p.Width, 1)
			}
			place["region"] = region
		}
		results = append(results, m{"ruleId": p.Rule, "level": p.Level.String(), "message": m{"text": p.message()}, "locations": []m{{"physicalLocation": place}}})
		if !known[p.Rule] {
			known[p.Rule] = true
			rules = append(rules, m{"id": p.Rule, "help": m{"text": "see " + ruleManual}})
		}
	}
	return encode(w, m{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
		"runs": []m{{"columnKind": "unicodeCodePoints", "results": results, "tool": m{"driver": m{"name": "corkboard", "version": version, "rules": rules}}}},
	})
}

// GitLab writes the list as a Code Quality report of GitLab.
func (l List) GitLab(w io.Writer, dir string) error {
	type lines struct {
		Begin int `json:"begin"`
	}
	type location struct {
		Path  string `json:"path"`
		Lines lines  `json:"lines"`
	}
	type row struct {
		Description string   `json:"description"`
		Check       string   `json:"check_name"`
		Fingerprint string   `json:"fingerprint"`
		Severity    string   `json:"severity"`
		Location    location `json:"location"`
	}
	rows, same := []row{}, map[string]int{}
	for i := range l {
		p := &l[i]
		about := strings.Join([]string{p.Rule, p.path(dir), p.Text, p.Source}, "\x00")
		same[about]++ // two of the same have fingerprints of their own
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", about, same[about]))
		severity := map[Level]string{Error: "major", Warning: "minor", Note: "info"}[p.Level]
		rows = append(rows, row{strings.ReplaceAll(p.message(), "\n", "; "), p.Rule, fmt.Sprintf("%x", sum[:16]), severity, location{p.at(dir), lines{max(p.Line, 1)}}})
	}
	return encode(w, rows)
}

// RDJSON writes the list in the format of reviewdog, with corrected lines as
// suggestions.
func (l List) RDJSON(w io.Writer, dir string) error {
	type m = map[string]any
	rows := []m{}
	for i := range l {
		p := &l[i]
		place := m{"path": p.at(dir)}
		if p.Line > 0 {
			start := m{"line": p.Line}
			if p.Col > 0 && p.Col-1 <= len([]rune(p.Source)) {
				start["column"] = len(string([]rune(p.Source)[:p.Col-1])) + 1 // in bytes, as the format says
			}
			place["range"] = m{"start": start}
		}
		row := m{"message": p.message(), "location": place, "severity": map[Level]string{Error: "ERROR", Warning: "WARNING", Note: "INFO"}[p.Level], "code": m{"value": p.Rule}}
		if p.Fix != "" && p.Line > 0 {
			text, end := p.Fix, m{"line": p.Line, "column": len(p.Source) + 1}
			if n := strings.Count(text, "\n"); n > 0 {
				text, end = text+"\n", m{"line": p.Line + n + 1, "column": 1} // how long the last line is, is not known here
			}
			row["suggestions"] = []m{{"text": text, "range": m{"start": m{"line": p.Line, "column": 1}, "end": end}}}
		}
		rows = append(rows, row)
	}
	return encode(w, m{"source": m{"name": "corkboard"}, "diagnostics": rows})
}

// encode writes JSON that is no command of a CI runner, wherever a text has ##[.
func encode(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(bytes.ReplaceAll(b.Bytes(), []byte("##["), []byte(`\u0023#[`)))
	return err
}
