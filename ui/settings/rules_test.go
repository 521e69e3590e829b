package settings

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// alt presses Alt with a key where the focus is.
func (w *window) alt(key fyne.KeyName) {
	w.T.Helper()
	inner := reflect.ValueOf(w.Window().Canvas()).Elem().Field(0).Interface() // the canvas of tests hides what windows have
	inner.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
}

func TestATriageRuleIsChangedInWords(t *testing.T) {
	w := opened(t)
	p := w.enter("甄别规则")
	r := deskOf[*triageRules](p)
	w.Picture("settings-triage")
	r.edit(mark(t, r.table, func(r intake.TriageRule) bool { return r.Code == "drunk_threat" }))
	when := r.Form.Item("when").Field.(*kit.Entry)
	if when.Text != "身体：醉酒 并且 精神：激动不安" {
		t.Fatalf("the condition reads %q", when.Text)
	}
	w.Picture("settings-triage-rule")
	when.SetText("身体：醉酒 并且 并非 精神：激动不安\n胡说")
	p.Do("save")
	if when.Problem() == "" || r.Form == nil {
		t.Fatal("a condition that means nothing was saved")
	}
	when.SetText("身体：醉酒 并且 并非 精神：激动不安\n年龄：小于 16\n没有人同来")
	p.Do("save")
	w.said("甄别规则已保存。")
	rules, err := w.Desk().TriageRules(t.Context())
	kittest.OK(t, err)
	at := slices.IndexFunc(rules, func(r intake.TriageRule) bool { return r.Code == "drunk_threat" })
	if got := strings.Join(rules[at].When, " "); got != "look:drunk+!mind:agitated age:<16 alone:yes" {
		t.Errorf("kept %s", got)
	}
}

func TestATriageRuleWithoutItsSentenceIsRefusedAtItsField(t *testing.T) {
	w := opened(t)
	p := w.enter("甄别规则")
	r := deskOf[*triageRules](p)
	r.add()
	r.Form.Item("when").Field.(*kit.Entry).SetText("没有人同来")
	p.Do("save")
	if r.Form == nil || r.Form.Item("text").Field.Base().Problem() == "" {
		t.Fatal("a rule that says nothing was saved")
	}
	r.Form.Focus("text")
	w.Write("一个人来的，多问一句家里有谁。")
	p.Do("save")
	rules, err := w.Desk().TriageRules(t.Context())
	kittest.OK(t, err)
	if last := rules[len(rules)-1]; last.Text != "一个人来的，多问一句家里有谁。" || last.Do != intake.DoWatch || last.Now {
		t.Errorf("added %+v", last)
	}
}

func TestAConditionIsChosenFromTheList(t *testing.T) {
	w := opened(t)
	p := w.enter("甄别规则")
	r := deskOf[*triageRules](p)
	r.add()
	r.Form.Focus("add")
	w.Write("糊涂", fyne.KeyReturn)
	if got := r.Form.Item("when").Field.(*kit.Entry).Text; got != "精神：糊涂、记不清" {
		t.Errorf("the conditions are %q", got)
	}
	if got := r.Form.Item("add").Field.Draft(); got != "" {
		t.Errorf("the list still holds %q", got)
	}
}

func TestEveryConditionReadsBackInEitherLanguage(t *testing.T) {
	opened(t)
	defer kit.SetLanguage(kit.Chinese)
	for _, language := range []string{kit.Chinese, kit.English} {
		kittest.OK(t, kit.SetLanguage(language))
		for _, r := range intake.DefaultTriageRules() {
			got, err := readConditions(sayConditions(r.When))
			if err != nil || !slices.Equal(got, r.When) {
				t.Errorf("%s, %s: %v, %v; want %v", language, r.Code, got, err, r.When)
			}
		}
	}
}

