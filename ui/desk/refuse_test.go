package desk

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"guitu/intake"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// drawn draws a long line on the pad of a signature.
func drawn(t testing.TB, w fyne.Window, pad *kit.Signature) {
	t.Helper()
	pad.Restore(`{"method":"signed","strokes":[[[10,10],[120,60],[200,20]]]}`)
	if pad.Image() == nil {
		t.Fatal("nothing was drawn")
	}
}

func TestAClauseIsChosenAndItsBasisWritten(t *testing.T) {
	r := &refusing{page: &arrival{sheet: sheetOfStation()}, clauses: []intake.Clause{
		{Key: "a", Text: "第一种情形", Basis: "《甲规定》第一条"}, {Key: "b", Text: "不再使用", Basis: "《乙规定》", Off: true},
		{Key: "c", Text: "第三种情形", Basis: "《丙规定》第三条"}}}
	r.build(intake.Refusal{})
	w := test.NewTempWindow(t, r.form)
	r.form.Focus("refusal")
	w.Canvas().Focused().TypedRune('2')
	if got := r.read(); got.Reason != "c" || got.Clause != "《丙规定》第三条" {
		t.Errorf("the refusal says %+v", got)
	}
	r.basis.SetText("《丙规定》第四条")
	r.form.Focus("refusal")
	w.Canvas().Focused().TypedRune('1')
	if got := r.read(); got.Reason != "a" || got.Clause != "《丙规定》第四条" {
		t.Errorf("what was written by hand became %+v", got)
	}
	kept := &refusing{page: r.page, clauses: r.clauses}
	kept.build(intake.Refusal{Reason: "b"})
	if got := kept.read().Reason; got != "b" {
		t.Errorf("the clause of the draft became %q", got)
	}
}

func TestARefusedSignatureNeedsTwoWitnesses(t *testing.T) {
	form, s := kit.NewForm(), &signing{}
	s.ask(form, form.Group(""), "本人签名")
	w := test.NewTempWindow(t, form)
	if _, ok := s.sign("refusal"); ok {
		t.Error("an empty pad was taken")
	}
	form.Focus("signature")
	w.Canvas().Focused().TypedRune('3')
	for _, names := range [][2]string{{"", ""}, {"演示甲", ""}, {"演示甲", "演示甲"}} {
		s.one.SetText(names[0])
		s.two.SetText(names[1])
		if _, ok := s.sign("refusal"); ok || s.one.Problem() == "" {
			t.Errorf("%q witnessed", names)
		}
	}
	s.two.SetText("演示乙")
	if sign, ok := s.sign("refusal"); !ok || sign.Method != intake.SignRefused || sign.Witness != "演示甲、演示乙" || sign.PNG != nil {
		t.Errorf("signed %+v", sign)
	}
	drawn(t, w, s.pad)
	if sign, ok := s.sign("refusal"); !ok || sign.Method != intake.SignedOnScreen || len(sign.PNG) == 0 || sign.Witness != "" {
		t.Errorf("signed %s by %q", sign.Method, sign.Witness)
	}
}

func TestASignatureWaitsInTheDraftAndIsTakenBack(t *testing.T) {
	s := sheetOfStation()
	w := inWindow(t, s)
	s.put(intake.Arrival{})
	saved := 0
	s.form.OnDraft = func(string, string) { saved++ }
	s.form.Focus("signed")
	w.Canvas().Focused().TypedRune('1')
	w.Canvas().Focused().TypedRune('2') // by a print on the paper
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	a := s.take(intake.Arrival{})
	if len(a.Signed) != 1 || a.Signed[0].Purpose != "register" || a.Signed[0].Method != intake.FingerprintOnFile || saved == 0 {
		t.Fatalf("signed %+v, saved %d times", a.Signed, saved)
	}
	w.Canvas().Focused().TypedRune('5')
	if a = s.take(a); len(a.Signed) != 0 {
		t.Errorf("taken back, signed %+v", a.Signed)
	}
}

func TestQuestionsFitTheSmallestWindow(t *testing.T) {
	for _, language := range []string{kit.Chinese, kit.English} {
		for _, large := range []bool{false, true} {
			name := language + map[bool]string{true: "-large"}[large]
			t.Run(name, func(t *testing.T) {
				rights, clauses := defaults(t, map[bool]string{false: "zh", true: "en"}[language == kit.English])
				speak(t, language, large) // the station speaks Chinese in plain size
				s := sheetOfStation()
				s.setRights(rights, rights)
				w := test.NewTempWindow(t, container.NewStack(kit.NewGround(kit.Ground), s.scroll))
				w.Resize(fyne.NewSize(1366, 768))
				for what, open := range map[string]func(){
					"told": s.told.read, "sign": func() { s.signs.ask("belongings") },
					"refuse": func() { refuseIn(w, s, clauses) },
				} {
					open()
					top := w.Canvas().Overlays().Top()
					if need := top.MinSize(); need.Width > 1366 || need.Height > 768 {
						t.Errorf("%s asks for %v", what, need)
					}
					keep(t, w, "ask-"+what+"-"+name)
					top.Hide()
				}
			})
		}
	}
}

// defaults are the words of the rights and the clauses with which a station
// starts.
func defaults(t *testing.T, language string) (string, []intake.Clause) {
	desk := kittest.Station{}.Open(t).Desk()
	rights, err := desk.RightsText(t.Context(), language)
	kittest.OK(t, err)
	clauses, err := desk.Clauses(t.Context(), intake.ClauseRefuse)
	kittest.OK(t, err)
	return rights, clauses
}

// refuseIn opens the question of a refusal without its page.
func refuseIn(w fyne.Window, s *sheet, clauses []intake.Clause) {
	r := &refusing{page: &arrival{sheet: s}, clauses: clauses}
	r.build(intake.Refusal{Reason: "check", Clause: clauses[0].Basis})
	r.show(w.Canvas())
}
