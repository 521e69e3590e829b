package kittest

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Shell is the window with the station behind it, as every page asks for it.
type Shell struct {
	T     testing.TB
	Clock time.Time // what Now and the station's clock say

	Routes   []kit.Route // where the page went; the zero route for Back
	Toasts   []kit.Toast
	Failures []error
	Heard    []string // announcements, "kind:text"
	Memory   map[string]string
	Printed  *Tray

	Slow      bool     // work waits for Hurry
	Later     []func() // what waits
	Listeners []func(tables map[string]bool)

	Dark, Large bool
	Language    string

	window    fyne.Window
	session   *access.Session
	directory *intake.Directory
	screen    *tracing.Screen
	landing   *landing
	view      *kit.View // shared with colleagues at the same window
}

func (s *Shell) Window() fyne.Window            { return s.window }
func (s *Shell) Session() *access.Session       { return s.session }
func (s *Shell) Desk() *intake.Desk             { return &intake.Desk{Session: s.session} }
func (s *Shell) Directory() *intake.Directory   { return s.directory }
func (s *Shell) Screen() *tracing.Screen        { return s.screen }
func (s *Shell) House() *shelter.House          { return &shelter.House{Session: s.session} }
func (s *Shell) Supplies() *supply.Room         { return &supply.Room{Session: s.session} }
func (s *Shell) Tracing() *tracing.Office       { return &tracing.Office{Session: s.session} }
func (s *Shell) Previewer() *printing.Previewer { return renderer }
func (s *Shell) Printer() printing.Printer      { return s.Printed }
func (s *Shell) Go(route kit.Route)             { s.Routes = append(s.Routes, route) }
func (s *Shell) Back()                          { s.Routes = append(s.Routes, kit.Route{}) }
func (s *Shell) Toast(t kit.Toast)              { s.Toasts = append(s.Toasts, t) }
func (s *Shell) Fail(err error)                 { s.Failures = append(s.Failures, err) }
func (s *Shell) Now() time.Time                 { return s.Clock }
func (s *Shell) Remember(key, value string)     { s.Memory[key] = value }
func (s *Shell) Remembered(key string) string   { return s.Memory[key] }
func (s *Shell) Version() string                { return "0.1.0" }

func (s *Shell) Papers() *printing.Papers {
	return &printing.Papers{Session: s.session, Desk: s.Desk(), House: s.House(), Supplies: s.Supplies(), Tracing: s.Tracing()}
}

func (s *Shell) Appearance() (dark, large bool, language string) {
	return s.Dark, s.Large, s.Language
}

func (s *Shell) SetAppearance(dark, large bool, language string) {
	s.Dark, s.Large, s.Language = dark, large, language
}

// Work does the work at once, or, while Slow, when Hurry is called.
func (s *Shell) Work(_ string, work func(ctx context.Context) error, done func(err error)) {
	if s.Slow {
		s.Later = append(s.Later, func() { done(work(s.T.Context())) })
		return
	}
	done(work(s.T.Context()))
}

// Hurry lets what was begun on a slow machine come to its end.
func (s *Shell) Hurry() {
	s.Slow = false
	for len(s.Later) > 0 {
		first := s.Later[0]
		s.Later = s.Later[1:]
		first()
	}
	s.Settle()
}

func (s *Shell) OnChange(do func(tables map[string]bool)) (stop func()) {
	s.Listeners = append(s.Listeners, do)
	at := len(s.Listeners) - 1
	return func() { s.Listeners[at] = nil }
}

// Listening is how many pages want to hear of changes.
func (s *Shell) Listening() (n int) {
	for _, do := range s.Listeners {
		if do != nil {
			n++
		}
	}
	return n
}

// Changed tells the pages that another window changed rows of tables.
func (s *Shell) Changed(tables ...string) {
	all := map[string]bool{}
	for _, table := range tables {
		all[table] = true
	}
	for _, do := range s.Listeners {
		if do != nil {
			do(all)
		}
	}
	s.Settle()
}

// As returns the shell of a colleague with one role, who sits down at the same
// window; what was said so far is copied.
func (s *Shell) As(role access.Role) *Shell {
	s.T.Helper()
	_, err := s.session.AddAccount(s.T.Context(), access.NewAccount{Name: string(role), Display: "演示同事", Roles: []access.Role{role}, Password: Password})
	OK(s.T, err)
	other := *s
	other.session, err = access.SignIn(s.T.Context(), s.session.DB(), string(role), Password)
	OK(s.T, err)
	other.hear()
	return &other
}

// hear keeps what is announced from now on.
func (s *Shell) hear() {
	kit.Announce = func(kind, text string) { s.Heard = append(s.Heard, kind+":"+text) }
}

// Tray keeps what was printed, as a printer would.
type Tray struct {
	Printers []string
	Jobs     []printing.Job
	PDFs     [][]byte
	Err      error // what printing gives
}

func (p *Tray) Print(_ context.Context, pdf []byte, job printing.Job) error {
	if p.Err != nil {
		return p.Err
	}
	p.Jobs, p.PDFs = append(p.Jobs, job), append(p.PDFs, pdf)
	return nil
}

func (p *Tray) Names(context.Context) ([]string, error) { return p.Printers, nil }
