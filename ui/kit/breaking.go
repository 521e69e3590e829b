package kit

import (
	"sort"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The marks that may not begin a line, and those that may not end one. 避头尾
const (
	noHead = " ，。、；：？！）〕】》」』”’％…—·)],.;:?!%"
	noTail = "（〔【《「『“‘(["
)

// NewParagraph returns text that breaks into lines, flush with its neighbours.
// English breaks between words; Chinese has no spaces to wait for, but no
// closing mark stands at the head of a line.
func NewParagraph(content string) fyne.CanvasObject {
	return NewParagraphIn(content, widget.RichTextStyle{})
}

// NewParagraphIn is NewParagraph in a style of its own: struck through, or in
// another colour. What it does not name is Ink and Body.
func NewParagraphIn(content string, style widget.RichTextStyle) fyne.CanvasObject {
	if style.ColorName == "" {
		style.ColorName = Ink
	}
	if style.SizeName == "" {
		style.SizeName = Body
	}
	line := &widget.TextSegment{Text: content, Style: style}
	lines := widget.NewRichText(line)
	lines.Wrapping = fyne.TextWrapBreak
	return container.New(&breaking{text: content, line: line}, lines)
}

// breaking lays out rich text of one segment. Fyne breaks wherever the room
// ends, so the ends of lines are written into the text.
type breaking struct {
	text       string // as it is without breaks
	line       *widget.TextSegment
	room, size float32 // for which it was broken last
}

// MinSize leaves out the padding that Fyne's rich text brings along.
func (b *breaking) MinSize(o []fyne.CanvasObject) fyne.Size {
	pad := 2 * Size(theme.SizeNameInnerPadding)
	return o[0].MinSize().SubtractWidthHeight(pad, pad)
}

func (b *breaking) Layout(o []fyne.CanvasObject, size fyne.Size) {
	b.fit(o[0], size.Width-Size(Hairline))
	pad := Size(theme.SizeNameInnerPadding)
	o[0].Move(fyne.NewPos(-pad, -pad))
	o[0].Resize(size.AddWidthHeight(2*pad, 2*pad))
}

// fit breaks the text for a width, unless that is what it is broken for.
func (b *breaking) fit(shown fyne.CanvasObject, room float32) {
	style, size := b.line.Style.TextStyle, Size(b.line.Style.SizeName)
	if room < size || b.room == room && b.size == size {
		return // no room yet, or nothing new
	}
	b.room, b.size = room, size
	lines := breakLines(b.text, func(s string) bool { return fyne.MeasureText(s, size, style).Width <= room })
	if broken := strings.Join(lines, "\n"); broken != b.line.Text {
		b.line.Text = broken
		shown.Refresh()
	}
}

// breakLines puts a line's end where the room does, or before the character
// that a mark belongs to.
func breakLines(text string, fits func(string) bool) (lines []string) {
	for paragraph := range strings.SplitSeq(text, "\n") {
		rest := []rune(paragraph)
		for len(rest) > 1 && !fits(string(rest)) {
			n := 1 + sort.Search(len(rest)-2, func(n int) bool { return !fits(string(rest[:n+2])) })
			at := goodBreak(rest, n)
			lines = append(lines, string(rest[:at]))
			rest = rest[at:]
		}
		lines = append(lines, string(rest))
	}
	return lines
}

// goodBreak is the last place at or before n where a line may end, n where
// there is none. Words and numbers stay together too.
func goodBreak(text []rune, n int) int {
	for at := n; at > 0; at-- {
		head, tail := text[at], text[at-1]
		if !strings.ContainsRune(noHead, head) && !strings.ContainsRune(noTail, tail) && !(isLatin(head) && isLatin(tail)) {
			return at
		}
	}
	return n
}

// isLatin reports whether a character is part of a word or number of a script
// that has spaces.
func isLatin(r rune) bool {
	return r < 0x2000 && !unicode.IsSpace(r) && r != '-'
}
