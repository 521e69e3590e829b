package beds

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
)

// careProcedures is the section of the page 照料 that lists what is open.
const careProcedures = "处置程序"

// askAside says what a way of leaving needs that the form does not hold, with
// the way to it: the plan of an escort, the procedure of who is missing or dead.
func (d *departure) askAside(kind string) {
	d.aside.RemoveAll()
	for _, o := range d.asideOf(kind) {
		d.aside.Add(o)
	}
	d.aside.Hidden = len(d.aside.Objects) == 0
	d.aside.Refresh()
}

func (d *departure) asideOf(kind string) []fyne.CanvasObject {
	p, stay := d.page, d.list.Resident.Stay.ID
	button := func(words string, do func()) fyne.CanvasObject { return kit.Beside(kit.NewButton(words, "", do)) }
	plan := func() { d.keep(); p.openEscort(d.list) }
	switch e := d.list.Escort; {
	case kind == leaveEscort && e.ID == "":
		return []fyne.CanvasObject{kit.NewParagraph(lang.L("还没有护送安排：送到哪里、谁去送、带什么。先安排，再办出发。")), button("安排护送…", plan)}
	case kind == leaveEscort && e.Hidden:
		return []fyne.CanvasObject{kit.NewParagraph(lang.L("此人为保护对象，护送安排只对指定人员开放。"))}
	case kind == leaveEscort:
		words := lang.L("护送到{{.To}}，{{.N}}人护送，{{.When}}出发。办好就算出发：床位空出，回来后登记交接和返回。",
			map[string]any{"To": e.To, "N": len(e.Members), "When": kit.SayTime(e.Leaves, p.shell.Now())})
		return []fyne.CanvasObject{kit.NewParagraph(words), button("修改护送安排…", plan)}
	case kind == leaveWalked && d.list.Missing == "":
		return []fyne.CanvasObject{kit.NewParagraph(lang.L("擅自离站要先有点名未到和寻找的记录：连续两次点名未到，流程办完，再来登记。"))}
	case kind == leaveWalked:
		words := lang.L("点名未到的流程在办，已连续{{.N}}次未到。不改离站时间，就按第一次未到的时间登记。", map[string]any{"N": d.list.Missed})
		return []fyne.CanvasObject{kit.NewParagraph(words), button("打开点名未到流程", d.toProcedures)}
	case kind == leaveDeath:
		return []fyne.CanvasObject{kit.NewParagraph(lang.L("先办死亡处置流程：报公安、取得死亡医学证明、通知亲属。办完再来登记。")), button("开始死亡处置流程", func() { d.openDeath(stay) })}
	}
	return nil
}

func (d *departure) toProcedures() {
	d.keep()
	d.page.shell.Go(kit.Route{Name: kit.RouteCare, ID: careProcedures})
}

// openDeath begins what is to be done about a death and leads there.
func (d *departure) openDeath(stay string) {
	p := d.page
	p.shell.Work("正在保存…", func(ctx context.Context) error {
		_, err := p.shell.House().OpenDeath(ctx, stay)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		d.toProcedures()
	})
}

// reasonsOf are the sentences of a verdict.
func reasonsOf(reasons []shelter.Reason) string {
	words := make([]string, len(reasons))
	for i, r := range reasons {
		words[i] = reasonWords(r)
	}
	return strings.Join(words, "\n")
}
