package report

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/printing"
	"guitu/ui/kit"
)

// extras are the fields that differ from paper to paper. What was typed is
// kept for each stay and kind as long as the page is.
type extras struct {
	card  *kit.Card
	place *fyne.Container
	left  func() // a field was left with another content

	form    *kit.Form
	kind    printing.PaperKind
	stay    string
	entries map[string]*kit.Entry
	kept    map[string]map[string]string
}

func newExtras(left func()) *extras {
	e := &extras{left: left, place: container.NewStack(), kept: map[string]map[string]string{}}
	e.card = kit.NewCard("这份文书要填的", nil, e.place)
	return e
}

// show makes the fields of a kind, with what was typed for this stay.
func (e *extras) show(stayID string, kind printing.PaperKind) {
	if e.form != nil && e.stay == stayID && e.kind.Name == kind.Name {
		return
	}
	e.keep()
	e.stay, e.kind = stayID, kind
	e.form, e.entries = kit.NewForm(), map[string]*kit.Entry{}
	e.place.RemoveAll()
	if len(kind.Extras) == 0 {
		e.place.Add(container.NewBorder(kit.NewParagraph(lang.L("没有要另填的。登记里有的会自动填好，没有的留空，可以打印后手写。")), nil, nil, nil))
		e.card.Refresh()
		return
	}
	group := e.form.Group("")
	for _, x := range kind.Extras {
		entry := kit.NewEntry()
		if x.Multi {
			entry = kit.NewParagraphEntry(2)
		}
		e.entries[x.Key] = entry
		group.Add(x.Key, x.Label, entry)
	}
	e.form.Restore(e.kept[e.key()])
	e.form.OnDraft = func(string, string) { e.left() }
	e.form.OnSubmit = e.left
	e.place.Add(container.NewBorder(kit.NewParagraph(lang.L("都可以不填：留空的用登记里的内容。")), nil, nil, nil, e.form.Scroll()))
	e.card.Refresh()
}

func (e *extras) key() string { return e.stay + "/" + e.kind.Name }

func (e *extras) keep() {
	if e.form != nil {
		e.kept[e.key()] = e.form.Drafts()
	}
}

// values are what was filled in, by key; 不详 is a value.
func (e *extras) values() map[string]string {
	all := map[string]string{}
	for key, entry := range e.entries {
		switch {
		case entry.Unknown():
			all[key] = printing.Unknown
		case entry.Text != "":
			all[key] = entry.Text
		}
	}
	return all
}

// set fills a field from elsewhere.
func (e *extras) set(key, text string) {
	if entry := e.entries[key]; entry != nil {
		entry.SetText(text)
	}
}
