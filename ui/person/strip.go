package person

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// soonCall is how long before a call it is shown above the tabs.
const soonCall = 24 * time.Hour

// strip is what stands between the head and the tabs: what is missing, where
// somebody is who is away, a call that is due, and the other files of the same
// human.
type strip struct {
	page    *page
	content *fyne.Container
}

func newStrip(p *page) *strip { return &strip{page: p, content: kit.Close()} }

// show fills the strip. While a panel stands, it needs the room itself.
func (s *strip) show() {
	s.content.RemoveAll()
	if s.content.Hidden = s.page.panel != nil; s.content.Hidden {
		return
	}
	s.content.Add(s.missing())
	for _, row := range []fyne.CanvasObject{s.care(), s.call(), s.others()} {
		if row != nil {
			s.content.Add(row)
		}
	}
	s.content.Refresh()
}

func quiet(text string, do func()) *kit.Button {
	b := kit.NewButton(text, "", do)
	b.Role = kit.Quiet
	return b
}

// missing lists what is to be completed, with the way there.
func (s *strip) missing() fyne.CanvasObject {
	p := s.page
	stay := p.f.stay()
	words := kit.NewText("")
	words.Whole = false
	gaps := intake.Missing(intake.Resident{Person: p.f.person(), Stay: stay}, p.shell.Now())
	if stay.ID == "" {
		gaps = nil
	}
	names := make([]string, len(gaps))
	for i, gap := range gaps {
		names[i] = lang.L(gap.Word)
	}
	switch {
	case len(gaps) > 0:
		words.Paint(lang.L("▲ 待补：{{.What}}", map[string]any{"What": strings.Join(names, lang.L("、"))}), kit.Soon)
	case stay.ID != "" && stay.State != intake.Refused:
		words.Paint(lang.L("■ 登记资料齐全"), kit.Done)
	}
	right := kit.Beside()
	if p.can(access.Register) && stay.ID != "" {
		right.Add(quiet("补全登记", func() { p.shell.Go(kit.Route{Name: kit.RouteAmend, ID: stay.ID}) }))
		right.Add(quiet("关联另一份档案", p.openFinder))
	}
	return container.NewBorder(nil, nil, nil, right, words)
}

// call reminds of the next call that is due.
func (s *strip) call() fyne.CanvasObject {
	p := s.page
	if p.inquiries == nil || p.tab == tabInquiries { // there it stands in the log
		return nil
	}
	due := p.inquiries.waiting()
	if len(due) == 0 || due[0].NextAt.After(p.shell.Now().Add(soonCall)) {
		return nil
	}
	one := due[0]
	words := lang.L("▲ 核查：{{.When}} 再联系 {{.Whom}}", map[string]any{"When": kit.SayTime(one.NextAt, p.shell.Now()),
		"Whom": kit.Joined(trace.Code("inquiry_whom", one.Whom), one.Unit, one.Name)})
	return remark(words, kit.Soon, quiet("跟进", func() { p.goTab(tabInquiries); p.inquiries.followUp(one) }))
}

// shownOthers is how many of the other files stand above the tabs by name.
const shownOthers = 2

// others names the other files of the same human.
func (s *strip) others() fyne.CanvasObject {
	p := s.page
	all := p.f.file.Others
	if len(all) == 0 {
		return nil
	}
	left := kit.Beside(kit.NewLabel(lang.L("同一人的档案")))
	differs := map[string]bool{}
	for at, o := range all {
		for _, label := range differing(pairs(p.f.person(), o.Person, p.shell.Now())) {
			differs[label] = true
		}
		if at < shownOthers {
			stay := newest(o.Stays)
			open := kit.NewButton("", "", func() { p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: o.Person.ID}) })
			open.Role, open.Text = kit.Quiet, kit.Joined(intake.DisplayName(o.Person, stay), stay.Number, stateWord(stay.State))
			left.Add(open)
		}
	}
	words := kit.NewText("")
	words.Whole = false
	if more := len(all) - shownOthers; more > 0 {
		words.Set(lang.L("还有{{.N}}份", map[string]any{"N": more}))
	}
	if len(differs) > 0 {
		var labels []string
		for _, one := range pairs(p.f.person(), all[0].Person, p.shell.Now()) {
			if differs[one.label] {
				labels = append(labels, one.label)
			}
		}
		words.Paint(kit.Joined(words.Content, lang.L("▲ 写得不一样：{{.What}}", map[string]any{"What": strings.Join(labels, lang.L("、"))})), kit.Soon)
	}
	return container.NewBorder(nil, nil, left, quiet("查看关联", p.openSame), words)
}
