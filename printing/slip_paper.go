package printing

import (
	"context"
	"slices"
	"strconv"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/shelter/supply"
)

// slipForms are the forms of the store room's slips, by what they are of.
var slipForms = map[string]string{
	supply.MoveIssue: "slip_issue", supply.MoveReceive: "slip_receive", supply.MoveReturn: "slip_return",
	supply.MoveTransfer: "slip_transfer", supply.MoveWriteOff: "slip_write_off", supply.MoveAdjust: "slip_adjust",
}

// SlipTitle is what the paper of a kind of slip is called, the key of its
// translation: 物资出库单.
func SlipTitle(kind string) string {
	form, err := Find(slipForms[kind])
	if err != nil {
		return ""
	}
	return form.Title
}

// SlipPDF makes the papers of slips by their numbers, one after another in one
// file, to be signed and filed in the store room. What stands on them comes from
// the ledger: printed again they say the same. That a slip of somebody was
// printed is on record.
//
// The paper lies in the store room: whoever is under protection stands on it as
// 保护对象.
func (p *Papers) SlipPDF(ctx context.Context, numbers ...string) (Result, error) {
	if len(numbers) == 0 {
		return Result{}, store.Fail(store.Invalid, "请先选一张单据。").On("slip")
	}
	var all []slipFacts
	for _, number := range numbers {
		f, err := p.slipFacts(ctx, number)
		if err != nil {
			return Result{}, err
		}
		all = append(all, f)
	}
	return renderSlips(all)
}

// slipFacts is what a slip's paper is made of.
type slipFacts struct {
	slip    supply.Slip
	lots    map[string]supply.Lot
	staff   map[string]string // names by account
	options Options

	to, stay, place string // who was given it, and where they live
}

func (p *Papers) slipFacts(ctx context.Context, number string) (f slipFacts, err error) {
	if f.slip, err = p.Supplies.Slip(ctx, number); err != nil {
		return f, err
	}
	if f.lots, err = p.Supplies.LotsNamed(ctx, f.slip.LotIDs()...); err != nil {
		return f, err
	}
	if f.staff, err = p.staff(ctx); err != nil {
		return f, err
	}
	if err := p.slipReader(ctx, &f); err != nil {
		return f, err
	}
	return f, p.slipPlace(ctx, &f)
}

// slipReader reads whom the slip concerns, and puts on record that it was
// printed.
func (p *Papers) slipReader(ctx context.Context, f *slipFacts) (err error) {
	entry := access.Entry{Action: "slip.print", Table: "supply_move", Target: f.slip.Number}
	if f.slip.StayID == "" {
		f.options, err = p.disclosed(ctx, "", entry)
		return err
	}
	return p.Session.Disclose(ctx, access.ReadPeople, entry, func(tx *access.Tx) (err error) {
		if f.options, err = p.options(tx); err != nil {
			return err
		}
		whom, err := intake.FindResident(tx, f.slip.StayID)
		if err != nil {
			return err
		}
		shown := shownAs(whom)
		f.to, f.stay = shown[0], shown[1]
		return nil
	})
}

// slipPlace names the room that the slip is for, or the bed of whom it is for.
func (p *Papers) slipPlace(ctx context.Context, f *slipFacts) (err error) {
	switch {
	case p.House == nil:
		return nil
	case f.slip.StayID != "":
		f.place, err = p.bed(ctx, f.slip.StayID)
		return err
	case f.slip.RoomID == "":
		return nil
	}
	plan, err := p.House.Layout(ctx)
	if err != nil {
		return err
	}
	if at := slices.IndexFunc(plan.Rooms, func(r shelter.Room) bool { return r.ID == f.slip.RoomID }); at >= 0 {
		f.to = "房间 " + plan.Rooms[at].Name
		f.place = plan.Rooms[at].Name
	}
	return nil
}

// values fill the form.
func (f slipFacts) values() Values {
	v := Values{
		"number": f.slip.Number, "at": f.slip.At.In(calendar.Zone), "reason": f.slip.Reason,
		"actor": f.staff[f.slip.Actor], "second": f.staff[f.slip.Second],
		"to": f.to, "stay_number": f.stay, "place": f.place,
	}
	var rows []map[string]string
	total, kinds := 0, 0
	for _, line := range f.slip.Lines {
		kinds++
		total += line.Qty
		for i, part := range line.Lots {
			lot := f.lots[part.LotID]
			row := map[string]string{
				"no": strconv.Itoa(len(rows) + 1), "name": line.Item.Name, "size": line.Item.Size, "quantity": f.quantity(part.Qty) + line.Item.Unit,
				"label": lot.Label, "depot": lot.Depot.Name, "source": sourceWords(lot), "expires": lot.Expires.String(),
			}
			if f.slip.Kind == supply.MoveTransfer {
				if part.Qty > 0 {
					continue // stands on the line that it came out of
				}
				row["into"] = f.into(line, i)
			}
			v["origin"] = CodeWord("supply_source", lot.Source)
			rows = append(rows, row)
		}
	}
	v["lines"] = rows
	v["total"] = store.Fill("{{.Kinds}}种，{{.N}}件", store.Args{"Kinds": kinds, "N": total})
	return v
}

// quantity is how many, whichever way they went; a difference keeps its sign.
func (f slipFacts) quantity(n int) string {
	if f.slip.Kind != supply.MoveAdjust {
		n = max(n, -n)
	}
	return strconv.Itoa(n)
}

// into is the depot into which a part of a transfer went: the part after it.
func (f slipFacts) into(line supply.SlipLine, at int) string {
	for _, part := range line.Lots[at:] {
		if part.Qty > 0 {
			return f.lots[part.LotID].Depot.Name
		}
	}
	return ""
}

// sourceWords is where a lot came from, who gave it and for what.
func sourceWords(l supply.Lot) string {
	words := joined("：", CodeWord("supply_source", l.Source), l.Donor)
	if l.Use != "" {
		words += "（限" + l.Use + "）"
	}
	return words
}

// renderSlips sets the slips into one file.
func renderSlips(all []slipFacts) (Result, error) {
	last := all[len(all)-1]
	form, err := Find(slipForms[last.slip.Kind])
	if err != nil {
		return Result{}, err
	}
	o := last.options
	o.IssuedAt = last.slip.At.In(calendar.Zone)
	d, err := o.document(form.Title, form.paper().size)
	if err != nil {
		return Result{}, err
	}
	for _, f := range all {
		form, err := Find(slipForms[f.slip.Kind])
		if err != nil {
			return Result{}, err
		}
		if err := set(d, form, f.values().with(o)); err != nil {
			return Result{}, err
		}
	}
	pdf, err := d.Bytes()
	if err != nil {
		return Result{}, err
	}
	return Result{PDF: pdf, Pages: d.Pages(), Missing: d.Missing()}, nil
}
