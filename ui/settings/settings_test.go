package settings

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestEverybodySeesWhatTheyMayChange(t *testing.T) {
	w := opened(t)
	for _, c := range []struct {
		role access.Role
		want string
	}{
		{access.Volunteer, "外观 我的密码与PIN 关于"},
		{access.FrontDesk, "外观 我的密码与PIN 设备 关于"},
		{access.Auditor, "外观 我的密码与PIN 审计与校验 关于"},
	} {
		if got := strings.Join(w.as(c.role).enter("").Titles(), " "); got != c.want {
			t.Errorf("%s sees %s; want %s", c.role, got, c.want)
		}
	}
	if all := w.enter("").Titles(); len(all) < 9 {
		t.Errorf("the head sees only %v", all)
	}
}

func TestKeysGoThroughTheSectionsAndIntoOne(t *testing.T) {
	w := opened(t)
	p := w.enter("外观")
	w.Press(fyne.KeyDown, fyne.KeyReturn)
	if p.Title() != "我的密码与PIN" {
		t.Errorf("one key down is %s", p.Title())
	}
	if _, field := w.Window().Canvas().Focused().(*kit.Entry); !field {
		t.Errorf("Enter focused %T; want the first field", w.Window().Canvas().Focused())
	}
}

func TestALookIsAppliedAtOnce(t *testing.T) {
	w := opened(t)
	p := w.enter("外观")
	p.Room().Focus()
	w.Press(fyne.KeyReturn)
	w.Window().Canvas().Focused().TypedRune('2')
	w.Press(fyne.KeyReturn)
	w.Window().Canvas().Focused().TypedRune('2')
	if !w.Dark || !w.Large || w.Language != kit.Chinese {
		t.Errorf("dark %v, large %v, language %s", w.Dark, w.Large, w.Language)
	}
}

func TestAPasswordIsChangedWithTheOldOne(t *testing.T) {
	w := opened(t)
	p := w.enter("我的密码与PIN")
	p.Room().Focus()
	w.Fill("不是这个密码")
	w.Press(fyne.KeyReturn)
	w.Fill("另一句好记的演示密码")
	w.Press(fyne.KeyReturn)
	w.Fill("另一句好记的演示密")
	p.Do("save")
	if e := w.Window().Canvas().Focused().(*kit.Entry); e.Problem() != "两次输入的不一样，请再输一次。" {
		t.Errorf("two different passwords: %q", e.Problem())
	}
	w.Fill("另一句好记的演示密码")
	p.Do("save")
	if e := w.Window().Canvas().Focused().(*kit.Entry); e.Problem() != "现在的密码不对，请再输入一次。" || e.Text == "" {
		t.Errorf("a wrong password: %q, the field holds %d", e.Problem(), len(e.Text))
	}
	w.Fill(kittest.Password)
	p.Do("save")
	w.said("密码已换。下次登录用新密码。")
	_, err := access.SignIn(t.Context(), w.Session().DB(), "head", "另一句好记的演示密码")
	kittest.OK(t, err)
}

func TestThePINIsKept(t *testing.T) {
	w := opened(t)
	form := newPINForm(w)
	w.Window().SetContent(form)
	form.Focus("pin")
	w.Fill("12")
	w.Press(fyne.KeyReturn)
	w.Fill("12")
	form.Submit()
	if got := form.Item("pin").Field.Base().Problem(); got == "" {
		t.Error("a PIN of two digits was taken")
	}
	form.Focus("pin")
	w.Fill("2468")
	w.Press(fyne.KeyReturn)
	w.Fill("2468")
	form.Submit()
	fits, err := w.Session().CheckPIN(t.Context(), "2468")
	kittest.OK(t, err)
	if !fits {
		t.Error("the PIN opens nothing")
	}
}

func TestTheStationIsRenamedOnRecord(t *testing.T) {
	w := opened(t)
	p := w.enter("救助站")
	p.Room().Focus()
	w.Fill("")
	p.Do("save")
	if e := w.Window().Canvas().Focused().(*kit.Entry); e.Problem() == "" {
		t.Error("a station without a name was saved")
	}
	w.Fill("演示市救助管理站")
	p.Do("save")
	w.said("已保存，以后的文书用新的内容。")
	var s store.Station
	kittest.OK(t, w.Session().Read(t.Context(), "", func(tx *access.Tx) (err error) { s, err = tx.FindStation(); return err }))
	if s.Name != "演示市救助管理站" || s.Code != "YS01" || s.Phone != "010-00000000" {
		t.Errorf("the station is now %+v", s)
	}
}

