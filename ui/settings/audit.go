package settings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// audit is 审计与校验: walk the chain, open every sealed record, and say in
// words what was found.
type audit struct {
	shell   Shell
	start   *kit.Button
	doing   *kit.Text
	result  *fyne.Container
	head    string
	copy    *kit.Button
	running bool
	lines   int64 // of the store room's ledger that were added up
}

func newAudit(shell Shell) *kit.Room {
	a := &audit{shell: shell, doing: kit.NewText(""), result: kit.Groups()}
	a.doing.Color = kit.Faint
	a.start = kit.NewPrimary("开始校验", "", a.verify)
	a.copy = kit.NewButton("复制审计链头", "", func() {
		fyne.CurrentApp().Clipboard().SetContent(a.head)
		told(shell, "已复制。可以和日报上印的对照。")
	})
	a.copy.Disable()
	content := container.NewBorder(kit.SentenceOver("逐条核对审计记录是否连贯，并打开每一份加密的资料。人多时要几分钟，其间可以照常工作。"),
		kit.Actions([]fyne.CanvasObject{a.doing}, a.copy, a.start), nil, nil, container.NewVScroll(kit.Margin(kit.Inside, a.result)))
	return &kit.Room{Content: content, Focus: func() { shell.Window().Canvas().Focus(a.start) }, Desk: a}
}

func (a *audit) verify() {
	if a.running {
		return
	}
	a.running = true
	a.start.Disable()
	a.result.RemoveAll()
	a.say(lang.L("正在核对审计记录…"))
	var v access.Verification
	var ledger supply.LedgerCheck
	a.shell.Work(lang.L("正在校验…"), func(ctx context.Context) (err error) {
		v, err = a.shell.Session().Verify(ctx, func(done int64) {
			fyne.Do(func() {
				if a.running {
					a.say(lang.L("已打开 {{.N}} 份资料…", map[string]any{"N": done}))
				}
			})
		})
		if err == nil {
			ledger, err = (&supply.Room{Session: a.shell.Session()}).Verify(ctx)
			v.Findings = append(v.Findings, ledger.Findings...)
		}
		return err
	}, func(err error) {
		a.running = false
		a.start.Enable()
		a.say("")
		if err != nil {
			a.shell.Fail(err)
			return
		}
		a.lines = ledger.Lines
		a.show(v)
	})
}

func (a *audit) say(words string) { a.doing.Set(words) }

// show puts the findings into words, the good news too.
func (a *audit) show(v access.Verification) {
	a.head = v.AuditHead
	a.copy.Enable()
	a.result.RemoveAll()
	if v.Sound() {
		a.result.Add(kit.Beside(kit.NewChip(kit.Square, lang.L("没有发现问题"), kit.Done)))
	} else {
		a.result.Add(kit.Beside(kit.NewChip(kit.Diamond, lang.L("发现 {{.N}} 处问题，请站长核实", map[string]any{"N": len(v.Findings)}), kit.Overdue)))
		for _, f := range v.Findings {
			a.result.Add(kit.NewParagraph(lang.L(f.Text, map[string]any(f.Args))))
		}
	}
	a.result.Add(kit.Close(
		fact("审计记录", strconv.FormatInt(v.AuditEntries, 10)),
		fact("打开的加密资料", strconv.FormatInt(v.Records, 10)),
		fact("无权打开的资料", strconv.FormatInt(v.Protected, 10)),
		fact("物资台账", strconv.FormatInt(a.lines, 10)),
		fact("审计链头", v.AuditHead)))
	a.result.Refresh()
}

// fact is a label with a value under it.
func fact(label, value string) fyne.CanvasObject {
	words := kit.NewText(value)
	words.Whole = false
	return kit.Close(kit.NewLabel(lang.L(label)), words)
}
