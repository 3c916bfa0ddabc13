package ical

import (
	"strconv"
	"time"
	"unicode/utf8"

	"corkboard/generator/schedule"
)

// writer collects content lines. Each line is built and folded in the buffer
// that holds the result.
type writer struct {
	buf   []byte
	start int // where the current line begins
}

// limit is how many octets a line may have without its break (RFC 5545
// section 3.1).
const limit = 75

func (w *writer) begin(name string) {
	w.start = len(w.buf)
	w.buf = append(w.buf, name...)
}

// end folds the line: long ones are cut at 75 octets, never inside a UTF-8
// character, and continue after a space.
func (w *writer) end() {
	if len(w.buf)-w.start > limit {
		w.fold()
	}
	w.buf = append(w.buf, '\r', '\n')
}

func (w *writer) fold() {
	line := string(w.buf[w.start:])
	w.buf = w.buf[:w.start]
	room := limit
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		w.buf = append(w.buf, line[:cut]...)
		w.buf = append(w.buf, '\r', '\n', ' ')
		line = line[cut:]
		room = limit - 1 // the space counts
	}
	w.buf = append(w.buf, line...)
}

// raw writes a line with a value that we made and that needs no escaping.
func (w *writer) raw(name, value string) {
	if value == "" {
		return
	}
	w.begin(name)
	w.buf = append(w.buf, ':')
	w.buf = append(w.buf, value...)
	w.end()
}

// text writes a line with a TEXT value (section 3.3.11).
func (w *writer) text(name, language, value string) {
	if value == "" {
		return
	}
	w.begin(name)
	w.param("LANGUAGE", language)
	w.buf = append(w.buf, ':')
	w.buf = appendText(w.buf, value)
	w.end()
}

// texts writes a line with a list of TEXT values.
func (w *writer) texts(name, language string, values []string) {
	some := false
	for _, v := range values {
		if v == "" {
			continue
		}
		if !some {
			w.begin(name)
			w.param("LANGUAGE", language)
			w.buf = append(w.buf, ':')
			some = true
		} else {
			w.buf = append(w.buf, ',')
		}
		w.buf = appendText(w.buf, v)
	}
	if some {
		w.end()
	}
}

// uri writes a line with a URI value (section 3.3.13), which is not escaped
// like text: characters not allowed in a URI are percent-encoded.
func (w *writer) uri(name, value string) {
	if value == "" {
		return
	}
	w.begin(name)
	w.buf = append(w.buf, ':')
	w.buf = appendURI(w.buf, value)
	w.end()
}

// utc writes a line with a DATE-TIME in UTC.
func (w *writer) utc(name string, t time.Time) {
	if t.IsZero() {
		return
	}
	w.begin(name)
	w.buf = append(w.buf, ':')
	w.buf = appendUTC(w.buf, t)
	w.end()
}

// moment writes a line with a DATE, a DATE-TIME in UTC or one with its zone.
func (w *writer) moment(name string, m Moment) {
	if m.IsZero() {
		return
	}
	w.begin(name)
	w.momentType(m)
	w.buf = append(w.buf, ':')
	w.buf = appendMoment(w.buf, m)
	w.end()
}

func (w *writer) momentType(m Moment) {
	switch {
	case m.AllDay:
		w.buf = append(w.buf, ";VALUE=DATE"...)
	case !m.utc():
		w.param("TZID", m.Zone.String())
	}
}

// param writes a parameter; its value is encoded by RFC 6868 and quoted when
// necessary.
func (w *writer) param(name, value string) {
	if value == "" {
		return
	}
	w.buf = append(append(append(w.buf, ';'), name...), '=')
	w.buf = appendParam(w.buf, value)
}

// appendText escapes a TEXT value and drops control characters other than line
// breaks and tabs: a TEXT cannot hold them.
func appendText(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' || c == ';' || c == ',':
			b = append(b, '\\', c)
		case c == '\r':
			if i+1 >= len(s) || s[i+1] != '\n' {
				b = append(b, '\\', 'n')
			}
		case c == '\n':
			b = append(b, '\\', 'n')
		case c < ' ' && c != '\t', c == 0x7f:
		case c < utf8.RuneSelf:
			b = append(b, c)
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == '\u2028' || r == '\u2029' || r == '\u0085': // some readers treat these as line breaks
				b = append(b, '\\', 'n')
			case r >= 0x80 && r < 0xa0:
			default:
				b = utf8.AppendRune(b, r) // U+FFFD for invalid UTF-8
			}
			i += size - 1
		}
	}
	return b
}

func appendURI(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ' || c >= 0x7f, c == '"', c == '<', c == '>', c == '\\', c == '^', c == '`', c == '{', c == '|', c == '}':
			b = append(b, '%', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return b
}

// appendParam encodes a parameter value by RFC 6868: ^n for a line break, ^'
// for a quotation mark, ^^ for a caret. Values with a colon, semicolon or comma
// are quoted.
func appendParam(b []byte, s string) []byte {
	quoted := false
	for i := 0; i < len(s); i++ {
		quoted = quoted || s[i] == ':' || s[i] == ';' || s[i] == ',' || s[i] == ' '
	}
	if quoted {
		b = append(b, '"')
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '^':
			b = append(b, '^', '^')
		case c == '"':
			b = append(b, '^', '\'')
		case c == '\n':
			b = append(b, '^', 'n')
		case c < ' ' && c != '\t', c == 0x7f:
		case c < utf8.RuneSelf:
			b = append(b, c)
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, r)
			i += size - 1
		}
	}
	if quoted {
		b = append(b, '"')
	}
	return b
}

func appendDate(b []byte, d schedule.Date) []byte {
	b = append(b, byte('0'+d.Year/1000%10), byte('0'+d.Year/100%10), byte('0'+d.Year/10%10), byte('0'+d.Year%10))
	b = append(b, byte('0'+int(d.Month)/10), byte('0'+int(d.Month)%10))
	return append(b, byte('0'+d.Day/10), byte('0'+d.Day%10))
}

func appendMoment(b []byte, m Moment) []byte {
	b = appendDate(b, m.Date)
	if m.AllDay {
		return b
	}
	b = append(b, 'T', byte('0'+m.Clock.Hour()/10), byte('0'+m.Clock.Hour()%10), byte('0'+m.Clock.Minute()/10), byte('0'+m.Clock.Minute()%10), '0', '0')
	if m.utc() {
		b = append(b, 'Z')
	}
	return b
}

func appendUTC(b []byte, t time.Time) []byte {
	t = t.UTC()
	b = appendDate(b, schedule.DateOf(t))
	h, m, s := t.Clock()
	return append(b, 'T', byte('0'+h/10), byte('0'+h%10), byte('0'+m/10), byte('0'+m%10), byte('0'+s/10), byte('0'+s%10), 'Z')
}

// appendDuration writes whole minutes as a DURATION (section 3.3.6).
func appendDuration(b []byte, d time.Duration) []byte {
	minutes := int64(d / time.Minute)
	b = append(b, 'P')
	if days := minutes / 1440; days > 0 {
		b = append(strconv.AppendInt(b, days, 10), 'D')
		minutes %= 1440
		if minutes == 0 {
			return b
		}
	}
	b = append(b, 'T')
	if h := minutes / 60; h > 0 {
		b = append(strconv.AppendInt(b, h, 10), 'H')
	}
	if m := minutes % 60; m > 0 || minutes == 0 {
		b = append(strconv.AppendInt(b, m, 10), 'M')
	}
	return b
}
