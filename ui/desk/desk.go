// Package desk holds the pages of the front desk (接待): who came, the drafts
// that wait, and the registration form from the first field to the printed
// slip.
//
// The one thing not to get wrong: what was typed is never lost and never
// claimed to be kept before it is. The form says 已存 only after the draft came
// back from the store; a page that is left has stored its draft when Leave
// returns, because the keys may be dropped the moment after.
//
//	view := desk.New(shell)                  // 接待
//	view = desk.NewArrival(shell, draft.ID)  // 来站登记
package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Shell is what these pages ask of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Desk() *intake.Desk
	Directory() *intake.Directory
	Screen() *tracing.Screen
	House() *shelter.House
	Papers() *printing.Papers
	Back()
	Go(route kit.Route)
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	OnChange(do func(tables map[string]bool)) (stop func())
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
}

// codes are the rows of a code table as they are offered. The tables are part
// of the program, so one that is missing is a mistake in it.
func codes(table string) []kit.Option {
	rows, err := assets.CodeTable(table)
	if err != nil {
		panic(err)
	}
	return kit.Options(rows)
}

// codeWord is a code in words, or the code itself where the table has none.
func codeWord(table, code string) string {
	for _, o := range codes(table) {
		if o.Key == code {
			return o.Text
		}
	}
	return code
}

// words makes the codes of some tables into words, and keeps the tables.
type words map[string]map[string]string

func (w words) say(table, code string) string {
	if w[table] == nil {
		w[table] = map[string]string{}
		for _, o := range codes(table) {
			w[table][o.Key] = o.Text
		}
	}
	if word, ok := w[table][code]; ok {
		return word
	}
	return code
}

// stateWord is where somebody is in the course of a stay, in one word.
func stateWord(s intake.State) string {
	switch s {
	case intake.In:
		return lang.L("在站")
	case intake.Hospital:
		return lang.L("住院")
	case intake.Placed:
		return lang.L("站外托养")
	case intake.Refused:
		return lang.L("不予救助")
	}
	return lang.L("离站")
}

// stateLook is the same as a chip.
func stateLook(s intake.State) kit.State {
	look := kit.State{Shape: kit.Disc, Word: stateWord(s), Color: kit.Accent}
	switch s {
	case intake.Hospital, intake.Placed:
		look.Shape, look.Color = kit.Triangle, kit.Soon
	case intake.Left:
		look.Shape, look.Color = kit.Square, kit.Faint
	case intake.Refused:
		look.Shape, look.Color = kit.Cross, kit.Faint
	}
	return look
}

// ageWords is how old somebody may be on a day, 不详 where nothing is known.
func ageWords(p intake.Profile, on time.Time) string {
	from, to, ok := p.AgeRange(on)
	if !ok {
		return ""
	}
	age := kit.Age{AgeFrom: from, AgeTo: to, Guessed: p.Birth == ""}
	return age.String()
}
