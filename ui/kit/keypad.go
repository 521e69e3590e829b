package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// KeypadKind is what kind of number a keypad is for.
type KeypadKind struct {
	groups []int // how many digits stand together
	x      bool  // the last one may be X
}

// The numbers that a desk takes.
var (
	IDKeypad    = KeypadKind{groups: []int{6, 8, 4}, x: true} // 110101 19900307 0039
	PhoneKeypad = KeypadKind{groups: []int{3, 4, 4}}          // 138 0013 8000
)

// Grouped sets the digits of a number in the groups in which it is read aloud;
// what is too long follows as it is.
func (k KeypadKind) Grouped(number string) string {
	rest := []rune(number)
	var parts []string
	for _, n := range k.groups {
		if len(rest) == 0 {
			break
		}
		n = min(n, len(rest))
		parts, rest = append(parts, string(rest[:n])), rest[n:]
	}
	if len(rest) > 0 {
		parts = append(parts, string(rest))
	}
	return strings.Join(parts, " ")
}

func (k KeypadKind) length() (n int) {
	for _, g := range k.groups {
		n += g
	}
	return n
}

// Keypad writes a number into a field by touch or mouse, and shows it in
// groups with how many digits are still missing. It stands under its field and
// is opened by Button; the keyboard goes on working beside it.
type Keypad struct {
	widget.BaseWidget
	Button *Button // opens and closes it; the page puts it beside the field

	entry *Entry
	kind  KeypadKind
	said  *Text
	keys  []*strip
	box   *fyne.Container
}

var _ help = (*Keypad)(nil)

// eraser is the key that takes the last digit back.
const eraser = "back"

// NewKeypad returns a closed keypad for a field.
func NewKeypad(entry *Entry, kind KeypadKind) *Keypad {
	k := &Keypad{entry: entry, kind: kind, said: NewLabel("")}
	k.said.Whole = false
	k.Button = NewButton("数字键", "", k.Toggle)
	k.box = Close(k.said)
	for _, items := range k.items() {
		row := newStrip()
		row.large, row.items, row.pressed, row.tapped = true, items, entry.lend, k.press
		k.keys = append(k.keys, row)
		k.box.Add(row)
	}
	k.ExtendBaseWidget(k)
	k.Hide()
	entry.addHelp(k)
	return k
}

// items are the keys in two rows, so that a finger finds them.
func (k *Keypad) items() [2][]stripItem {
	var rows [2][]stripItem
	for i, r := range "1234567890" {
		at := i / 6
		rows[at] = append(rows[at], stripItem{string(r), string(r)})
	}
	if k.kind.x {
		rows[1] = append(rows[1], stripItem{"X", "X"})
	}
	rows[1] = append(rows[1], stripItem{eraser, lang.L("退格")})
	return rows
}

// Toggle opens or closes it.
func (k *Keypad) Toggle() {
	k.Hidden = !k.Hidden
	k.changed()
	k.entry.Marked()
	focus(k.entry)
}

func (k *Keypad) press(key string) {
	focus(k.entry)
	if key == eraser {
		k.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		return
	}
	for _, r := range key {
		k.entry.TypedRune(r)
	}
}

// changed says the number in groups and how far it is.
func (k *Keypad) changed() {
	if k.Hidden {
		return
	}
	number := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return plain(r)
	}, k.entry.Text)
	n := len([]rune(number))
	k.said.Paint(lang.L("{{.Number}}（{{.N}} 位，应有 {{.Of}} 位）", map[string]any{"Number": k.kind.Grouped(number), "N": n, "Of": k.kind.length()}), k.ink(n))
}

func (k *Keypad) ink(n int) fyne.ThemeColorName {
	switch {
	case n == k.kind.length():
		return Done
	case n > k.kind.length():
		return Overdue
	}
	return Faint
}

func (k *Keypad) key(*fyne.KeyEvent) bool { return false }
func (k *Keypad) rune(rune) bool          { return false }
func (k *Keypad) look()                   {}
func (k *Keypad) close()                  {}

func (k *Keypad) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(k.box) }
