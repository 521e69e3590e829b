// Package kittest lets the tests of a page run it over a real station in a
// temporary folder, without the application around it. Shell is what every
// page asks of the window; its Work is done at once, what other goroutines land
// is done when the test pauses, and what the page says is kept for the test to
// look at.
//
// The one thing not to get wrong: the founding of a station is done once for
// each kind and copied, so a test never changes what another one sees.
//
//	func TestMain(m *testing.M) { kittest.Main(m) }
//
//	func TestPageShowsTheBeds(t *testing.T) {
//		s := kittest.Station{Beds: true}.Open(t)
//		s.Admit(kittest.Man("演示一", 40))
//		s.Show(beds.New(s, ""))
//		s.Press(fyne.KeyDown, fyne.KeyReturn)
//	}
package kittest

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/internal/calendar"
	"guitu/internal/vault"
)

// Begin is when the clock of a Shell stands until the test moves it: half past
// ten in the evening, Tuesday 24 November 2026.
var Begin = time.Date(2026, 11, 24, 22, 30, 0, 0, calendar.Zone)

// Password is that of everybody in a test.
const Password = "一句好记的演示密码"

// Width and Height are the room of a page in the smallest window.
const (
	Width  = 1198
	Height = 712
)

// Main runs the tests of a package in one application with the theme: a new
// one each time would read the fonts again. Passwords are costly elsewhere;
// here they are only in the way.
func Main(m *testing.M) {
	small := vault.Effort{Time: 1, Memory: 64, Threads: 1}
	vault.PasswordEffort, vault.RecoveryEffort = small, small
	app := test.NewApp()
	fyne.SetCurrentApp(windowed{app, &driver{Driver: app.Driver()}})
	Wear(false, false)
	os.Exit(m.Run())
}

// OK ends the test where err is one.
func OK(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
