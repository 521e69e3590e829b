package supplies

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// fareFinder is the field for who is given cash: somebody in the station's care,
// or who was aided today without staying.
type fareFinder struct {
	widget.BaseWidget
	*finder
	people []intake.Resident // in the station's care
	chosen intake.Resident
	box    *fyne.Container
}

var _ kit.Field = (*fareFinder)(nil)

func newFareFinder(f *fareDesk) *fareFinder {
	w := &fareFinder{finder: newFinder(f.shell)}
	w.fitting, w.took = w.whoFits, w.take
	w.nobody = "在站的人和今天不住站救助的人里没有找到。请换一个姓名、拼音或编号。"
	w.relay = func() {
		w.box.Refresh()
		f.form.Refresh()
	}
	w.find.SetHint(lang.L("姓名、拼音或编号，Enter 选第一个"))
	w.find.OnChanged = func(text string) {
		if !w.settled(text) {
			w.look(text)
		}
	}
	w.find.OnSubmitted = func(text string) {
		if w.settled(text) {
			w.find.Go(false)
			return
		}
		w.enter(text)
	}
	w.find.Verify = func(text string) error {
		if !w.settled(text) {
			return store.Fail(store.Invalid, "请从列出的人里选一位。").On("stay")
		}
		return nil
	}
	w.box = kit.Close(w.find, w.hits)
	w.ExtendBaseWidget(w)
	return w
}

func (w *fareFinder) Target() fyne.Focusable { return w.find }
func (w *fareFinder) Base() *kit.FieldBase   { return w.find.Base() }
func (w *fareFinder) Empty() bool            { return w.find.Empty() }
func (w *fareFinder) Check() error           { return w.find.Check() }
func (w *fareFinder) Draft() string          { return w.find.Draft() }

func (w *fareFinder) Restore(draft string) {
	w.chosen = intake.Resident{}
	w.find.Restore(draft)
}

func (w *fareFinder) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.box) }

// stay is whose it is; "" while nobody is chosen.
func (w *fareFinder) stay() string { return w.chosen.Stay.ID }

func (w *fareFinder) words(r intake.Resident) string { return nameOf(r) + "　" + r.Stay.Number }

// settled reports whether what is typed are the words of who is chosen.
func (w *fareFinder) settled(text string) bool { return w.stay() != "" && text == w.words(w.chosen) }

func (w *fareFinder) take(r recipient) {
	w.chosen = r.resident
	w.find.SetText(w.words(w.chosen))
	w.list("", nil)
	w.find.Go(false)
}

// whoFits lists those whom cash may be given to and whom a text means.
func (w *fareFinder) whoFits(text string, found []intake.Match) []recipient {
	fits := meant(w.people, text, found)
	since, _ := todayBegins(w.shell.Now())
	for _, m := range found {
		if m.Stay.Kind == intake.Spot && !m.Stay.ArrivedAt.Before(since) && !m.Person.Protected {
			fits = append(fits, personal(m.Resident))
		}
	}
	return fits
}
