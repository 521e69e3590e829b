package person

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/printing"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// historyPage is how many changes the history shows at first, and how many
// more each time.
const historyPage = 40

// history is who changed what, each change with the way to take it back, and
// beside it who did what; the newest first.
func (p *page) history() fyne.CanvasObject {
	blocks := kit.Groups()
	all := p.changeBlocks()
	for at, block := range all {
		if at == historyPage+p.older {
			blocks.Add(kit.Beside(quiet("更早的改动", func() { p.older += historyPage; p.showTab() })))
			break
		}
		if at > 0 {
			blocks.Add(kit.NewRule(true))
		}
		blocks.Add(block)
	}
	var left fyne.CanvasObject = container.NewVScroll(kit.Margin(kit.Nudge, blocks))
	if len(all) == 0 {
		left = container.NewVScroll(kit.NewParagraph(lang.L("还没有改动。谁改了什么、原来写的是什么，都会留在这里，可以撤销。")))
	}
	left = container.NewBorder(kit.NewLabel(lang.L("谁改了什么")), nil, nil, nil, left)
	right := container.NewBorder(kit.NewLabel(lang.L("谁做过什么、谁看过")), nil, nil, nil, p.actTable())
	return container.New(parts{moreHalf}, left, right)
}

// changeBlocks are the savings of the file and the links to others.
func (p *page) changeBlocks() []fyne.CanvasObject {
	type dated struct {
		at    time.Time
		block fyne.CanvasObject
	}
	var all []dated
	for _, r := range p.changes() {
		all = append(all, dated{r.At, p.changeBlock(r)})
	}
	for _, l := range p.linkLines() {
		all = append(all, dated{l.at, kit.Close(headed(l.what, quiet("查看关联", p.openSame)), faint(kit.Joined(kit.SayTime(l.at, p.shell.Now()), l.by)), kit.NewParagraph(l.more))})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return b.at.Compare(a.at) })
	blocks := make([]fyne.CanvasObject, len(all))
	for i, one := range all {
		blocks[i] = one.block
	}
	return blocks
}

// revised are the parts of a file that have a history.
var revised = map[string]string{"person": "身份资料", "stay": "救助情况", "stay/health": "身体状况"}

// changeBlock is one saving: when, by whom, and each field before and after.
func (p *page) changeBlock(r intake.Revision) fyne.CanvasObject {
	part := kit.NewLabel(lang.L(revised[r.Table]))
	right := kit.Beside(part)
	if p.can(access.Register) {
		right.Add(kit.NewButton("撤销", "", func() { p.undoChange(r.ID) }))
	}
	lines := kit.Close(headed(kit.Joined(kit.SayTime(r.At, p.shell.Now()), p.staff(r.Actor)), right))
	for _, change := range p.changeWords(r) {
		lines.Add(kit.NewParagraph(lang.L("{{.Field}}：{{.Change}}", map[string]any{"Field": change.field, "Change": change.words})))
	}
	return lines
}

// changed is a field with what it was and what it became.
type changed struct{ field, words string }

func (p *page) changeWords(r intake.Revision) []changed {
	var all []changed
	for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
		change := r.Fields[name]
		if several := p.partsChanged(name, change); len(several) > 0 {
			all = append(all, several...)
			continue
		}
		all = append(all, changed{fieldName(name), p.arrow(p.value(name, change.Old), p.value(name, change.New))})
	}
	return all
}

func (p *page) arrow(old, new string) string {
	return lang.L("{{.Old}} → {{.New}}", map[string]any{"Old": old, "New": new})
}

// partsChanged are the parts that are called by their own name, where such a
// part of a field changed.
func (p *page) partsChanged(field string, change intake.FieldChange) []changed {
	var old, new map[string]json.RawMessage
	if len(change.Old) > 0 && json.Unmarshal(change.Old, &old) != nil || len(change.New) > 0 && json.Unmarshal(change.New, &new) != nil {
		return nil
	}
	var all []changed
	for _, part := range partOrder {
		before, after := p.value(part, old[part]), p.value(part, new[part])
		if partNames[part] && before != after {
			all = append(all, changed{kit.Joined(fieldName(field), fieldName(part)), p.arrow(before, after)})
		}
	}
	return all
}

