package supplies

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// readHad lists what the chosen one has already, each to be taken back.
func (i *issue) readHad() {
	one, ok := i.whom.one()
	if !ok {
		i.had.RemoveAll()
		i.relay()
		return
	}
	var all []supply.Issued
	i.read("正在读取领用记录…", func(ctx context.Context) (err error) {
		if one.isRoom() {
			all, err = i.shell.Supplies().IssuedIn(ctx, one.to.RoomID)
			return err
		}
		all, err = i.shell.Supplies().IssuedTo(ctx, one.to.StayID)
		return err
	}, func() {
		if now, still := i.whom.one(); still && now.to == one.to {
			i.showHad(one, all)
		}
	})
}

func (i *issue) showHad(one recipient, all []supply.Issued) {
	i.had.RemoveAll()
	if len(all) > 0 {
		i.had.Add(strong(lang.L("已领用")))
	}
	for _, had := range all {
		name := kit.NewText(lang.L("{{.Name}}　{{.N}}{{.Unit}}", map[string]any{"Name": full(had.Item), "N": had.Qty, "Unit": had.Item.Unit}))
		name.Whole = false
		back := kit.NewButton("退回", "", func() { i.giveBack(one, had) })
		back.Role = kit.Quiet
		i.had.Add(container.NewBorder(nil, nil, nil, kit.Beside(kit.NewLabel(kit.SayTime(had.Last, i.shell.Now())), back), name))
	}
	i.relay()
}

// giveBack asks how many come back, and why. All of them is what is meant
// most.
func (i *issue) giveBack(one recipient, had supply.Issued) {
	form, qty, reason := kit.NewForm(), kit.NewDigitsEntry(), kit.NewEntry()
	qty.SetText(strconv.Itoa(had.Qty))
	reason.SetText(lang.L("当面退回"))
	group := form.Group("")
	group.Add("quantity", "退回多少", qty).Require()
	group.Add("reason", "原因", reason).Require()
	var slip supply.Slip
	form.OnSubmit = func() {
		i.save(form, func(ctx context.Context) (err error) {
			slip, err = i.shell.Supplies().TakeBack(ctx, one.to, supply.Line{ItemID: had.Item.ID, Qty: number(qty)}, reason.Text)
			return err
		}, func() {
			kit.Tell("slip", "returned")
			i.back()
			i.undo = func() { i.giveAgain(one, had.Item, slip) }
			i.shell.Toast(kit.Toast{Text: "{{.Name}}已退回库存，单号{{.Number}}。", Args: map[string]any{"Name": full(had.Item), "Number": slip.Number}, Kind: kit.Done, Undo: i.undo})
			i.load(nil)
		})
	}
	i.fill(lang.L("{{.Whom}}退回{{.Name}}", map[string]any{"Whom": one.name(), "Name": full(had.Item)}), "退回的物资回到发出时的批次。", "退回", form)
}

// giveAgain undoes a return: out of the very lots into which it went.
func (i *issue) giveAgain(one recipient, item supply.Item, slip supply.Slip) {
	i.undo = nil
	order := supply.Order{To: one.to}
	for _, part := range slip.Lines[0].Lots {
		order.Lines = append(order.Lines, supply.Line{ItemID: item.ID, Qty: part.Qty, LotID: part.LotID})
	}
	i.shell.Work("正在撤销…", func(ctx context.Context) error {
		_, err := i.shell.Supplies().HandOut(ctx, order)
		return err
	}, func(err error) {
		if err != nil {
			i.shell.Fail(err)
		}
		i.load(nil)
	})
}
