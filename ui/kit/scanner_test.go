package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// scan is a scanner with a clock of its own.
func scan(heard *[]string) (*Scanner, func(wait time.Duration)) {
	now := time.Date(2026, 11, 24, 22, 30, 0, 0, time.UTC)
	s := NewScanner(func(code string) { *heard = append(*heard, code) })
	s.Now = func() time.Time { return now }
	return s, func(wait time.Duration) { now = now.Add(wait) }
}

func TestACodeTypedFastIsAScan(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		each        time.Duration
		want        bool
	}{
		{"a scanner", "6901234567892", 8 * time.Millisecond, true},
		{"a hand", "6901234567892", 120 * time.Millisecond, false},
		{"a short number", "12", 8 * time.Millisecond, false},
		{"a word", "mianbei", 8 * time.Millisecond, false},
		{"a room that an input method wrote at once", "女宿舍一101", 0, false},
		{"a scanner behind an input method", "６９０１２３４", 8 * time.Millisecond, true},
	} {
		var heard []string
		s, wait := scan(&heard)
		for _, r := range c.typed {
			wait(c.each)
			s.Rune(r)
		}
		wait(c.each)
		if got := s.Enter(); got != c.want || len(heard) == 1 != c.want {
			t.Errorf("%s: taken %v, heard %q", c.name, got, heard)
		}
		if s.Enter() {
			t.Errorf("%s: the next Enter is taken too", c.name)
		}
	}
}

func TestAScanLeavesTheFieldAsItWas(t *testing.T) {
	var heard []string
	s, wait := scan(&heard)
	e := NewEntry()
	s.Watch(e)
	sent := 0
	e.OnSubmitted = func(string) { sent++ }
	w := test.NewTempWindow(t, e)
	w.Canvas().Focus(e)
	for _, r := range "王" {
		e.TypedRune(r)
	}
	wait(time.Second)
	for _, r := range "6901234567892" {
		wait(5 * time.Millisecond)
		e.TypedRune(r)
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(heard) != 1 || heard[0] != "6901234567892" || e.Text != "王" || sent != 0 {
		t.Errorf("heard %q, the field holds %q, sent %d times", heard, e.Text, sent)
	}
	wait(time.Second)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if sent != 1 {
		t.Error("Enter does not mean anything any more")
	}
}

func TestAScanIsHeardOnAList(t *testing.T) {
	var heard []string
	s, wait := scan(&heard)
	table := NewDataTable([]Column[string]{{ID: "a", Title: "a", Width: 1, Text: func(r string) string { return r }}})
	table.SetRows([]string{"x"})
	w := test.NewTempWindow(t, table)
	stop := s.Listen(w.Canvas())
	table.OnOpen = func(string) {
		if !s.Enter() {
			t.Error("the row was opened")
		}
	}
	w.Canvas().Focus(table.Target())
	for _, r := range "6901234567892" {
		wait(5 * time.Millisecond)
		table.Target().TypedRune(r)
	}
	table.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(heard) != 1 {
		t.Errorf("heard %q", heard)
	}
	stop()
	if w.Canvas().OnTypedRune() != nil {
		t.Error("the window is still listened to")
	}
}

func TestAScanOverAButtonDoesNotPressIt(t *testing.T) {
	var heard []string
	s, wait := scan(&heard)
	pressed := 0
	b := NewButton("发放", "", func() { pressed++ })
	w := test.NewTempWindow(t, b)
	stop := s.Listen(w.Canvas())
	w.Canvas().Focus(b)
	for _, r := range "6901234567892" {
		wait(8 * time.Millisecond)
		b.TypedRune(r)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != 0 || len(heard) != 1 {
		t.Errorf("pressed %d times, heard %q", pressed, heard)
	}
	wait(time.Second)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	stop()
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != 2 {
		t.Errorf("a hand pressed it %d times; want 2", pressed)
	}
}
