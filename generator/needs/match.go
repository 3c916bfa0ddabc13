package needs

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"corkboard/generator/search"
)

// Sets of listings that are served by no category: by what the reader does.
const (
	Giving = "give"
	Saying = "say"
)

// Match is what a query says.
type Match struct {
	Of     []string // ids of needs, Giving or Saying, each once, in the order of the query
	Crisis []string // ids of needs whose crisis phrases are in it
	Left   []string // the tokens that are part of no phrase
}

// Matcher finds phrases in queries.
type Matcher struct {
	phrases []phrase
	fillers map[string]bool
	own     map[string]bool // the words of phrases
	words   map[string]bool // others that look like one of these with a slip in it
}

// phrase is the words of one need, Giving, Saying, or "" for what says none of these.
type phrase struct {
	of     string
	crisis bool
	tokens []string
}

// NewMatcher reads a vocabulary. known are words of the languages of the site: none of
// them is taken for a misspelt word of a crisis phrase.
func NewMatcher(v Vocabulary, known []string) *Matcher {
	m := &Matcher{fillers: map[string]bool{}, own: map[string]bool{}, words: map[string]bool{}}
	seen := map[string]bool{}
	put := func(of string, crisis bool, phrases []string) {
		for _, p := range phrases {
			tokens := Tokens(p)
			key := strings.Join(tokens, " ")
			if len(tokens) > 0 && !seen[key] {
				seen[key] = true
				m.phrases = append(m.phrases, phrase{of, crisis, tokens})
			}
		}
	}
	for i := range v {
		put(v[i].ID, true, all(v[i].Crisis))
	}
	for i := range v {
		put(v[i].ID, false, all(v[i].Phrases))
	}
	for _, set := range []struct {
		of      string
		phrases map[string][]string
	}{{Giving, giving}, {Saying, saying}, {"", getting}} {
		put(set.of, false, all(set.phrases))
	}
	slices.SortStableFunc(m.phrases, func(a, b phrase) int { // the longest first
		if d := len(b.tokens) - len(a.tokens); d != 0 {
			return d
		}
		if a.crisis != b.crisis {
			if a.crisis {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.Join(a.tokens, " "), strings.Join(b.tokens, " "))
	})
	for _, f := range fillers {
		m.fillers[strings.Join(Tokens(f), "")] = true
	}
	targets := map[string]bool{} // words of phrases; true = one is never looked for inside a longer phrase
	for _, p := range m.phrases {
		for j, t := range p.tokens {
			m.own[t] = true
			if !p.crisis {
				continue // the index corrects what is misspelt there
			}
			only, known := targets[t]
			targets[t] = len(p.tokens) == 1 && (only || !known)
			if j+1 < len(p.tokens) {
				targets[t+p.tokens[j+1]] = false
			}
		}
	}
	byLength := map[int][]string{}
	for target := range targets {
		n := utf8.RuneCountInString(target)
		byLength[n] = append(byLength[n], target)
	}
	looksLikeOne := func(token string) bool {
		n := utf8.RuneCountInString(token)
		for length := n - 2; length <= n+2; length++ {
			for _, target := range byLength[length] {
				if misspelt(token, target, targets[target]) && !same(token, target) {
					return true
				}
			}
		}
		return false
	}
	for _, word := range known {
		for _, token := range Tokens(word) {
			if !m.own[token] && looksLikeOne(token) {
				m.words[token] = true
			}
		}
	}
	return m
}

// Tokens cuts a query into words, of which one with hyphens is one: "die-cut" has
// nothing of "die".
func Tokens(query string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(query, func(r rune) bool { return !search.InToken(r) }) {
		if token := strings.Join(search.Words(part), ""); token != "" {
			out = append(out, token)
		}
	}
	return out
}

// Match finds what a query says: from left to right, the longest phrase first. A crisis
// phrase counts wherever it is, also misspelt.
func (m *Matcher) Match(query string) Match {
	tokens := Tokens(query)
	var out Match
	put := func(list *[]string, of string) {
		if of != "" && !slices.Contains(*list, of) {
			*list = append(*list, of)
		}
	}
	for i := range tokens {
		for _, p := range m.phrases {
			if p.crisis && m.end(tokens, i, p) > 0 {
				put(&out.Crisis, p.of)
			}
		}
	}
	for i := 0; i < len(tokens); {
		found := -1
		for n, p := range m.phrases {
			if m.end(tokens, i, p) > 0 {
				found = n
				break
			}
		}
		if found < 0 {
			out.Left = append(out.Left, tokens[i])
			i++
			continue
		}
		put(&out.Of, m.phrases[found].of)
		i = m.end(tokens, i, m.phrases[found])
	}
	return out
}

// end is where a phrase that begins at a token ends; 0 = there it does not begin.
func (m *Matcher) end(tokens []string, i int, p phrase) int {
	fits := func(token, word string) bool {
		return same(token, word) || p.crisis && !m.own[token] && !m.words[token] && misspelt(token, word, len(p.tokens) == 1)
	}
	for j := 0; j < len(p.tokens); {
		word := p.tokens[j]
		switch {
		case i >= len(tokens):
			return 0
		case fits(tokens[i], word):
			i, j = i+1, j+1
		case j+1 < len(p.tokens) && fits(tokens[i], word+p.tokens[j+1]): // foodbank
			i, j = i+1, j+2
		case i+1 < len(tokens) && tokens[i]+tokens[i+1] == word: // my self
			i, j = i+2, j+1
		case j > 0 && m.fillers[tokens[i]]:
			i++
		default:
			return 0
		}
	}
	return i
}

// same reports whether two words are the same, or one is the plural of the other.
func same(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == b {
		return true
	}
	rest, longer := strings.CutPrefix(b, a)
	return len(a) > 2 && (longer && (rest == "s" || rest == "es") || strings.HasSuffix(a, "y") && b == a[:len(a)-1]+"ies")
}

// misspelt reports whether a token may be a word with a slip in it. Of three letters two
// may have changed places or one may be there twice; a phrase of one word has to be long.
func misspelt(token, word string, alone bool) bool {
	n := utf8.RuneCountInString(word)
	switch {
	case n < 3 || alone && n < 6:
		return false
	case n > 8:
		return search.Near(token, word, 2) <= 2
	case n > 3:
		return search.Near(token, word, 1) <= 1
	}
	a, b := []rune(token), []rune(word)
	switch len(a) {
	case 4:
		return slices.ContainsFunc([]int{1, 2, 3}, func(i int) bool { return a[i] == a[i-1] && string(slices.Delete(slices.Clone(a), i, i+1)) == word })
	case 3:
		return string(a) == string([]rune{b[1], b[0], b[2]}) || string(a) == string([]rune{b[0], b[2], b[1]})
	}
	return false
}

// File is what the search page reads: JSON. emergency are the lines of the site's list,
// which the file names by their place in it.
func (m *Matcher) File(v Vocabulary, emergency []Line) []byte {
	type set struct {
		Of      string `json:"of"`
		Name    string `json:"name,omitempty"` // its words
		Phrases string `json:"phrases,omitempty"`
		Crisis  string `json:"crisis,omitempty"`
		Lines   []int  `json:"lines,omitempty"`
	}
	var ids []string
	for _, n := range v {
		ids = append(ids, n.ID)
	}
	var sets []set
	for _, id := range append(ids, Giving, Saying, "") {
		s := set{Of: id}
		var plain, crisis []string
		for _, p := range m.phrases {
			switch {
			case p.of != id:
			case p.crisis:
				crisis = append(crisis, strings.Join(p.tokens, " "))
			default:
				plain = append(plain, strings.Join(p.tokens, " "))
			}
		}
		slices.Sort(plain) // alike beside alike packs better
		slices.Sort(crisis)
		s.Phrases, s.Crisis = strings.Join(plain, ";"), strings.Join(crisis, ";")
		i := slices.Index(ids, id)
		if i >= 0 {
			s.Name = strings.Join(words(v[i].Name), ";")
		}
		if i >= 0 && s.Crisis != "" {
			for _, number := range v[i].Lines(emergency) {
				s.Lines = append(s.Lines, slices.IndexFunc(emergency, func(l Line) bool { return l.Number == number }))
			}
		}
		sets = append(sets, s)
	}
	b, err := json.Marshal(map[string]any{
		"sets": sets, "fillers": strings.Join(slices.Sorted(maps.Keys(m.fillers)), ";"), "words": strings.Join(slices.Sorted(maps.Keys(m.words)), ";"),
	})
	if err != nil {
		panic("needs: " + err.Error()) // plain texts always marshal
	}
	return b
}

// words are those of a name in every language, each once.
func words(name map[string]string) []string {
	var out []string
	for _, lang := range slices.Sorted(maps.Keys(name)) {
		for _, w := range search.Words(name[lang]) {
			if !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}
