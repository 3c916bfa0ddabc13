package content

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/format"
	"corkboard/generator/problem"
)

// listing is an opportunity that is fine, with more lines.
func listingWith(more string) string {
	return "title: Fine\norganization: corner-shop\nkind: event\nchecked: 2026-11-02\n" + more
}

// hostile are files that somebody could send. want is a rule that must be told
// with file and line, "" when the file must be read without an error, and "!"
// when any error will do.
func hostile() []struct{ name, file, data, want string } {
	many := strings.Repeat
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'j'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	var keys, list strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&keys, "k%d: v\n", i)
	}
	for i := range 2000 {
		fmt.Fprintf(&list, "l%d:\n  title: T\n  organization: nobody-%d\n  kind: event\n", i, i)
	}
	const o = "opportunities/"
	return []struct{ name, file, data, want string }{
		// YAML as a weapon.
		{"bomb of aliases", o + "x.yaml", bomb + listingWith(""), "anchor"},
		{"alias to itself", o + "x.yaml", listingWith("x-a: &a [*a]\n"), "anchor"},
		{"anchor on the root", o + "x.yaml", "&root\n" + listingWith(""), "anchor"},
		{"merge key", o + "x.yaml", listingWith("<<: {title: Other}\n"), "anchor"},
		{"merge of a list", o + "x.yaml", listingWith("<<: [{title: a}, {title: b}]\n"), "anchor"},
		{"binary tag", o + "x.yaml", listingWith("summary: !!binary PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\n"), "tag"},
		{"float tag", o + "x.yaml", listingWith("summary: !!float 1\n"), "tag"},
		{"python tag", o + "x.yaml", listingWith("summary: !!python/object/apply:os.system [ls]\n"), "tag"},
		{"own tag on a map", o + "x.yaml", listingWith("who: !evil {note: x}\n"), "tag"},
		{"tag directive", o + "x.yaml", "%TAG ! tag:example.org,2000:\n---\n" + listingWith(""), ""},
		{"yaml directive", o + "x.yaml", "%YAML 1.1\n---\n" + listingWith(""), ""},
		{"unknown directive", o + "x.yaml", "%FOO bar\n---\n" + listingWith(""), "!"},
		{"deep flow", o + "x.yaml", listingWith("x-a: " + many("[", 20000) + many("]", 20000) + "\n"), "!"},
		{"deep flow unclosed", o + "x.yaml", listingWith("x-a: " + many("[", 60000)), "!"},
		{"deep maps", o + "x.yaml", listingWith("x-a: " + many("{a: ", 9000) + many("}", 9000) + "\n"), "!"},
		{"deep blocks", o + "x.yaml", listingWith("x-a: " + many("- ", 20000) + "x\n"), "!"},
		{"deep question marks", o + "x.yaml", many("? ", 20000), "!"},
		{"many keys", o + "x.yaml", keys.String() + listingWith(""), "too-many-values"},
		{"same key many times", o + "x.yaml", listingWith(many("summary: x\n", 2000)), "duplicate-key"},
		{"empty key", o + "x.yaml", listingWith("\"\": x\n"), "unknown-key"},
		{"null key", o + "x.yaml", listingWith("~: x\n"), "unknown-key"},
		{"list as key", o + "x.yaml", listingWith("? [a]\n: b\n"), "key-not-text"},
		{"map as key", o + "x.yaml", listingWith("? {a: b}\n: c\n"), "key-not-text"},
		{"long key", o + "x.yaml", listingWith(many("k", 30000) + ": x\n"), "!"},
		{"key with newline", o + "x.yaml", listingWith("\"a\\nb\": x\n"), "unknown-key"},
		{"two documents", o + "x.yaml", listingWith("---\ntitle: Other\n"), "second-document"},
		{"many documents", o + "x.yaml", many("---\na: b\n", 5000), "second-document"},
		{"root is a list", o + "x.yaml", "- title: x\n", "wrong-shape"},
		{"root is a word", o + "x.yaml", "hello\n", "wrong-shape"},
		{"root is nothing", o + "x.yaml", "~\n", "!"},
		{"empty", o + "x.yaml", "", "empty-file"},
		{"blank", o + "x.yaml", "\n\n  \n", "empty-file"},
		{"only dashes", o + "x.yaml", "---\n---\n", "!"},
		{"only a comment", o + "x.yaml", "# hello\n", "empty-file"},
		{"template", o + "x.yaml", listingWith("summary: \"{{ .Secret }} ${HOME} <%= x %>\"\n"), ""},
		{"json", o + "x.yaml", `{"title": "J", "organization": "corner-shop", "kind": "event"}`, ""},
		{"windows line breaks", o + "x.yaml", strings.ReplaceAll(listingWith("summary: x\n"), "\n", "\r\n"), ""},
		{"old mac line breaks", o + "x.yaml", strings.ReplaceAll(listingWith("summary: x\n"), "\n", "\r"), ""},
		{"byte order mark", o + "x.yaml", "\uFEFF" + listingWith(""), ""},
		{"two byte order marks", o + "x.yaml", "\uFEFF\uFEFF" + listingWith(""), ""},
		// Encodings and characters.
		{"utf-16 little", o + "x.yaml", "\xff\xfet\x00i\x00", "utf-16"},
		{"utf-16 big", o + "x.yaml", "\xfe\xff\x00t\x00i", "utf-16"},
		{"utf-16 without a mark", o + "x.yaml", "t\x00i\x00t\x00l\x00e\x00", "utf-16"},
		{"utf-32", o + "x.yaml", "\xff\xfe\x00\x00t\x00\x00\x00", "utf-16"},
		{"latin 1", o + "x.yaml", "title: Caf\xe9\n", "not-utf-8"},
		{"half a letter", o + "x.yaml", listingWith("summary: \xc3\n"), "not-utf-8"},
		{"surrogate", o + "x.yaml", listingWith("summary: \xed\xa0\x80\n"), "not-utf-8"},
		{"overlong", o + "x.yaml", listingWith("summary: \xc0\xaf\n"), "not-utf-8"},
		{"nul", o + "x.yaml", listingWith("summary: a\x00b\n"), "not-text"},
		{"escaped nul", o + "x.yaml", listingWith("summary: \"a\\0b\"\n"), "control-character"},
		{"escape sequence", o + "x.yaml", listingWith("summary: \x1b[31mred\n"), "control-character"},
		{"escaped escape", o + "x.yaml", listingWith("summary: \"\\e[2J\"\n"), "control-character"},
		{"bell", o + "x.yaml", listingWith("summary: a\ab\n"), "control-character"},
		{"delete", o + "x.yaml", listingWith("summary: a\x7fb\n"), "control-character"},
		{"c1", o + "x.yaml", listingWith("summary: a\u009bb\n"), "control-character"},
		{"noncharacter", o + "x.yaml", listingWith("summary: a\uffffb\n"), "control-character"},
		{"bidi override", o + "x.yaml", listingWith("summary: a\u202eb\n"), ""},
		{"escaped bidi", o + "x.yaml", listingWith("summary: \"a\\u202eb\"\n"), ""},
		{"isolates", o + "x.yaml", listingWith("summary: a\u2066b\u2069\n"), ""},
		{"zero width in a key", o + "x.yaml", listingWith("sum\u200bmary: x\n"), ""},
		{"zero width in an id", o + "x.yaml", "title: x\norganization: corner\u200b-shop\nkind: event\n", ""},
		{"line separator", o + "x.yaml", listingWith("summary: a\u2028title: b\n"), "!"},
		{"next line", o + "x.yaml", listingWith("summary: a\u0085kind: b\n"), "!"},
		{"soft hyphen", o + "x.yaml", listingWith("summary: a\u00adb\n"), ""},
		{"joined emoji", o + "x.yaml", listingWith("summary: 👩\u200d🌾 come\n"), ""},
		{"arabic", o + "x.yaml", listingWith("summary: مرحبا بكم\n"), ""},
		{"combining tower", o + "x.yaml", listingWith("summary: a" + many("\u0301", 5000) + "\n"), "combining-marks"},
		{"tags block", o + "x.yaml", listingWith("summary: a\U000E0041b\n"), ""},
		// Front matter.
		{"no front matter", o + "x.md", "hello\n", "front-matter-missing"},
		{"not closed", o + "x.md", "---\n" + listingWith("\nhello\n"), "front-matter-not-closed"},
		{"not closed, long", o + "x.md", "---\n" + listingWith("") + many("word\n", 12000), "front-matter-not-closed"},
		{"only the first line", o + "x.md", "---\n", "!"},
		{"empty front matter", o + "x.md", "---\n---\nhello\n", "front-matter-missing"},
		{"four hyphens", o + "x.md", "----\ntitle: x\n----\n", "front-matter-missing"},
		{"toml", o + "x.md", "+++\ntitle = \"x\"\n+++\n", "front-matter-missing"},
		{"blank lines first", o + "x.md", "\n\n---\n" + listingWith("") + "---\nhello\n", ""},
		{"closed with dots", o + "x.md", "---\n" + listingWith("") + "...\nhello\n", ""},
		{"spaces behind", o + "x.md", "---  \n" + listingWith("") + "---\t\nhello\n", ""},
		{"hyphens in the body", o + "x.md", "---\n" + listingWith("") + "---\na\n\n---\n\ntitle: b\n", ""},
		{"conflict in the body", o + "x.md", "---\n" + listingWith("") + "---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "merge-conflict"},
		{"script in the body", o + "x.md", "---\n" + listingWith("") + "---\n<script>alert(1)</script>\n", ""},
		{"long body", o + "x.md", "---\n" + listingWith("") + "---\n" + many("word ", 8000), ""},
		{"deep quotes", o + "x.md", "---\n" + listingWith("") + "---\n" + many(">", 30000) + "x\n", ""},
		{"links in the body", o + "x.md", "---\n" + listingWith("") + "---\n" + many("[a](b", 8000), ""},
		// Sizes.
		{"large listing", o + "x.md", "---\n" + listingWith("") + "---\n" + many("x", 70000), "file-too-large"},
		{"large yaml listing", o + "x.yaml", listingWith("body: |\n" + many("  word\n", 12000)), "file-too-large"},
		{"huge list", o + "x.yaml", many("# x\n", 2<<20), "file-too-large"},
		{"list of unknown organizations", o + "x.yaml", list.String(), "unknown-organization"},
		{"long line", o + "x.yaml", listingWith("arrive: " + many("x", 60000) + "\n"), ""},
		{"long line on lists", o + "x.yaml", listingWith("summary: " + many("x", 60000) + "\n"), "far-too-long"},
		// Shapes.
		{"title is a list", o + "x.yaml", "title: [a, b]\norganization: corner-shop\nkind: event\n", "wrong-shape"},
		{"title is a map", o + "x.yaml", "title: {a: b}\norganization: corner-shop\nkind: event\n", "!"},
		{"title is empty", o + "x.yaml", "title:\norganization: corner-shop\nkind: event\n", "missing-field"},
		{"title is blank", o + "x.yaml", "title: \"  \"\norganization: corner-shop\nkind: event\n", "missing-field"},
		{"kind is a list", o + "x.yaml", "title: x\norganization: corner-shop\nkind: [event]\n", "wrong-shape"},
		{"organization is a map", o + "x.yaml", "title: x\norganization: {a: b}\nkind: event\n", "wrong-shape"},
		{"schedule is a list of lists", o + "x.yaml", listingWith("schedule: [[every Tuesday]]\n"), "wrong-shape"},
		{"schedule is empty", o + "x.yaml", listingWith("schedule: {}\n"), ""},
		{"changes is a list", o + "x.yaml", listingWith("schedule:\n  repeat: every Tuesday\n  changes: [2026-12-01]\n"), "wrong-shape"},
		{"phones is a map of nothing", o + "x.yaml", listingWith("phones: {}\n"), ""},
		{"who is a number", o + "x.yaml", listingWith("who: [1]\n"), "wrong-shape"},
		{"location is a list of maps", o + "x.yaml", listingWith("locations: [{name: a}, {name: b}]\n"), ""},
		{"language map with a bad tag", o + "x.yaml", "title:\n  english: x\norganization: corner-shop\nkind: event\n", "unknown-language"},
		{"age out of range", o + "x.yaml", listingWith("who:\n  age_min: 99999999999999999999\n"), "bad-number"},
		{"age below zero", o + "x.yaml", listingWith("who:\n  age_min: -1\n"), "bad-number"},
		{"hours not a number", o + "x.yaml", listingWith("commitment:\n  hours: NaN\n"), "bad-number"},
		{"hours without end", o + "x.yaml", listingWith("commitment:\n  hours: 1e999\n"), "bad-number"},
		{"point not a number", o + "x.yaml", listingWith("location:\n  name: x\n  geo: [NaN, Inf]\n"), "bad-geo"},
		{"point of three", o + "x.yaml", listingWith("location:\n  name: x\n  geo: [1, 2, 3]\n"), "bad-geo"},
		{"point at zero", o + "x.yaml", listingWith("location:\n  name: x\n  geo: [0, 0]\n"), "geo-out-of-range"},
		{"confidential with an address", o + "x.yaml", listingWith("location:\n  name: Safe house\n  privacy: confidential\n  address: 12 Hidden Lane\n"), "confidential-place"},
		// Dates.
		{"no such day", o + "x.yaml", listingWith("schedule: 2026-02-30\n"), "schedule-no-date"},
		{"month 13", o + "x.yaml", listingWith("schedule: 2026-13-01\n"), "!"},
		{"year 0", o + "x.yaml", listingWith("deadline: 0000-01-01\n"), "!"},
		{"year 99999", o + "x.yaml", listingWith("deadline: 99999-01-01\n"), "!"},
		{"hour 25", o + "x.yaml", listingWith("schedule: 2026-12-05 25:00\n"), "!"},
		{"american date", o + "x.yaml", listingWith("checked: 11/12/2026\n"), "!"},
		{"date with zone", o + "x.yaml", listingWith("deadline: 2026-12-11T17:00:00+25:00\n"), "!"},
		{"date as map", o + "x.yaml", listingWith("deadline: {year: 2026}\n"), "wrong-shape"},
		{"every minute", o + "x.yaml", listingWith("schedule: every minute\n"), "!"},
		{"far until", o + "x.yaml", listingWith("schedule: every day 10am-11am until 9999-12-31\n"), "!"},
		{"many dates", o + "x.yaml", listingWith("schedule:\n  dates: [" + many("2026-12-05 10:00-11:00, ", 1500) + "]\n"), "!"},
		{"long skip", o + "x.yaml", listingWith("schedule:\n  repeat: every day\n  skip: 0001-01-01..9999-12-31\n"), "!"},
		{"words for a schedule", o + "x.yaml", listingWith("schedule: " + many("every Tuesday and ", 2000) + "\n"), "!"},
		{"negative interval", o + "x.yaml", listingWith("schedule: every -1 days\n"), "!"},
		{"huge interval", o + "x.yaml", listingWith("schedule: every 99999999999999999999 weeks on Tuesday\n"), "!"},
		{"huge count", o + "x.yaml", listingWith("schedule:\n  date: 2026-12-01\n  repeat: every Tuesday\n  count: 999999999\n"), "bad-number"},
		{"zone outside", o + "x.yaml", listingWith("schedule:\n  date: 2026-12-01\n  timezone: ../../../etc/passwd\n"), "unknown-zone"},
		{"zone local", o + "x.yaml", listingWith("schedule:\n  date: 2026-12-01\n  timezone: Local\n"), "unknown-zone"},
		// Addresses.
		{"javascript", o + "x.yaml", listingWith("url: javascript:alert(1)\n"), "bad-url"},
		{"javascript in disguise", o + "x.yaml", listingWith("url: \"java\\tscript:alert(1)\"\n"), "bad-url"},
		{"data", o + "x.yaml", listingWith("url: data:text/html,x\n"), "bad-url"},
		{"file", o + "x.yaml", listingWith("url: file:///etc/passwd\n"), "bad-url"},
		{"no scheme", o + "x.yaml", listingWith("url: //evil.example/\n"), "bad-url"},
		{"name before host", o + "x.yaml", listingWith("url: https://bank.example@evil.example/\n"), "bad-url"},
		{"line break in an address", o + "x.yaml", listingWith("url: \"https://example.org/\\r\\nX: y\"\n"), "bad-url"},
		{"bad port", o + "x.yaml", listingWith("url: https://example.org:99x/\n"), "bad-url"},
		{"empty host", o + "x.yaml", listingWith("url: https:///x\n"), "bad-url"},
		{"bad escape", o + "x.yaml", listingWith("url: https://example.org/%zz\n"), "bad-url"},
		{"long address", o + "x.yaml", listingWith("url: https://example.org/" + many("x", 3000) + "\n"), "bad-url"},
		{"picture outside", o + "x.yaml", listingWith("image:\n  file: ../../etc/passwd\n  alt: x\n"), ""},
		{"picture elsewhere", o + "x.yaml", listingWith("image:\n  file: https://example.org/x.png\n  alt: x\n"), ""},
		{"mail with a line break", o + "x.yaml", listingWith("email: \"a@example.org\\nBcc: b@example.org\"\n"), ""},
		{"phone with a script", o + "x.yaml", listingWith("phone: \"+1;phone-context=evil\"\n"), ""},
		// Names.
		{"upper case", o + "Upper.yaml", listingWith(""), "bad-id"},
		{"space", o + "a b.yaml", listingWith(""), "bad-id"},
		{"percent", o + "a%2fb.yaml", listingWith(""), "bad-id"},
		{"dot", o + "a.b.yaml", listingWith(""), "bad-id"},
		{"quote", o + "a'b.yaml", listingWith(""), "bad-id"},
		{"hyphen first", o + "-a.yaml", listingWith(""), "bad-id"},
		{"emoji", o + "🌾.yaml", listingWith(""), "bad-id"},
		{"bidi in the name", o + "a\u202eb.yaml", listingWith(""), "bad-id"},
		{"escape in the name", o + "a\x1b[2Jb.yaml", listingWith(""), "bad-file-name"},
		{"workflow command", o + "a::error::b.yaml", listingWith(""), "bad-file-name"},
		{"long name", o + many("a", 150) + ".yaml", listingWith(""), "bad-id"},
		{"device", o + "nul.yaml", listingWith(""), "reserved-id"},
		{"device with digits", o + "com1.yaml", listingWith(""), "reserved-id"},
		{"page of a list", o + "page-12.yaml", listingWith(""), "reserved-id"},
		{"any script", o + "قائمة-طعام.yaml", listingWith(""), ""},
		{"chinese", o + "食物銀行.yaml", listingWith(""), ""},
		{"only an ending", o + ".yaml", listingWith(""), ""},
		{"language for a name", o + "es.yaml", listingWith(""), ""},
		{"page of the site", "pages/search.md", "hello\n", "reserved-id"},
		{"entries with bad ids", o + "list.yaml", "A B:\n  title: x\n  organization: corner-shop\n  kind: event\n", "bad-id"},
		{"entry with a path", o + "list.yaml", "../../x:\n  title: x\n  organization: corner-shop\n  kind: event\n", "bad-id"},
		{"formerly a path", o + "x.yaml", listingWith("formerly: ../../etc\n"), "bad-id"},
		{"formerly itself", o + "x.yaml", listingWith("formerly: x\n"), "formerly-clash"},
		// Tables and the site.
		{"categories are a list", "categories.yaml", "- food\n", "wrong-shape"},
		{"locations are a word", "locations.yaml", "town\n", "wrong-shape"},
		{"circle of many", "locations.yaml", "a:\n  in: b\nb:\n  in: c\nc:\n  in: a\n", "circle"},
		{"in itself", "categories.yaml", "a:\n  in: a\n", "circle"},
		{"deep categories", "categories.yaml", chain(3000), "nested-too-deep"},
		{"as many aliases as may be", "categories.yaml", aliases(200), ""},
		{"one alias too many", "categories.yaml", aliases(201), "too-many-values"},
		{"a list of aliases", "categories.yaml", aliases(100_000), "too-many-values"},
		{"one organization too many", o + "x.yaml", "title: T\nkind: event\norganization: [" + many("corner-shop, ", 201) + "]\n", "too-many-values"},
		{"locations eight deep", "locations.yaml", chain(9), ""},
		{"locations nine deep", "locations.yaml", chain(10), "nested-too-deep"},
		{"a chain of locations", "locations.yaml", chain(4000), "nested-too-deep"},
		{"as many locations as may be", "locations.yaml", quarters(20_000), ""},
		{"one location too many", "locations.yaml", quarters(20_001), "too-many-values"},
		{"site is a list", "site.yaml", "- a\n", "wrong-shape"},
		{"site with an id of its own", "site.yaml", "id: \"a@b\\r\\nX\"\n", "!"},
		{"site in no language", "site.yaml", "languages: [xx-what-ever-this-is-not]\n", "unknown-language"},
		{"page without anything", "pages/about.md", "", "empty-file"},
	}
}

