package person

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// copied is a field of the national system with what belongs in it.
type copied struct {
	key, label, value string
}

// nationalOrder are the fields in the order of 求助登记表, in which the
// national system asks for them.
func nationalOrder(p intake.Person, s intake.Stay, now time.Time) []copied {
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(now.Location()).Format("2006-01-02 15:04")
	}
	kin := make([]string, len(p.Kin))
	for i, k := range p.Kin {
		kin[i] = strings.TrimSpace(strings.Join([]string{k.Name, trace.Code("relationship", k.Relation), k.Address, k.Phone}, " "))
	}
	return []copied{
		{"number", "救助编号", s.Number}, {"arrived_at", "求助时间", at(s.ArrivedAt)}, {"came_by", "来站方式", trace.Code("came_by", s.CameBy)},
		{"brought_unit", "护送单位", s.BroughtUnit}, {"brought_by", "护送人", s.BroughtBy}, {"brought_phone", "护送人电话", s.BroughtPhone},
		{"name", "姓名", p.Name}, {"sex", "性别", trace.Code("sex", p.Sex)}, {"nation", "民族", trace.Code("nation", p.Nation)},
		{"birth", "出生日期", p.Birth}, {"age", "年龄", trace.AgeWords(p.Profile, now)}, {"id_kind", "证件类型", trace.Code("id_kind", p.IDKind)},
		{"id_number", "证件号码", p.IDNumber}, {"household", "户籍地", p.Household}, {"home", "住所地", p.Home},
		{"education", "文化程度", trace.Code("education", p.Education)}, {"marital", "婚姻", trace.Code("marital", p.Marital)},
		{"political", "政治面貌", trace.Code("political", p.Political)}, {"phone", "联系电话", p.Phone}, {"benefit", "低保、特困", trace.Code("benefit", p.Benefit)},
		{"reason", "求助原因", trace.Code("reason", s.Reason)}, {"needs", "求助需求", trace.Codes("need", s.Needs)}, {"story", "流浪原因、时间、经过", s.Story},
		{"kin", "近亲属", strings.Join(kin, "\n")}, {"look", "身体状况", joined(trace.Codes("health_look", s.Look), s.LookNote)},
		{"mind", "精神状况", joined(trace.Codes("mind_look", s.Mind), s.MindNote)}, {"accent", "语言口音", trace.Code("accent", p.Accent)},
		{"marks", "体貌特征", p.Marks}, {"clothing", "来时衣着", s.Clothing}, {"found_place", "发现地点", s.FoundPlace}, {"found_at", "发现时间", s.FoundAt},
	}
}

// openCopy lists the fields with a button each. That they were taken is on
// record, because the numbers among them leave in full.
func (p *page) openCopy() {
	entry := access.Entry{Action: "file.copy", Table: "person", Target: p.personID, Person: p.personID}
	p.shell.Work("正在准备复制…", func(ctx context.Context) error {
		return p.shell.Session().Disclose(ctx, access.ReadPeople, entry, func(*access.Tx) error { return nil })
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.open(p.copyPanel())
	})
}

func (p *page) copyPanel() *panel {
	var buttons []*kit.Button
	lines := kit.Close()
	scroll := container.NewVScroll(lines)
	for _, f := range nationalOrder(p.f.person(), p.f.stay(), p.shell.Now()) {
		if f.value == "" {
			continue
		}
		at := len(buttons)
		copyOne := kit.NewButton("复制", "", func() {
			p.copy(f.key, f.value)
			buttons[at].Role = kit.Quiet // done; goes on to the next
			buttons[at].Refresh()
			if at+1 < len(buttons) {
				p.focus(buttons[at+1])
				reveal(scroll, buttons[at+1])
			}
		})
		buttons = append(buttons, copyOne)
		shown := f.value
		if f.key == "id_number" || f.key == "phone" {
			shown = Mask(f.value)
		}
		value := kit.NewText(strings.ReplaceAll(shown, "\n", "；"))
		value.Whole = false
		label := kit.NewLabel(lang.L(f.label))
		label.Whole = false
		lines.Add(container.New(copyLine{}, label, value, copyOne))
	}
	n := &panel{content: kit.NewCard("按全国系统的顺序复制", nil, container.NewBorder(
		kit.NewParagraph(lang.L("按 Enter 复制一项并走到下一项，再到全国救助管理系统里粘贴。空着的项目不列出。")), nil, nil, nil, scroll))}
	if len(buttons) > 0 {
		n.first = buttons[0]
	}
	return n
}

// copyLine is a label, a value and the button that takes it.
type copyLine struct{}

func (copyLine) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Popup), o[2].MinSize().Height)
}

func (copyLine) Layout(o []fyne.CanvasObject, size fyne.Size) {
	label, button := kit.Size(kit.Frame), o[2].MinSize().Width
	gap := kit.Size(kit.Between)
	place := func(object fyne.CanvasObject, x, width float32) {
		height := object.MinSize().Height
		object.Move(fyne.NewPos(x, (size.Height-height)/2))
		object.Resize(fyne.NewSize(width, height))
	}
	place(o[0], 0, label-gap)
	place(o[1], label, size.Width-label-button-2*gap)
	place(o[2], size.Width-button-gap, button)
}

// kindWords is the code that an entry of the audit carries, in words.
func kindWords(action, kind string) string {
	switch {
	case strings.HasPrefix(action, "trace."):
		return lang.L(tracing.Kind(kind).Words())
	case strings.HasPrefix(action, "photo."):
		return trace.Code("photo_kind", kind)
	case strings.HasPrefix(action, "paper."):
		for _, k := range printing.Kinds() {
			if k.Name == kind {
				return lang.L(k.Title)
			}
		}
	case action == "depart":
		return trace.Code("leave_kind", kind)
	}
	return kind
}
