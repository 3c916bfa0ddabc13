package markdown

import (
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct {
		name, source, want string
		opt                Options
	}{
		{"nothing", "", "", Options{}},
		{"paragraphs", "one\n\ntwo", "<p>one</p>\n<p>two</p>\n", Options{}},
		{"hard breaks", "a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>\n", Options{}},
		{"lines stay lines", "Timetable:\n10:00 doors\n11:00 talk", "<p>Timetable:<br>\n10:00 doors<br>\n11:00 talk</p>\n", Options{}},
		{"bullets of a pasted text", "Bring:\n• a *pan*\n• a spoon", "<p>Bring:<br>\n• a <em>pan</em><br>\n• a spoon</p>\n", Options{}},
		{"a wrapped text", "We meet in the hall behind the church and cook for whoever comes\nby; there is always enough for one more, and often for two of them\nor three.",
			"<p>We meet in the hall behind the church and cook for whoever comes\nby; there is always enough for one more, and often for two of them\nor three.</p>\n", Options{}},
		{"a text wrapped narrowly", "We meet in the hall behind the church and cook\nfor whoever comes by; there is always enough for\none more.",
			"<p>We meet in the hall behind the church and cook\nfor whoever comes by; there is always enough for\none more.</p>\n", Options{}},
		{"emphasis", "*a* **b** ~~c~~ `d*`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d*</code></p>\n", Options{}},
		{"tight list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", Options{}},
		{"loose list", "3. a\n\n4. b", "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n", Options{}},
		{"heading below a section", "# a\n## b", "<h4>a</h4>\n<h5>b</h5>\n", Options{Heading: 4}},
		{"heading at the end of levels", "# a\n## b", "<h6>a</h6>\n<h6>b</h6>\n", Options{Heading: 6}},
		{"heading out of range", "# a", "<h2>a</h2>\n", Options{Heading: 1}},
		{"external link", "[a](https://example.org/?a=1&b=ü)", `<p><a href="https://example.org/?a=1&amp;b=%C3%BC" rel="noopener nofollow ugc">a</a></p>` + "\n", Options{}},
		{"telephone", "[call](tel:+44-20-7946-0000)", "<p><a href=\"tel:+44-20-7946-0000\">call</a></p>\n", Options{}},
		{"fragment", "[below](#doors)", "<p><a href=\"#doors\">below</a></p>\n", Options{}},
		{"path of the site", "[map](/locations/)", "<p><a href=\"/town/locations/\">map</a></p>\n",
			Options{Relative: func(s string) string { return "/town" + s }}},
		{"path that is unknown", "[map](/nowhere/)", "<p>map</p>\n", Options{Relative: func(string) string { return "" }}},
		{"port", "[a](https://example.org:65535/x)", `<p><a href="https://example.org:65535/x" rel="noopener nofollow ugc">a</a></p>` + "\n", Options{}},
		{"path made absolute", "[map](/x)", "<p><a href=\"https://town.example/x\" rel=\"noopener nofollow ugc\">map</a></p>\n",
			Options{Relative: func(s string) string { return "https://town.example" + s }}},
		{"bare links", "See (www.example.org/a_(b)), http://example.org. Mail a.b+c@example.org!",
			`<p>See (<a href="https://www.example.org/a_(b)" rel="noopener nofollow ugc">www.example.org/a_(b)</a>), <a href="http://example.org" rel="noopener nofollow ugc">http://example.org</a>. Mail <a href="mailto:a.b+c@example.org">a.b+c@example.org</a>!</p>` + "\n", Options{}},
		{"no bare links", "http://localhost a@b @c e.g. www.", "<p>http://localhost a@b @c e.g. www.</p>\n", Options{}},
		{"image", "![The door](pics/door.jpg)", `<p><img src="/media/door.jpg" alt="The door" width="640" height="480" loading="lazy"></p>` + "\n", Options{Media: media}},
		{"table", "a|b\n-|-:\n1|", "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table &#34;x&#34;\"><table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"end\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td></td></tr>\n</tbody>\n</table></div>\n",
			Options{Table: `Table "x"`}},
		{"tasks", "- [ ] a\n- [x] b\n- [y] c", "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled> a</label></li>\n<li class=\"task\"><label><input type=\"checkbox\" disabled checked> b</label></li>\n<li>[y] c</li>\n</ul>\n", Options{}},
		{"code block", "```\na < b\n```", "<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>\n", Options{}},
		{"quote", "> a", "<blockquote>\n<p>a</p>\n</blockquote>\n", Options{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := render(t, c.source, c.opt)
			if got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

type failing struct{}

var errDisk = errors.New("disk full")

func (failing) Write([]byte) (int, error) { return 0, errDisk }

func TestHTMLReturnsTheErrorOfTheWriter(t *testing.T) {
	if err := HTML(failing{}, "a", Options{}); !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
}

// A panic in a callback must not stop the build; the text is shown as typed.
func TestPanicShowsTheSource(t *testing.T) {
	opt := Options{Relative: func(string) string { panic("x") }}
	if got := render(t, "see [the map](/map/)", opt); got != "<p>see [the map](/map/)</p>\n" {
		t.Errorf("got %q", got)
	}
}

func TestPlain(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"", ""},
		{"one  two\nthree\n\n\nfour", "one two three\nfour"},
		{"# Head\n\nA *b* [c](d) `e` ![f](g) <i>h</i>", "Head\nA b c e f h"},
		{"- a\n- b\n  - c", "a\nb\nc"},
		{"|a|b|\n|-|-|\n|c|d|", "a b\nc d"},
		{"a &amp; b \\* c &lt;", "a & b * c <"},
		{"1. a", "a"},
		{"    code", "code"},
		{"2026 was", "2026 was"},
		{"a\u202eb\x00", "ab"},
		{"[x]: https://example.org\n\ntext", "text"},
		{"- [x] done", "done"},
	} {
		if got := Plain(c.source); got != c.want {
			t.Errorf("Plain(%q) = %q, want %q", c.source, got, c.want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		source string
		runes  int
		want   string
	}{
		{"short", 10, "short"},
		{"one two three", 13, "one two three"},
		{"one two three", 12, "one two…"},
		{"one two, three", 9, "one two…"},
		{"one\n\ntwo three four", 12, "one two…"},
		{"Bibliothek", 5, "Bibl…"},
		{"社区图书馆每周开放", 5, "社区图书…"},
		{"ééééé", 4, "ée\u0301…"},
		{"a", 0, ""},
		{"ab", 1, "…"},
	} {
		source := strings.Replace(c.source, "ééé", "ée\u0301e\u0301", 1)
		if got := Excerpt(source, c.runes); got != c.want {
			t.Errorf("Excerpt(%q, %d) = %q, want %q", source, c.runes, got, c.want)
		}
	}
}

func TestLintPositions(t *testing.T) {
	source := "Über <b>uns</b>\n\n- see [a](javascript:x) and\n  ![](a.jpg)\n- <xx:y>\n"
	want := []Finding{
		{Line: 1, Col: 6, Width: 3, Code: codeTag},
		{Line: 3, Col: 7, Width: 1, Code: codeLink},
		{Line: 4, Col: 3, Width: 1, Code: codeAlt},
		{Line: 5, Col: 3, Width: 4, Code: codeLink},
	}
	for _, source := range []string{source, strings.ReplaceAll(source, "\n", "\r\n")} {
		got := Lint(source)
		if len(got) != len(want) {
			t.Fatalf("got %+v", got)
		}
		for i, f := range got {
			if f.Text == "" || f.Hint == "" || strings.HasSuffix(f.Text, ".") {
				t.Errorf("text %q, hint %q", f.Text, f.Hint)
			}
			f.Text, f.Hint = "", ""
			if f != want[i] {
				t.Errorf("got %+v, want %+v", f, want[i])
			}
		}
	}
}

func TestLintOfGoodBodies(t *testing.T) {
	for _, source := range []string{"", sample, "Just prose, *nothing* else.", "a < b & c", "[x] and [y]", "See [the list](https://a.example/b) or [ours](/get/).", "|a|b|\n|-|-|\n|c|d|", strings.Repeat("word ", 5000)} {
		if got := Lint(source); len(got) > 0 {
			t.Errorf("%.40q: %+v", source, got)
		}
	}
}

func TestLinks(t *testing.T) {
	got := Links("[a](/x) <https://e.example>\n![p](q.jpg) me@e.example [r]\n\n[r]: <https://e.example/a b>\n")
	want := []Link{
		{"/x", 1, 1, false}, {"https://e.example", 1, 9, false}, {"q.jpg", 2, 1, true},
		{"mailto:me@e.example", 2, 13, false}, {"https://e.example/a b", 2, 26, false},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

func TestConcurrent(t *testing.T) {
	want := render(t, sample, Options{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				var b strings.Builder
				if err := HTML(&b, sample, Options{}); err != nil || b.String() != want {
					t.Error("another result")
				}
				_ = Lint(sample)
				_ = HTML(io.Discard, "<b>"+sample, Options{})
			}
		})
	}
	wg.Wait()
}
