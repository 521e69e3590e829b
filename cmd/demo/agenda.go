package demo

import (
	"container/heap"
	"time"
)

// event is something that happens at a moment.
type event struct {
	at    time.Time
	order int // of two at the same moment, which was planned first
	do    func() error
}

// agenda is what is still to happen, the next first. Events are lived through
// strictly in their order: an audit chain whose times go back is in doubt.
type agenda []event

func (a agenda) Len() int      { return len(a) }
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(e any)   { *a = append(*a, e.(event)) }
func (a *agenda) Pop() any {
	last := len(*a) - 1
	e := (*a)[last]
	*a = (*a)[:last]
	return e
}
func (a agenda) Less(i, j int) bool {
	if !a[i].at.Equal(a[j].at) {
		return a[i].at.Before(a[j].at)
	}
	return a[i].order < a[j].order
}

// at plans something; what lies after the end of the story is left to the user.
func (w *world) at(t time.Time, do func() error) {
	if t.After(w.end) {
		return
	}
	w.order++
	heap.Push(&w.agenda, event{t, w.order, do})
}

// after plans something that follows from what happens now.
func (w *world) after(d time.Duration, do func() error) { w.at(w.now().Add(d), do) }

// live lets everything happen.
func (w *world) live() error {
	for len(w.agenda) > 0 {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		e := heap.Pop(&w.agenda).(event)
		w.setClock(e.at)
		if err := e.do(); err != nil {
			return err
		}
	}
	w.setClock(w.end)
	return nil
}
