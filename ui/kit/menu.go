package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Menu is a column of words: ↑ and ↓ choose, → and Enter go into what was
// chosen.
type Menu struct {
	widget.List
	words []string
	show  func(at int)
	enter func()
	at    int
}

// NewMenu returns a menu of words that are ready to be read. show is called
// when another is chosen, enter when one is gone into.
func NewMenu(words []string, show func(at int), enter func()) *Menu {
	m := &Menu{words: words, show: show, enter: enter, at: -1}
	m.Length = func() int { return len(m.words) }
	m.CreateItem = func() fyne.CanvasObject {
		word := NewText("")
		word.Whole = false
		return Margin(Nudge, word)
	}
	m.UpdateItem = func(at int, o fyne.CanvasObject) {
		o.(*fyne.Container).Objects[0].(*Text).Set(m.words[at])
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

// Put moves the cursor and tells nobody.
func (m *Menu) Put(at int) {
	told := m.OnSelected
	m.OnSelected = nil
	m.Highlight(at)
	m.Select(at)
	m.at = at
	m.OnSelected = told
}

func (m *Menu) TypedKey(key *fyne.KeyEvent) {
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
		Hand(m, key)
		return
	}
	if to = min(max(to, 0), len(m.words)-1); to >= 0 {
		m.Select(to)
	}
}

func (m *Menu) TypedShortcut(shortcut fyne.Shortcut) { HandShortcut(m, shortcut) }

// BesideMenu puts a menu at the left of what it chooses.
func BesideMenu(menu, room fyne.CanvasObject) *fyne.Container {
	return container.New(menuBeside{}, menu, room)
}

// menuBeside puts the menu at the left, a fifth of the width, and the section in
// the rest.
type menuBeside struct{}

func (menuBeside) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+Size(Between), max(a.Height, b.Height))
}

func (menuBeside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := size.Width / 5
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+Size(Between), 0))
	o[1].Resize(fyne.NewSize(size.Width-left-Size(Between), size.Height))
}
