package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The oracle: a strict reader of the HTML that this package may write. It does not
// use goldmark and treats anything unknown as an attack.

var allowedAttributes = map[string]string{
	"p": "", "em": "", "strong": "", "del": "", "code": "", "ul": "", "blockquote": "", "label": "",
	"h2": "", "h3": "", "h4": "", "h5": "", "h6": "", "table": "", "thead": "", "tbody": "", "tr": "",
	"br": "", "hr": "", "ol": "start", "li": "class", "pre": "tabindex",
	"td": "class", "th": "class scope", "div": "class tabindex role aria-label",
	"a": "href rel", "img": "src alt width height loading", "input": "type disabled checked",
}

var void = map[string]bool{"br": true, "hr": true, "img": true, "input": true}

var (
	tagForm       = regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>`)
	attributeForm = regexp.MustCompile(` ([a-z-]+)(?:="([^"<>]*)")?`)
	externalForm  = regexp.MustCompile(`(?i)^https?:`)
	entityForm    = regexp.MustCompile(`^&(?:amp|lt|gt|#34|#39);`)
	urlForm       = regexp.MustCompile(`^(?i:https?://[^/?#@\\]+(?:[/?#].*)?|mailto:[^@]+@.+|tel:.+|[^/:?#\\]+(?:[/?#].*)?|/(?:[^/\\].*)?|[?#].*)$`)
)

var unescape = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'")

// scan returns what is wrong with html; first is the lowest heading level.
func scan(html string, first int) error {
	if !utf8.ValidString(html) {
		return fmt.Errorf("not UTF-8")
	}
	var stack []string
	heading := first - 1
	for i := 0; i < len(html); {
		switch c := html[i]; {
		case c == '<':
			m := tagForm.FindStringSubmatch(html[i:])
			if m == nil {
				return fmt.Errorf("unexpected tag at %.40q", html[i:])
			}
			i += len(m[0])
			name := m[2]
			allowed, ok := allowedAttributes[name]
			if !ok {
				return fmt.Errorf("element %s", name)
			}
			if m[1] == "/" {
				if len(stack) == 0 || stack[len(stack)-1] != name || m[3] != "" {
					return fmt.Errorf("</%s> closes %v", name, stack)
				}
				stack = stack[:len(stack)-1]
				continue
			}
			if err := scanAttributes(name, m[3], allowed); err != nil {
				return err
			}
			if name == "a" || name == "label" || name == "p" {
				for _, s := range stack {
					if s == name {
						return fmt.Errorf("%s inside %s", name, name)
					}
				}
			}
			if len(name) == 2 && name[0] == 'h' && name != "hr" {
				level := int(name[1] - '0')
				if level > heading+1 {
					return fmt.Errorf("heading %d follows %d", level, heading)
				}
				heading = max(level, first)
			}
			if !void[name] {
				stack = append(stack, name)
			}
			if len(stack) > 4*MaxDepth {
				return fmt.Errorf("%d elements deep", len(stack))
			}
		case c == '&':
			m := entityForm.FindString(html[i:])
			if m == "" {
				return fmt.Errorf("bare ampersand at %.20q", html[i:])
			}
			i += len(m)
		case c == '>' || c < ' ' && c != '\n' && c != '\t' || c == 0x7f:
			return fmt.Errorf("byte %q in text", c)
		default:
			r, n := utf8.DecodeRuneInString(html[i:])
			if hidden(r) {
				return fmt.Errorf("hidden character %U", r)
			}
			i += n
		}
	}
	if len(stack) > 0 {
		return fmt.Errorf("left open: %v", stack)
	}
	return nil
}

func scanAttributes(name, text, allowed string) error {
	seen := map[string]string{}
	for _, m := range attributeForm.FindAllStringSubmatch(text, -1) {
		key, value := m[1], m[2]
		if _, twice := seen[key]; twice || !strings.Contains(" "+allowed+" ", " "+key+" ") {
			return fmt.Errorf("attribute %s of %s", key, name)
		}
		seen[key] = value
		if key != "href" && key != "src" {
			continue
		}
		url := unescape.Replace(value)
		for _, r := range url {
			if r <= ' ' || r >= 0x7f {
				return fmt.Errorf("%U in the address %q", r, url)
			}
		}
		if !urlForm.MatchString(url) {
			return fmt.Errorf("address %q", url)
		}
		if key == "src" && !strings.HasPrefix(url, "/media/") {
			return fmt.Errorf("image %q", url)
		}
		if key == "href" && externalForm.MatchString(url) && !strings.Contains(text, `rel="noopener nofollow ugc"`) {
			return fmt.Errorf("external link without rel: %q", url)
		}
	}
	if name == "a" && seen["href"] == "" {
		return fmt.Errorf("a without href")
	}
	return nil
}