// actTable is who did what.
func (p *page) actTable() fyne.CanvasObject {
	now := p.shell.Now()
	t := kit.NewDataTable([]kit.Column[line]{
		{ID: "at", Title: lang.L("时间"), Width: 0.3, Text: func(l line) string { return kit.SayTime(l.at, now) },
			Compare: func(a, b line) int { return a.at.Compare(b.at) }},
		{ID: "what", Title: lang.L("事项"), Width: 0.48, Text: func(l line) string { return kit.Joined(l.what, l.more) }},
		{ID: "by", Title: lang.L("经办"), Width: 0.22, Text: func(l line) string { return l.by }},
	})
	t.SetRows(p.actLines())
	return t
}

// actLines are the acts on record. The same thing done again and again by one
// colleague on one day is one line that counts.
func (p *page) actLines() []line {
	type same struct{ what, more, by, day string }
	at, count := map[same]int{}, map[same]int{}
	var all []line
	for _, a := range p.f.file.Acts { // the newest first
		l := line{at: a.At, what: actWords(a), more: actDetail(a), by: p.staff(a.Actor)}
		key := same{l.what, l.more, l.by, calendar.On(l.at).String()}
		if count[key]++; count[key] == 1 {
			at[key] = len(all)
			all = append(all, l)
			continue
		}
		all[at[key]].what = lang.L("{{.Act}} ×{{.N}}", map[string]any{"Act": l.what, "N": count[key]})
	}
	return all
}

// acts are the entries of the audit chain in words.
var acts = map[string]string{
	"register": "登记来站", "refuse": "不予救助", "file.open": "打开档案", "file.export": "导出档案", "file.unmask": "查看完整号码",
	"file.copy": "录入全国系统", "person.edit": "修改资料", "person.protect": "设为保护对象", "person.protect.why": "说明保护的理由",
	"person.link.same": "判为同一人", "person.link.apart": "判为不是同一人", "person.unlink": "解除关联", "stay.edit": "修改救助情况",
	"inquiry": "核查", "sign": "签名、按指印", "aid.spot": "不住站救助", "national.export": "导出全国系统数据",
	"photo.add": "添加照片", "photo.remove": "移除照片", "photo.restore": "恢复照片", "photo.view": "查看照片", "bed.assign": "安排床位",
	"bed.move": "换床", "bed.free": "离开床位", "bed.undo": "撤销床位", "depart": "办理离站", "departure.check": "离站前核对", "stay.extend": "延长救助",
	"stay.hospital": "送医住院", "stay.placed": "站外托养", "stay.back": "回站", "care.note": "照料记录", "care.read": "查看照料记录",
	"medicine.order": "开始用药", "medicine.stop": "停药", "medicine.given": "发药", "medicine.refused": "拒服", "medicine.missed": "漏服",
	"medicine.withdraw": "撤回发药登记", "diet": "登记饮食", "extension.ask": "申请延期", "extension.approved": "批准延期", "extension.declined": "不批准延期",
	"extension.file": "延期备案", "extension.withdrawn": "撤回延期申请", "separation.begin": "写明不能见面的人", "separation.end": "解除不能见面", "procedure.open": "启动处置程序", "procedure.step": "办理一步", "procedure.undo": "撤回一步", "procedure.close": "办结处置程序",
	"cost.record": "登记费用", "cost.cancel": "冲销费用", "supply.fare": "发零钱车费", "supply.issue": "发放物资", "supply.return": "退回物资",
	"paper.issue": "出具文书", "paper.open": "查看文书", "paper.preview": "预览文书", "paper.print": "打印文书", "paper.void": "作废文书",
	"case.open": "打开寻亲个案", "trace.step": "记录寻亲", "trace.withdraw": "撤回寻亲记录", "search": "查找",
}

func actWords(r access.Record) string {
	word, ok := acts[r.Action]
	if !ok {
		word = "其他操作"
	}
	return kit.Joined(lang.L(word), r.Doubt)
}

// actDetail says the codes and fields of an entry.
func actDetail(r access.Record) string {
	var words []string
	if field, ok := r.Detail["field"].(string); ok {
		words = append(words, fieldName(field))
	}
	if fields, ok := r.Detail["fields"].([]any); ok {
		for _, f := range fields {
			if name, ok := f.(string); ok {
				words = append(words, fieldName(name))
			}
		}
	}
	if kind, ok := r.Detail["kind"].(string); ok {
		words = append(words, kindWords(r.Action, kind))
	}
	return strings.Join(words, lang.L("、"))
}

// kindWords is the code that an entry of the audit carries, in words.
func kindWords(action, kind string) string {
	switch {
	case action == "care.note":
		return noteKind(shelter.NoteKind(kind))
	case strings.HasPrefix(action, "cost."):
		return trace.Code("cost_kind", kind)
	case strings.HasPrefix(action, "procedure."):
		return procedureWord(shelter.ProcedureKind(kind))
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
