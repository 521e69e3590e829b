package supplies

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/ui/kit"
)

// monthChoice chooses a month: one back, one on, but none that has not begun.
type monthChoice struct {
	content fyne.CanvasObject
	first   calendar.Date // its first day
	last    calendar.Date // the first day of the month that goes on
	words   *kit.Text
	turned  func()
}

func newMonthChoice(now time.Time, turned func()) *monthChoice {
	today := calendar.On(now)
	m := &monthChoice{words: strong(""), turned: turned}
	m.first = calendar.Date{Year: today.Year, Month: today.Month, Day: 1}
	m.last = m.first
	m.content = kit.Beside(kit.NewButton("‹ 上月", "", func() { m.turn(-1) }), m.words, kit.NewButton("下月 ›", "", func() { m.turn(1) }))
	m.say()
	return m
}

func (m *monthChoice) say() {
	m.words.Set(lang.L("{{.Year}}年{{.Month}}月", map[string]any{"Year": strconv.Itoa(m.first.Year), "Month": int(m.first.Month)}))
	m.content.Refresh()
}

// turn goes so many months on.
func (m *monthChoice) turn(by int) {
	next := m.first.AddMonths(by)
	if next.After(m.last) {
		return
	}
	m.first = next
	m.say()
	m.turned()
}
