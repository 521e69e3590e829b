package kit

import (
	"time"

	"fyne.io/fyne/v2/lang"
)

// TimeField takes a moment the way people write it and says underneath what
// it understood. The key = writes the present minute.
type TimeField struct{ momentField }

var _ Field = (*TimeField)(nil)

// NewTimeField returns an empty field; now is the clock of the station.
func NewTimeField(now func() time.Time) *TimeField {
	f := &TimeField{}
	f.take(now, lang.L("2230、昨天 9:10，= 是现在"), ReadTime)
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
