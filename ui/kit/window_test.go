package kit

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// One application serves all tests: a new one would read the font again.
func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

// show opens a window with the real theme on which content can be driven.
func show(t testing.TB, content fyne.CanvasObject) fyne.Window {
	t.Helper()
	fyne.CurrentApp().Settings().SetTheme(NewTheme(false, false))
	speak(t, Chinese)
	w := test.NewTempWindow(t, content)
	w.Resize(fyne.NewSize(900, 600))
	return w
}

func speak(t testing.TB, language string) {
	t.Helper()
	if err := SetLanguage(language); err != nil {
		t.Fatal(err)
	}
}

// press sends keys to whatever has the focus, as the window driver does.
func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, key := range keys {
		if key == fyne.KeyTab {
			if tabbable, ok := w.Canvas().Focused().(fyne.Tabbable); !ok || !tabbable.AcceptsTab() {
				w.Canvas().FocusNext()
				continue
			}
		}
		if focused := w.Canvas().Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		} else if typed := w.Canvas().OnTypedKey(); typed != nil {
			typed(&fyne.KeyEvent{Name: key})
		}
	}
}

// compose presses letters that an input method keeps for itself.
func compose(w fyne.Window, letters string) {
	for _, r := range letters {
		press(w, fyne.KeyName(r-'a'+'A'))
	}
}

// write types text as a keyboard without an input method does: each letter
// is a key and then a rune.
func write(w fyne.Window, text string) {
	for _, r := range text {
		if r >= 'a' && r <= 'z' {
			press(w, fyne.KeyName(r-'a'+'A'))
		}
		w.Canvas().Focused().TypedRune(r)
	}
}
