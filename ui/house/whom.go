package house

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// whom is the choice of somebody by name, its initials or the station number:
// among those in the station's care, and where others than these may be meant,
// among all whom the station ever helped.
type whom struct {
	*kit.Search
	shell  Shell
	meant  func(intake.Resident) bool
	others map[string]intake.Match // by stay, of whom the directory offered
}

// hits is how many the directory is asked for: not all of them may be meant.
const hits = 50

// newWhom returns a choice that fills itself. keep says who of those in care is
// meant; nil for all of them. all offers those who left too.
func newWhom(shell Shell, all bool, keep func(intake.Resident) bool) *whom {
	w := &whom{shell: shell, others: map[string]intake.Match{}}
	w.meant = func(r intake.Resident) bool { return all || r.Stay.State.Open() && (keep == nil || keep(r)) }
	w.Search = kit.NewSearch(lang.L("姓名、拼音首字母、救助编号"), w.offer)
	var found []intake.Resident
	shell.Work(lang.L("正在读取在站的人…"), func(ctx context.Context) (err error) {
		found, err = shell.Desk().Residents(ctx)
		return err
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		var inCare []kit.Option
		for _, r := range found {
			if w.meant(r) {
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
func (w *whom) offer(text string) (options []kit.Option) {
	for _, m := range w.shell.Directory().Find(text, hits) {
		if !w.meant(m.Resident) {
			continue
		}
		w.others[m.Stay.ID] = m
		options = append(options, optionOf(m.Resident))
	}
	return options
}

// onRecord puts a search on record that found somebody who is not in care.
func (w *whom) onRecord(ctx context.Context) error {
	m, found := w.others[w.Chosen()]
	if !found || m.Stay.State.Open() {
		return nil
	}
	return w.shell.Directory().LogSearch(ctx, w.Target().(*kit.Entry).Text, m.Person.ID)
}
