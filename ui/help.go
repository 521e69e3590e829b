package ui

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// showHelp is F1: the keyboard map, as the table of the shortcuts has it.
func (s *Shell) showHelp() {
	keys := container.NewGridWithColumns(2)
	for _, k := range kit.Shortcuts {
		key := kit.NewText(k.String())
		key.Bold = true
		keys.Add(container.NewGridWithColumns(2, key, kit.NewText(k.Hint())))
	}
	var popup *widget.PopUp
	content := kit.Groups(kit.NewTitle(lang.L("快捷键")), keys,
		kit.NewParagraph(lang.L("每个填写框：回车到下一栏，Shift+回车回上一栏，F8 记为不详。写下的内容随时自动保存。")),
		kit.Actions(nil, kit.NewPrimary("知道了", "close", func() { popup.Hide() })))
	popup = widget.NewModalPopUp(kit.Margin(kit.Around, content), s.window.Canvas())
	popup.Show()
	s.tell("help")
}
