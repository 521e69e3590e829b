package report

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/printing"
	"guitu/ui/kit"
)

// extras are the fields that differ from paper to paper. What was typed is
// kept for each stay and kind as long as the page is.
type extras struct {
	shell Shell
	card  *kit.Card
	place *fyne.Container
	left  func() // a field was left with another content

	form    *kit.Form
	kind    printing.PaperKind
	stay    string
	fields  map[string]kit.Field
	offered map[string][]kit.Option // what is to be chosen from, by kind and key
	kept    map[string]map[string]string
}

// fewOptions are shown all at once; of more one is looked for.
const fewOptions = 3

func newExtras(shell Shell, left func()) *extras {
	e := &extras{shell: shell, left: left, place: container.NewStack(), offered: map[string][]kit.Option{}, kept: map[string]map[string]string{}}
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
	e.make()
}

// make makes the fields of the kind that shows.
func (e *extras) make() {
	kind := e.kind
	e.form, e.fields = kit.NewForm(), map[string]kit.Field{}
	e.place.RemoveAll()
	if len(kind.Extras) == 0 {
		e.place.Add(container.NewBorder(kit.NewParagraph(lang.L("没有要另填的。登记里有的会自动填好，没有的留空，可以打印后手写。")), nil, nil, nil))
		e.card.Refresh()
		return
	}
	group := e.form.Group("")
	for _, x := range kind.Extras {
		e.fields[x.Key] = e.field(x)
		group.Add(x.Key, x.Label, e.fields[x.Key])
	}
	e.form.Restore(e.kept[e.key()])
	e.form.OnDraft = func(string, string) { e.left() }
	e.form.OnSubmit = e.left
	e.place.Add(container.NewBorder(kit.NewParagraph(lang.L("都可以不填：留空的用登记里的内容。")), nil, nil, nil, e.form.Scroll()))
	e.card.Refresh()
}

// field makes the input of one of them.
func (e *extras) field(x printing.Extra) kit.Field {
	options := e.offered[e.kind.Name+"/"+x.Key]
	switch {
	case x.Options != nil && len(options) > 0 && len(options) <= fewOptions:
		choice := kit.NewChoice(options)
		choice.OnChanged = func() { e.left() }
		return choice
	case x.Options != nil:
		return kit.NewLookup(options)
	case x.Multi:
		return kit.NewParagraphEntry(2)
	}
	return kit.NewEntry()
}

// load reads what is to be chosen from: a station may have changed it since
// the page was open last.
func (e *extras) load() {
	offered := map[string][]kit.Option{}
	e.shell.Work(lang.L("正在读取…"), func(ctx context.Context) error {
		for _, kind := range printing.Kinds() {
			for _, x := range kind.Extras {
				if x.Options == nil {
					continue
				}
				options, err := x.Options(ctx, e.shell.Papers())
				if err != nil {
					return err
				}
				for _, o := range options {
					text := lang.L(o.Text)
					offered[kind.Name+"/"+x.Key] = append(offered[kind.Name+"/"+x.Key],
						kit.Option{Key: o.Key, Text: text, Find: o.Key + " " + intake.Initials(text)})
				}
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			e.shell.Fail(err)
			return
		}
		e.offered = offered
		if e.form != nil && chooses(e.kind) {
			e.keep()
			e.make()
		}
	})
}

// chooses reports whether a kind asks for one of several answers.
func chooses(kind printing.PaperKind) bool {
	return slices.ContainsFunc(kind.Extras, func(x printing.Extra) bool { return x.Options != nil })
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
	for key, field := range e.fields {
		value := field.Draft()
		if chosen, ok := field.(interface{ Chosen() string }); ok {
			value = chosen.Chosen()
		} else if field.Base().Unknown() {
			value = printing.Unknown
		}
		if value != "" {
			all[key] = value
		}
	}
	return all
}

// set fills a field from elsewhere.
func (e *extras) set(key, text string) {
	if field := e.fields[key]; field != nil {
		field.Restore(text)
	}
}
