package supplies

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// slipMonths is how far back a list of slips goes; older ones are found by
// their number.
const slipMonths = 3

// openSlips lists the slips of some kinds, each to be printed again.
func (p *place) openSlips(kinds ...string) {
	var names map[string]string
	table := kit.NewDataTable([]kit.Column[supply.SlipHead]{
		{ID: "number", Title: lang.L("单号"), Width: 1.4, Text: func(s supply.SlipHead) string { return s.Number }},
		{ID: "kind", Title: lang.L("事项"), Width: 0.8, Text: func(s supply.SlipHead) string { return kindWords(s.Kind) }},
		{ID: "at", Title: lang.L("时间"), Width: 1.4, Text: func(s supply.SlipHead) string { return kit.SayTime(s.At, p.shell.Now()) },
			Compare: func(a, b supply.SlipHead) int { return a.At.Compare(b.At) }},
		{ID: "what", Title: lang.L("内容"), Width: 2, Text: slipWords},
		{ID: "reason", Title: lang.L("说明"), Width: 1.6, Text: func(s supply.SlipHead) string { return s.Reason }},
		{ID: "actor", Title: lang.L("经办人"), Width: 1.2, Text: func(s supply.SlipHead) string {
			return strings.Join(nonEmpty(names[s.Actor], names[s.Second]), "、")
		}},
	})
	table.OnOpen = func(s supply.SlipHead) { p.printSlips(s.Kind, s.Number) }
	find := kit.NewEntry()
	find.SetHint(lang.L("单号，如 FF2026-00012"))
	find.OnChanged = table.SetFilter
	find.OnSubmitted = func(text string) { p.openSlip(text) }
	body := container.NewStack(table)
	read := func() {
		var all []supply.SlipHead
		p.read("正在读取单据…", func(ctx context.Context) (err error) {
			if names, err = staff(ctx, p.shell); err != nil {
				return err
			}
			all, err = p.shell.Supplies().Slips(ctx, p.shell.Now().AddDate(0, -slipMonths, 0), kinds...)
			return err
		}, func() {
			table.SetRows(all)
			listOr(body, table, len(all), "还没有单据。每一笔进出都有单号，随时可以在这里重印。", nil)
		})
	}
	again := func(id string) bool {
		if s, ok := table.Marked(); ok && id == "print" {
			p.printSlips(s.Kind, s.Number)
			return true
		}
		return false
	}
	reprint := kit.NewButton("重印", "print", func() {
		if !again("print") {
			p.ask("请先在表里选一张单据。")
		}
	})
	p.list(lang.L("单据（最近三个月；更早的按单号找）"), container.NewBorder(find, nil, nil, nil, body), table.Target(), read, again, reprint)
}

// openSlip finds a slip by its number, however old it is.
func (p *place) openSlip(number string) {
	number = strings.ToUpper(strings.TrimSpace(number))
	var slip supply.Slip
	p.read("正在读取单据…", func(ctx context.Context) (err error) {
		slip, err = p.shell.Supplies().Slip(ctx, number)
		return err
	}, func() { p.printSlips(slip.Kind, slip.Number) })
}

// slipWords is what stands on a slip in short.
func slipWords(s supply.SlipHead) string {
	args := map[string]any{"Name": s.First, "N": s.Qty, "Kinds": s.Items}
	if s.Items == 1 {
		return lang.L("{{.Name}} {{.N}}", args)
	}
	return lang.L("{{.Name}}等{{.Kinds}}种，共{{.N}}", args)
}

func nonEmpty(texts ...string) (all []string) {
	for _, t := range texts {
		if t != "" {
			all = append(all, t)
		}
	}
	return all
}
