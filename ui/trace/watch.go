package trace

import (
	"time"

	"fyne.io/fyne/v2"

	"guitu/internal/calendar"
)

// watch calls do when one of the tables was changed by anybody, and once a
// minute, because clocks run. stop ends it.
func watch(shell Shell, tables []string, do func()) (stop func()) {
	ended := shell.OnChange(func(changed map[string]bool) {
		for _, table := range tables {
			if changed[table] {
				do()
				return
			}
		}
	})
	minute, done := time.NewTicker(time.Minute), make(chan struct{})
	go func() {
		for {
			select {
			case <-minute.C:
				fyne.Do(do)
			case <-done:
				return
			}
		}
	}()
	return func() {
		ended()
		minute.Stop()
		close(done)
	}
}

// watched are the tables of which a change may be seen in a search.
var watched = []string{"trace_step", "trace_case", "person", "stay", "clock_rule", "photo"}

// days counts the days of a stay, the first being 1.
func days(arrived, now time.Time) int { return calendar.On(now).Sub(calendar.On(arrived)) + 1 }
