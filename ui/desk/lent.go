package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// lent is what the page gives to its form: the station's rules and words, who
// works there, and the ways to papers and photos. Without any of it the form
// takes down everything all the same.
type lent struct {
	rules  []intake.TriageRule
	staff  []intake.Checker
	rights map[string]string // the plain words, by language
	me     [2]string         // account and name of who writes
	local  []idcard.Local    // places that no list has

	// onPaper goes to a paper of this arrival, by the name of its kind.
	onPaper func(kind string)
	// photoChoices are the photos that were taken, of which those of
	// belongings can be put to a thing.
	photoChoices func() []intake.Photo
	// inWords writes an amount of 分 as it stands on receipts.
	inWords func(fen int64) string
	// toast says what was done and how it is undone.
	toast func(t kit.Toast)

	remember   func(key, value string)
	remembered func(key string) string
}

func lentNothing() lent {
	return lent{onPaper: func(string) {}, photoChoices: func() []intake.Photo { return nil }, inWords: func(int64) string { return "" },
		toast: func(kit.Toast) {}, remember: func(string, string) {}, remembered: func(string) string { return "" }}
}

// setRules gives the rules by which it is said what is to be done.
func (s *sheet) setRules(rules []intake.TriageRule) { s.rules = rules }

// setStaff gives those who may check at the door.
func (s *sheet) setStaff(names []intake.Checker) { s.staff = names }

// setRights gives the plain words in which people are told their rights.
func (s *sheet) setRights(zh, en string) {
	s.rights = map[string]string{kit.Chinese: zh, kit.English: en}
}

// setMe says who writes: the account, and the name that stands on papers.
func (s *sheet) setMe(id, name string) { s.me = [2]string{id, name} }

// setMemory gives the memory of this computer: Shell.Remember and Remembered.
// Only places, units, staff, numbers of seals and phrases go there.
func (s *sheet) setMemory(remember func(key, value string), remembered func(key string) string) {
	s.remember, s.remembered = remember, remembered
	s.proposeSeal()
}

// learn reads what the station lends from its services; the function that it
// returns gives it to the form, and is for the UI goroutine.
func (s *sheet) learn(ctx context.Context, desk *intake.Desk) (give func(), err error) {
	rules, err := desk.TriageRules(ctx)
	if err != nil {
		return nil, err
	}
	zh, err := desk.RightsText(ctx, "zh")
	if err != nil {
		return nil, err
	}
	en, err := desk.RightsText(ctx, "en")
	if err != nil {
		return nil, err
	}
	accounts, err := desk.Session.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	local, err := desk.LocalPlaces(ctx)
	if err != nil {
		return nil, err
	}
	me := desk.Session.Account()
	return func() {
		s.local = local
		s.setRules(rules)
		s.setRights(zh, en)
		s.setStaff(checkersOf(accounts))
		s.setMe(me.ID, me.Display)
	}, nil
}

// checkersOf are the members of staff who work at present.
func checkersOf(accounts []access.Account) (all []intake.Checker) {
	for _, a := range accounts {
		if a.Active {
			all = append(all, intake.Checker{Name: a.Display, Sex: a.Sex})
		}
	}
	return all
}

// canvas is where the form shows; nil before it does.
func (s *sheet) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(s.form) }

// both joins two names of witnesses, which have to be two.
func both(one, two *kit.Entry) (names string, err error) {
	a, b := strings.TrimSpace(entered(one)), strings.TrimSpace(entered(two))
	if a == "" || b == "" || a == b {
		return "", store.Fail(store.Invalid, "拒签要有两位见证人，请写上两个人的姓名。")
	}
	return a + "、" + b, nil
}