// aliases is a category with n aliases.
func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ", word %d", i)
	}
	return "food:\n  aliases: [" + b.String()[2:] + "]\n"
}

// chain is a table of n records, each but the first in the one before.
func chain(n int) string {
	var b strings.Builder
	b.WriteString("c0:\n")
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, "c%d:\n  in: c%d\n", i, i-1)
	}
	return b.String()
}

// quarters is a table of n places.
func quarters(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "q%d: Quarter %d\n", i, i)
	}
	return b.String()
}

// Words that are known nowhere cost a bounded number of comparisons.
func TestMisspelledWordsAreBounded(t *testing.T) {
	x := newIndex[*int]("location", "unknown-location", 0)
	for i := range 1000 {
		x.byID[fmt.Sprintf("place-%d", i)] = new(int)
	}
	for i := range 10_000 {
		word := fmt.Sprintf("plaice-%d", i)
		x.near(format.Ref{Text: word, Key: word})
	}
	if x.compared < mostCompared || x.compared >= mostCompared+len(x.words) {
		t.Errorf("%d comparisons", x.compared)
	}
}

// A list of nothing but mistakes is told of in part.
func TestMistakesOfAListAreBounded(t *testing.T) {
	days := strings.Repeat("2026-02-30, ", 5000)
	_, problems, err := new(Loader).Load(folderOf("closures.yaml", "holidays:\n  days: ["+days+"]\n"), Options{})
	if n := len(problems.Errors()); err != nil || n < 1000 || n > 1001 {
		t.Errorf("%d errors, %v", n, err)
	}
}

