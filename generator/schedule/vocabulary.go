package schedule

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// class is the role of a word in a phrase.
type class uint8

const (
	noClass      class = iota
	weekdayWord        // value: time.Weekday
	weekdaysWord       // the same in the plural: they repeat
	letterWord         // a weekday as one letter, only beside others: M/W/F
	monthWord          // value: time.Month
	ordinalWord        // value: 1 to 5, -1 = last
	numberWord
	suffixWord // a suffix that turns digits into an ordinal
	every
	all
	the
	of
	and
	or
	to
	through
	until
	from
	starting
	on
	at
	in
	between
	forWord
	except
	not
	dayUnit
	weekUnit
	monthUnit
	yearUnit
	hourUnit
	minuteUnit
	hourMark // turns the number before it into a 24-hour time: 19h, 19 Uhr
	oclock
	workday
	weekend
	daily
	nightly
	weekly
	monthly
	quarterly
	yearly
	fortnight
	biweekly
	other
	odd
	even
	noon
	midnight
	times
	part // of the day; value and to: the clock times it can contain, in minutes
	only
	once
	onwards
	yearround // in every month
	allday
	nextday
	ending
	after
	closed
	open
	always
	vague       // cannot go into a calendar: usually, TBD
	seasonal    // does not name its months: summer
	relative    // counts from the day it is read: tomorrow
	closureWord // name: the usual id in closures.yaml

	// Marks.
	dash
	dots
	comma
	semicolon
	slash
	colon
)

// classNames are the names of the classes in the word tables.
var classNames = map[string]class{
	"weekday":   weekdayWord,
	"weekdays":  weekdaysWord,
	"letter":    letterWord,
	"month":     monthWord,
	"ordinal":   ordinalWord,
	"number":    numberWord,
	"suffix":    suffixWord,
	"every":     every,
	"all":       all,
	"the":       the,
	"of":        of,
	"and":       and,
	"or":        or,
	"to":        to,
	"through":   through,
	"until":     until,
	"from":      from,
	"starting":  starting,
	"on":        on,
	"at":        at,
	"in":        in,
	"between":   between,
	"for":       forWord,
	"except":    except,
	"not":       not,
	"day":       dayUnit,
	"week":      weekUnit,
	"months":    monthUnit,
	"year":      yearUnit,
	"hour":      hourUnit,
	"minute":    minuteUnit,
	"mark":      hourMark,
	"oclock":    oclock,
	"workday":   workday,
	"weekend":   weekend,
	"daily":     daily,
	"nightly":   nightly,
	"weekly":    weekly,
	"monthly":   monthly,
	"quarterly": quarterly,
	"yearly":    yearly,
	"fortnight": fortnight,
	"biweekly":  biweekly,
	"other":     other,
	"odd":       odd,
	"even":      even,
	"noon":      noon,
	"midnight":  midnight,
	"times":     times,
	"part":      part,
	"only":      only,
	"once":      once,
	"onwards":   onwards,
	"yearround": yearround,
	"allday":    allday,
	"nextday":   nextday,
	"ending":    ending,
	"after":     after,
	"closed":    closed,
	"open":      open,
	"always":    always,
	"vague":     vague,
	"seasonal":  seasonal,
	"relative":  relative,
	"closure":   closureWord,
}

// sense is one possible role of a word.
type sense struct {
	class class
	value int
	to    int    // for a part of the day
	name  string // for a closure
}

// vocabulary is the words of one language.
type vocabulary struct {
	language string
	words    map[string][]sense // folded
	longest  int                // words in the longest entry
	suffixes []string
	spelling []string // words that a misspelling may have meant
	first    map[firstKey]string
}

// firstKey identifies the usual word for something.
type firstKey struct {
	class class
	value int
}

//go:embed words/*.txt
var wordFiles embed.FS

