package trace

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// The marks that may not begin a line, and those that may not end one. 避头尾
const (
	noHead = " ，。、；：？！）〕】》」』”’％…—·)],.;:?!%"
	noTail = "（〔【《「『“‘(["
)

// breaking lays out rich text of one segment so that no closing mark stands
// at the head of a line: Fyne breaks wherever the room ends.
type breaking struct {
	text string // as it is without breaks
	line *widget.TextSegment
}

func (b breaking) MinSize(o []fyne.CanvasObject) fyne.Size { return unpadded{}.MinSize(o) }

func (b breaking) Layout(o []fyne.CanvasObject, size fyne.Size) {
	style, name := b.line.Style.TextStyle, b.line.Style.SizeName
	if name == "" {
		name = kit.Body
	}
	room := size.Width - kit.Size(kit.Hairline)
	broken := breakLines(b.text, func(s string) bool { return fyne.MeasureText(s, kit.Size(name), style).Width <= room })
	if broken != b.line.Text {
		b.line.Text = broken
		o[0].Refresh()
	}
	unpadded{}.Layout(o, size)
}

// breakLines puts a line's end where the room does, or before the character
// that a mark belongs to.
func breakLines(text string, fits func(string) bool) string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		rest := []rune(paragraph)
		for len(rest) > 1 && !fits(string(rest)) {
			n := 1
			for n < len(rest)-1 && fits(string(rest[:n+1])) {
				n++
			}
			lines = append(lines, string(rest[:goodBreak(rest, n)]))
			rest = rest[goodBreak(rest, n):]
		}
		lines = append(lines, string(rest))
	}
	return strings.Join(lines, "\n")
}

// goodBreak is the last place at or before n where a line may end, n where
// there is none. Words and numbers stay together too.
func goodBreak(text []rune, n int) int {
	word := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
	for at := n; at > 0; at-- {
		head, tail := text[at], text[at-1]
		if !strings.ContainsRune(noHead, head) && !strings.ContainsRune(noTail, tail) && !(word(head) && word(tail)) {
			return at
		}
	}
	return n
}