// A record that is too large is one mistake, of which what names it says nothing.
func TestTooLargeRecordIsKnown(t *testing.T) {
	var keys strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&keys, "  k%d: v\n", i)
	}
	fsys := folderOf("categories.yaml", "food:\n"+keys.String(), "opportunities/x.yaml", "title: X\nhost: neighbours\nkind: event\ncategory: food\n")
	_, problems, err := new(Loader).Load(fsys, Options{})
	if list := problems.Errors(); err != nil || len(list) != 1 || list[0].Rule != "too-many-values" {
		t.Errorf("%v\n%s", err, said(list))
	}
}

// Whatever a file holds: no panic, no hanging, the mistake told with its place
// and every other listing unharmed.
func TestHostile(t *testing.T) {
	cases := hostile()
	if len(cases) < 120 {
		t.Errorf("only %d hostile files", len(cases))
	}
	for _, tt := range cases {
		fsys := fstest.MapFS{
			"organizations/corner-shop.yaml": {Data: []byte("name: Corner shop\n"), Mode: 0o644},
			"opportunities/unharmed.yaml":    {Data: []byte("title: Unharmed\norganization: corner-shop\nkind: group\n"), Mode: 0o644},
			tt.file:                          {Data: []byte(tt.data), Mode: 0o644},
		}
		hangs := time.AfterFunc(2*time.Minute, func() { panic(tt.name + " hangs") })
		c, problems, err := new(Loader).Load(fsys, Options{})
		hangs.Stop()
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		find(t, c, "unharmed")
		var errors, wanted problem.List
		for _, p := range problems {
			if p.File != tt.file {
				continue
			}
			if p.Level == problem.Error {
				errors = append(errors, p)
			}
			if p.Rule == tt.want {
				wanted = append(wanted, p)
			}
		}
		for _, o := range c.Opportunities {
			if text := o.Title.First() + o.Summary.First(); strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xffff }) {
				t.Errorf("%s: %q keeps a control character", tt.name, text)
			}
		}
		switch {
		case tt.want == "" && len(errors) > 0:
			t.Errorf("%s: it should be read, and says\n%s", tt.name, said(errors[:min(3, len(errors))]))
		case tt.want == "!" && len(errors) == 0:
			t.Errorf("%s: nothing is told of it", tt.name)
		case tt.want != "" && tt.want != "!" && len(wanted) == 0:
			t.Errorf("%s: no %s is told, but\n%s", tt.name, tt.want, said(errors[:min(3, len(errors))]))
		}
		var out bytes.Buffer
		problems.Text(&out, "content", false)
		if i := bytes.IndexFunc(out.Bytes(), func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f || r == 0x202e }); i >= 0 {
			t.Errorf("%s: its messages hold the character %q", tt.name, out.Bytes()[i])
		}
		for _, p := range problems {
			// A missing thing and a broken name have no place within the file.
			if p.Line == 0 && p.File == tt.file && p.Rule != "bad-id" && p.Rule != "bad-file-name" && p.Rule != "reserved-id" && p.Rule != "file-too-large" && p.Rule != "empty-file" && !strings.HasPrefix(p.Rule, "site-without") {
				t.Errorf("%s: %s has no line", tt.name, p.Rule)
			}
		}
		for _, f := range c.LeftOut {
			if f != tt.file && f != "opportunities/unharmed.yaml" {
				t.Errorf("%s: %s is left out", tt.name, f)
			}
		}
	}
}
