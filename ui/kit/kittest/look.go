package kittest

import (
	"fyne.io/fyne/v2"

	"guitu/ui/kit"
)

// appearance is one of the looks of the application.
type appearance struct{ dark, large bool }

// themes are made once, so that it shows which one is worn.
var themes = func() map[appearance]fyne.Theme {
	all := map[appearance]fyne.Theme{}
	for _, a := range []appearance{{}, {dark: true}, {large: true}, {dark: true, large: true}} {
		all[a] = kit.NewTheme(a.dark, a.large)
	}
	return all
}()

// Wear puts a theme on where another one is worn: with each change Fyne reads
// the fonts again, which takes half a second.
func Wear(dark, large bool) {
	settings := fyne.CurrentApp().Settings()
	if theme := themes[appearance{dark, large}]; settings.Theme() != theme {
		settings.SetTheme(theme)
	}
}

// InEveryLook calls do in both languages and both sizes of type, plain Chinese
// last, with the window empty before each: what it held would only be drawn
// again in type that nobody looks at. name tells the looks apart.
func (s *Shell) InEveryLook(do func(name string)) {
	s.T.Helper()
	for _, large := range []bool{true, false} {
		for _, language := range []string{kit.English, kit.Chinese} {
			s.empty()
			OK(s.T, kit.SetLanguage(language))
			Wear(false, large)
			s.Language, s.Large = language, large
			do(language + map[bool]string{true: "-large"}[large])
		}
	}
}

// empty leaves the page that shows and empties the window.
func (s *Shell) empty() {
	if *s.view != nil {
		(*s.view).Leave()
		*s.view = nil
	}
	s.window.SetContent(kit.NewGround(kit.Ground))
}
