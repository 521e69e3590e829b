package main

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"guitu/assets"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

type supplyJobs struct {
	Balance supplyBalance `cmd:"" help:"物资库存，按来源分开"`
	Book    supplyBook    `cmd:"" help:"物资出入库月报，供审计核对"`

	Forecast supplyForecast `cmd:"" help:"按以往寒潮推算要备多少物资"`
	Fares    supplyFares    `cmd:"" help:"一个月的短途车费收据"`
	Slip     supplySlip     `cmd:"" help:"一张物资单据的内容和 PDF"`
}

// withRoom runs a job in the store room of who signs in.
func withRoom(d *desk, job func(room *supply.Room) error) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	return job(&supply.Room{Session: session})
}

type supplyBalance struct{ asJSON }

// balanced is what there is of an item as machines read it.
type balanced struct {
	Item       string         `json:"item"` // id
	Kind       string         `json:"kind"`
	Name       string         `json:"name"`
	Size       string         `json:"size"`
	Unit       string         `json:"unit"`
	Barcode    string         `json:"barcode"`
	Stock      int            `json:"stock"`
	Minimum    int            `json:"minimum"`
	Low        bool           `json:"low"`
	BySource   map[string]int `json:"by_source"`
	Usable     int            `json:"usable"`
	Reserved   int            `json:"reserved"`
	Expired    int            `json:"expired"`
	NextExpiry string         `json:"next_expiry"`
}

func (c *supplyBalance) Run(d *desk) error {
	return withRoom(d, func(room *supply.Room) error {
		found, err := room.Balance(d)
		if err != nil {
			return err
		}
		all := make([]balanced, len(found))
		for i, b := range found {
			all[i] = balanced{b.Item.ID, b.Item.Kind, b.Item.Name, b.Item.Size, b.Item.Unit, b.Item.Barcode, b.Item.Stock, b.Item.Reorder, b.Item.Low(),
				b.BySource, b.Usable, b.Reserved, b.Expired, ""}
			if !b.NextExpiry.IsZero() {
				all[i].NextExpiry = b.NextExpiry.String()
			}
		}
		if c.JSON {
			return d.writeJSON(all)
		}
		return c.table(d, all)
	})
}

func (c *supplyBalance) table(d *desk, all []balanced) error {
	rows := [][]string{{say("物资", nil), say("库存", nil), say("能发", nil), say("定向", nil), say("过期", nil), say("捐赠", nil), say("最近到期", nil), say("补货", nil)}}
	low := 0
	for _, b := range all {
		order := ""
		if b.Low {
			low++
			order = say("要补", nil)
		}
		rows = append(rows, []string{(supply.Item{Name: b.Name, Size: b.Size}).Full(), strconv.Itoa(b.Stock) + " " + b.Unit, strconv.Itoa(b.Usable),
			strconv.Itoa(b.Reserved), strconv.Itoa(b.Expired), strconv.Itoa(b.BySource[supply.Donation]), b.NextExpiry, order})
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	return d.tell("共{{.N}}种，{{.Low}}种要补货。", store.Args{"N": len(all), "Low": low})
}

type supplyBook struct {
	Month string `required:"" help:"月份，如 2026-11" placeholder:"MONTH"`
	asJSON
}

// booked is a line of the month's book as machines read it. What went out is
// negative; opening and the rest add up to closing.
type booked struct {
	Item       string `json:"item"` // id
	Name       string `json:"name"`
	Size       string `json:"size"`
	Unit       string `json:"unit"`
	Source     string `json:"source"`
	Opening    int    `json:"opening"`
	Received   int    `json:"received"`
	Issued     int    `json:"issued"`
	Returned   int    `json:"returned"`
	WrittenOff int    `json:"written_off"`
	Adjusted   int    `json:"adjusted"`
	Closing    int    `json:"closing"`
}

// bookFile is the whole month.
type bookFile struct {
	Month       string   `json:"month"`
	Lines       []booked `json:"lines"`
	FareFen     int      `json:"fare_fen"`
	FareReceipt int      `json:"fare_receipts"`
}

func (c *supplyBook) Run(d *desk) error {
	month, err := readMonth(c.Month)
	if err != nil {
		return err
	}
	return withRoom(d, func(room *supply.Room) error {
		book, err := room.MonthBook(d, month.Year(), month.Month(), "")
		if err != nil {
			return err
		}
		fares, err := room.FareMonth(d, month.Year(), month.Month())
		if err != nil {
			return err
		}
		file := bookFile{Month: c.Month, Lines: []booked{}, FareFen: fares.NetFen(), FareReceipt: fares.Receipts}
		for _, l := range book.Lines {
			file.Lines = append(file.Lines, booked{l.Item.ID, l.Item.Name, l.Item.Size, l.Item.Unit, l.Source,
				l.Opening, l.Received, l.Issued, l.Returned, l.WrittenOff, l.Adjusted, l.Closing})
		}
		if c.JSON {
			return d.writeJSON(file)
		}
		return c.table(d, file)
	})
}

func readMonth(text string) (time.Time, error) {
	month, err := time.Parse("2006-01", text)
	if err != nil {
		return month, store.Fail(store.Invalid, "月份请写成 2026-11。").On("month").Because(err)
	}
	return month, nil
}

func (c *supplyBook) table(d *desk, file bookFile) error {
	sources := codeWords("supply_source")
	rows := [][]string{{say("物资", nil), say("来源", nil), say("期初", nil), say("入库", nil), say("发放", nil), say("退回", nil), say("报损", nil), say("盘点", nil), say("期末", nil)}}
	sums := map[string]int{}
	for _, l := range file.Lines {
		sums[l.Source]++
		row := []string{(supply.Item{Name: l.Name, Size: l.Size}).Full(), sources[l.Source]}
		for _, n := range []int{l.Opening, l.Received, l.Issued, l.Returned, l.WrittenOff, l.Adjusted, l.Closing} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	for _, source := range slices.Sorted(maps.Keys(sums)) {
		if err := d.tell("{{.Source}}：{{.N}}种。", store.Args{"Source": sources[source], "N": sums[source]}); err != nil {
			return err
		}
	}
	return d.tell("短途车费{{.N}}张收据，共{{.Yuan}}元。", store.Args{"N": file.FareReceipt, "Yuan": yuanWords(file.FareFen)})
}

// codeWords maps the codes of a table to what people read.
func codeWords(table string) map[string]string {
	rows, _ := assets.CodeTable(table) // embedded: it cannot fail
	words := map[string]string{}
	for _, row := range rows {
		words[row.Code] = row.Text
		if english() {
			words[row.Code] = row.En
		}
	}
	return words
}
