package main

import "testing"

// TestInputMethodNeitherLosesNorSubmits types pinyin into the first start
// and presses, while letters are pending, the keys that Fyne's own entry lets
// through to the window.
func TestInputMethodNeitherLosesNorSubmits(t *testing.T) {
	d := newVirtualDesk(t, "1366x768")
	d.start("--data", d.home+"/station")
	d.wait("page", "founding.station")
	d.wait("field", "救助站名称")

	d.pinyin(true)
	d.writePinyin("ceshi", "测试")
	d.text("jiuzhuzhan")
	d.press("BackSpace", "BackSpace", "BackSpace", "BackSpace") // takes letters back, not characters
	d.press("space")
	d.wait("length", "4")
	d.text("zhan")
	d.press("Return") // leaves the letters as they are and goes nowhere
	d.wait("length", "8")
	d.pinyin(false)
	d.press("ctrl+a", "ctrl+c")
	d.eventually("the text in the clipboard", func() bool {
		out, err := d.command("xclip", "-selection", "clipboard", "-o").Output()
		return err == nil && string(out) == "测试救助zhan"
	})

	d.press("Return") // nothing pending now: on to the next field
	d.wait("field", "代码（救助编号以它开头）")
	d.pinyin(true)
	d.text("dai")
	d.press("Tab", "Escape") // goes through the candidates and gives up, but stays in the field
	d.writePinyin("ceshi", "测试")
	d.pinyin(false)
	d.press("ctrl+a", "ctrl+c")
	d.eventually("the code in the clipboard", func() bool {
		out, err := d.command("xclip", "-selection", "clipboard", "-o").Output()
		return err == nil && string(out) == "测试"
	})
}
