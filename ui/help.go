package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// showHelp is F1: the keyboard map, as the table of the shortcuts has it, and
// beside it the pages that the account sees with their numbers.
func (s *Shell) showHelp() {
	left, right := container.New(layout.NewFormLayout()), container.New(layout.NewFormLayout())
	add := func(column *fyne.Container, keys, hint string) {
		key := kit.NewText(keys)
		key.Bold = true
		column.Add(key)
		column.Add(kit.NewText(hint))
	}
	for _, k := range kit.Shortcuts {
		switch {
		case strings.HasPrefix(k.ID, "page"):
			continue // the account's own pages follow
		case k.Local || k.Modifier != 0:
			add(right, k.String(), k.Hint())
		default:
			add(left, k.String(), k.Hint())
		}
	}
	for i, p := range s.frame.offered {
		if k, ok := kit.ShortcutFor("page" + strconv.Itoa(i+1)); ok {
			add(left, k.String(), lang.L(p.title))
		}
	}
	var popup *widget.PopUp
	content := kit.Groups(kit.NewTitle(lang.L("快捷键")),
		container.New(layout.NewCustomPaddedHBoxLayout(kit.Size(kit.Around)), left, right),
		kit.NewParagraph(lang.L("每个填写框：回车到下一栏，Shift+回车回上一栏，F8 记为不详。写下的内容随时自动保存。")),
		kit.Actions(nil, kit.NewPrimary("知道了", "close", func() { popup.Hide() })))
	popup = widget.NewModalPopUp(kit.Margin(kit.Around, content), s.window.Canvas())
	popup.Show()
	s.tell("help")
}