func TestARuleIsPutBackAsItCame(t *testing.T) {
	w := opened(t)
	p := w.enter("甄别规则")
	r := deskOf[*triageRules](p)
	first := intake.DefaultTriageRules()[0]
	changed := first
	changed.Text = "改过的话。"
	r.storeRows(nil, r.with(changed))
	mark(t, r.table, func(r intake.TriageRule) bool { return r.Code == first.Code })
	r.restore()
	p.Do("save")
	rules, err := w.Desk().TriageRules(t.Context())
	kittest.OK(t, err)
	if rules[0].Text != first.Text {
		t.Errorf("the rule says %q", rules[0].Text)
	}
}

func TestAltAndArrowsMoveARowAndLeavingKeepsIt(t *testing.T) {
	w := opened(t)
	p := w.enter("不予救助情形")
	c := deskOf[*clauses](p)
	w.Picture("settings-clauses")
	p.Room().Focus()
	first, second := c.rows[0].Key, c.rows[1].Key
	w.Press(fyne.KeyHome)
	w.alt(fyne.KeyDown)
	if c.rows[0].Key != second || c.rows[1].Key != first {
		t.Fatalf("the order is %v", c.rows)
	}
	if row, _ := c.table.Marked(); row.Key != first {
		t.Error("the cursor did not go with the row")
	}
	w.Press(fyne.KeySpace)
	p.Open("外观") // another section
	kept, err := w.Desk().Clauses(t.Context(), intake.ClauseRefuse)
	kittest.OK(t, err)
	if kept[1].Key != first || !kept[1].Off {
		t.Errorf("kept %+v", kept)
	}
}

func TestAClauseWithoutItsBasisIsRefused(t *testing.T) {
	w := opened(t)
	p := w.enter("终止救助情形")
	c := deskOf[*clauses](p)
	before := len(c.rows)
	c.add()
	w.Write("演示情形")
	p.Do("save")
	if c.Form == nil || c.Form.Item("basis").Field.Base().Problem() == "" {
		t.Fatal("a clause that rests on nothing was saved")
	}
	c.Form.Focus("basis")
	w.Write("《演示办法》第一条")
	w.Picture("settings-clause")
	p.Do("save")
	w.said("已保存，以后的通知书用新的内容。")
	kept, err := w.Desk().Clauses(t.Context(), intake.ClauseEnd)
	kittest.OK(t, err)
	if len(kept) != before+1 || kept[before].Text != "演示情形" || kept[before].Off {
		t.Errorf("kept %+v", kept)
	}
}

func TestRightsAreReadAsTheyAreTyped(t *testing.T) {
	w := opened(t)
	p := w.enter("告知事项")
	r := deskOf[*rights](p)
	w.Picture("settings-rights")
	usual := r.text.Text
	r.text.SetText("一、救助不收钱。\n二、您随时可以走。")
	if got := wordsIn(r.preview); got != "一、救助不收钱。|二、您随时可以走。" {
		t.Errorf("the preview reads %q", got)
	}
	r.tongue.Choose(kit.English)
	r.turn()
	if !strings.HasPrefix(r.text.Text, "1. Help here") {
		t.Errorf("the English text begins %q", r.text.Text[:20])
	}
	r.tongue.Choose(kit.Chinese)
	r.turn()
	if !strings.HasPrefix(r.text.Text, "一、救助不收钱。") {
		t.Fatal("what was typed is lost by looking at the other language")
	}
	p.Do("save")
	w.said("告知事项已保存。")
	if kept, err := w.Desk().RightsText(t.Context(), "zh"); err != nil || kept != "一、救助不收钱。\n二、您随时可以走。" {
		t.Errorf("kept %q, %v", kept, err)
	}
	r.restore()
	if r.text.Text != usual {
		t.Error("the usual text did not come back")
	}
	w.Toasts[len(w.Toasts)-1].Undo()
	if kept, err := w.Desk().RightsText(t.Context(), "zh"); err != nil || !strings.HasPrefix(kept, "一、救助不收钱。") {
		t.Errorf("undone, it is %q, %v", kept, err)
	}
}

