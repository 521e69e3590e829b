package person

import (
	"context"
	"maps"
	"slices"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// diet is what somebody eats and may not eat.
type diet struct {
	care *care
	room *careRoom
	form *kit.Form

	kinds           *kit.Choice
	allergies, note *kit.Entry
	filled          map[string]string // as the form was filled from the file, to see what was typed
	of              string            // the stay that it was filled from
}

func newDiet(c *care) *diet {
	d := &diet{care: c, form: kit.NewForm(), kinds: kit.NewMultiChoice(table("diet")), allergies: kit.NewEntry(), note: kit.NewEntry()}
	d.allergies.SetHint(lang.L("青霉素、花生、海鲜"))
	g := d.form.Group("")
	g.Add("kinds", "饮食（不选是普通饮食）", d.kinds)
	g.Add("allergies", "过敏、忌口", d.allergies)
	g.Add("note", "说明", d.note)
	d.form.OnSubmit = d.submit
	d.room = c.room(careDiet, "饮食和过敏", access.Register, d.form, "保存饮食", d.fill)
	return d
}

func (d *diet) submit() {
	before := d.care.file().Diet()
	before.StayID = d.care.stay().ID
	one := shelter.Diet{StayID: before.StayID, Kinds: d.kinds.ChosenAll(), Dislikes: shelter.Dislikes{Allergies: entered(d.allergies), Note: entered(d.note)}}
	d.set(one, before, func() { d.put(d.care.stay(), d.care.file().Diet()) })
}

// set keeps a diet; undo sets the one before.
func (d *diet) set(one, before shelter.Diet, done func()) {
	p := d.care.page
	d.care.do(d.form, func(ctx context.Context) error {
		_, err := p.shell.House().SetDiet(ctx, one)
		return err
	}, func() {
		done()
		p.told("饮食已保存，厨房的人数跟着变。", func() { d.set(before, one, func() {}) })
		kit.Tell("saved", "diet")
	})
}

// put fills the form with what a stay has.
func (d *diet) put(stay intake.Stay, now shelter.Diet) {
	d.kinds.Choose(now.Kinds...)
	d.allergies.Restore(now.Allergies)
	d.note.Restore(now.Note)
	if now.ID == "" {
		d.allergies.Restore(stay.Allergy)
	}
	d.form.Refresh()
	d.of, d.filled = stay.ID, d.form.Drafts()
}

// fill shows what holds and what held before; the form follows while nothing
// was typed into it.
func (d *diet) fill(stay intake.Stay, file shelter.CareFile) {
	p := d.care.page
	if d.of != stay.ID || maps.Equal(d.form.Drafts(), d.filled) {
		d.put(stay, file.Diet())
	}
	if stay.Allergy != "" {
		d.room.top.Add(kit.NewParagraph(lang.L("▲ 登记时说的过敏：{{.What}}", map[string]any{"What": stay.Allergy})))
	}
	if len(file.Diets) == 0 {
		d.room.add(kit.NewParagraph(lang.L("没有登记过饮食，按普通饮食备餐。清真、软食、糖尿病餐和过敏记在这里，厨房看人数、发药单看过敏。")))
		return
	}
	for i, one := range slices.Backward(file.Diets) {
		words := kit.NewText(lang.L("现在"))
		if words.Bold = true; i < len(file.Diets)-1 {
			words = kit.NewLabel(lang.L("以前"))
		}
		d.room.add(kit.Close(words, kit.NewParagraph(dietWords(one)), kit.NewLabel(kit.Joined(kit.SayTime(one.At, p.shell.Now()), p.staff(one.Actor)))))
	}
}
