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
	left, right := newKeyColumn(), newKeyColumn()
	for _, k := range kit.Shortcuts {
		switch {
		case strings.HasPrefix(k.ID, "page"):
			continue // the account's own pages follow
		case k.Local || k.Modifier != 0:
			right.add(k.String(), k.Hint())
		default:
			left.add(k.String(), k.Hint())
		}
	}
	for i, p := range s.frame.offered {
		if k, ok := kit.ShortcutFor("page" + strconv.Itoa(i+1)); ok {
			left.add(k.String(), lang.L(p.title))
		}
	}
	var popup *widget.PopUp
	keys := kit.Groups(container.New(layout.NewCustomPaddedHBoxLayout(kit.Size(kit.Around)), left.both(), right.both()),
		newPages(),
		kit.NewParagraph(lang.L("每个填写框：回车到下一栏，Shift+回车回上一栏，F8 记为不详。写下的内容随时自动保存。")))
	whole := s.window.Canvas().Size()
	clear := kit.ClearOfBar(keys)
	scroll := container.NewVScroll(clear)
	scroll.SetMinSize(fyne.NewSize(clear.MinSize().Width, min(keys.MinSize().Height, whole.Height*helpShare)))
	content := kit.Groups(kit.NewTitle(lang.L("快捷键")), scroll,
		kit.Actions(nil, kit.NewPrimary("知道了", "close", func() { popup.Hide() })))
	popup = widget.NewModalPopUp(kit.Margin(kit.Around, content), s.window.Canvas())
	popup.Show()
	s.tell("help")
}

// helpShare is how much of the window's height the keys may take; in large type
// they scroll.
const helpShare = 0.8

// newPages says in a sentence each what the quicker ways of the desk are for.
func newPages() fyne.CanvasObject {
	lines := kit.Close()
	for _, page := range []struct{ id, words string }{
		{"quick", "来的人多、夜里忙时只填一页，其余以后补。"},
		{"spot", "只给一餐、一张票或指路，不安排床位。"},
		{"shift", "这一班来了谁、走了谁、还欠什么，核对后签字。"},
	} {
		k, _ := kit.ShortcutFor(page.id)
		lines.Add(kit.NewParagraph(k.String() + "  " + k.Hint() + lang.L("：") + lang.L(page.words)))
	}
	return lines
}

// keyColumn is keys under each other and beside each what it does.
type keyColumn struct{ keys, hints *fyne.Container }

func newKeyColumn() keyColumn { return keyColumn{kit.Close(), kit.Close()} }

func (c keyColumn) add(keys, hint string) {
	key := kit.NewText(keys)
	key.Bold = true
	c.keys.Add(key)
	c.hints.Add(kit.NewText(hint))
}

func (c keyColumn) both() fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedHBoxLayout(kit.Size(kit.Between)), c.keys, c.hints)
}
