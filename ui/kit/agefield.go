package kit

import (
	"time"

	"fyne.io/fyne/v2/lang"
)

// AgeField takes a birth date or an age the way people write it and says
// underneath what it understood: 19800101, 1980-1-1, 1980年5月, 1980年, 45,
// 约45, 30-40, 30多.
type AgeField struct {
	echo
	now func() time.Time
}

var _ Field = (*AgeField)(nil)

// NewAgeField returns an empty field; now is the clock by which ages are
// counted.
func NewAgeField(now func() time.Time) *AgeField {
	f := &AgeField{now: now}
	understand(&f.echo, lang.L("19800101、45、30-40"), func(text string) (Age, error) { return ReadAge(text, f.now()) }, Age.String)
	f.ExtendBaseWidget(f)
	return f
}

// Age returns what was entered; ok is false when nothing was or it cannot be
// understood.
func (f *AgeField) Age() (age Age, ok bool) {
	if f.entry.Text == "" {
		return Age{}, false
	}
	age, err := ReadAge(f.entry.Text, f.now())
	return age, err == nil
}