func TestTheAuthorityForComplaintsStandsWithTheStation(t *testing.T) {
	w := opened(t)
	p := w.enter("救助站")
	form := p.Room()
	w.Picture("settings-station")
	form.Focus()
	w.Press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	w.Fill(" 演示市民政局 ")
	w.Press(fyne.KeyReturn)
	w.Fill("010-00000001")
	p.Do("save")
	w.said("已保存，以后的文书用新的内容。")
	want := printing.Complaints{To: "演示市民政局", Phone: "010-00000001"}
	if got, err := w.Papers().Complaints(t.Context()); err != nil || got != want {
		t.Errorf("kept %+v, %v", got, err)
	}
	administrator := w.as(access.Administrator)
	administrator.enter("救助站")
	if texts := entriesIn(administrator.Window().Content()); !slices.Contains(texts, want.To) || !slices.Contains(texts, want.Phone) {
		t.Errorf("an administrator sees %q; failures %v", texts, administrator.Failures)
	}
}

// entriesIn is what the fields of a page hold.
func entriesIn(o fyne.CanvasObject) (all []string) {
	for _, part := range test.LaidOutObjects(o) {
		if e, ok := part.(*kit.Entry); ok {
			all = append(all, e.Text)
		}
	}
	return all
}

func TestTheSexOfAColleagueIsAskedForAndPutRight(t *testing.T) {
	w := opened(t)
	p := w.enter("账号")
	a := deskOf[*accounts](p)
	a.add()
	w.Fill("演示小赵")
	w.Press(fyne.KeyReturn)
	w.Fill("xiaozhao")
	a.Form.Item("roles").Field.(*kit.Choice).Choose(string(access.FrontDesk))
	a.Form.Focus("password")
	w.Fill(kittest.Password)
	p.Do("save")
	ours := func(r access.Account) bool { return r.Name == "xiaozhao" }
	if got := sexWord(mark(t, a.table, ours)); got != "● 待补" {
		t.Errorf("without a sex the list says %q", got)
	}
	a.askSex()
	p.Do("save")
	if a.Form == nil || a.Form.Item("sex").Field.Base().Problem() == "" {
		t.Fatal("nothing was chosen, and saved")
	}
	a.Form.Focus("sex")
	w.Press(fyne.KeyRight, fyne.KeyRight)
	w.Picture("settings-account-sex")
	p.Do("save")
	w.said("性别已改好。")
	if got := mark(t, a.table, ours); got.Sex != "2" || sexWord(got) != "女" {
		t.Errorf("kept %q, the list says %q", got.Sex, sexWord(got))
	}
	w.Picture("settings-accounts-sex")
}

func TestIdleLimitsMustMakeSense(t *testing.T) {
	w := opened(t)
	p := w.enter("自动锁定")
	p.Room().Focus()
	w.Fill("30")
	p.Do("save")
	if e := w.Window().Canvas().Focused().(*kit.Entry); e.Problem() != "退出登录不能早于隐藏窗口，请改长一些。" {
		t.Errorf("hiding after dropping: %q", e.Problem())
	}
	w.Fill("45")
	p.Do("save")
	w.said("已保存，下次登录起生效。")
	var limits idleLimits
	kittest.OK(t, w.Session().Read(t.Context(), "", func(tx *access.Tx) error { _, err := tx.Setting(idleSetting, &limits); return err }))
	if limits != (idleLimits{30, 45}) {
		t.Errorf("kept %+v", limits)
	}
}

func TestAnAccountIsAddedGivenAPasswordAndDisabled(t *testing.T) {
	w := opened(t)
	p := w.enter("账号")
	a := deskOf[*accounts](p)
	a.add()
	w.Fill("演示小李")
	w.Press(fyne.KeyReturn)
	w.Fill("xiaoli")
	a.Form.Item("roles").Field.(*kit.Choice).Choose(string(access.FrontDesk), string(access.TracingOfficer))
	a.Form.Focus("password")
	w.Fill("短")
	w.Picture("settings-account")
	p.Do("save")
	if a.Form == nil || a.Form.Item("password").Field.Base().Problem() == "" || a.Form.Item("name").Field.(*kit.Entry).Text != "xiaoli" {
		t.Fatal("a short password was taken, or the form was lost")
	}
	a.Form.Focus("password")
	w.Fill(kittest.Password)
	p.Do("save")
	w.said("账号已添加。")
	s, err := access.SignIn(t.Context(), w.Session().DB(), "xiaoli", kittest.Password)
	kittest.OK(t, err)
	if !s.Can(access.Trace) || !s.Can(access.Register) {
		t.Error("a role is missing")
	}
	mark(t, a.table, func(r access.Account) bool { return r.Name == "xiaoli" })
	a.askPassword()
	w.Fill("重设后的演示密码")
	w.Press(fyne.KeyReturn)
	w.Fill("重设后的演示密码")
	p.Do("save")
	w.said("密码已重设，请当面告诉本人。")
	mark(t, a.table, func(r access.Account) bool { return r.Name == "xiaoli" })
	a.askDisable()
	w.Fill("已调离")
	w.Shortcut("save")
	w.said("账号已停用。")
	if _, err := access.SignIn(t.Context(), w.Session().DB(), "xiaoli", "重设后的演示密码"); err == nil {
		t.Error("a disabled account signs in")
	}
	w.Picture("settings-accounts")
	mark(t, a.table, func(r access.Account) bool { return r.Name == "head" })
	if !a.disable.Disabled() {
		t.Error("one can disable oneself")
	}
}

