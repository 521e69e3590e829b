package printing

import (
	"context"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter/supply"
)

// FareReceiptPDF makes 收据 of a fare, to be signed by who got it, or of one that
// came back. Its number is that under which the cash was booked, so that it can
// be printed again. It goes to the accountants: whoever is under protection
// stands on it as 保护对象 with the number of the stay.
func (p *Papers) FareReceiptPDF(ctx context.Context, f supply.Fare) (Result, error) {
	var o Options
	var whom intake.Resident
	backOf := ""
	entry := access.Entry{Action: "fare.print", Table: "supply_fare", Target: f.ID, Person: f.PersonID}
	err := p.Session.Disclose(ctx, access.IssueSupplies, entry, func(tx *access.Tx) (err error) {
		if o, err = p.options(tx); err != nil {
			return err
		}
		whom, err = intake.FindResident(tx, f.StayID)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	if f.BackOf != "" {
		paid, err := p.Supplies.Fare(ctx, f.BackOf)
		if err != nil {
			return Result{}, err
		}
		backOf = paid.Number
	}
	o.Number, o.IssuedAt = f.Number, f.At.In(calendar.Zone)
	return setForm("fare_receipt", fareValues(f, whom, backOf), o)
}

func fareValues(f supply.Fare, whom intake.Resident, backOf string) Values {
	shown, fen := shownAs(whom), int64(f.AmountFen)
	v := Values{"name": shown[0], "stay_number": shown[1], "at": moment(f.At), "matter": "短途车费（" + CodeWord("fare_way", f.Way) + "）",
		"article": f.Rule.Article + "（限额" + yuan(int64(f.Rule.LimitFen)) + "元）"}
	if backOf != "" {
		fen = -fen
		v["matter"] = "退回短途车费（" + CodeWord("fare_way", f.Way) + "）"
		v["back"] = "冲销收据 " + backOf + " 的同额车费"
	}
	v["words"], v["amount"] = YuanInWords(fen), yuan(fen)
	return v
}
