package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"image/color"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/ui/kit"
)

// refusing asks why aid is not given, under which clause, and for the
// signature on the notice. What was typed into the registration form stays
// whatever is answered here, and the answers and the signature stay with the
// page when it is closed.
type refusing struct {
	page    *arrival
	clauses []intake.Clause
	route   printing.Complaints

	form     *kit.Form
	reason   *kit.Choice
	text     *kit.Text // the clause in full, where its key is too short for it
	basis    *kit.Entry
	note     *kit.Entry
	proposed string // the basis that was written by choosing
	signing  signing
	popup    *sheetPopup
}

// refuse opens 不予救助.
func (a *arrival) refuse() {
	if !a.loaded || a.ending {
		return
	}
	if a.refusing != nil {
		a.refusing.show(a.shell.Window().Canvas())
		return
	}
	r := &refusing{page: a}
	a.shell.Work("正在读取条款…", func(ctx context.Context) (err error) {
		if r.clauses, err = a.desk.Clauses(ctx, intake.ClauseRefuse); err != nil {
			return err
		}
		r.route, err = complaintRoute(ctx, a.shell)
		return err
	}, func(err error) {
		if err != nil {
			a.shell.Fail(err)
			return
		}
		a.refusing = r
		r.open()
	})
}

// complaintRoute is where to complain, as the notice says it; nothing where
// this account may not read it.
func complaintRoute(ctx context.Context, shell Shell) (printing.Complaints, error) {
	if !shell.Session().Can(access.IssuePapers) {
		return printing.Complaints{}, nil
	}
	return shell.Papers().Complaints(ctx)
}

func (r *refusing) open() {
	a := r.page
	kept := intake.Refusal{}
	if a.base.Refusal != nil {
		kept = *a.base.Refusal
	}
	r.build(kept)
	r.form.OnDraft = func(string, string) { said := r.read(); a.base.Refusal = &said; a.save() }
	r.form.OnSubmit = r.submit
	r.show(a.shell.Window().Canvas())
}

// show lays the question over the page.
func (r *refusing) show(c fyne.Canvas) {
	room := canvas.NewRectangle(color.Transparent)
	room.SetMinSize(fyne.NewSize(min(c.Size().Width*readWidth, refuseWidth*kit.Size(kit.Popup)), c.Size().Height*refuseHeight))
	r.popup = lay(c, "不予救助", container.NewStack(room, r.form.Scroll()),
		kit.NewButton("取消", "close", func() { r.popup.close() }), kit.NewPrimary("登记不予救助", "save", r.form.Submit))
	r.form.Focus("refusal")
}

// How large the question is: one and a half dialogs wide, and as high as the
// smallest window lets it be.
const (
	refuseWidth  = 1.5
	refuseHeight = 0.7
)

func (r *refusing) build(kept intake.Refusal) {
	r.reason, r.text = kit.NewChoice(clauseOptions(r.clauses, kept.Reason)), kit.NewLabel("")
	r.text.Whole = false
	r.basis, r.note = kit.NewParagraphEntry(2), kit.NewParagraphEntry(2)
	r.reason.Choose(kept.Reason)
	r.basis.SetText(kept.Clause)
	r.note.SetText(kept.Note)
	r.proposed = r.clause().Basis
	r.reason.OnChanged = r.chose
	r.form = kit.NewForm()
	g := r.form.Group("")
	g.Add("refusal", "不予救助的情形", r.reason).Require()
	g.AddPlain(r.text)
	g.Add("clause", "依据（写在通知书上，可改）", r.basis)
	g.Add("note", "具体情况", r.page.sheet.phrased("refusal_note", r.note))
	g.AddPlain(kit.Close(kit.NewLabel(lang.L("通知书上写明的申诉途径")), kit.NewParagraph(r.routeWords())))
	r.signing.ask(r.form, g, "本人签收（登记后送达通知书）")
	r.say()
}

// clauseOptions are the clauses that are in use, and the one chosen before.
func clauseOptions(all []intake.Clause, chosen string) (options []kit.Option) {
	for _, c := range all {
		if c.Off && c.Key != chosen {
			continue
		}
		options = append(options, kit.Option{Key: c.Key, Text: shortClause(clauseWord(c))})
	}
	return options
}

func shortClause(text string) string {
	words := []rune(text)
	if len(words) <= clauseRunes {
		return text
	}
	return string(words[:clauseRunes-1]) + "…"
}

// clauseWord is a clause in the language that is spoken, where it is one of
// those with which a station starts, else the station's own words.
func clauseWord(c intake.Clause) string {
	if rows, err := assets.CodeTable("refusal_reason"); err == nil && kit.Language() == kit.English {
		for _, row := range rows {
			if row.Text == c.Text {
				return row.En
			}
		}
	}
	return c.Text
}

// clauseRunes is how much of a clause stands on its key; all of it stands
// below when it is chosen.
const clauseRunes = 40

func (r *refusing) clause() intake.Clause {
	if r.reason.Chosen() == "" {
		return intake.Clause{}
	}
	return intake.ClauseOf(r.clauses, r.reason.Chosen())
}

// chose writes the basis of the clause, unless another was written by hand.
func (r *refusing) chose() {
	if r.basis.Text == "" || r.basis.Text == r.proposed {
		r.proposed = r.clause().Basis
		r.basis.SetText(r.proposed)
	}
	r.say()
}

func (r *refusing) say() {
	words := clauseWord(r.clause())
	r.text.Paint(words, kit.Accent)
	r.text.Hidden = shortClause(words) == words
}

func (r *refusing) routeWords() string {
	if r.route.To == "" && r.route.Phone == "" {
		return lang.L("还没有设置申诉举报机关和电话，通知书上留空手写。站长可以在设置里填写。")
	}
	return lang.L("如对本决定有异议，可以向{{.To}}申诉或者举报，电话{{.Phone}}。情况发生变化的，可以随时再来求助。",
		map[string]any{"To": orBlank(r.route.To), "Phone": orBlank(r.route.Phone)})
}

// orBlank leaves room for the hand where nothing is known.
func orBlank(text string) string {
	if text == "" {
		return "________"
	}
	return text
}

func (r *refusing) read() intake.Refusal {
	said := intake.Refusal{Reason: r.reason.Chosen(), Clause: entered(r.basis), Note: entered(r.note)}
	if r.signing.pad.Method() == kit.Refused {
		said.Witness, _ = both(r.signing.one, r.signing.two) // asked for when it is registered
	}
	return said
}

// submit records the refusal. Who does not sign here signs on the paper; who
// refuses to is witnessed by two.
func (r *refusing) submit() {
	var signed []intake.Sign
	if !r.signing.empty() {
		sign, ok := r.signing.sign("refusal")
		if !ok {
			return
		}
		signed = append(signed, sign)
	}
	r.page.refuseFor(r.read(), signed, r.popup)
}

// refuseFor records the refusal and goes on to its notice. What is missing in
// the registration form itself is shown there.
func (a *arrival) refuseFor(r intake.Refusal, signed []intake.Sign, popup *sheetPopup) {
	if !a.sheet.form.Check() {
		popup.close()
		a.shell.Toast(kit.Toast{Text: "通知书也要写明来站方式和性别，请先补上。", Kind: kit.Soon})
		return
	}
	now := a.sheet.certain(a.read())
	now.Signed = append(now.Signed[:len(now.Signed):len(now.Signed)], signed...)
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
