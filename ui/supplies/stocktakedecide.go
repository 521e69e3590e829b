package supplies

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// save enters what is typed, or else approves.
func (c *takeCount) save() {
	l, _ := c.line()
	switch {
	case c.take.State != supply.Open:
	case c.counts() && strings.TrimSpace(c.number.Text) != "":
		c.enter()
	case c.counts() && l.Variance() != 0 && strings.TrimSpace(c.reason.Text) != l.Reason:
		c.explain()
	case c.approve == nil:
		c.takes.shell.Toast(kit.Toast{Text: "您的角色不能审批盘点，请找站务管理。", Kind: kit.Info})
	default:
		c.decide()
	}
}

// decide approves. What is still missing gets the cursor.
func (c *takeCount) decide() {
	shell := c.takes.shell
	var slip supply.Slip
	c.takes.once("正在保存…", func(ctx context.Context) (err error) {
		slip, err = shell.Supplies().ApproveStockTake(ctx, c.take.ID)
		return err
	}, func(err error) {
		if err != nil {
			c.point(err)
			shell.Fail(err)
			return
		}
		kit.Tell("stocktake", "approved")
		if slip.Number == "" {
			shell.Toast(kit.Toast{Text: "盘点已审批，账实相符。", Kind: kit.Done})
		} else {
			shell.Toast(kit.Toast{Text: "盘点已审批，差异已记入台账，单号{{.Number}}。", Args: map[string]any{"Number": slip.Number}, Kind: kit.Done})
		}
		id := c.take.ID
		c.takes.toList()
		c.takes.openTake(id)
	})
}

// point puts the cursor on the line that an approval was refused for.
func (c *takeCount) point(err error) {
	known, ok := errors.AsType[*store.Error](err)
	if !ok {
		return
	}
	for _, l := range c.take.Lines {
		if known.Field == "lines" && !l.Done || known.Field == "reason" && l.Variance() != 0 && l.Reason == "" {
			c.goTo(l.Item.ID)
			c.start()
			return
		}
	}
}

// drop ends the stock-take and leaves the books as they are.
func (c *takeCount) drop() {
	shell := c.takes.shell
	kit.AskReason(shell.Window().Canvas(), "取消这次盘点", "账面不会改动，已经数的留作记录。为什么不盘了？", "取消盘点", func(why string) {
		c.takes.save(nil, func(ctx context.Context) error { return shell.Supplies().DropStockTake(ctx, c.take.ID, why) }, func() {
			kit.Tell("stocktake", "dropped")
			c.takes.done("盘点已取消，账面没有改动。", nil)
			c.takes.toList()
		})
	})
}

// print prints the sheet to be filled while nothing is counted, else the
// result.
func (c *takeCount) print() {
	if c.take.State == supply.Open && c.take.Done == 0 {
		c.printSheet()
		return
	}
	take := c.take
	c.takes.paper.Open("物资盘点结果", lang.L("物资盘点结果")+" "+dayName(take.BegunAt), "stocktake", func(ctx context.Context) (printing.Result, error) {
		return c.takes.shell.Papers().CountResultPDF(ctx, take)
	})
}

func (c *takeCount) printSheet() {
	take := c.take
	c.takes.paper.Open("物资盘点表", lang.L("物资盘点表")+" "+dayName(take.BegunAt), "stocktake", func(ctx context.Context) (printing.Result, error) {
		return c.takes.shell.Papers().CountSheetPDF(ctx, take)
	})
}
