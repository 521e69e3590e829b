// Package choose holds the fields that choose somebody or something that the
// station knows: a person by name, pinyin or number, an institution of its
// directory.
//
// The one thing not to get wrong: who is under protection is offered by the
// station number alone.
package choose

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// Shell is what the fields need of the window.
type Shell interface {
	Window() fyne.Window
	Desk() *intake.Desk
	Directory() *intake.Directory
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
}

// Whom is the choice of somebody by name, its initials or the station number:
// among those in the station's care, and where others than these may be meant,
// among all whom the station ever helped. Its answer is the stay.
type Whom struct {
	*kit.Search
	shell  Shell
	meant  func(intake.Resident) bool
	others map[string]intake.Match // by stay, of whom the directory offered
}

// InCare means everybody in the station's care.
func InCare(r intake.Resident) bool { return r.Stay.State.Open() }

// Anybody means those who left too.
func Anybody(intake.Resident) bool { return true }

// hits is how many the directory is asked for: not all of them may be meant.
const hits = 50

// NewWhom returns a choice that fills itself with those in care who are meant.
func NewWhom(shell Shell, meant func(intake.Resident) bool) *Whom {
	w := &Whom{shell: shell, meant: meant, others: map[string]intake.Match{}}
	w.Search = kit.NewSearch(lang.L("姓名、拼音首字母、救助编号"), w.offer)
	var found []intake.Resident
	shell.Work("正在读取在站的人…", func(ctx context.Context) (err error) {
		found, err = shell.Desk().Residents(ctx)
		return err
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		var inCare []kit.Option
		for _, r := range found {
			if meant(r) {
				inCare = append(inCare, optionOf(r))
			}
		}
		w.Know(inCare)
	})
	return w
}

// optionOf is how somebody is offered. Who is under protection is known by the
// number alone.
func optionOf(r intake.Resident) kit.Option {
	name, find := r.Name(), intake.Initials(r.Name())
	if r.Person.Protected || r.Person.Hidden {
		name, find = lang.L(shelter.ProtectedName), ""
	}
	return kit.Option{Key: r.Stay.ID, Text: name + "　" + r.Stay.Number, Find: find}
}

// offer lists whom the directory finds of those who may be meant.
func (w *Whom) offer(text string) (options []kit.Option) {
	for _, m := range w.shell.Directory().Find(text, hits) {
		if !w.meant(m.Resident) {
			continue
		}
		w.others[m.Stay.ID] = m
		options = append(options, optionOf(m.Resident))
	}
	return options
}

// OnRecord puts a search on record that found somebody who is not in care.
func (w *Whom) OnRecord(ctx context.Context) error {
	m, found := w.others[w.Chosen()]
	if !found || InCare(m.Resident) {
		return nil
	}
	return w.shell.Directory().LogSearch(ctx, w.Typed(), m.Person.ID)
}

// Typed is what stands in the field, whether it is somebody or not.
func (w *Whom) Typed() string { return w.Target().(*kit.Entry).Text }
