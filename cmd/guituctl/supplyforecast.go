package main

import (
	"strconv"

	"guitu/internal/store"
	"guitu/shelter/supply"
)

type supplyForecast struct {
	Days int `default:"7" help:"寒潮几天，不写时是7天" placeholder:"N"`
	asJSON
}

// needed is what a wave would need of an item as machines read it.
type needed struct {
	Item      string `json:"item"` // id
	Name      string `json:"name"`
	Size      string `json:"size"`
	Unit      string `json:"unit"`
	Wave      string `json:"wave"`
	WaveDays  int    `json:"wave_days"`
	Used      int    `json:"used"`
	Need      int    `json:"need"`
	Usable    int    `json:"usable"`
	Shortfall int    `json:"shortfall"`
	Minimum   int    `json:"minimum"`
	Suggested int    `json:"suggested_minimum"`
	Order     int    `json:"order"`
}

// forecastFile is the whole forecast.
type forecastFile struct {
	Days     int      `json:"days"`
	LeadDays int      `json:"lead_days"`
	Waves    []string `json:"waves"`
	Lines    []needed `json:"lines"`
}

func (c *supplyForecast) Run(d *desk) error {
	return withRoom(d, func(room *supply.Room) error {
		f, err := room.Forecast(d, c.Days)
		if err != nil {
			return err
		}
		file := forecastFile{Days: f.Days, LeadDays: f.LeadDays, Waves: []string{}, Lines: []needed{}}
		for _, w := range f.Waves {
			file.Waves = append(file.Waves, w.Name)
		}
		for _, n := range f.Lines {
			file.Lines = append(file.Lines, needed{n.Item.ID, n.Item.Name, n.Item.Size, n.Item.Unit, n.Wave.Name, n.WaveDays, n.Used,
				n.Need, n.Usable, n.Shortfall, n.Item.Reorder, n.Minimum, n.Order})
		}
		if c.JSON {
			return d.writeJSON(file)
		}
		return c.table(d, file)
	})
}

func (c *supplyForecast) table(d *desk, file forecastFile) error {
	rows := [][]string{{say("物资", nil), say("上次用了", nil), say("需要", nil), say("现有能发", nil), say("缺", nil), say("建议补货线", nil), say("采购", nil)}}
	short := 0
	for _, n := range file.Lines {
		if n.Shortfall > 0 {
			short++
		}
		row := []string{(supply.Item{Name: n.Name, Size: n.Size}).Full()}
		for _, amount := range []int{n.Used, n.Need, n.Usable, n.Shortfall, n.Suggested, n.Order} {
			row = append(row, strconv.Itoa(amount))
		}
		rows = append(rows, row)
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	return d.tell("{{.Days}}天寒潮，{{.N}}种物资不够。", store.Args{"Days": file.Days, "N": short})
}
