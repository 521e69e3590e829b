package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestNumbersStandInGroups(t *testing.T) {
	for number, want := range map[string]string{"": "", "11010": "11010", "110101199003": "110101 199003",
		"110101199003070039": "110101 19900307 0039", "1101011990030700391": "110101 19900307 0039 1"} {
		if got := IDKeypad.Grouped(number); got != want {
			t.Errorf("%s is grouped %q", number, got)
		}
	}
	if got := PhoneKeypad.Grouped("13800138000"); got != "138 0013 8000" {
		t.Errorf("a phone number is grouped %q", got)
	}
}

func TestKeypadWritesIntoTheFieldWithoutLeavingIt(t *testing.T) {
	id := NewIDEntry()
	pad := NewKeypad(id, IDKeypad)
	id.Verify = func(string) error { return complain("校验码不对：请核对第18位。", nil) }
	f := NewForm()
	f.Group("").Add("id", "身份证号", Helped(id, pad.Button, pad))
	w := show(t, f.Scroll())
	if pad.Visible() {
		t.Fatal("the keypad is open before it was asked for")
	}
	test.Tap(pad.Button)
	if pad.Hidden || w.Canvas().Focused() != fyne.Focusable(id) {
		t.Fatal("the button does not open the keypad for the field")
	}
	for _, key := range []string{"1", "X", eraser, "0"} {
		tapKey(t, w, pad, key)
	}
	if id.Text != "10" || id.Problem() != "" || w.Canvas().Focused() != fyne.Focusable(id) {
		t.Errorf("text %q, problem %q, focus %T", id.Text, id.Problem(), w.Canvas().Focused())
	}
	if !strings.Contains(pad.said.Content, "2 位") {
		t.Errorf("the keypad says %q", pad.said.Content)
	}
}

// tapKey presses a key as the driver does: the focus goes with the button of
// the mouse, before the tap comes.
func tapKey(t testing.TB, w fyne.Window, pad *Keypad, key string) {
	t.Helper()
	for _, row := range pad.keys {
		var x float32
		for _, i := range row.items {
			if i.key == key {
				row.MouseDown(&desktop.MouseEvent{})
				w.Canvas().Unfocus()
				row.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x+Size(Nudge), Size(Nudge))})
				return
			}
			x += row.one(i) + Size(Nudge)
		}
	}
	t.Fatalf("no key %s", key)
}