// vocabularies are the tables of all languages, English first.
var vocabularies = sync.OnceValue(func() []*vocabulary {
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		panic(err)
	}
	var out []*vocabulary
	for _, f := range files {
		data, err := wordFiles.ReadFile("words/" + f.Name())
		if err != nil {
			panic(err)
		}
		v, err := readVocabulary(strings.TrimSuffix(f.Name(), ".txt"), string(data))
		if err != nil {
			panic(err)
		}
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(a, b *vocabulary) int {
		return strings.Compare(a.rank(), b.rank())
	})
	return out
})

func (v *vocabulary) rank() string {
	if v.language == "en" {
		return ""
	}
	return v.language
}

// Languages returns the languages that phrases are understood in, English
// first.
func Languages() []string {
	var out []string
	for _, v := range vocabularies() {
		out = append(out, v.language)
	}
	return out
}

// readVocabulary reads a table: class, value, "=", words separated by commas.
func readVocabulary(language, table string) (*vocabulary, error) {
	v := &vocabulary{language: language, words: map[string][]sense{}, first: map[firstKey]string{}}
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		head, words, ok := strings.Cut(line, "=")
		name, value, _ := strings.Cut(strings.TrimSpace(head), " ")
		c, known := classNames[name]
		s := sense{class: c}
		if !ok || !known {
			return nil, fmt.Errorf("words/%s.txt:%d: %q is not a class of words", language, n, name)
		}
		switch s.class {
		case closureWord:
			s.name = value
		case part, nightly:
			a, b, _ := strings.Cut(value, "-")
			from, _, okA := clockFigures(a)
			to, _, okB := clockFigures(b)
			if !okA || !okB {
				return nil, fmt.Errorf("words/%s.txt:%d: %q is not a part of the day", language, n, value)
			}
			s.value, s.to = from, to
		default:
			if value == "" {
				break
			}
			var err error
			if s.value, err = strconv.Atoi(value); err != nil {
				return nil, fmt.Errorf("words/%s.txt:%d: %q is not a number", language, n, value)
			}
		}
		for w := range strings.SplitSeq(words, ",") {
			w = strings.TrimSpace(w)
			if s.class == suffixWord {
				v.suffixes = append(v.suffixes, fold(w))
				continue
			}
			if k := (firstKey{s.class, s.value}); v.first[k] == "" {
				v.first[k] = w
			}
			key := fold(w)
			v.words[key] = append(v.words[key], s)
			v.longest = max(v.longest, len(strings.FieldsFunc(key, func(r rune) bool { return r == ' ' || r == '-' })))
			if len(w) >= 4 && !strings.ContainsAny(w, " -'’") {
				v.spelling = append(v.spelling, w)
			}
		}
	}
	return v, nil
}

// clockFigures reads 07:30 as minutes.
func clockFigures(s string) (minutes, end int, ok bool) {
	h, i := digits(s, 0, 2)
	if i != 2 || len(s) < 5 || s[2] != ':' {
		return 0, 0, false
	}
	m, j := digits(s, 3, 2)
	return h*60 + m, j, j == 5
}

// plainLetters maps accented letters to plain ones, so that "sabado" is
// "sábado".
var plainLetters = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ã", "a", "ä", "a", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "î", "i", "ï", "i",
	"ó", "o", "ô", "o", "õ", "o", "ö", "o", "ú", "u", "û", "u", "ü", "u", "ñ", "n", "ç", "c", "ß", "ss", "’", "'", "́", "", "̃", "", "̈", "")

func fold(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			plain = false
			break
		}
	}
	s = strings.ToLower(s)
	if plain {
		return s
	}
	return plainLetters.Replace(s)
}

var weekdayNames = [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

var monthNames = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// everyDay is the week from Monday.
func everyDay() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

// ordinalName is 1st, 2nd, 3rd, 4th …, last.
func ordinalName(n int) string {
	switch {
	case n < 0:
		return "last"
	case n%10 == 1 && n%100 != 11:
		return itoa(n) + "st"
	case n%10 == 2 && n%100 != 12:
		return itoa(n) + "nd"
	case n%10 == 3 && n%100 != 13:
		return itoa(n) + "rd"
	}
	return itoa(n) + "th"
}

func itoa(n int) string { return strconv.Itoa(n) }
