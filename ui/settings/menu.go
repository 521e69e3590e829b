package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// menu is a column of words: ↑ and ↓ choose, → and Enter go into what was
// chosen.
type menu struct {
	widget.List
	words []string
	show  func(at int)
	enter func()
	at    int
}

func newMenu(words []string, show func(at int), enter func()) *menu {
	m := &menu{words: words, show: show, enter: enter, at: -1}
	m.Length = func() int { return len(m.words) }
	m.CreateItem = func() fyne.CanvasObject {
		word := kit.NewText("")
		word.Whole = false
		return kit.Margin(kit.Nudge, word)
	}
	m.UpdateItem = func(at int, o fyne.CanvasObject) {
		o.(*fyne.Container).Objects[0].(*kit.Text).Set(m.words[at])
	}
	m.OnSelected = func(at int) {
		m.at = at
		m.Highlight(at)
		m.show(at)
	}
	m.HideSeparators = true
	m.ExtendBaseWidget(m)
	return m
}

// put moves the cursor and tells nobody.
func (m *menu) put(at int) {
	told := m.OnSelected
	m.OnSelected = nil
	m.Highlight(at)
	m.Select(at)
	m.at = at
	m.OnSelected = told
}

func (m *menu) TypedKey(key *fyne.KeyEvent) {
	to := m.at
	switch key.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(m.words) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyRight:
		m.enter()
		return
	default:
		kit.Hand(m, key)
		return
	}
	if to = min(max(to, 0), len(m.words)-1); to >= 0 {
		m.Select(to)
	}
}

func (m *menu) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(m, shortcut) }

// beside puts the menu at the left, a fifth of the width, and the section in
// the rest.
type beside struct{}

func (beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+kit.Size(kit.Between), max(a.Height, b.Height))
}

func (beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := size.Width / 5
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+kit.Size(kit.Between), 0))
	o[1].Resize(fyne.NewSize(size.Width-left-kit.Size(kit.Between), size.Height))
}

// narrow keeps a form as wide as can be read, at the left.
type narrow struct{}

func (narrow) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (narrow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(size.Width, 1.3*kit.Size(kit.Popup)), size.Height))
}
