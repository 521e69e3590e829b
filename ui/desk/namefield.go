package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/ui/kit"
)

// nameField takes a name and whether it was written by its sound, 姓名(音):
// F7, or the button beside it.
type nameField struct {
	widget.BaseWidget
	entry *kit.Entry
	sound *kit.Button
	below func() bool // ↓ leads to who may be the same
	box   *fyne.Container
}

var _ kit.Field = (*nameField)(nil)

// bySound ends the draft of a name that was written by its sound: a character
// that nobody can type.
const bySound = "\x1b"

func newNameField() *nameField {
	f := &nameField{entry: kit.NewEntry()}
	f.sound = kit.NewButton("按读音", "sound", func() { f.setSound(!f.isSound()); f.entry.Changed(); f.entry.Committed() })
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

func (f *nameField) isSound() bool { return f.sound.Role == kit.Primary }

func (f *nameField) setSound(sound bool) {
	f.sound.Role = kit.Plain
	if sound {
		f.sound.Role = kit.Primary
	}
	f.sound.Refresh()
}

func (f *nameField) Base() *kit.FieldBase   { return &f.entry.FieldBase }
func (f *nameField) Target() fyne.Focusable { return f.entry }
func (f *nameField) Empty() bool            { return f.entry.Empty() }
func (f *nameField) Check() error           { return nil }

func (f *nameField) Draft() string {
	if f.isSound() {
		return f.entry.Draft() + bySound
	}
	return f.entry.Draft()
}

func (f *nameField) Restore(draft string) {
	name, sound := strings.CutSuffix(draft, bySound)
	f.entry.Restore(name)
	f.setSound(sound)
}

// Refresh makes the row of pinyin find its place.
func (f *nameField) Refresh() {
	f.entry.Refresh()
	f.box.Refresh()
	f.BaseWidget.Refresh()
}

func (f *nameField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }
