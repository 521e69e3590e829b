package supplies

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// fareFinder is the field for who is given cash: somebody in the station's care,
// or who was aided today without staying. Protected people are found by their
// number alone.
type fareFinder struct {
	widget.BaseWidget
	desk   *fareDesk
	people []intake.Resident // in the station's care
	entry  *kit.Entry
	hits   *fyne.Container
	fits   []intake.Resident
	chosen intake.Resident
	asked  string // what was looked for when fits came
	wanted bool   // Enter was pressed before
	box    *fyne.Container
}

var _ kit.Field = (*fareFinder)(nil)

func newFareFinder(f *fareDesk) *fareFinder {
	w := &fareFinder{desk: f, entry: kit.NewEntry(), hits: kit.Close()}
	w.entry.SetHint(lang.L("姓名、拼音或编号，Enter 选第一个"))
	w.entry.OnChanged = w.look
	w.entry.OnSubmitted = func(text string) {
		switch {
		case w.chosen.Stay.ID != "" && text == w.words(w.chosen):
			w.entry.Go(false)
		case w.asked != strings.TrimSpace(text):
			w.wanted = true
		default:
			w.takeFirst()
		}
	}
	w.entry.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyDown && len(w.hits.Objects) > 0 {
			if hit, ok := w.hits.Objects[0].(*kit.Button); ok {
				f.focus(hit)
				return true
			}
		}
		return false
	}
	w.entry.Verify = func(text string) error {
		if w.chosen.Stay.ID == "" || text != w.words(w.chosen) {
			return store.Fail(store.Invalid, "请从列出的人里选一位。").On("stay")
		}
		return nil
	}
	w.box = kit.Close(w.entry, w.hits)
	w.ExtendBaseWidget(w)
	return w
}

func (w *fareFinder) Target() fyne.Focusable { return w.entry }
func (w *fareFinder) Base() *kit.FieldBase   { return w.entry.Base() }
func (w *fareFinder) Empty() bool            { return w.entry.Empty() }
func (w *fareFinder) Check() error           { return w.entry.Check() }
func (w *fareFinder) Draft() string          { return w.entry.Draft() }

func (w *fareFinder) Restore(draft string) {
	w.chosen = intake.Resident{}
	w.entry.Restore(draft)
}

func (w *fareFinder) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.box) }

// stay is whose it is; "" while nobody is chosen.
func (w *fareFinder) stay() string { return w.chosen.Stay.ID }

func (w *fareFinder) words(r intake.Resident) string { return nameOf(r) + "　" + r.Stay.Number }

func (w *fareFinder) takeFirst() {
	if len(w.fits) > 0 {
		w.take(w.fits[0])
	}
}

func (w *fareFinder) take(r intake.Resident) {
	w.chosen = r
	w.entry.SetText(w.words(r))
	w.list(nil)
	w.entry.Go(false)
}

// look lists who fits what is typed.
func (w *fareFinder) look(text string) {
	text = strings.TrimSpace(text)
	if w.chosen.Stay.ID != "" && text == w.words(w.chosen) {
		return
	}
	w.wanted = false
	var found []intake.Match
	shell := w.desk.shell
	shell.Work("正在查找…", func(context.Context) error {
		if directory := shell.Directory(); directory != nil && text != "" {
			found = directory.Find(text, 50)
		}
		return nil
	}, func(error) {
		if strings.TrimSpace(w.entry.Text) != text {
			return
		}
		w.asked = text
		w.list(w.fitting(text, found))
		if w.wanted {
			w.wanted = false
			w.takeFirst()
		}
	})
}

// fitting lists those whom cash may be given to and who fit a text.
func (w *fareFinder) fitting(text string, found []intake.Match) (fits []intake.Resident) {
	if text == "" {
		return nil
	}
	known := map[string]bool{}
	for _, m := range found {
		known[m.Person.ID] = true
	}
	for _, r := range w.people {
		byName := !r.Person.Protected && (known[r.Person.ID] || strings.Contains(nameOf(r), text))
		if byName || strings.Contains(r.Stay.Number, text) {
			fits = append(fits, r)
		}
	}
	since, _ := todayBegins(w.desk.shell.Now())
	for _, m := range found {
		if m.Stay.Kind == intake.Spot && !m.Stay.ArrivedAt.Before(since) && !m.Person.Protected {
			fits = append(fits, m.Resident)
		}
	}
	return fits
}

func (w *fareFinder) list(fits []intake.Resident) {
	w.fits = fits
	w.hits.RemoveAll()
	for at, r := range fits {
		if at == hitRows {
			break
		}
		button := kit.NewButton("", "", func() { w.take(r) })
		button.SetText(nameOf(r) + "　" + lineOf(r, w.desk.shell))
		w.hits.Add(button)
	}
	if len(fits) == 0 && w.asked != "" && w.chosen.Stay.ID == "" {
		w.hits.Add(kit.NewParagraph(lang.L("在站的人和今天不住站救助的人里没有找到。请换一个姓名、拼音或编号。")))
	}
	w.box.Refresh()
	w.desk.form.Refresh()
}
