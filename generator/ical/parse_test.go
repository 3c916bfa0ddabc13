package ical

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Component is a parsed part of a calendar: its properties and inner
// components, in the order of the file.
type Component struct {
	Name       string
	Properties []Property
	Components []*Component
}

// Property is one content line.
type Property struct {
	Name       string
	Parameters []Parameter
	Value      string // as written, still escaped
}

// Parameter is one parameter, decoded.
type Parameter struct{ Name, Value string }

// Get returns the first property with a name and whether there is one.
func (c *Component) Get(name string) (Property, bool) {
	for _, p := range c.Properties {
		if p.Name == name {
			return p, true
		}
	}
	return Property{}, false
}

// Text returns the value of the first property with a name, unescaped; "" if
// there is none.
func (c *Component) Text(name string) string {
	p, _ := c.Get(name)
	return Unescape(p.Value)
}

// Param returns the value of a parameter; "" if there is none.
func (p Property) Param(name string) string {
	for _, q := range p.Parameters {
		if q.Name == name {
			return q.Value
		}
	}
	return ""
}

// Parse reads a stream with one calendar by the grammar of RFC 5545 section
// 3.1, strictly: lines end with CRLF and are at most 75 octets long.
func Parse(r io.Reader) (*Component, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading a calendar: %w", err)
	}
	lines, err := unfold(string(data))
	if err != nil {
		return nil, err
	}
	root := &Component{}
	stack := []*Component{root}
	for i, line := range lines {
		p, err := parseLine(line)
		if err != nil {
			return nil, fmt.Errorf("content line %d: %w", i+1, err)
		}
		top := stack[len(stack)-1]
		switch p.Name {
		case "BEGIN":
			c := &Component{Name: p.Value}
			top.Components = append(top.Components, c)
			stack = append(stack, c)
		case "END":
			if top == root || top.Name != p.Value {
				return nil, fmt.Errorf("content line %d: END:%s ends nothing", i+1, p.Value)
			}
			stack = stack[:len(stack)-1]
		default:
			top.Properties = append(top.Properties, p)
		}
	}
	if len(stack) != 1 || len(root.Components) != 1 || len(root.Properties) > 0 || root.Components[0].Name != "VCALENDAR" {
		return nil, errors.New("not one whole VCALENDAR")
	}
	return root.Components[0], nil
}

func unfold(s string) ([]string, error) {
	if !strings.HasSuffix(s, "\r\n") {
		return nil, errors.New("the last line does not end with CRLF")
	}
	var lines []string
	for i, line := range strings.Split(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		switch {
		case strings.ContainsAny(line, "\r\n"):
			return nil, fmt.Errorf("line %d: a line break that is not CRLF", i+1)
		case len(line) > limit:
			return nil, fmt.Errorf("line %d: %d octets are too long", i+1, len(line))
		case !utf8.ValidString(line):
			return nil, fmt.Errorf("line %d: cut inside a character, or not UTF-8", i+1)
		case strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t"):
			if len(lines) == 0 {
				return nil, errors.New("the first line is folded")
			}
			lines[len(lines)-1] += line[1:]
		default:
			lines = append(lines, line)
		}
	}
	return lines, nil
}

func parseLine(line string) (Property, error) {
	i := 0
	name := func() string {
		start := i
		for i < len(line) && (line[i] == '-' || line[i] >= '0' && line[i] <= '9' || line[i]|0x20 >= 'a' && line[i]|0x20 <= 'z') {
			i++
		}
		return strings.ToUpper(line[start:i])
	}
	p := Property{Name: name()}
	if p.Name == "" {
		return p, errors.New("no name")
	}
	for i < len(line) && line[i] == ';' {
		i++
		q := Parameter{Name: name()}
		if i >= len(line) || line[i] != '=' || q.Name == "" {
			return p, errors.New("a parameter without a value")
		}
		i++
		end := 0
		if i < len(line) && line[i] == '"' {
			i++
			end = strings.IndexByte(line[i:], '"')
			if end < 0 {
				return p, errors.New("a quotation mark that is not closed")
			}
			q.Value = decodeParam(line[i : i+end])
			i += end + 1
		} else {
			end = strings.IndexAny(line[i:], ";:,\"")
			if end < 0 {
				return p, errors.New("no value")
			}
			q.Value = decodeParam(line[i : i+end])
			i += end
		}
		p.Parameters = append(p.Parameters, q)
	}
	if i >= len(line) || line[i] != ':' {
		return p, errors.New("no value")
	}
	p.Value = line[i+1:]
	return p, nil
}

var paramDecoder = strings.NewReplacer("^^", "^", "^n", "\n", "^'", `"`)

func decodeParam(s string) string { return paramDecoder.Replace(s) }

// Unescape returns the text of an escaped TEXT value.
func Unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'N':
			b.WriteByte('\n')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
