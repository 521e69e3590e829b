package person

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
)

// taken is what the rules want taken of everybody who is admitted:
// fingerprint, photo, the entry in the national system and its number.
type taken struct {
	page    *page
	content *fyne.Container
	lines   *fyne.Container
	form    *kit.Form
	number  *kit.Entry
	stays   *fyne.Container
	acts    map[string]*kit.Button // 已采, by what
	filled  string
}

// takings are the three with what they are called.
var takings = []struct{ what, word, done, why string }{
	{intake.TakeFingerprint, "指纹", "已采", "未采"},
	{intake.TakePortrait, "电子照片", "已采", "未采"},
	{intake.TakeNational, "录入全国系统", "已录", "未录"},
}

func newTaken(p *page) *taken {
	t := &taken{page: p, lines: kit.Groups(), form: kit.NewForm(), number: kit.NewEntry(), stays: kit.Above()}
	t.form.Group("").Add("national_number", "全国系统救助编号", t.number)
	t.form.OnSubmit = t.saveNumber
	words := kit.NewParagraph(lang.L("规定对每个接收的人采集指纹和电子照片，并录入全国救助管理信息系统。做不到的写明原因。"))
	left := container.NewVScroll(kit.Margin(kit.Nudge, kit.Groups(words, t.lines, kit.NewRule(true), t.form)))
	right := container.NewBorder(kit.NewLabel(lang.L("各次救助录入全国系统的情况")), nil, nil, nil, container.NewVScroll(kit.Margin(kit.Nudge, t.stays)))
	t.content = container.NewStack(container.New(parts{moreHalf}, left, right))
	return t
}

func act(of intake.Taken, what string) intake.Act {
	switch what {
	case intake.TakeFingerprint:
		return of.Fingerprint
	case intake.TakePortrait:
		return of.Portrait
	}
	return of.National
}

// show follows the file; a number that was typed stays.
func (t *taken) show() {
	p, stay := t.page, t.page.f.stay()
	t.acts = map[string]*kit.Button{}
	t.lines.RemoveAll()
	if stay.ID != "" {
		for _, one := range takings {
			t.lines.Add(t.line(stay, one.what, one.word, one.done, one.why))
		}
	}
	t.form.Hidden = stay.ID == "" || !p.can(access.Register)
	if now := stay.Taken.NationalNumber; entered(t.number) == t.filled {
		t.number.Restore(now)
		t.filled = now
	}
	t.stays.RemoveAll()
	t.addStays(p.f.file.Stays, "")
	for _, o := range p.f.file.Others {
		t.addStays(o.Stays, o.Person.Name)
	}
	t.content.Refresh()
}

// line is one of the three: done or not, by whom and when, and the buttons.
func (t *taken) line(stay intake.Stay, what, word, done, why string) fyne.CanvasObject {
	p, one := t.page, act(stay.Taken, what)
	sign, text := kit.NewSign(kit.Triangle, kit.Soon), kit.NewText("")
	text.Whole = false
	when := map[string]any{"Who": p.staff(one.By), "When": kit.SayTime(one.At, p.shell.Now()), "Why": one.Why}
	switch {
	case !one.At.IsZero():
		sign.Set(kit.Square, kit.Done)
		text.Paint(kit.Joined(lang.L(done), lang.L("{{.Who}} {{.When}}", when)), kit.Done)
	case one.Why != "":
		sign.Set(kit.Cross, kit.Faint)
		text.Paint(kit.Joined(lang.L(why), lang.L("{{.Why}}（{{.Who}}）", when)), kit.Ink)
	default:
		text.Paint(lang.L("待补"), kit.Soon)
	}
	label := kit.NewText(lang.L(word))
	label.Bold = true
	words := kit.Close(kit.Beside(sign, label), text)
	if !p.can(access.Register) {
		return words
	}
	yes := kit.NewButton(done, "", func() { t.take(stay.ID, what, "") })
	t.acts[what] = yes
	no := kit.NewButton(why, "", func() {
		kit.AskReason(p.shell.Window().Canvas(), "没有做到的原因", "写明为什么没有采集或录入，例如：本人拒绝、指纹磨损、已送医。", "记下原因", func(reason string) {
			t.take(stay.ID, what, reason)
		})
	})
	return container.NewBorder(nil, nil, nil, kit.Beside(yes, no), words)
}

// addStays lists the entry of each stay, with the way to the page that copies
// the fields.
func (t *taken) addStays(stays []intake.Stay, file string) {
	p := t.page
	for _, s := range stays {
		if s.Number == "" {
			continue
		}
		state := kit.NewChip(kit.Triangle, lang.L("未录"), kit.Soon)
		if !s.Taken.National.At.IsZero() {
			state = kit.NewChip(kit.Square, lang.L("已录"), kit.Done)
		}
		name := kit.NewText(kit.Joined(s.Number, file))
		name.Whole = false
		when := kit.NewLabel(kit.Joined(lang.L("来站 {{.When}}", map[string]any{"When": kit.SayTime(s.ArrivedAt, p.shell.Now())}), s.Taken.NationalNumber))
		when.Whole = false
		enter := kit.NewButton("去录入", "", func() { p.shell.Go(kit.Route{Name: kit.RouteCopy, ID: s.ID}) })
		t.stays.Add(container.NewBorder(nil, nil, nil, kit.Beside(state, enter), kit.Close(name, when)))
	}
}

func (t *taken) take(stayID, what, why string) {
	p := t.page
	p.shell.Work("正在保存…", func(ctx context.Context) error { return p.shell.Desk().Take(ctx, stayID, what, why) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.load(func() {
			if next := t.acts[what]; next != nil && p.tab == tabTaken {
				p.focus(next)
			}
			p.told("已记下。", p.undoOf(stayID, "taken"))
			kit.Tell("saved", "taken")
		})
	})
}

func (t *taken) saveNumber() {
	p, stay := t.page, t.page.f.stay()
	number := entered(t.number)
	if stay.ID == "" || number == stay.Taken.NationalNumber {
		return
	}
	p.shell.Work("正在保存…", func(ctx context.Context) error { return p.shell.Desk().SetNationalNumber(ctx, stay.ID, number) }, func(err error) {
		if err != nil {
			if !t.form.Fail(err) {
				p.shell.Fail(err)
			}
			return
		}
		t.filled = number
		p.load(func() { p.told("全国系统救助编号已保存。", p.undoOf(stay.ID, "taken")) })
	})
}
