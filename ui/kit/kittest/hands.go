package kittest

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"guitu/intake"
	"guitu/ui/kit"
)

// Show shows a page in the window and leaves it at the end of the test.
func (s *Shell) Show(v kit.View) {
	*s.view = v
	s.window.SetContent(container.NewStack(kit.NewGround(kit.Ground), v.Content()))
	s.window.Resize(fyne.NewSize(Width, Height))
	v.Enter()
	s.T.Cleanup(v.Leave)
	s.Settle()
}

// Press sends keys to whatever has the focus, as the window does; Tab moves
// the focus where it is not wanted as text.
func (s *Shell) Press(keys ...fyne.KeyName) {
	c := s.window.Canvas()
	for _, key := range keys {
		focused := c.Focused()
		if tabbable, ok := focused.(fyne.Tabbable); key == fyne.KeyTab && (!ok || !tabbable.AcceptsTab()) {
			c.FocusNext()
			continue
		}
		if focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		} else if typed := c.OnTypedKey(); typed != nil {
			typed(&fyne.KeyEvent{Name: key})
		}
		s.Settle()
	}
}

// Write types text into the field with the focus, and then keys.
func (s *Shell) Write(text string, keys ...fyne.KeyName) {
	s.T.Helper()
	for _, r := range text {
		focused := s.window.Canvas().Focused()
		if focused == nil {
			s.T.Fatal("no field has the focus")
		}
		focused.TypedRune(r)
		s.Settle()
	}
	s.Press(keys...)
}

// Fill types text into the entry with the focus, in place of what it holds.
func (s *Shell) Fill(text string) {
	s.T.Helper()
	e, typed := s.window.Canvas().Focused().(*kit.Entry)
	if !typed {
		s.T.Fatalf("no field has the focus but %T", s.window.Canvas().Focused())
	}
	e.SetText("")
	s.Write(text)
}

// Shortcut presses a key of the keyboard map where the focus is.
func (s *Shell) Shortcut(id string) {
	s.T.Helper()
	key, known := kit.ShortcutFor(id)
	if !known {
		s.T.Fatalf("no shortcut %q", id)
	}
	if key.Modifier == 0 {
		s.Press(key.Key)
		return
	}
	target, takes := s.window.Canvas().Focused().(fyne.Shortcutable)
	if !takes {
		s.T.Fatalf("nothing takes %q", id)
	}
	target.TypedShortcut(&desktop.CustomShortcut{KeyName: key.Key, Modifier: key.Modifier})
	s.Settle()
}

// Submit presses Ctrl+Enter.
func (s *Shell) Submit() {
	s.T.Helper()
	s.Shortcut("save")
}

// Said returns the words of the newest toast.
func (s *Shell) Said() string {
	if len(s.Toasts) == 0 {
		return ""
	}
	return s.Toasts[len(s.Toasts)-1].Text
}

// WentTo asserts that the page went to a route.
func (s *Shell) WentTo(want kit.Route) {
	s.T.Helper()
	if !slices.Contains(s.Routes, want) {
		s.T.Errorf("went to %v; want %v", s.Routes, want)
	}
}

// Fits asserts that what is shown asks for no more room than the smallest
// window has, and keeps a picture of it.
func (s *Shell) Fits(content fyne.CanvasObject, name string) {
	s.T.Helper()
	s.Settle()
	if need := content.MinSize(); need.Width > Width || need.Height > Height {
		s.T.Errorf("%s asks for %v", name, need)
	}
	s.Picture(name)
}

// Picture writes the window to a file where GUITU_PICTURES names a folder.
func (s *Shell) Picture(name string) {
	s.T.Helper()
	s.Settle()
	dir := os.Getenv("GUITU_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	OK(s.T, err)
	defer f.Close()
	OK(s.T, png.Encode(f, s.window.Canvas().Capture()))
}

// Admit registers somebody invented, who came with the police now where a
// does not say otherwise, and tells the directory.
func (s *Shell) Admit(a intake.Arrival) intake.Stay {
	s.T.Helper()
	draft, err := s.Desk().NewDraft(s.T.Context())
	OK(s.T, err)
	if a.CameBy == "" {
		a.CameBy = "police"
	}
	if a.Sex == "" {
		a.Sex = "1"
	}
	if a.ArrivedAt.IsZero() {
		a.ArrivedAt = s.Clock
	}
	draft.Arrival = a
	stay, err := s.Desk().Register(s.T.Context(), draft)
	OK(s.T, err)
	OK(s.T, s.directory.Load(s.T.Context()))
	return stay
}

// Man is the arrival of an invented man of an age.
func Man(name string, age int) intake.Arrival {
	return intake.Arrival{Sex: "1", Profile: intake.Profile{Name: name, AgeFrom: age, AgeTo: age}}
}

// Woman is the arrival of an invented woman of an age.
func Woman(name string, age int) intake.Arrival {
	return intake.Arrival{Sex: "2", Profile: intake.Profile{Name: name, AgeFrom: age, AgeTo: age}}
}
