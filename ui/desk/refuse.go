package desk

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/intake"
	"guitu/ui/kit"
)

// refuse asks why aid is not given, and under which clause: 不予救助. What was
// typed into the form stays whatever is answered here.
func (a *arrival) refuse() {
	if !a.loaded || a.ending {
		return
	}
	kept := intake.Refusal{}
	if a.base.Refusal != nil {
		kept = *a.base.Refusal
	}
	reason := kit.NewChoice(codes("refusal_reason"))
	reason.Choose(kept.Reason)
	clause := kit.NewParagraphEntry(2)
	clause.SetText(kept.Clause)
	note, witness := kit.NewParagraphEntry(2), kit.NewEntry()
	note.SetText(kept.Note)
	witness.SetText(kept.Witness)
	proposed := citation(kept.Reason)
	reason.OnChanged = func() {
		if clause.Text == "" || clause.Text == proposed {
			proposed = citation(reason.Chosen())
			clause.SetText(proposed)
		}
	}
	read := func() intake.Refusal {
		return intake.Refusal{Reason: reason.Chosen(), Clause: clause.Text, Note: note.Text, Witness: witness.Text}
	}
	form := kit.NewForm()
	g := form.Group("")
	g.Add("refusal", "不予救助的情形", reason).Require()
	g.Add("clause", "依据（写在通知书上，可改）", clause)
	g.Add("note", "具体情况", note)
	g.Add("witness", "见证人（拒绝签收时写两位）", witness)
	form.OnDraft = func(string, string) { r := read(); a.base.Refusal = &r; a.save() }
	var popup *sheetPopup
	form.OnSubmit = func() { a.refuseFor(read(), popup) }
	act := kit.NewPrimary("登记不予救助", "save", form.Submit)
	next := kit.NewLabel(lang.L("登记后打开《不予救助通知书》，请送达并告知可以申诉。"))
	popup = lay(a.shell.Window().Canvas(), "不予救助", kit.Above(form, next),
		kit.NewButton("取消", "close", func() { popup.close() }), act)
	form.Focus("refusal")
}

// citation is the clause on which a reason rests.
func citation(reason string) string {
	rows, err := assets.CodeTable("refusal_reason")
	if err != nil {
		panic(err) // part of the program
	}
	for _, row := range rows {
		if row.Code == reason {
			return row.Note
		}
	}
	return ""
}

// refuseFor records the refusal and goes on to its notice. What is missing in
// the registration form itself is shown there.
func (a *arrival) refuseFor(r intake.Refusal, popup *sheetPopup) {
	if !a.sheet.form.Check() {
		popup.close()
		a.shell.Toast(kit.Toast{Text: "通知书也要写明来站方式和性别，请先补上。", Kind: kit.Soon})
		return
	}
	now := a.sheet.certain(a.read())
	a.finish("正在登记不予救助…", func(ctx context.Context, draft intake.Draft) (intake.Stay, error) {
		draft.Arrival = now
		return a.desk.Refuse(ctx, draft, r)
	}, func(stay intake.Stay) {
		popup.close()
		kit.Tell("registered", "refusal")
		a.showOutcome(stay, now)
		a.shell.Go(kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/refusal"})
	})
}
