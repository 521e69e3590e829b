package main

import (
	"strconv"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

type supplyFares struct {
	Month string `required:"" help:"月份，如 2026-11" placeholder:"MONTH"`
	asJSON
}

// receipt is a fare as machines read it: with the ids of person and stay, and
// without a name.
type receipt struct {
	Number string `json:"number"`
	At     string `json:"at"`
	Stay   string `json:"stay"`
	Person string `json:"person"`
	Fen    int    `json:"fen"`
	Way    string `json:"way"`
	BackOf string `json:"back_of"` // number
}

// fareFile is the month's cash.
type fareFile struct {
	Month    string    `json:"month"`
	Receipts []receipt `json:"receipts"`
	Stays    int       `json:"stays"`
	OutFen   int       `json:"out_fen"`
	BackFen  int       `json:"back_fen"`
	NetFen   int       `json:"net_fen"`
}

func (c *supplyFares) Run(d *desk) error {
	month, err := readMonth(c.Month)
	if err != nil {
		return err
	}
	return withRoom(d, func(room *supply.Room) error {
		sum, err := room.FareMonth(d, month.Year(), month.Month())
		if err != nil {
			return err
		}
		fares, err := room.FaresIn(d, month.Year(), month.Month())
		if err != nil {
			return err
		}
		file := fareFile{Month: c.Month, Receipts: receipts(fares), Stays: sum.Stays, OutFen: sum.OutFen, BackFen: sum.BackFen, NetFen: sum.NetFen()}
		if c.JSON {
			return d.writeJSON(file)
		}
		return c.table(d, file)
	})
}

func receipts(fares []supply.Fare) []receipt {
	numbers := map[string]string{}
	for _, f := range fares {
		numbers[f.ID] = f.Number
	}
	all := make([]receipt, len(fares))
	for i, f := range fares {
		all[i] = receipt{f.Number, f.At.In(calendar.Zone).Format(time.RFC3339), f.StayID, f.PersonID, f.AmountFen, f.Way, ""}
		if f.BackOf != "" {
			if all[i].BackOf = numbers[f.BackOf]; all[i].BackOf == "" {
				all[i].BackOf = f.BackOf // paid in another month
			}
		}
	}
	return all
}

func (c *supplyFares) table(d *desk, file fareFile) error {
	ways := codeWords("fare_way")
	rows := [][]string{{say("收据号", nil), say("时间", nil), say("乘坐", nil), say("金额", nil), say("退回", nil)}}
	for _, r := range file.Receipts {
		rows = append(rows, []string{r.Number, r.At[:16], ways[r.Way], yuanWords(r.Fen), r.BackOf})
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	return d.tell("{{.Stays}}人，发出{{.Out}}元，退回{{.Back}}元，实支{{.Net}}元。", store.Args{
		"Stays": file.Stays, "Out": yuanWords(file.OutFen), "Back": yuanWords(file.BackFen), "Net": yuanWords(file.NetFen)})
}

func yuanWords(fen int) string { return strconv.FormatFloat(float64(fen)/100, 'f', 2, 64) }
