package house

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// onNow is the head of the roster: who is on at this moment, whether a woman is
// among them, and how the last shift was handed over.
type onNow struct {
	roster  *roster
	sign    *kit.Chip
	names   *kit.Text
	handed  *kit.Text
	content fyne.CanvasObject
}

func newOnNow(r *roster) *onNow {
	n := &onNow{roster: r, sign: kit.NewChip(kit.Ring0, "", kit.Soon), names: kit.NewText(""), handed: kit.NewLabel("")}
	n.names.Whole = false
	n.content = container.NewBorder(nil, nil, n.sign, nil, n.names)
	if r.can(access.ReadPeople) {
		link := kit.NewButton("交接班", "shift", func() { r.shell.Go(kit.Route{Name: kit.RouteShift}) })
		link.Role = kit.Quiet
		n.content = kit.Close(n.content, kit.Beside(n.handed, link))
	}
	return n
}

func (n *onNow) show(f rosterFacts) {
	woman := shelter.WomanAmong(f.on)
	switch {
	case len(f.on) == 0:
		n.sign.Set(kit.Triangle, lang.L("现在没有排班"), kit.Soon)
	case !woman:
		n.sign.Set(kit.Diamond, lang.L("现在没有女工作人员在岗"), kit.Overdue)
	default:
		n.sign.Set(kit.Disc, lang.L("现在在岗 {{.N}} 人", map[string]any{"N": len(f.on)}), kit.Done)
	}
	on := make([]string, len(f.on))
	for i, d := range f.on {
		on[i] = onWords(f, d)
	}
	words := strings.Join(on, lang.L("、"))
	if len(f.on) > 0 && !woman {
		words += " · " + lang.L("请叫女同事来。")
	}
	n.names.Set(words)
	n.handed.Set(n.handover(f))
	n.content.Refresh()
}

// onWords is who is on as what: 李演示（女，夜班，生活照料）.
func onWords(f rosterFacts, d shelter.Duty) string {
	s := f.shift(d.Shift)
	sex := ""
	if d.Sex == shelter.Men || d.Sex == shelter.Women {
		sex = kit.CodeWord("sex", d.Sex)
	}
	return lang.L("{{.Name}}（{{.What}}）", map[string]any{"Name": d.Name, "What": kit.Joined(sex, s.Name, kit.CodeWord("duty_post", d.Post))})
}

// handover says how the last shift was handed over.
func (n *onNow) handover(f rosterFacts) string {
	if !f.handed {
		return lang.L("还没有交过班。")
	}
	return lang.L("上次交班 {{.Time}}：{{.From}} 交，{{.To}} 接。", map[string]any{
		"Time": kit.SayTime(f.last.To, n.roster.shell.Now()), "From": staffName(f.staff, f.last.Actor), "To": staffName(f.staff, f.last.TakenBy)})
}

func staffName(all []access.Account, id string) string {
	for _, a := range all {
		if a.ID == id {
			return a.Display
		}
	}
	return "—"
}
