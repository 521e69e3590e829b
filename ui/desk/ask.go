package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// askWhich lays a question with a few answers over the page: a digit answers,
// or ↑ ↓ and Enter; Esc leaves it.
func askWhich(c fyne.Canvas, title string, options []kit.Option, do func(key string)) {
	var popup *sheetPopup
	before := c.Focused()
	var rows []fyne.CanvasObject
	var stops []stop
	for i, o := range options {
		answer := kit.NewButton("", "", func() {
			popup.close()
			if before != nil {
				c.Focus(before)
			}
			do(o.Key)
		})
		answer.SetText(o.Text)
		digit := kit.NewLabel("")
		if i < len(digits) {
			digit.Content = string(digits[i])
		}
		rows = append(rows, container.NewBorder(nil, nil, container.NewCenter(digit), nil, answer))
		stops = append(stops, answer)
	}
	w := newWalk(title, columnsOf(rows, stepsInColumn))
	w.set(stops)
	w.OnBack = func() {
		popup.close()
		if before != nil {
			c.Focus(before)
		}
	}
	popup = lay(c, title, w, kit.NewButton("取消", "close", w.OnBack))
	c.Focus(w)
}

// digits are the keys that take the first ten of a list.
const digits = "1234567890"
