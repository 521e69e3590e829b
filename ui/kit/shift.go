package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shiftKey remembers whether Shift went down while a widget had the focus.
// The driver knows it too, except in tests.
type shiftKey struct{ down bool }

func (s *shiftKey) KeyDown(key *fyne.KeyEvent) {
	if Stirred != nil {
		Stirred()
	}
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		s.down = true
	}
}

func (s *shiftKey) KeyUp(key *fyne.KeyEvent) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		s.down = false
	}
}

func (s *shiftKey) held() bool {
	if s.down {
		return true
	}
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
