package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// TimeField takes a moment the way people write it and says underneath what
// it understood. The key = writes the present minute.
type TimeField struct {
	echo
	now func() time.Time
}

var _ Field = (*TimeField)(nil)

// NewTimeField returns an empty field; now is the clock of the station.
func NewTimeField(now func() time.Time) *TimeField {
	f := &TimeField{now: now}
	read := func(text string) (time.Time, error) { return ReadTime(text, f.now()) }
	f.start(lang.L("2230、昨天 9:10，= 是现在"), func(text string) error {
		_, err := read(text)
		return err
	}, func(text string) string {
		at, err := read(text)
		if err != nil {
			return ""
		}
		return SayTime(at, f.now())
	})
	f.entry.Filter = func(r rune) (rune, bool) {
		if plain(r) == '=' {
			f.SetTime(f.now())
			return 0, false
		}
		return r, true
	}
	f.ExtendBaseWidget(f)
	return f
}

// SetTime writes a moment into the field.
func (f *TimeField) SetTime(at time.Time) {
	f.entry.SetText(at.Format("2006-01-02 15:04"))
	f.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

// Time returns what was entered; ok is false when nothing was or it cannot be
// understood.
func (f *TimeField) Time() (at time.Time, ok bool) {
	if f.entry.Text == "" {
		return time.Time{}, false
	}
	at, err := ReadTime(f.entry.Text, f.now())
	return at, err == nil
}
