package supplies

import (
	"context"

	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// orders is what is to be written: a slip for each who was chosen.
func (i *issue) orders() (all []supply.Order) {
	var lines []supply.Line
	for _, l := range i.basket {
		lines = append(lines, supply.Line{ItemID: l.item.ID, Qty: l.qty, LotID: l.lot})
	}
	for _, r := range i.whom.chosen {
		all = append(all, supply.Order{To: r.to, DepotID: i.depotID(), Lines: lines})
	}
	return all
}

// hand writes the slips, all of them or none. What the store room refuses
// stays in the basket.
func (i *issue) hand() {
	switch {
	case !i.can(access.IssueSupplies):
		i.shell.Toast(kit.Toast{Text: "您的角色不能发放物资，请找站务管理。", Kind: kit.Info})
		return
	case len(i.whom.chosen) == 0:
		i.ask("请先选领取人。")
		i.focus(i.whom.find)
		return
	case len(i.basket) == 0:
		i.ask("请先把物资加到这次发放。")
		i.focus(i.offer.table.Target())
		return
	}
	orders := i.orders()
	var slips []supply.Slip
	i.once("正在发放…", func(ctx context.Context) (err error) {
		slips, err = i.shell.Supplies().HandOutAll(ctx, orders)
		return err
	}, func(err error) {
		if err != nil {
			i.shell.Fail(err)
			i.load(nil)
			return
		}
		i.handed(slips)
	})
}

// handed tells what was written, and leaves the slip empty for the next.
func (i *issue) handed(slips []supply.Slip) {
	i.last, i.basket = nil, nil
	for _, s := range slips {
		i.last = append(i.last, s.Number)
	}
	kit.Tell("issued", "slip")
	kit.Tell("slip", "issued")
	numbers := i.last
	i.undo = func() { i.takeBack(numbers) }
	toast := kit.Toast{Text: "已发放，单号{{.Number}}。", Args: map[string]any{"Number": numbers[0]}, Kind: kit.Done, Undo: i.undo}
	if len(numbers) > 1 {
		toast.Text = "已发给{{.N}}人，单号{{.Number}}到{{.Last}}。按 F9 一起打印。"
		toast.Args = map[string]any{"N": len(numbers), "Number": numbers[0], "Last": numbers[len(numbers)-1]}
		i.whom.chosen = nil
	}
	i.shell.Toast(toast)
	i.showBasket()
	i.load(i.start)
}

// takeBack puts what was on slips back into the store room.
func (i *issue) takeBack(numbers []string) {
	i.undo = nil
	i.shell.Work("正在撤销…", func(ctx context.Context) error {
		_, err := i.shell.Supplies().TakeBackSlips(ctx, numbers, "撤销发放")
		return err
	}, func(err error) {
		if err != nil {
			i.shell.Fail(err)
		} else {
			kit.Tell("slip", "taken back")
			i.last = nil
			i.done("已撤销，物资退回库存。", nil)
		}
		i.load(nil)
	})
}

// print shows the slips that were written last, to be signed; where none were,
// the list of all that somebody was given.
func (i *issue) print() bool {
	if len(i.last) > 0 {
		i.printSlips(supply.MoveIssue, i.last...)
		return true
	}
	one, ok := i.whom.one()
	if !ok || one.isRoom() {
		i.shell.Toast(kit.Toast{Text: "发放以后按 F9 打印出库单；以前的在“单据”里重印。", Kind: kit.Info})
		return true
	}
	i.shell.Go(kit.Route{Name: kit.RoutePapers, ID: one.to.StayID + "/issue"})
	return true
}
