package house

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
)

// openSwaps shows what colleagues ask of me, and what I asked, in place of the
// roster.
func (r *roster) openSwaps() {
	me := r.shell.Session().Account().ID
	table := kit.NewDataTable([]kit.Column[shelter.Swap]{
		{ID: "who", Title: lang.L("谁问谁"), Width: 3, Text: func(s shelter.Swap) string {
			return lang.L("{{.From}} 请 {{.To}}", map[string]any{"From": s.FromName, "To": s.ToName})
		}},
		{ID: "duty", Title: lang.L("接哪个班"), Width: 3, Text: func(s shelter.Swap) string { return r.dutyWords(s.DutyID, s.Duty) }},
		{ID: "back", Title: lang.L("换回哪个班"), Width: 3, Text: func(s shelter.Swap) string { return r.dutyWords(s.BackID, s.Back) }},
		{ID: "state", Title: lang.L("状态"), Width: 2, Text: func(s shelter.Swap) string {
			if s.To == me {
				return "● " + lang.L("等您答复")
			}
			return "○ " + lang.L("等对方答复")
		}, Color: func(s shelter.Swap) fyne.ThemeColorName {
			if s.To == me {
				return kit.Soon
			}
			return kit.Info
		}},
	})
	slices.SortStableFunc(r.facts.swaps, func(a, b shelter.Swap) int { // what waits for me first
		switch {
		case a.To == me && b.To != me:
			return -1
		case b.To == me && a.To != me:
			return 1
		}
		return 0
	})
	table.SetRows(r.facts.swaps)
	accept := kit.NewPrimary("接受", "", nil)
	decline, withdraw := kit.NewButton("谢绝", "", nil), kit.NewButton("撤回", "", nil)
	settle := func(does func(ctx context.Context, id string) error, said string) func() {
		return func() {
			if s, ok := table.Marked(); ok {
				r.settle(s, does, said)
			}
		}
	}
	h := r.shell.House
	accept.OnTapped = settle(func(ctx context.Context, id string) error { return h().AcceptSwap(ctx, id) }, "已接受，排班表已经改好。")
	decline.OnTapped = settle(func(ctx context.Context, id string) error { return h().DeclineSwap(ctx, id) }, "已谢绝，排班不变。")
	withdraw.OnTapped = settle(func(ctx context.Context, id string) error { return h().WithdrawSwap(ctx, id) }, "已撤回，排班不变。")
	follow := func() {
		s, ok := table.Marked()
		accept.SetEnabled(ok && s.To == me)
		decline.SetEnabled(ok && s.To == me)
		withdraw.SetEnabled(ok && s.From == me)
	}
	table.OnMark = func(shelter.Swap) { follow() }
	table.OnOpen = func(s shelter.Swap) {
		if s.To == me {
			accept.OnTapped()
		}
	}
	follow()
	var body fyne.CanvasObject = table
	if len(r.facts.swaps) == 0 {
		body = kit.NewEmpty("today", "没有等答复的换班。在排班表上选中自己的班，按“请人换班”。", nil)
	}
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回排班表", "", r.Back)}, withdraw, decline, accept)
	r.Put(container.NewBorder(kit.SentenceOver("Enter 接受。接受后两个人的班马上对换，不用再报。"), foot, nil, nil, body))
	if len(r.facts.swaps) > 0 {
		r.FocusOn(table.Target())
		table.PutCursor(0)
	}
	r.swaps = table
	kit.Tell("swaps", "open")
}

// settle answers a swap and shows the roster.
func (r *roster) settle(s shelter.Swap, does func(ctx context.Context, id string) error, said string) {
	r.Save(nil, func(ctx context.Context) error { return does(ctx, s.ID) }, func() {
		kit.Tell("duty", "swapped")
		r.Back()
		r.load()
		r.Say(said)
	})
}

// dutyWords is a shift by its day: 11月25日 夜班; — for none.
func (r *roster) dutyWords(id string, d shelter.Duty) string {
	switch {
	case id == "":
		return "—"
	case d.ID == "":
		return lang.L("这个班已经取消")
	}
	s := r.facts.shift(d.Shift)
	return kit.SayDay(d.Day.Start(), r.shell.Now()) + " " + s.Name
}

// swapAhead is how many days ahead a shift can be taken in return.
const swapAhead = 28

// askSwap asks a colleague to take over the shift at the cursor.
func (r *roster) askSwap() {
	who, day, ok := r.marked()
	if !ok || who.ID != r.shell.Session().Account().ID {
		r.shell.Toast(kit.Toast{Text: "请先把光标移到自己的一个班上。", Kind: kit.Info})
		return
	}
	here := r.facts.of(who.ID, day)
	if len(here) == 0 {
		r.shell.Toast(kit.Toast{Text: "请先把光标移到自己的一个班上。", Kind: kit.Info})
		return
	}
	own := here[len(here)-1]
	var ahead []shelter.Duty
	today := calendar.On(r.shell.Now())
	r.shell.Work("正在读取排班…", func(ctx context.Context) (err error) {
		ahead, err = r.shell.House().Roster(ctx, today, today.AddDays(swapAhead))
		return err
	}, func(err error) {
		if err != nil {
			r.shell.Fail(err)
			return
		}
		r.openAsk(own, ahead)
	})
}

func (r *roster) openAsk(own shelter.Duty, ahead []shelter.Duty) {
	to, back := kit.NewLookup(r.colleagues()), kit.NewLookup(nil)
	to.SetHint(lang.L("姓名、拼音首字母"))
	back.SetHint(lang.L("不换回就留空"))
	to.OnChanged = func() {
		back.Options = nil
		for _, d := range ahead {
			if d.AccountID == to.Chosen() && d.From.After(r.shell.Now()) {
				back.Options = append(back.Options, kit.Option{Key: d.ID, Text: r.dutyWords(d.ID, d)})
			}
		}
	}
	form := kit.NewForm()
	group := form.Group("")
	group.Add("to", "请哪位同事", to).Require()
	group.Add("back", "我接对方的哪个班（↓ 列出）", back)
	form.OnSubmit = func() {
		whom, in := to.Chosen(), back.Chosen()
		r.Save(form, func(ctx context.Context) error {
			_, err := r.shell.House().AskSwap(ctx, own.ID, whom, in)
			return err
		}, func() {
			kit.Tell("duty", "asked")
			r.Back()
			r.load()
			r.Say("已经问了对方，对方接受后排班表才会改。")
		})
	}
	r.OpenFor(lang.L("请人换班：{{.Shift}}", map[string]any{"Shift": r.dutyWords(own.ID, own)}), "对方接受后排班表才会改，在那以前可以撤回。", form,
		kit.NewPrimary("发出", "save", form.Submit))
}

// colleagues are those who can be asked.
func (r *roster) colleagues() (options []kit.Option) {
	me := r.shell.Session().Account().ID
	for _, a := range r.facts.staff {
		if a.Active && a.ID != me {
			options = append(options, kit.Option{Key: a.ID, Text: a.Display, Find: a.Name + " " + intake.Initials(a.Display)})
		}
	}
	return options
}