func TestNationalFieldsAreHiddenAndMoved(t *testing.T) {
	w := opened(t)
	p := w.enter("全国系统字段")
	w.Picture("settings-national")
	o := deskOf[*ordered[nationalRow]](p)
	all := len(o.rows)
	p.Room().Focus()
	w.Press(fyne.KeyHome, fyne.KeyDown, fyne.KeyDown)
	third, _ := o.table.Marked()
	w.alt(fyne.KeyUp)
	w.alt(fyne.KeyUp)
	w.alt(fyne.KeyUp) // no further
	w.Press(fyne.KeyDown, fyne.KeySpace)
	hidden, _ := o.table.Marked()
	p.Do("save")
	fields, err := w.Desk().NationalFields(t.Context())
	kittest.OK(t, err)
	if fields[0].Key != third.Key || len(fields) != all-1 || slices.ContainsFunc(fields, func(f intake.NationalField) bool { return f.Key == hidden.Key }) {
		t.Errorf("%d fields, %s first; want %d, %s first and %s hidden", len(fields), fields[0].Key, all-1, third.Key, hidden.Key)
	}
	if last := o.rows[len(o.rows)-1]; last.Key != hidden.Key || !last.hidden {
		t.Errorf("the hidden field is not at the end: %+v", last)
	}
}

func TestALocalPlaceIsAddedByPinyin(t *testing.T) {
	w := opened(t)
	p := w.enter("本地地名")
	l := deskOf[*localPlaces](p)
	l.add()
	w.Write("演示大集", fyne.KeyReturn)
	w.Write("zcjy")
	w.Picture("settings-localplace")
	w.Press(fyne.KeyReturn)
	p.Do("save")
	w.said("已保存，登记时输入地名就会提示。")
	places, err := w.Desk().LocalPlaces(t.Context())
	kittest.OK(t, err)
	if len(places) != 1 || places[0].Name != "演示大集" || !strings.HasSuffix(placeWords(places[0].Under), "诸城市贾悦镇") {
		t.Fatalf("kept %v", places)
	}
	l.edit(mark(t, l.table, func(r idcard.Local) bool { return true }))
	w.Fill("演示老集")
	p.Do("save")
	w.Picture("settings-localplaces")
	if places, _ = w.Desk().LocalPlaces(t.Context()); len(places) != 1 || places[0].Name != "演示老集" {
		t.Errorf("corrected, it is %v", places)
	}
	mark(t, l.table, func(r idcard.Local) bool { return true })
	l.remove()
	w.Toasts[len(w.Toasts)-1].Undo()
	l.remove()
	p.Do("save")
	if places, _ = w.Desk().LocalPlaces(t.Context()); len(places) != 0 {
		t.Errorf("after removing there are %v", places)
	}
}

func TestAPlaceThatIsNoneIsRefused(t *testing.T) {
	w := opened(t)
	p := w.enter("本地地名")
	l := deskOf[*localPlaces](p)
	l.add()
	w.Write("演示大集", fyne.KeyReturn)
	w.Write("没有这个县")
	p.Do("save")
	if l.Form == nil || l.Form.Item("under").Field.Base().Problem() == "" {
		t.Error("a place that is none was taken")
	}
}

func TestTheReminderOfComingBackIsSet(t *testing.T) {
	w := opened(t)
	p := w.enter("再次求助提醒")
	w.Picture("settings-frequent")
	p.Room().Focus()
	w.Fill("999")
	p.Do("save")
	if e := w.Window().Canvas().Focused().(*kit.Entry); e.Problem() == "" {
		t.Error("999 days were taken")
	}
	w.Fill("60")
	p.Do("save")
	f, err := w.Tracing().FrequentReturn(t.Context())
	kittest.OK(t, err)
	if f.Days != 60 || f.Basis != tracing.DefaultFrequentReturn().Basis {
		t.Errorf("kept %+v", f)
	}
}
