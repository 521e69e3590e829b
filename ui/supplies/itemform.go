package supplies

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// editItem changes what is known of an item, or adds one; a new one may be
// added in several sizes at once.
func (s *stock) editItem(item supply.Item) {
	form := kit.NewForm()
	kind, name, size, unit, reorder, barcode := kit.NewLookup(codes("supply_kind")), kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewDigitsEntry(), kit.NewEntry()
	active := kit.NewChoice([]kit.Option{{Key: "yes", Text: lang.L("在用")}, {Key: "no", Text: lang.L("停用")}})
	kind.Choose(item.Kind)
	name.SetText(item.Name)
	size.SetText(item.Size)
	unit.SetText(item.Unit)
	reorder.SetText(strconv.Itoa(item.Reorder))
	barcode.SetText(item.Barcode)
	active.Choose(map[bool]string{true: "yes", false: "no"}[item.Active])
	group := form.Group("")
	group.Add("name", "名称", name).Require()
	sizes := "尺码（可空）"
	if item.ID == "" {
		sizes = "尺码（可空；几个就用空格分开，如 S M L）"
	}
	group.Add("size", sizes, size)
	group.Add("kind", "类别", kind).Require()
	group.Add("unit", "计量单位", unit).Require()
	group.Beside("reorder", "补货线（0为不提醒）", reorder)
	group.Add("barcode", "条码（可空，可以扫）", barcode)
	group.Add("active", "状态", active)
	form.OnSubmit = func() {
		item := item
		item.Kind, item.Name, item.Size, item.Unit, item.Barcode = kind.Chosen(), name.Text, strings.TrimSpace(size.Text), unit.Text, barcode.Text
		item.Reorder, item.Active = max(0, number(reorder)), active.Chosen() != "no"
		step := s.saveItem(&item)
		if several := strings.Fields(strings.NewReplacer("、", " ", "，", " ", ",", " ").Replace(size.Text)); item.ID == "" && len(several) > 1 {
			step = func(ctx context.Context) error { return s.shell.Supplies().AddSizes(ctx, item, several) }
		}
		s.save(form, step, func() {
			s.done("{{.Name}}已保存。", map[string]any{"Name": item.Name})
			s.back()
			s.load()
		})
	}
	title := lang.L("修改{{.Name}}", map[string]any{"Name": full(item)})
	if item.ID == "" {
		title = lang.L("新物资")
	}
	s.fill(title, "", "", form)
}

func (p *place) saveItem(item *supply.Item) func(ctx context.Context) error {
	return func(ctx context.Context) error { return p.shell.Supplies().SaveItem(ctx, item) }
}

// correct sets the stock to what was seen in passing. More than a few need a
// stock-take.
func (s *stock) correct(item supply.Item) {
	form, qty, reason := kit.NewForm(), kit.NewDigitsEntry(), kit.NewEntry()
	group := form.Group("")
	group.Add("quantity", "实际有多少", qty).Require()
	group.Add("reason", "与账面不符的原因", reason)
	form.OnSubmit = func() {
		s.save(form, func(ctx context.Context) error {
			return s.shell.Supplies().Adjust(ctx, item.ID, number(qty), reason.Text)
		}, func() {
			s.done("{{.Name}}已更正，记入台账。", map[string]any{"Name": full(item)})
			s.back()
			s.load()
		})
	}
	title := lang.L("更正{{.Name}}：账面 {{.N}}{{.Unit}}", map[string]any{"Name": full(item), "N": item.Stock, "Unit": item.Unit})
	s.fill(title, "顺手发现的小差错在这里更正；差得多的请做盘点，由另一人审批。", "", form)
}

// correctLot puts right what was read wrongly off a package.
func (p *place) correctLot(l supply.Lot, then func()) {
	form, label, expires := kit.NewForm(), kit.NewEntry(), newDayEntry()
	label.SetText(l.Label)
	expires.SetText(l.Expires.String())
	group := form.Group("")
	group.Add("label", "批号", label)
	group.Add("expires", "有效期到", expires)
	form.OnSubmit = func() {
		l := l
		l.Label = strings.TrimSpace(label.Text)
		l.Expires, _ = readDay(expires.Text) // the field was verified
		p.save(form, func(ctx context.Context) error { return p.shell.Supplies().CorrectLot(ctx, l) }, func() {
			p.done("批次已更正，各库房的同一批一起改了。", nil)
			p.back()
			then()
		})
	}
	title := lang.L("更正批次：{{.Name}}", map[string]any{"Name": kit.Joined(full(l.Item), lotWords(l, words("supply_source")))})
	p.fill(title, "只改看错的批号和有效期；来源和捐赠人不能改，写错的请报损后重新入库。", "", form)
}
