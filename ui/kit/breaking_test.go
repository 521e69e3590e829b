package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

func TestNoClosingMarkBeginsALine(t *testing.T) {
	for _, c := range []struct {
		text, want string
		width      int
	}{
		{"依据民发〔2014〕132号", "依据民发\n〔2014〕\n132号", 8},
		{"依据民发〔2014〕132号", "依据民发〔2014〕132号", 20},
		{"第十二条；民发", "第十二\n条；民发", 4},
		{"他说：“回家”。", "他说：“回\n家”。", 6},
		{"他说：“回家”。", "他说：\n“回\n家”。", 4},
		{"Notice of 2014", "Notice \nof 2014", 9},
		{"They don't stay", "They \ndon't \nstay", 8},
		{"民政部don't", "民政部\ndon't", 5},
		{"一二\n三四五", "一二\n三四\n五", 2},
		{"。。。。", "。。\n。。", 2}, // nowhere to go
		{"", "", 2},
	} {
		got := strings.Join(breakLines(c.text, func(s string) bool { return len([]rune(s)) <= c.width }), "\n")
		if got != c.want {
			t.Errorf("%d wide: %q; want %q", c.width, got, c.want)
		}
	}
}

func TestAParagraphNeedsTheHeightOfItsLines(t *testing.T) {
	p := NewParagraph("名称、地址和电话印在每份文书上；已经出具的文书不变。").(*fyne.Container)
	text := p.Objects[0].(*widget.RichText)
	height := func(width float32) float32 {
		p.Resize(fyne.NewSize(width, 1))
		return p.MinSize().Height
	}
	one := height(1000)
	for width := 4 * Size(Body); width < 400; width += 7 {
		got := height(width)
		lines := strings.Split(text.String(), "\n")
		if want := one * float32(len(lines)); got < want || got > want+Size(Inside)*float32(len(lines)) {
			t.Errorf("%v wide: %d lines need %v; one needs %v", width, len(lines), got, one)
		}
		for _, line := range lines[1:] {
			if first := []rune(line)[0]; strings.ContainsRune(noHead, first) {
				t.Errorf("%v wide: a line begins with %c", width, first)
			}
		}
	}
	if height(1000) != one {
		t.Error("with room again it is not one line")
	}
}
