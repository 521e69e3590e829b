package main

import (
	"strconv"
	"strings"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter/supply"
)

type supplySlip struct {
	Number string `arg:"" help:"单号，如 FF2026-00012" placeholder:"NUMBER"`
	Output string `short:"o" help:"单据的 PDF 写到这里" placeholder:"FILE" type:"path"`
	asJSON
}

// slipFile is a slip as machines read it. It names nobody.
type slipFile struct {
	Number string     `json:"number"`
	Kind   string     `json:"kind"`
	At     time.Time  `json:"at"`
	Reason string     `json:"reason"`
	Lines  []slipLine `json:"lines"`
	File   string     `json:"file,omitempty"`
	Pages  int        `json:"pages,omitempty"`
}

// slipLine is a part of a slip that is of one lot.
type slipLine struct {
	Item     string `json:"item"` // id
	Name     string `json:"name"`
	Size     string `json:"size"`
	Unit     string `json:"unit"`
	Quantity int    `json:"quantity"` // negative for what went out
	Lot      string `json:"lot"`      // id
	Label    string `json:"label"`
	Source   string `json:"source"`
	Depot    string `json:"depot"`
	Expires  string `json:"expires"`
}

func (c *supplySlip) Run(d *desk) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	papers := papersOf(session)
	slip, err := papers.Supplies.Slip(d, strings.ToUpper(strings.TrimSpace(c.Number)))
	if err != nil {
		return err
	}
	lots, err := papers.Supplies.LotsNamed(d, slip.LotIDs()...)
	if err != nil {
		return err
	}
	file := slipFileOf(slip, lots)
	var paper printing.Result
	if c.Output != "" {
		if paper, err = papers.SlipPDF(d, slip.Number); err != nil {
			return err
		}
		file.File, file.Pages = c.Output, paper.Pages
	}
	if c.JSON {
		if c.Output != "" {
			if err := saveFile(c.Output, paper.PDF); err != nil {
				return err
			}
		}
		return d.writeJSON(file)
	}
	if err := c.table(d, file); err != nil || c.Output == "" {
		return err
	}
	return d.savePaper(c.Output, paper, nil)
}

func slipFileOf(s supply.Slip, lots map[string]supply.Lot) slipFile {
	file := slipFile{Number: s.Number, Kind: s.Kind, At: s.At.In(calendar.Zone), Reason: s.Reason, Lines: []slipLine{}}
	for _, l := range s.Lines {
		for _, part := range l.Lots {
			lot := lots[part.LotID]
			line := slipLine{Item: l.Item.ID, Name: l.Item.Name, Size: l.Item.Size, Unit: l.Item.Unit, Quantity: part.Qty,
				Lot: lot.ID, Label: lot.Label, Source: lot.Source, Depot: lot.Depot.Name}
			if !lot.Expires.IsZero() {
				line.Expires = lot.Expires.String()
			}
			file.Lines = append(file.Lines, line)
		}
	}
	return file
}

func (c *supplySlip) table(d *desk, file slipFile) error {
	sources := codeWords("supply_source")
	rows := [][]string{{say("物资", nil), say("数量", nil), say("批号", nil), say("有效期", nil), say("库房", nil), say("来源", nil)}}
	for _, l := range file.Lines {
		rows = append(rows, []string{(supply.Item{Name: l.Name, Size: l.Size}).Full(), strconv.Itoa(l.Quantity) + " " + l.Unit, l.Label, l.Expires, l.Depot, sources[l.Source]})
	}
	if err := d.tell("{{.Title}} {{.Number}}，{{.At}}", store.Args{"Title": say(printing.SlipTitle(file.Kind), nil), "Number": file.Number, "At": minute(file.At)}); err != nil {
		return err
	}
	return d.columns(rows)
}
