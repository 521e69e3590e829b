package trace

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/ui/kit"
)

// missedNameField takes a name and whether it is known by its sound alone: F7,
// or the button beside it.
type missedNameField struct {
	widget.BaseWidget
	entry *kit.Entry
	sound *kit.Button
	below func() bool // ↓ leads to who it may be
	box   *fyne.Container
}

var _ kit.Field = (*missedNameField)(nil)

// soundMark ends the draft of a name that is known by its sound: a character
// that nobody can type.
const soundMark = "\x1b"

func newMissedNameField() *missedNameField {
	f := &missedNameField{entry: kit.NewEntry()}
	f.sound = kit.NewButton("按读音", "sound", func() {
		f.setSound(!f.bySound())
		f.entry.Changed()
		f.entry.Committed()
	})
	f.entry.OnKey = func(key *fyne.KeyEvent) bool {
		switch key.Name {
		case fyne.KeyF7:
			f.sound.OnTapped()
			return true
		case fyne.KeyDown:
			return f.below != nil && f.below()
		}
		return false
	}
	help := kit.NewPinyinHelp(f.entry, intake.Spell)
	f.box = kit.Close(container.NewBorder(nil, nil, nil, f.sound, f.entry), help)
	f.ExtendBaseWidget(f)
	return f
}

func (f *missedNameField) bySound() bool { return f.sound.Role == kit.Primary }

func (f *missedNameField) setSound(sound bool) {
	f.sound.Role = kit.Plain
	if sound {
		f.sound.Role = kit.Primary
	}
	f.sound.Refresh()
}

func (f *missedNameField) set(name string, sound bool) {
	f.entry.Restore(name)
	f.setSound(sound)
}

func (f *missedNameField) Base() *kit.FieldBase   { return &f.entry.FieldBase }
func (f *missedNameField) Target() fyne.Focusable { return f.entry }
func (f *missedNameField) Empty() bool            { return f.entry.Empty() }
func (f *missedNameField) Check() error           { return nil }

func (f *missedNameField) Draft() string {
	if f.bySound() {
		return f.entry.Draft() + soundMark
	}
	return f.entry.Draft()
}

func (f *missedNameField) Restore(draft string) {
	name, sound := strings.CutSuffix(draft, soundMark)
	f.set(name, sound)
}

// Refresh makes the row of pinyin find its place.
func (f *missedNameField) Refresh() {
	f.entry.Refresh()
	f.box.Refresh()
	f.BaseWidget.Refresh()
}

func (f *missedNameField) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(f.box)
}
