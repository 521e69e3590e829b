package supplies

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// enter takes what was typed or scanned: a number is how many there are of the
// line, a barcode jumps to its item, and a number with a barcode behind it is
// both.
func (c *takeCount) enter() {
	text := strings.TrimSpace(c.number.Text)
	qty, jump := splitScan(text, c.take.Lines)
	switch {
	case text == "":
		c.next()
	case jump != "" && qty == "":
		c.number.SetText("")
		c.jump(jump)
	case jump != "":
		c.write(qty, func() { c.jump(jump) })
	default:
		c.write(text, c.after)
	}
}

func (c *takeCount) jump(itemID string) {
	kit.Tell("stocktake", "scanned")
	c.goTo(itemID)
	c.start()
}

// after goes on when a line was counted: to its reason where it differs.
func (c *takeCount) after() {
	if l, ok := c.line(); ok && l.Variance() != 0 {
		c.takes.focus(c.reason)
		return
	}
	c.next()
}

// The digits of a count and of a barcode: no barcode is as short as a count.
const (
	mostDigits = 7
	leastCode  = 8
)

// splitScan takes a count and a barcode apart. A scanner types behind what was
// typed by hand.
func splitScan(text string, lines []supply.CountLine) (qty, itemID string) {
	code := supply.CleanBarcode(text)
	for _, l := range lines {
		if l.Item.Barcode != "" && l.Item.Barcode == code {
			return "", l.Item.ID
		}
	}
	for _, l := range lines {
		if before, is := strings.CutSuffix(code, l.Item.Barcode); is && len(l.Item.Barcode) >= leastCode && len(before) <= mostDigits {
			if _, err := strconv.Atoi(before); err == nil {
				return before, l.Item.ID
			}
		}
	}
	return text, ""
}

// write puts down how many there are of the line.
func (c *takeCount) write(text string, then func()) {
	text = supply.CleanBarcode(text) // an input method makes digits wide
	n, err := strconv.Atoi(text)
	switch {
	case utf8.RuneCountInString(text) > mostDigits:
		c.number.SetProblem(lang.L("这个条码不在这次盘点里。请核对，或直接写数量。"))
		return
	case err != nil || n < 0:
		c.number.SetProblem(lang.L("请写清点到的数量，只写数字；没有就写 0。"))
		return
	}
	item := c.at
	var take supply.StockTake
	c.takes.save(c.form, func(ctx context.Context) (err error) {
		take, err = c.takes.shell.Supplies().Count(ctx, c.take.ID, item, n)
		return err
	}, func() {
		kit.Tell("stocktake", "counted")
		delete(c.typed, item)
		if c.at == item {
			c.number.SetText("")
			c.reason.SetText("")
		}
		c.show(take)
		if c.at == item {
			then()
		}
	})
}

// explain puts down why the line differs.
func (c *takeCount) explain() {
	text, item := strings.TrimSpace(c.reason.Text), c.at
	if text == "" {
		c.reason.SetProblem(lang.L("请写明为什么与账面不符：以后查起来要看得懂。"))
		return
	}
	room := c.takes.shell.Supplies()
	var take supply.StockTake
	c.takes.save(c.form, func(ctx context.Context) (err error) {
		if err := room.Explain(ctx, c.take.ID, item, text); err != nil {
			return err
		}
		take, err = room.StockTake(ctx, c.take.ID)
		return err
	}, func() {
		c.show(take)
		if c.at == item {
			c.next()
		}
	})
}
