package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// plain turns a full-width ASCII character into its half-width form.
func plain(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	if r == '\u3000' {
		return ' '
	}
	return r
}

func digit(r rune) (rune, bool) {
	r = plain(r)
	return r, r >= '0' && r <= '9'
}

// clean maps one character that is about to enter the field. Control and
// invisible formatting characters stay out everywhere: they come along from
// web pages and chat programs and make two equal names differ.
func (e *Entry) clean(r rune) (rune, bool) {
	switch {
	case r == '\n':
		return r, e.MultiLine
	case r == '\u00a0', r == '\t':
		r = ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
		return 0, false
	}
	if e.Filter != nil {
		return e.Filter(r)
	}
	return r, true
}

// cleaned is a clipboard whose content fits the field.
func (e *Entry) cleaned(from fyne.Clipboard) fyne.Clipboard {
	text := strings.ReplaceAll(from.Content(), "\r\n", "\n")
	text = strings.TrimSpace(text)
	if !e.MultiLine {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	var out strings.Builder
	for _, r := range text {
		if r, ok := e.clean(r); ok {
			out.WriteRune(r)
		}
	}
	return clipping(out.String())
}

// clipping is a clipboard that holds one text and forgets what it is given.
type clipping string

func (c clipping) Content() string   { return string(c) }
func (c clipping) SetContent(string) {}
