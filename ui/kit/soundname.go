package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// SoundName takes a name and whether it was written by its sound, 姓名(音):
// F7, or the button beside it. Where no input method runs, pinyin helps.
type SoundName struct {
	widget.BaseWidget

	// OnDown is offered ↓, which may lead to who it may be, and reports whether
	// it led anywhere.
	OnDown func() bool
	Entry  *Entry

	sound *Button
	box   *fyne.Container
}

var _ Field = (*SoundName)(nil)

// bySound ends the draft of a name that was written by its sound: a character
// that nobody can type.
const bySound = "\x1b"

// NewSoundName returns an empty field; spell is as for NewPinyinHelp.
func NewSoundName(spell func(letters string, first bool) []string) *SoundName {
	f := &SoundName{Entry: NewEntry()}
	f.sound = NewButton("按读音", "sound", func() { f.SetSound(!f.BySound()); f.Entry.Changed(); f.Entry.Committed() })
	f.Entry.OnKey = func(key *fyne.KeyEvent) bool {
		switch key.Name {
		case fyne.KeyF7:
			f.sound.OnTapped()
			return true
		case fyne.KeyDown:
			return f.OnDown != nil && f.OnDown()
		}
		return false
	}
	f.box = Close(container.NewBorder(nil, nil, nil, f.sound, f.Entry), NewPinyinHelp(f.Entry, spell))
	f.ExtendBaseWidget(f)
	return f
}

// BySound reports whether the name was written by its sound.
func (f *SoundName) BySound() bool { return f.sound.Role == Primary }

// SetSound says whether it was.
func (f *SoundName) SetSound(sound bool) {
	f.sound.Role = Plain
	if sound {
		f.sound.Role = Primary
	}
	f.sound.Refresh()
}

// Put writes a name into the field.
func (f *SoundName) Put(name string, sound bool) {
	f.Entry.Restore(name)
	f.SetSound(sound)
}

func (f *SoundName) Base() *FieldBase       { return &f.Entry.FieldBase }
func (f *SoundName) Target() fyne.Focusable { return f.Entry }
func (f *SoundName) Empty() bool            { return f.Entry.Empty() }
func (f *SoundName) Check() error           { return nil }

func (f *SoundName) Draft() string {
	if f.BySound() {
		return f.Entry.Draft() + bySound
	}
	return f.Entry.Draft()
}

func (f *SoundName) Restore(draft string) {
	name, sound := strings.CutSuffix(draft, bySound)
	f.Put(name, sound)
}

// Refresh makes the row of pinyin find its place.
func (f *SoundName) Refresh() {
	f.Entry.Refresh()
	f.box.Refresh()
	f.BaseWidget.Refresh()
}

func (f *SoundName) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }
