package supplies

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
)

// finder is a field for somebody: what is typed is looked up, and who fits is
// listed under it. ↓ goes into the list; Enter takes the first, and waits for
// what is still being looked up.
type finder struct {
	shell   Shell
	find    *kit.Entry
	hits    *fyne.Container
	fits    []recipient
	asked   string // what was looked for when fits came; Enter before that waits
	waiting bool   // Enter was pressed before

	fitting func(text string, found []intake.Match) []recipient // who fits, by what the directory found too
	nobody  string                                              // says that nobody fits, the key of its translation
	took    func(recipient)
	relay   func() // the list grew or shrank
}

func newFinder(shell Shell) *finder {
	f := &finder{shell: shell, find: kit.NewEntry(), hits: kit.Close()}
	f.find.OnChanged, f.find.OnSubmitted, f.find.OnKey = f.look, f.enter, f.down
	return f
}

func (f *finder) enter(text string) {
	if f.asked != strings.TrimSpace(text) {
		f.waiting = true
		return
	}
	f.takeFirst()
}

func (f *finder) takeFirst() {
	if len(f.fits) > 0 {
		f.took(f.fits[0])
	}
}

// down goes into the list.
func (f *finder) down(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyDown || len(f.fits) == 0 {
		return false
	}
	f.shell.Window().Canvas().Focus(f.hits.Objects[0].(*kit.Button))
	return true
}

// look looks up who fits what is typed.
func (f *finder) look(text string) {
	text = strings.TrimSpace(text)
	f.waiting = false
	var found []intake.Match
	f.shell.Work("正在查找…", func(context.Context) error {
		if directory := f.shell.Directory(); directory != nil && text != "" {
			found = directory.Find(text, 50)
		}
		return nil
	}, func(error) {
		if strings.TrimSpace(f.find.Text) != text {
			return
		}
		f.list(text, found)
		if f.waiting {
			f.waiting = false
			f.takeFirst()
		}
	})
}

// hitRows is how many who fit are listed.
const hitRows = 6

func (f *finder) list(text string, found []intake.Match) {
	f.asked, f.fits = text, nil
	if text != "" {
		f.fits = f.fitting(text, found)
	}
	f.hits.RemoveAll()
	for _, r := range f.fits[:min(hitRows, len(f.fits))] {
		button := kit.NewButton("", "", func() { f.took(r) })
		button.SetText(r.name())
		if !r.isRoom() {
			button.SetText(r.name() + "　" + lineOf(r.resident, f.shell))
		}
		f.hits.Add(button)
	}
	if len(f.fits) == 0 && text != "" {
		f.hits.Add(kit.NewParagraph(lang.L(f.nobody)))
	}
	f.relay()
}

// meant lists those of people whom a text means, by name, by what the directory
// found, or by number. Protected people are found by their number alone.
func meant(people []intake.Resident, text string, found []intake.Match) (fits []recipient) {
	known := map[string]bool{}
	for _, m := range found {
		known[m.Person.ID] = true
	}
	for _, r := range people {
		byName := !r.Person.Protected && (known[r.Person.ID] || strings.Contains(nameOf(r), text))
		if byName || strings.Contains(r.Stay.Number, text) {
			fits = append(fits, personal(r))
		}
	}
	return fits
}
