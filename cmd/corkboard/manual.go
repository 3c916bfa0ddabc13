package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
)

// manuals are the documents that a release contains, made from the table of commands: corkboard help man, bash, zsh, fish.
var manuals map[string]func(io.Writer)

func init() {
	manuals = map[string]func(io.Writer){"man": manPage, "bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}
}

// option is a flag as the help of a command shows it.
type option struct{ name, value, text string }

// optionsOf reads the flags of a command from its help.
func optionsOf(c *command) []option {
	var help strings.Builder
	c.run(context.Background(), []string{"--help"}, &help, io.Discard)
	var list []option
	for lines := bufio.NewScanner(strings.NewReader(help.String())); lines.Scan(); {
		head, ok := strings.CutPrefix(lines.Text(), "  --")
		if !ok {
			continue
		}
		words := strings.Fields(head)
		o := option{name: words[0]}
		rest := strings.TrimSpace(strings.TrimPrefix(head, o.name))
		if len(words) > 1 && words[1] == strings.ToUpper(words[1]) {
			o.value = words[1]
			rest = strings.TrimSpace(strings.TrimPrefix(rest, o.value))
		}
		o.text = rest
		list = append(list, o)
	}
	return list
}

// manPage writes the page for man, section 1, in the macros of man(7).
func manPage(w io.Writer) {
	roff := strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`)
	fmt.Fprintf(w, ".TH CORKBOARD 1 \"\" \"corkboard\" \"User Commands\"\n.SH NAME\ncorkboard \\- a community notice board, kept as plain files\n")
	fmt.Fprintf(w, ".SH SYNOPSIS\n.B corkboard\n.I COMMAND\n.RI [ FLAGS ]\n")
	fmt.Fprintf(w, ".SH DESCRIPTION\nCorkboard turns a folder of listings into a website: a community's directory with pages, calendars and feeds.\n.SH COMMANDS\n")
	for _, c := range commands() {
		fmt.Fprintf(w, ".SS %s\n%s.\n", c.name, roff.Replace(c.summary))
		for _, o := range optionsOf(&c) {
			fmt.Fprintf(w, ".TP\n.B \\-\\-%s %s\n%s\n", roff.Replace(o.name), roff.Replace(o.value), roff.Replace(o.text))
		}
		for _, line := range examples[c.name] {
			fmt.Fprintf(w, ".PP\n.nf\n%s\n.fi\n", roff.Replace(line))
		}
	}
	fmt.Fprintf(w, ".SH EXIT STATUS\n0 success, 1 errors in the content, 2 wrong usage, 3 internal error, 130 interrupted.\n")
}

func bashCompletion(w io.Writer) {
	var names []string
	fmt.Fprint(w, "_corkboard() {\n  local word=${COMP_WORDS[COMP_CWORD]} words\n  case ${COMP_WORDS[1]} in\n")
	for _, c := range commands() {
		names = append(names, c.name)
		var flags []string
		for _, o := range optionsOf(&c) {
			flags = append(flags, "--"+o.name)
		}
		fmt.Fprintf(w, "    %s) words=\"%s\" ;;\n", c.name, strings.Join(flags, " "))
	}
	fmt.Fprintf(w, "  esac\n  [ \"$COMP_CWORD\" -gt 1 ] || words=\"%s\"\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _corkboard corkboard\n", strings.Join(names, " "))
}

func zshCompletion(w io.Writer) {
	quote := strings.NewReplacer("'", "'\\''", ":", "\\:", "[", "\\[", "]", "\\]")
	fmt.Fprint(w, "#compdef corkboard\n_corkboard() {\n  local -a commands\n  commands=(\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "    '%s:%s'\n", c.name, quote.Replace(c.summary))
	}
	fmt.Fprint(w, "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[2] in\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "    %s) _arguments", c.name)
		for _, o := range optionsOf(&c) {
			value := ""
			if o.value != "" {
				value = ":" + strings.ToLower(quote.Replace(o.value)) + ":_files"
			}
			fmt.Fprintf(w, " '--%s[%s]%s'", o.name, quote.Replace(o.text), value)
		}
		fmt.Fprint(w, " '*:file:_files' ;;\n")
	}
	fmt.Fprint(w, "  esac\n}\n_corkboard \"$@\"\n")
}

func fishCompletion(w io.Writer) {
	quote := strings.NewReplacer(`\`, `\\`, "'", `\'`)
	for _, c := range commands() {
		fmt.Fprintf(w, "complete -c corkboard -n __fish_use_subcommand -f -a %s -d '%s'\n", c.name, quote.Replace(c.summary))
		for _, o := range optionsOf(&c) {
			needs := ""
			if o.value != "" {
				needs = " -r"
			}
			fmt.Fprintf(w, "complete -c corkboard -n '__fish_seen_subcommand_from %s' -l %s%s -d '%s'\n", c.name, o.name, needs, quote.Replace(o.text))
		}
	}
}
