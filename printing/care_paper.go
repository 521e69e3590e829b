package printing

import (
	"context"
	"strconv"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

// carePaper makes a paper of the station that somebody carries through the
// house. That it was made is on record.
func (p *Papers) carePaper(ctx context.Context, name string, entry access.Entry, fill func(o Options) Values) (Result, error) {
	o, err := p.disclosed(ctx, access.ReadPeople, entry)
	if err != nil {
		return Result{}, err
	}
	return setForm(name, fill(o), o)
}

// RoundPDF makes 发药单, the list with which somebody goes from bed to bed. It
// says what is to be given and leaves room to sign for each.
func (p *Papers) RoundPDF(ctx context.Context, r shelter.Round) (Result, error) {
	entry := access.Entry{Action: "round.print", Table: "medicine_order", Detail: map[string]any{"doses": len(r.Lines)}}
	return p.carePaper(ctx, "care_round", entry, func(o Options) Values {
		v := Values{"from": moment(r.From), "to": moment(r.To), "printed": moment(o.IssuedAt), "hidden": notShown(r.Hidden)}
		v["lines"], v["needed"] = orNone(doseRows(r.Lines)), orNone(neededRows(r.AsNeeded))
		return v
	})
}

// notShown says that there are medicines on no list of this account.
func notShown(n int) string {
	if n == 0 {
		return ""
	}
	return store.Fill("另有{{.N}}种药是保护对象的，请向指定人员领单。", store.Args{"N": n})
}

// outcomeWords say what became of a dose.
var outcomeWords = map[shelter.Outcome]string{shelter.DoseGiven: "已服", shelter.DoseRefused: "拒服", shelter.DoseMissed: "漏服"}

func doseRows(lines []shelter.RoundLine) (rows [][]string) {
	for _, l := range lines {
		done := ""
		if l.Dose != nil {
			done = joined(" ", outcomeWords[l.Dose.Outcome], hourMinute(l.Dose.At))
		}
		rows = append(rows, []string{clockTime(l.Due), l.Bed, l.Name, l.Order.What, l.Order.Dose,
			joined("；", l.Order.Rules, allergyWords(l.Allergy)), done})
	}
	return rows
}

func neededRows(lines []shelter.RoundLine) (rows [][]string) {
	for _, l := range lines {
		rows = append(rows, []string{l.Bed, l.Name, l.Order.What, l.Order.Dose, joined("；", l.Order.Rules, allergyWords(l.Allergy)), ""})
	}
	return rows
}

func allergyWords(allergy string) string {
	if allergy == "" {
		return ""
	}
	return "过敏：" + allergy
}

// hourMinute is 21:05 in Beijing.
func hourMinute(t time.Time) string { return t.In(calendar.Zone).Format("15:04") }

// KitchenPDF makes 用餐人数表 of the meals of a day. It names only those whose
// plate needs attention.
func (p *Papers) KitchenPDF(ctx context.Context, day calendar.Date, meals []shelter.Meal) (Result, error) {
	entry := access.Entry{Action: "meal.print", Table: "diet", Detail: map[string]any{"day": day.String()}}
	return p.carePaper(ctx, "care_kitchen", entry, func(o Options) Values {
		v := Values{"day": day.Chinese(), "printed": moment(o.IssuedAt)}
		var counts, notes [][]string
		for _, m := range meals {
			counts = append(counts, []string{m.Meal.Name + " " + m.Meal.At, strconv.Itoa(m.Total), plateWords(m.Plates), awayWords(m)})
			for _, n := range m.Notes {
				notes = append(notes, []string{m.Meal.Name, n.Bed, n.Name, dietWords(n.Kinds), joined("；", allergyWords(n.Allergies), n.Note)})
			}
			if m.Hidden > 0 {
				notes = append(notes, []string{m.Meal.Name, "", store.Fill("保护对象{{.N}}人", store.Args{"N": m.Hidden}), "", "忌口请问指定人员"})
			}
		}
		v["counts"], v["notes"] = orNone(counts), orNone(notes)
		return v
	})
}

// plateWords is 普通 12、清真 3.
func plateWords(plates []shelter.Plate) string {
	words := make([]string, len(plates))
	for i, p := range plates {
		words[i] = dietWords(p.Kinds) + " " + strconv.Itoa(p.N)
	}
	return strings.Join(words, "、")
}

func dietWords(kinds []string) string {
	if len(kinds) == 0 {
		return "普通"
	}
	return strings.Join(codeWords("diet", kinds), "＋")
}

func awayWords(m shelter.Meal) string {
	if m.Out == 0 {
		return ""
	}
	return store.Fill("外出{{.N}}人不计", store.Args{"N": m.Out})
}

// rollWords say where somebody was at a roll-call.
var rollWords = map[shelter.RollState]string{
	shelter.RollPresent: "在", shelter.RollOuting: "外出", shelter.RollHospital: "住院", shelter.RollMissing: "未到",
}

// RollCallPDF makes 点名表 of a roll-call, to be ticked by hand or, once it was
// closed, to be filed.
func (p *Papers) RollCallPDF(ctx context.Context, c shelter.RollCall) (Result, error) {
	names, err := p.staff(ctx)
	if err != nil {
		return Result{}, err
	}
	entry := access.Entry{Action: "rollcall.print", Table: "rollcall", Target: c.ID}
	return p.carePaper(ctx, "care_rollcall", entry, func(o Options) Values {
		v := Values{"day": c.Day.Chinese(), "round": c.Name, "begun": moment(c.Begun), "by": names[c.BegunBy], "closed": moment(c.Closed), "printed": moment(o.IssuedAt)}
		counts := map[shelter.RollState]int{}
		var rows [][]string
		for _, l := range c.Lines {
			counts[l.State]++
			marked := ""
			if !l.Marked.IsZero() {
				marked = hourMinute(l.Marked)
			}
			rows = append(rows, []string{l.Room, l.Bed, l.Name, rollWords[l.State], marked, ""})
		}
		v["total"], v["rows"] = len(c.Lines), orNone(rows)
		v["present"], v["outing"] = counts[shelter.RollPresent], counts[shelter.RollOuting]
		v["hospital"], v["missing"] = counts[shelter.RollHospital], counts[shelter.RollMissing]
		return v
	})
}
