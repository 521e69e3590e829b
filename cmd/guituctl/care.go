package main

import (
	"strconv"
	"strings"
	"time"

	"guitu/assets"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

type careJobs struct {
	Meals careMeals `cmd:"" help:"一天每餐的份数和饮食，给厨房"`
	Round careRound `cmd:"" help:"到点和快到点的用药"`
}

type careMeals struct {
	Date string `help:"哪一天，如 2026-11-24，不写时是今天" placeholder:"DATE"`
	asJSON
}

// served is a meal as machines read it. It names nobody.
type served struct {
	Day    string         `json:"day"`
	Meal   string         `json:"meal"`
	Name   string         `json:"name"`
	At     string         `json:"at"`
	Total  int            `json:"total"`
	ByKind map[string]int `json:"by_kind"`
	Out    int            `json:"out"`
	Attend int            `json:"attention"` // plates that need it, those of protected people among them
}

func (c *careMeals) Run(d *desk) error {
	return withHouse(d, func(house *shelter.House) error {
		day := calendar.On(house.Session.DB().Now())
		if c.Date != "" {
			var err error
			if day, err = calendar.Parse(c.Date); err != nil {
				return errDate(err)
			}
		}
		all, err := servedOn(d, house, day)
		if err != nil {
			return err
		}
		if c.JSON {
			return d.writeJSON(all)
		}
		rows := [][]string{{say("餐次", nil), say("份数", nil), say("其中", nil), say("外出不计", nil), say("需要注意", nil)}}
		for _, m := range all {
			rows = append(rows, []string{m.Name + " " + m.At, strconv.Itoa(m.Total), dietCounts(m.ByKind), strconv.Itoa(m.Out), strconv.Itoa(m.Attend)})
		}
		return d.columns(rows)
	})
}

// servedOn counts each meal of a day.
func servedOn(d *desk, house *shelter.House, day calendar.Date) ([]served, error) {
	times, err := house.Meals(d)
	if err != nil {
		return nil, err
	}
	all := make([]served, 0, len(times))
	for _, t := range times {
		m, err := house.MealCount(d, day, t.Code)
		if err != nil {
			return nil, err
		}
		all = append(all, served{day.String(), t.Code, t.Name, t.At, m.Total, m.ByKind, m.Out, len(m.Notes) + m.Hidden})
	}
	return all, nil
}

// dietCounts is 清真 3、软食 1, in the order of the table.
func dietCounts(n map[string]int) string {
	rows, _ := assets.CodeTable("diet") // embedded: it is there
	var words []string
	for _, row := range rows {
		if n[row.Code] == 0 {
			continue
		}
		word := row.Text
		if english() {
			word = row.En
		}
		words = append(words, word+" "+strconv.Itoa(n[row.Code]))
	}
	return strings.Join(words, say("、", nil))
}

type careRound struct {
	Hours int `help:"往后几小时，1到72" default:"4" placeholder:"N"`
	asJSON
}

// medicineBack is how far back the list looks for doses that nobody recorded.
const medicineBack = 12 * time.Hour

// handed is a dose as machines read it. Its name is what lists show.
type handed struct {
	Due     string `json:"due"` // "" for what is taken when needed
	Bed     string `json:"bed"`
	Name    string `json:"name"`
	What    string `json:"what"`
	Dose    string `json:"dose"`
	Rules   string `json:"rules"`
	Allergy string `json:"allergy"`
	Late    bool   `json:"late"`
	Outcome string `json:"outcome"` // "" while it is open
}

func (c *careRound) Run(d *desk) error {
	if c.Hours < 1 || c.Hours > 72 {
		return store.Fail(store.Invalid, "--hours 请填写1到72。").On("hours")
	}
	return withHouse(d, func(house *shelter.House) error {
		now := house.Session.DB().Now()
		r, err := house.RoundList(d, now.Add(-medicineBack), now.Add(time.Duration(c.Hours)*time.Hour))
		if err != nil {
			return err
		}
		doses := make([]handed, 0, len(r.Lines)+len(r.AsNeeded))
		for _, l := range append(r.Lines, r.AsNeeded...) {
			doses = append(doses, handedOf(l))
		}
		if c.JSON {
			return d.writeJSON(map[string]any{"from": minute(r.From), "to": minute(r.To), "doses": doses, "hidden": r.Hidden, "away": r.Away})
		}
		return d.round(doses, r.Hidden)
	})
}

func handedOf(l shelter.RoundLine) handed {
	h := handed{Bed: l.Bed, Name: l.Name, What: l.Order.What, Dose: l.Order.Dose, Rules: l.Order.Rules, Allergy: l.Allergy, Late: l.Late}
	if !l.Due.IsZero() {
		h.Due = minute(l.Due)
	}
	if l.Dose != nil {
		h.Outcome = string(l.Dose.Outcome)
	}
	return h
}

func minute(t time.Time) string { return t.In(calendar.Zone).Format("2006-01-02 15:04") }

// round writes the doses for people.
func (d *desk) round(doses []handed, hidden int) error {
	words := map[string]string{"": say("待发", nil), string(shelter.DoseGiven): say("已服", nil), string(shelter.DoseRefused): say("拒服", nil), string(shelter.DoseMissed): say("漏服", nil)}
	rows := [][]string{{say("时间", nil), say("床位", nil), say("姓名", nil), say("药名", nil), say("用量", nil), say("状态", nil), say("服法、过敏", nil)}}
	for _, h := range doses {
		due, state := h.Due, words[h.Outcome]
		if due == "" {
			due = say("需要时", nil)
		}
		if h.Late {
			state = say("已迟", nil)
		}
		rows = append(rows, []string{due, h.Bed, h.Name, h.What, h.Dose, state, strings.TrimSpace(h.Rules + " " + h.Allergy)})
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	if hidden > 0 {
		return d.tell("另有{{.N}}种药是保护对象的，请指定人员发放", store.Args{"N": hidden})
	}
	return nil
}
