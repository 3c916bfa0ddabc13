package markdown

import (
	"strings"
	"testing"
	"time"
)

// media knows every picture below "pics/".
func media(path string) (string, int, int, bool) {
	if strings.HasPrefix(path, "pics/") {
		return "/media/" + strings.TrimPrefix(path, "pics/"), 640, 480, true
	}
	return "", 0, 0, false
}

// Inputs that an attacker may send. want must be in the HTML, never must not; code
// is a finding that Lint must report ("" = no finding at all).
var hostile = []struct{ name, source, want, never, code string }{
	{"script", "<script>alert(1)</script>", "alert(1)", "<script", codeTag},
	{"script in a block", "<script>\nalert(1)\n</script>\n", "alert(1)", "<script", codeTag},
	{"unclosed script", "<script\nhi", "&lt;script", "<script", ""},
	{"handler", `<img src=x onerror="alert(1)">`, "", "onerror", codeTag},
	{"svg", "<svg/onload=alert(1)>", "", "<svg", ""},
	{"iframe", `<iframe src="https://evil.example"></iframe>`, "", "<iframe", codeTag},
	{"style", "<style>body{display:none}</style>", "body{display:none}", "<style", codeTag},
	{"comment", "a <!-- hidden --> b", "a  b", "hidden", codeTag},
	{"conditional comment", "<!--[if IE]><script>x</script><![endif]-->", "", "<script", codeTag},
	{"cdata", "<![CDATA[<script>x</script>]]>", "", "<script", codeTag},
	{"processing instruction", "<?php evil ?>", "", "php", codeTag},
	{"doctype", "<!DOCTYPE html>", "", "<!", codeTag},
	{"base", `<base href="//evil.example">`, "", "<base", codeTag},
	{"form", `<form action="https://evil.example"><input name=a></form>`, "", "<form", codeTag},
	{"words in a div are kept", "<div>\nOpen at 9\n</div>", "Open at 9", "<div>", codeTag},

	{"javascript", "[a](javascript:alert(1))", "a", "<a", codeLink},
	{"javascript, case", "[a](JaVaScRiPt:alert(1))", "a", "<a", codeLink},
	{"javascript, entity", "[a](javascript&colon;alert(1))", "a", "<a", codeLink},
	{"javascript, numeric entity", "[a](&#106;avascript:alert(1))", "a", "<a", codeLink},
	{"javascript, hex entity", "[a](&#x6A;avascript&#x3a;alert(1))", "a", "<a", codeLink},
	{"javascript, tab entity", "[a](java&Tab;script:alert(1))", "a", "<a", codeLink},
	{"javascript, newline entity", "[a](java&NewLine;script:alert(1))", "a", "<a", codeLink},
	{"javascript, NUL entity", "[a](&#0;javascript:alert(1))", "a", "<a", codeLink},
	{"javascript, leading control", "[a](\x01javascript:alert(1))", "a", "<a", codeLink},
	{"javascript, escape", `[a](javascript\:alert(1))`, "a", "<a", codeLink},
	{"javascript, angle brackets", "[a](<javascript:alert(1)>)", "a", "<a", codeLink},
	{"javascript, leading space", "[a](< javascript:alert(1)>)", "a", "<a", codeLink},
	{"javascript, reference", "[a]\n\n[a]: javascript:alert(1)", "a", "<a", codeLink},
	{"javascript, autolink", "<javascript:alert(1)>", "javascript:alert(1)", "<a", codeLink},
	{"javascript, percent", "[a](javascript%3Aalert(1))", `href="javascript%3Aalert(1)"`, "javascript:", ""}, // a path to a browser
	{"javascript, zero width", "[a](java\u200bscript:alert(1))", "a", "<a", codeLink},
	{"vbscript", "[a](vbscript:x)", "a", "<a", codeLink},
	{"data", "[a](data:text/html;base64,PHNjcmlwdD4=)", "a", "<a", codeLink},
	{"data image", "[a](data:image/png;base64,AAAA)", "a", "<a", codeLink},
	{"blob", "[a](blob:https://example.org/1)", "a", "<a", codeLink},
	{"file", "[a](file:///etc/passwd)", "a", "<a", codeLink},
	{"ftp", "<ftp://example.org/x>", "ftp://example.org/x", "<a", codeLink},
	{"ms-msdt", "[a](ms-msdt:/id)", "a", "<a", codeLink},
	{"intent", "[a](intent://x#Intent;end)", "a", "<a", codeLink},
	{"view-source", "[a](view-source:https://example.org)", "a", "<a", codeLink},
	{"other host", "[a](//evil.example/x)", "a", "<a", codeLink},
	{"other host, backslash", `[a](/\evil.example)`, "a", "<a", codeLink},
	{"other host, backslashes", `[a](\\\\evil.example)`, "a", "<a", codeLink},
	{"other host, entity", "[a](&#47;&#47;evil.example)", "a", "<a", codeLink},
	{"other host, tab", "[a](</\t/evil.example>)", "a", "<a", codeLink},
	{"http without slashes", "[a](https:evil.example)", "a", "<a", codeLink},
	{"http, one slash", "[a](https:/evil.example)", "a", "<a", codeLink},
	{"user name", "[a](https://bank.example@evil.example/)", "a", "<a", codeLink},
	{"long port", "[a](https://example.org:123456/)", "a", "<a", codeLink},
	{"words for a port", "[a](https://example.org:http/)", "a", "<a", codeLink},
	{"no host", "[a](https:///x)", "a", "<a", codeLink},
	{"quote in address", `[a](https://example.org/"onmouseover="alert(1))`, "%22onmouseover=%22", `"onmouseover`, ""},
	{"quote in bare address", `https://example.org/"onmouseover="alert(1)`, "%22onmouseover", `"onmouseover`, ""},
	{"angle in address", `[a](https://example.org/<script>)`, "%3Cscript%3E", "<script", ""},
	{"quote in title", `[a](https://example.org "x\" onmouseover=alert(1)")`, "a", "onmouseover", codeTitle},
	{"mail header", "[a](mailto:a@example.org?subject=x%0d%0aBcc:b@example.org)", "mailto:", "\r", ""},
	{"mail without address", "[a](mailto:)", "a", "<a", codeLink},
	{"tel with script", "[a](tel:javascript)", "a", "<a", codeLink},
	{"empty address", "[a]()", "a", "<a", codeLink},
	{"no words", "[](https://example.org/x)", ">https://example.org/x</a>", "></a>", codeEmpty},
	{"link in link", "[a [b](https://b.example) c](https://c.example)", `[a <a href="https://b.example"`, "", ""},
	{"autolink in link", "[a <https://b.example> c](https://c.example)", "c.example", "", ""},

	{"tracking image", "![x](https://evil.example/1.gif)", "x", "<img", codeRemote},
	{"tracking image, other host", "![x](//evil.example/1.gif)", "x", "<img", codeRemote},
	{"data image", "![x](data:image/svg+xml,<svg onload=alert(1)>)", "", "<img", ""},
	{"javascript image", "![x](javascript:alert(1))", "x", "<img", codeRemote},
	{"quote in alt", `![x" onerror="alert(1)](pics/a.jpg)`, "&#34; onerror=&#34;", `x" onerror`, ""},
	{"markup in alt", "![a **b** <i>c</i>](pics/a.jpg)", `alt="a b c"`, "<strong", codeTag},
	{"no alt", "![](pics/a.jpg)", `alt=""`, "", codeAlt},
	{"unknown picture", "![the hall](other/a.jpg)", "<p>the hall</p>", "<img", ""},
	{"link in alt", "![[x](https://example.org)](pics/a.jpg)", `alt="x"`, "<a", ""},

	{"heading attributes", "# Hi {#id onclick=alert(1) .class}", "<h2>Hi {#id", "<h2 ", ""},
	{"h1", "# Hi", "<h2>Hi</h2>", "<h1", ""},
	{"setext h1", "Hi\n==", "<h2>Hi</h2>", "<h1", ""},
	{"skipped levels", "# a\n#### b\n###### c\n## d", "<h3>b</h3>\n<h4>c</h4>\n<h3>d</h3>", "<h5", ""},
	{"deep first heading", "###### a\n# b", "<h2>a</h2>\n<h2>b</h2>", "<h6", ""},
	{"empty heading", "#\n\ntext", "text", "<h2", ""},
	{"fence info", "```\" onmouseover=\"alert(1)\nx\n```", "<code>x", "onmouseover", ""},
	{"table alignment", "|a|\n|:-:|\n|b|", `class="center"`, "style", ""},

	{"bidi", "a \u202e b", "a  b", "\u202e", ""},
	{"bidi entity", "a &#x202e; b", "a  b", "\u202e", ""},
	{"NUL", "a \x00 b", "a", "\x00", ""},
	{"NUL entity", "a &#0; b", "\ufffd", "\x00", ""},
	{"surrogate entity", "a &#xD800; b", "\ufffd", "", ""},
	{"huge entity", "a &#x110000; b", "\ufffd", "", ""},
	{"escape character", "a \x1b[31m b", "a [31m b", "\x1b", ""},
	{"not UTF-8", "a \xff\xfe b", "a \ufffd\ufffd b", "\xff", ""},
	{"double decoding", `\&lt;script&gt; &amp;lt;b&gt;`, "&amp;lt;script&gt; &amp;lt;b&gt;", "<b", ""},
	{"entity to tag", "&lt;script&gt;", "&lt;script&gt;", "<script", ""},
	{"template", "{{ .Secret }} ${x} <%= y %>", "{{ .Secret }} ${x}", "<%", ""},
	{"CRLF", "a\r\n\r\n- b\r\n- c\r\n", "<li>b</li>", "\r", ""},
	{"CR", "a\r\rb", "<p>b</p>", "\r", ""},
	{"task", "- [x] a <script>", `<label><input type="checkbox" disabled checked> a `, "<script", codeTag},
}