func TestALegalPeriodIsCorrectedFromADayOn(t *testing.T) {
	w := opened(t)
	p := w.enter("法定期限")
	w.Picture("settings-periods")
	r := deskOf[*periods](p)
	rule := mark(t, r.table, func(r clock.Rule) bool { return r.Code == "notice-24h" })
	r.edit(rule)
	w.Fill("0")
	p.Do("save")
	if r.Form == nil || r.Form.Item("value").Field.Base().Problem() == "" {
		t.Fatal("a period of nothing was saved")
	}
	w.Fill("12")
	r.Form.Focus("valid_from")
	w.Fill("2026-11-01")
	p.Do("save")
	if r.Form == nil || r.Form.Item("valid_from").Field.Base().Problem() == "" {
		t.Fatal("the past was rewritten")
	}
	w.Fill("2026-12-01")
	w.Picture("settings-period")
	p.Do("save")
	w.said("已保存。以后开始的期限按新规则算。")
	rules, err := w.Tracing().Rules(t.Context())
	kittest.OK(t, err)
	var found []string
	for _, r := range rules {
		if r.Code == "notice-24h" {
			found = append(found, r.ValidFrom.String()+" "+r.ValidTo.String()+" "+strconv.Itoa(r.Value))
		}
	}
	if len(found) != 2 || !slices.ContainsFunc(found, func(s string) bool { return strings.HasPrefix(s, "2026-12-01") }) {
		t.Errorf("the table holds %v", found)
	}
}

func TestABedRuleIsSwitchedOff(t *testing.T) {
	w := opened(t)
	p := w.enter("床位规则")
	w.Picture("settings-bedrules")
	b := deskOf[*bedRules](p)
	rule := mark(t, b.table, func(r shelter.Rule) bool { return r.Code == "minor_zone" })
	b.edit(rule)
	w.Window().Canvas().Focused().TypedRune('2')
	p.Do("save")
	w.said("床位规则已保存。")
	rules, err := w.House().Rules(t.Context())
	kittest.OK(t, err)
	for _, r := range rules.List {
		if r.Off != (r.Code == "minor_zone") {
			t.Errorf("%s is off: %v", r.Code, r.Off)
		}
	}
}

func TestAVerificationSaysWhatItFound(t *testing.T) {
	w := opened(t)
	p := w.enter("审计与校验")
	p.Room().Focus()
	w.Press(fyne.KeyReturn)
	texts := wordsIn(p.Room().Content)
	if !strings.Contains(texts, "没有发现问题") || !strings.Contains(texts, "审计链头") {
		t.Errorf("a sound chain reads %s; failures %v", texts, w.Failures)
	}
	w.Picture("settings-audit")
	deskOf[*audit](p).show(access.Verification{Findings: []access.Finding{{Text: "第{{.N}}条审计记录被改动过。", Args: store.Args{"N": 7}}}})
	if texts := wordsIn(p.Room().Content); !strings.Contains(texts, "发现 1 处问题，请站长核实") || !strings.Contains(texts, "第7条审计记录被改动过。") {
		t.Errorf("a broken chain reads %s", texts)
	}
}

func TestLicencesAreShownWhole(t *testing.T) {
	w := opened(t)
	w.enter("关于")
	w.Picture("settings-about")
	lines := breakLines("aaa bbb ccc\n"+strings.Repeat("字", 25), 10)
	if got := strings.Join(lines, "|"); got != "aaa bbb|ccc|"+strings.Repeat("字", 10)+"|"+strings.Repeat("字", 10)+"|"+strings.Repeat("字", 5) {
		t.Error(got)
	}
}

func TestSettingsFitTheSmallestScreen(t *testing.T) {
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark-en", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		t.Run(look.name, func(t *testing.T) {
			w := opened(t)
			kittest.OK(t, kit.SetLanguage(look.language))
			defer kit.SetLanguage(kit.Chinese)
			fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
			p := w.enter("")
			for at, title := range p.Titles() {
				p.Open(title)
				if need := p.Content().MinSize(); need.Width > 1198 || need.Height > 712 {
					t.Errorf("%s needs %v", title, need)
				}
				w.Picture("settings-" + look.name + "-" + strconv.Itoa(at))
			}
		})
	}
}
