package person

import (
	"time"

	"fyne.io/fyne/v2"
)

// lentFor is how long a copied value may lie on the clipboard, where every
// program of the machine can read it.
const lentFor = time.Minute

// lent is what a page put on the clipboard and takes back after a while, or
// when the page is left. What somebody else copied meanwhile stays.
type lent struct {
	text  string
	times int
	// after runs do on the UI goroutine after a while; nil waits for real.
	after func(wait time.Duration, do func())
}

func (l *lent) put(text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	l.text = text
	l.times++
	this := l.times
	l.wait(func() {
		if l.times == this {
			l.takeBack()
		}
	})
}

func (l *lent) wait(do func()) {
	if l.after != nil {
		l.after(lentFor, do)
		return
	}
	time.AfterFunc(lentFor, func() { fyne.Do(do) })
}

// takeBack empties the clipboard where it still holds what was lent.
func (l *lent) takeBack() {
	clipboard := fyne.CurrentApp().Clipboard()
	if l.text != "" && clipboard.Content() == l.text {
		clipboard.SetContent("")
	}
	l.text = ""
}