// Bodies near or beyond the limits; code must be among the findings.
var costly = []struct{ name, source, code string }{
	{"too long", strings.Repeat("word ", 10_000), codeLong},
	{"too long in one line of umlauts", strings.Repeat("ü", 40_000), codeLong},
	{"10,000 nested quotes", strings.Repeat("> ", 10_000) + "a", codeDeep},
	{"10,000 tight nested quotes", strings.Repeat(">", 10_000) + "a", codeDeep},
	{"10,000 nested lists", strings.Repeat("- ", 10_000) + "a", codeDeep},
	{"nested ordered lists", strings.Repeat("1. ", 10_000) + "a", codeDeep},
	{"nested quotes in many lines", strings.Repeat(strings.Repeat(">", 300)+"a\n", 100), codeDeep},
	{"nested lists by indent", func() string {
		var b strings.Builder
		for i := range 120 {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}(), codeDeep},
	{"nested emphasis", strings.Repeat("*a **b ", 2000) + strings.Repeat("b** a*", 2000), codeDeep},
	{"wide table", "|" + strings.Repeat("a|", 5000) + "\n|" + strings.Repeat("-|", 5000) + "\n" + strings.Repeat("|\n", 1000), codeWide},
	{"wide table, 33 columns", strings.Repeat("a|", 33) + "\n" + strings.Repeat("-|", 33) + "\n", codeWide},
	{"long table of empty rows", "|" + strings.Repeat("a|", 32) + "\n|" + strings.Repeat("-|", 32) + "\n" + strings.Repeat("|\n", 10_000), codeCostly},
	{"reference bomb", "[a]: https://example.org/" + strings.Repeat("x", 1900) + "\n\n" + strings.Repeat("[a] ", 1000), codeCostly},
	{"reference bomb of words", "[a]: /x \"" + strings.Repeat("x", 20_000) + "\"\n\n" + strings.Repeat("[a] ", 1000), codeTitle},
	{"unclosed definitions", strings.Repeat("[a]:b \"\n", 4000), codeCostly},
	{"many definitions", strings.Repeat("[a]:b\n", 5000), codeCostly},
	{"brackets", strings.Repeat("[", 30_000), codeCostly},
	{"bracket pairs", strings.Repeat("[]", 15_000), codeCostly},
	{"unclosed links", strings.Repeat("[a](", 8000), codeCostly},
	{"unclosed titles", strings.Repeat("[a](b \"", 4000), codeCostly},
	{"image openers", strings.Repeat("![", 15_000), codeCostly},
	{"image in image", strings.Repeat("![a", 5000) + strings.Repeat("](b)", 2000), codeCostly},
	{"stars", strings.Repeat("a*", 16_000), codeCostly},
	{"mixed delimiters", strings.Repeat("*a_ ", 8000), codeCostly},
	{"tildes", strings.Repeat("~a ", 10_000), codeCostly},
	{"backticks", strings.Repeat("``\\", 10_000), codeCostly},
	{"tags", strings.Repeat("<a ", 10_000), codeCostly},
	{"comments", strings.Repeat("<!--", 8000), codeCostly},
	{"quoted attributes", strings.Repeat("<a b=\"", 5000), codeCostly},
	{"processing instructions", strings.Repeat("<?", 16_000), codeCostly},
	{"long label", "[" + strings.Repeat("a", 30_000) + "]", ""},
	{"long address", "[a](https://example.org/" + strings.Repeat("x", 5000) + ")", codeLink},
	{"ampersands", strings.Repeat("&", 32_000), ""},
	{"entities that grow", strings.Repeat("&nGg;", 6000), ""},
	{"mail addresses that never end", strings.Repeat("_a", 16_000), codeCostly},
	{"spaces", strings.Repeat(" ", 32_000), ""},
	{"tabs", strings.Repeat("\t>", 16_000), ""},
	{"empty lines", strings.Repeat("\n", 32_000), ""},
	{"list of empty items", strings.Repeat("-\n", 16_000), ""},
	{"headings", strings.Repeat("# a\n", 8000), ""},
	{"fences", strings.Repeat("```\n", 8000), ""},
	{"rules", strings.Repeat("---\n", 8000), ""},
	{"paragraphs", strings.Repeat("a\n\n", 10_000), ""},
	{"breaks", strings.Repeat("a\\\n", 10_000), ""},
	{"escaped pipes in code", "|a|\n|-|\n" + strings.Repeat("|`\\|`|\n", 4000), codeCostly},
}

func render(t *testing.T, source string, opt Options) string {
	t.Helper()
	var b strings.Builder
	if err := HTML(&b, source, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func has(found []Finding, code string) bool {
	for _, f := range found {
		if f.Code == code {
			return true
		}
	}
	return false
}

func TestHostile(t *testing.T) {
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			html := render(t, c.source, Options{Media: media})
			if err := scan(html, 2); err != nil {
				t.Errorf("%v\n%s", err, html)
			}
			if !strings.Contains(html, c.want) {
				t.Errorf("%q is missing in %s", c.want, html)
			}
			if c.never != "" && strings.Contains(html, c.never) {
				t.Errorf("%q is in %s", c.never, html)
			}
			found := Lint(c.source)
			if c.code != "" && !has(found, c.code) {
				t.Errorf("no finding %s in %v", c.code, found)
			}
		})
	}
}

// Without the budgets these take minutes, so a hanging case is named.
func TestCostly(t *testing.T) {
	for _, c := range costly {
		t.Run(c.name, func(t *testing.T) {
			defer time.AfterFunc(2*time.Minute, func() { panic(c.name + " hangs") }).Stop()
			html := render(t, c.source, Options{Media: media})
			found := Lint(c.source)
			Plain(c.source)
			Words(c.source)
			Links(c.source)
			if err := scan(html, 2); err != nil {
				t.Error(err)
			}
			if len(html) > maxOutput(min(len(c.source), MaxBytes)) {
				t.Errorf("%d bytes became %d", len(c.source), len(html))
			}
			if c.code != "" && !has(found, c.code) {
				t.Errorf("no finding %s in %.3v", c.code, found)
			}
		})
	}
}
