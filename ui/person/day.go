package person

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// dayField takes a day and says underneath what it understood. The form is given
// its EchoField.
type dayField struct {
	*kit.EchoField
	read func(text string) (calendar.Date, error)
}

// newDayField returns a field for a day that was; with toCome for today or one
// that is to come.
func newDayField(now func() time.Time, toCome bool) *dayField {
	read, hint := func(text string) (calendar.Date, error) { return dayGone(text, now()) }, "昨天、11-20"
	if toCome {
		read, hint = func(text string) (calendar.Date, error) { return dayToCome(text, now()) }, "明天、7天后、12-5"
	}
	return &dayField{kit.NewReading(lang.L(hint), read, func(day calendar.Date) string { return kit.SayDay(day.Start(), now()) }), read}
}

// day is what was entered; the zero Date for nothing.
func (f *dayField) day() calendar.Date {
	if f.Entry().Text == "" {
		return calendar.Date{}
	}
	day, _ := f.read(f.Entry().Text) // what cannot be read does not pass the form
	return day
}

var errNoDay = store.Fail(store.Invalid, "看不懂这个日期：可写 11-20、昨天、明天、7天后。")

// dayGone reads today or a day before, as people write it.
func dayGone(text string, now time.Time) (calendar.Date, error) {
	text = strings.TrimSpace(halfWidth(text))
	at, err := kit.ReadTime(text+" 00:00", now)
	switch {
	case err != nil:
		return calendar.Date{}, errNoDay.Because(err)
	case at.After(now):
		return calendar.Date{}, store.Fail(store.Invalid, "日期在将来，请改成实际支出的日期。")
	}
	return calendar.On(at), nil
}

// dayToCome reads today or a day after, as people write it.
func dayToCome(text string, now time.Time) (calendar.Date, error) {
	t := shortLater.Replace(halfWidth(strings.ToLower(strings.TrimSpace(text))))
	if m := spanLater.FindStringSubmatch(t); m != nil && (m[5] != "" || m[6] != "") {
		return calendar.On(now.Add(spanOf(m))), nil
	}
	at, rest, named, err := dayOfLater(t, now)
	switch {
	case err != nil:
		return calendar.Date{}, err
	case !named || rest != "":
		return calendar.Date{}, errNoDay
	case calendar.On(at).Before(calendar.On(now)):
		return calendar.Date{}, store.Fail(store.Invalid, "这一天已经过了，请写今天或以后的日期。")
	}
	return calendar.On(at), nil
}
