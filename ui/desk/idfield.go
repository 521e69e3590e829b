package desk

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake/idcard"
	"guitu/ui/kit"
)

// idField takes the number of a certificate. A citizen number is read as soon
// as it is complete: what it says goes to fill, and a wrong digit is explained
// under the field with what may have been meant. Nothing typed is taken away,
// and no number keeps anybody from being registered.
type idField struct {
	typeahead
	now  func() time.Time
	kind func() string // id_kind code
	// fill is given a right number and says what it wrote elsewhere.
	fill      func(n idcard.Number) string
	explained func() // a problem shows while one is in the field
	said      *kit.Text
	plain     func(r rune) (rune, bool) // what a citizen number is made of
}

func newIDField(now func() time.Time, kind func() string, fill func(idcard.Number) string) *idField {
	f := &idField{now: now, kind: kind, fill: fill, said: kit.NewLabel(""), explained: func() {}}
	f.said.Whole = false
	f.said.Hide()
	f.entry, f.at, f.list = kit.NewIDEntry(), -1, kit.Close()
	f.plain = f.entry.Filter
	pad := kit.NewKeypad(f.entry, kit.IDKeypad)
	f.compose(f, container.NewBorder(nil, nil, nil, pad.Button, f.entry), pad, f.said)
	f.entry.Filter = func(r rune) (rune, bool) {
		if f.citizen() {
			return f.plain(r)
		}
		return r, true
	}
	f.entry.OnChanged = func(text string) { f.read(text, false) }
	f.entry.OnCommitted = func(text string) { f.read(text, true) }
	return f
}

// citizenKinds are the certificates whose numbers follow GB 11643; "" is one
// that was not yet said.
var citizenKinds = []string{"", "citizen", "citizen_temp", "hukou", "told", "none", "hmt_residence", "pr"}

func (f *idField) citizen() bool { return slices.Contains(citizenKinds, f.kind()) }

// number is what was entered: the right number of 18 places, or the text.
func (f *idField) number() (number string, right bool) {
	text := strings.TrimSpace(f.entry.Text)
	if !f.citizen() || text == "" {
		return text, text != ""
	}
	n, err := idcard.CheckOn(text, f.now())
	if err != nil {
		return text, false
	}
	return n.Number18, true
}

// read looks at a number: left says that the field was left, so that a short
// number is not one that is still being typed.
func (f *idField) read(text string, left bool) {
	digits := utf8.RuneCountInString(idcard.Normalise(text))
	if !f.citizen() || digits == 0 || digits < 18 && !left {
		f.tell("")
		f.show(nil)
		return
	}
	n, err := idcard.CheckOn(text, f.now())
	if err != nil {
		f.tell("")
		f.suggest(n)
		f.entry.SetProblem(kit.Say(err))
		if !left {
			f.explained()
		}
		return
	}
	f.show(nil)
	said := f.fill(n)
	for _, p := range n.Problems {
		said = strings.TrimSpace(said + " " + lang.L(p.Text, map[string]any(p.Args)))
	}
	f.tell(said)
}

func (f *idField) suggest(n idcard.Number) {
	var found []answer
	for _, s := range n.Suggestions {
		args := map[string]any{"Number": s.Number[:6] + " " + s.Number[6:14] + " " + s.Number[14:], "At": s.At, "Next": s.At + 1}
		shown := lang.L("可能是 {{.Number}}（第{{.At}}位）", args)
		if s.Swap {
			shown = lang.L("可能是 {{.Number}}（第{{.At}}、{{.Next}}位颠倒）", args)
		}
		found = append(found, answer{shown, s.Number})
	}
	f.show(found)
}

// tell says under the field what the number filled elsewhere.
func (f *idField) tell(text string) {
	f.said.Paint(text, kit.Accent)
	if f.said.Hidden != (text == "") {
		f.said.Hidden = text == ""
		f.box.Refresh()
		f.entry.Marked()
	}
}
