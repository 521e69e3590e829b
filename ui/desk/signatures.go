package desk

import (
	"bytes"
	"image/png"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/ui/kit"
)

// signing asks for one signature: on the screen, by a print on the paper, or
// refused before two witnesses.
type signing struct {
	pad      *kit.Signature
	one, two *kit.Entry
	form     *kit.Form
}

// ask puts the pad and the witnesses into a group.
func (s *signing) ask(form *kit.Form, g *kit.Group, label string) {
	s.form, s.pad, s.one, s.two = form, kit.NewSignature(), kit.NewEntry(), kit.NewEntry()
	g.Add("signature", label, s.pad)
	g.Add("witness_one", "见证人一", spelled(s.one))
	g.Beside("witness_two", "见证人二", spelled(s.two))
	s.pad.OnChanged = s.follow
	s.follow()
}

// follow asks for witnesses where it was refused.
func (s *signing) follow() {
	refused := s.pad.Method() == kit.Refused
	s.form.Item("witness_one").Show(refused)
	s.form.Item("witness_two").Show(refused)
}

// empty reports that nobody signed yet, in any way.
func (s *signing) empty() bool { return s.pad.Empty() || s.pad.Base().Unknown() }

// sign is what was signed; what is missing is said at its field.
func (s *signing) sign(purpose string) (intake.Sign, bool) {
	sign := intake.Sign{Purpose: purpose, Method: signMethods[s.pad.Method()]}
	switch s.pad.Method() {
	case kit.Refused:
		names, err := both(s.one, s.two)
		if err != nil {
			s.one.SetProblem(kit.Say(err))
			s.form.Focus("witness_one")
			return sign, false
		}
		sign.Witness = names
	case kit.Signed:
		if m := s.pad.Image(); m != nil {
			var ink bytes.Buffer
			if err := png.Encode(&ink, m); err == nil { // into memory it always can
				sign.PNG = ink.Bytes()
			}
		}
	}
	if err := sign.Check(); err != nil {
		s.pad.Base().SetProblem(kit.Say(err))
		s.form.Focus("signature")
		return sign, false
	}
	return sign, true
}

// signMethods are the answers of the pad as they are kept.
var signMethods = map[string]intake.SignMethod{kit.Signed: intake.SignedOnScreen, kit.FingerprintOnPaper: intake.FingerprintOnFile, kit.Refused: intake.SignRefused}

// methodWord is a way of signing in words.
func methodWord(s intake.Sign) string {
	switch s.Method {
	case intake.FingerprintOnFile:
		return lang.L("在纸上按指印")
	case intake.SignRefused:
		return lang.L("拒签，见证人：{{.Who}}", map[string]any{"Who": s.Witness})
	}
	return lang.L("已在屏幕上签名")
}

// signs is the field that holds what was signed at the desk: they wait in the
// draft until it is registered.
type signs struct {
	widget.BaseWidget
	sheet *sheet
	acts  *actions
	all   []intake.Sign
	lines *fyne.Container
	box   *fyne.Container
	begun map[string]*signing // asked for and left by Esc, by purpose
}

var _ kit.Field = (*signs)(nil)

// signPurposes are the papers that are signed at the desk.
var signPurposes = []string{"register", "belongings", "told", "search"}

func (s *sheet) addSigns(g *kit.Group) {
	f := &signs{sheet: s, acts: newActions(), lines: kit.Close(), begun: map[string]*signing{}}
	f.box = kit.Close(f.lines, f.acts)
	f.ExtendBaseWidget(f)
	s.signs = f
	f.set(nil)
	s.bind(g.Add("signed", "本人签名", f),
		func(a *intake.Arrival) {
			f.acts.choice.Restore("")
			f.set(a.Signed)
		},
		func(a *intake.Arrival) { a.Signed = f.all })
}

func (f *signs) set(all []intake.Sign) {
	f.all = all
	f.lines.RemoveAll()
	for _, sign := range all {
		words := kit.NewText(codeWord("sign_purpose", sign.Purpose) + " · " + methodWord(sign))
		words.Whole = false
		f.lines.Add(container.NewBorder(nil, nil, kit.NewSign(kit.Square, kit.Done), nil, words))
	}
	f.lines.Hidden = len(all) == 0
	var offered []action
	for _, purpose := range signPurposes {
		offered = append(offered, action{codeWord("sign_purpose", purpose), func() { f.ask(purpose) }})
	}
	if len(all) > 0 {
		offered = append(offered, action{"撤回最后一个签名", func() { f.changed(slices.Clone(all[:len(all)-1])) }})
	}
	f.acts.offer(offered...)
	f.box.Refresh()
}

// changed keeps other signatures and lets the form save them.
func (f *signs) changed(all []intake.Sign) {
	if len(all) == 0 {
		all = nil
	}
	f.set(all)
	f.sheet.form.Item("signed").Show(true) // lays the form out anew
	f.Base().Changed()
	f.Base().Committed()
}

// begin is the pad for a paper, with what was written on it before Esc.
func (f *signs) begin(purpose string) *signing {
	if f.begun[purpose] == nil {
		form, s := kit.NewForm(), &signing{}
		s.ask(form, form.Group(""), codeWord("sign_purpose", purpose))
		f.begun[purpose] = s
	}
	return f.begun[purpose]
}

// ask opens the pad for a paper.
func (f *signs) ask(purpose string) {
	c := f.sheet.canvas()
	if c == nil {
		return
	}
	s := f.begin(purpose)
	form := s.form
	var popup *sheetPopup
	form.OnSubmit = func() {
		if sign, ok := s.sign(purpose); ok {
			popup.close()
			delete(f.begun, purpose)
			f.changed(append(slices.Clone(f.all), sign))
			f.sheet.form.Focus("signed")
		}
	}
	popup = lay(c, "本人签名", form, kit.NewButton("取消", "close", func() { popup.close(); f.sheet.form.Focus("signed") }),
		kit.NewPrimary("用这个签名", "save", form.Submit))
	form.Focus("signature")
}

func (f *signs) Base() *kit.FieldBase   { return f.acts.Base() }
func (f *signs) Target() fyne.Focusable { return f.acts.Target() }
func (f *signs) Empty() bool            { return len(f.all) == 0 && !f.Base().Unknown() }
func (f *signs) Check() error           { return nil }

// Draft tells one state from another; the signatures themselves are bound.
func (f *signs) Draft() string {
	if f.Base().Unknown() || len(f.all) == 0 {
		return f.acts.choice.Draft()
	}
	return strconv.Itoa(len(f.all)) + string(f.all[len(f.all)-1].Method)
}

func (f *signs) Restore(draft string) {
	if draft == unknownMark || draft == "" {
		f.acts.choice.Restore(draft)
		f.set(nil)
	}
}

func (f *signs) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }
