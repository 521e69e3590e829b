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
	*kit.Lookup
	shell  Shell
	inCare []kit.Option
	others map[string]intake.Match // by stay, of whom the directory offered
	all    bool
}

// hits is how many the directory offers at a time.
const hits = 8

// newWhom returns a choice that fills itself. keep says who of those in care is
// meant; nil for all of them. all offers those who left too.
func newWhom(shell Shell, all bool, keep func(intake.Resident) bool) *whom {
	w := &whom{Lookup: kit.NewLookup(nil), shell: shell, others: map[string]intake.Match{}, all: all}
	w.SetHint(lang.L("姓名、拼音首字母、救助编号"))
	if all {
		entry := w.Target().(*kit.Entry)
		search := entry.OnChanged
		entry.OnChanged = func(text string) {
			w.offer(text)
			search(text)
		}
	}
	var found []intake.Resident
	shell.Work(lang.L("正在读取在站的人…"), func(ctx context.Context) (err error) {
		found, err = shell.Desk().Residents(ctx)
		return err
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		for _, r := range found {
			if keep == nil || keep(r) {
				w.inCare = append(w.inCare, optionOf(r))
			}
		}
		w.Options = w.inCare
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

// offer adds whom the directory finds to those in care.
func (w *whom) offer(text string) {
	options := w.inCare
	seen := map[string]bool{}
	for _, o := range options {
		seen[o.Key] = true
	}
	for _, o := range w.Options {
		if o.Text == text && !seen[o.Key] { // what was taken stays an answer
			options = append(options[:len(options):len(options)], o)
			seen[o.Key] = true
		}
	}
	for _, m := range w.shell.Directory().Find(text, hits) {
		if seen[m.Stay.ID] {
			continue
		}
		o := optionOf(m.Resident)
		o.Find += " " + text
		w.others[m.Stay.ID] = m
		options = append(options[:len(options):len(options)], o)
	}
	w.Options = options
}

// onRecord puts a search on record that found somebody who is not in care.
func (w *whom) onRecord(ctx context.Context) error {
	m, found := w.others[w.Chosen()]
	if !found {
		return nil
	}
	return w.shell.Directory().LogSearch(ctx, w.Target().(*kit.Entry).Text, m.Person.ID)
}
