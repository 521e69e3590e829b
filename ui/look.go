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

// Look is how the window looks and which language it speaks.
type Look struct {
	Dark, Large bool
	Language    string
}

// Look returns what is in force.
func (s *Shell) Look() Look {
	p := s.app.Preferences()
	return Look{p.Bool(prefDark), p.Bool(prefLarge), p.StringWithFallback(prefLanguage, kit.Chinese)}
}

// SetLook changes it and builds the window anew where words change.
func (s *Shell) SetLook(look Look) {
	before := s.Look()
	p := s.app.Preferences()
	p.SetBool(prefDark, look.Dark)
	p.SetBool(prefLarge, look.Large)
	p.SetString(prefLanguage, look.Language)
	s.applyLook()
	if s.session != nil && before.Language != look.Language {
		route := s.router.now.route
		s.buildFrame()
		s.Go(route)
	}
}

func (s *Shell) applyLook() {
	look := s.Look()
	if kit.SetLanguage(look.Language) != nil {
		_ = kit.SetLanguage(kit.Chinese) // always there
	}
	s.app.Settings().SetTheme(kit.NewTheme(look.Dark, look.Large))
	s.window.SetTitle(lang.L("归途 · 救助管理站"))
}
