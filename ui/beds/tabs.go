package beds

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
)

// viewKey is under which it is remembered which of the two tabs was open.
const (
	viewKey  = "beds.view"
	viewLine = "timeline"
)

// tabShortcut goes from the board to the timeline and back, also while one
// types: no field and no input method has a use for it.
var tabShortcut = &desktop.CustomShortcut{KeyName: fyne.KeyT, Modifier: fyne.KeyModifierControl}

const tabKey = "Ctrl+T"

// bindTab makes the window obey the shortcut while the page shows.
func (p *page) bindTab() {
	p.canvas().AddShortcut(tabShortcut, func(fyne.Shortcut) { p.turn() })
}

// turn goes to the other tab. A page over the board stays.
func (p *page) turn() bool {
	if p.other != nil {
		return false
	}
	p.view(!p.onLine)
	if !p.onLine {
		p.focusMain()
	}
	return true
}

// view shows the timeline or the board. Who was being placed goes back to
// where they were: they are placed on the board.
func (p *page) view(onLine bool) {
	p.shell.Remember(viewKey, map[bool]string{true: viewLine}[onLine])
	p.top.tab.SetText(lang.L(map[bool]string{true: "床位图", false: "时间线"}[onLine]) + "　" + tabKey)
	if p.onLine == onLine {
		return
	}
	p.letGo()
	p.onLine = onLine
	p.panes.Objects = []fyne.CanvasObject{p.boardPane}
	if onLine {
		p.panes.Objects = []fyne.CanvasObject{p.line.content}
	}
	p.panes.Refresh()
	if onLine {
		p.line.fill()
		p.line.load(func() {
			if p.onLine {
				p.focus(p.line.list)
			}
		})
	}
}

// focusMain puts the focus where it is of most use on the tab that shows.
func (p *page) focusMain() {
	switch {
	case p.onLine:
		p.focus(p.line.list)
	case p.board.tiles[p.marked] != nil:
		p.board.focusTile(p.marked)
	default:
		p.board.focusFirst()
	}
}
