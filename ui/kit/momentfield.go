package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// momentField takes a moment the way people write it and says underneath what
// it understood. It is the body of TimeField and DueField.
type momentField struct {
	echo
	now  func() time.Time
	read func(text string, now time.Time) (time.Time, error)
}

// take makes the field one of moments that read reads, by the clock of the
// station.
func (f *momentField) take(now func() time.Time, hint string, read func(text string, now time.Time) (time.Time, error)) {
	f.now, f.read = now, read
	understand(&f.echo, hint, func(text string) (time.Time, error) { return f.read(text, f.now()) },
		func(at time.Time) string { return SayTime(at, f.now()) })
}

// SetTime writes a moment into the field.
func (f *momentField) SetTime(at time.Time) {
	f.entry.SetText(at.Format("2006-01-02 15:04"))
	f.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

// Time returns what was entered; ok is false when nothing was or it cannot be
// understood.
func (f *momentField) Time() (at time.Time, ok bool) {
	if f.entry.Text == "" {
		return time.Time{}, false
	}
	at, err := f.read(f.entry.Text, f.now())
	return at, err == nil
}
