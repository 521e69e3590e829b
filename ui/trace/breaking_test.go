package trace

import "testing"

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
		{"一二\n三四五", "一二\n三四\n五", 2},
		{"。。。。", "。。\n。。", 2}, // nowhere to go
		{"", "", 2},
	} {
		got := breakLines(c.text, func(s string) bool { return len([]rune(s)) <= c.width })
		if got != c.want {
			t.Errorf("%d wide: %q; want %q", c.width, got, c.want)
		}
	}
}
