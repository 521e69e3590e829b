package ui

import (
	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

// The choices of a machine, before anybody signs in.
const (
	prefDark     = "look.dark"
	prefLarge    = "look.large"
	prefLanguage = "look.language"
)

// Appearance is how the window looks and which language it speaks.
func (s *Shell) Appearance() (dark, large bool, language string) {
	p := s.app.Preferences()
	return p.Bool(prefDark), p.Bool(prefLarge), p.StringWithFallback(prefLanguage, kit.Chinese)
}

// SetAppearance changes it and builds the window anew where words change.
func (s *Shell) SetAppearance(dark, large bool, language string) {
	_, _, before := s.Appearance()
	p := s.app.Preferences()
	p.SetBool(prefDark, dark)
	p.SetBool(prefLarge, large)
	p.SetString(prefLanguage, language)
	s.applyLook()
	if s.session != nil && before != language {
		route := s.router.now.route
		s.buildFrame()
		s.Go(route)
	}
}

func (s *Shell) applyLook() {
	dark, large, language := s.Appearance()
	if kit.SetLanguage(language) != nil {
		_ = kit.SetLanguage(kit.Chinese) // always there
	}
	s.app.Settings().SetTheme(kit.NewTheme(dark, large))
	s.window.SetTitle(lang.L("归途 · 救助管理站"))
}
