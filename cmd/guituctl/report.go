package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"guitu/assets"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

type reportJobs struct {
	Daily  reportDaily  `cmd:"" help:"一天的情况"`
	Period reportPeriod `cmd:"" help:"一段时间的情况"`
}

type reportDaily struct {
	Date string `help:"哪一天，如 2026-11-24，不写时是今天" placeholder:"DATE"`
	asJSON
}

type reportPeriod struct {
	From string `required:"" help:"从这一天起" placeholder:"DATE"`
	To   string `required:"" help:"到这一天为止，含当天" placeholder:"DATE"`
	asJSON
}

func (c *reportDaily) Run(d *desk) error {
	day, err := calendar.Parse(c.Date)
	if err != nil {
		return errDate(err)
	}
	return d.reportFigures(day, day, c.JSON)
}

func (c *reportPeriod) Run(d *desk) error {
	from, err := calendar.Parse(c.From)
	if err != nil {
		return errDate(err)
	}
	to, err := calendar.Parse(c.To)
	if err != nil {
		return errDate(err)
	}
	return d.reportFigures(from, to, c.JSON)
}

func errDate(err error) error {
	return store.Fail(store.Invalid, "日期请写成 2026-11-24。").Because(err)
}

// reportFigures writes the figures of some days; of today where none is named.
func (d *desk) reportFigures(from, to calendar.Date, json bool) error {
	session, station, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	if from.IsZero() {
		from = calendar.On(session.DB().Now())
		to = from
	}
	f, err := (&shelter.House{Session: session}).Period(d, from, to)
	if err != nil {
		return err
	}
	if json {
		return d.writeJSON(figuresFacts(station, f))
	}
	return d.figures(station, f)
}

// figuresFacts are the figures as machines read them.
func figuresFacts(station store.Station, f shelter.Figures) map[string]any {
	issued := make([]map[string]any, len(f.Issued))
	for i, l := range f.Issued {
		issued[i] = map[string]any{"item": l.Item, "size": l.Size, "unit": l.Unit, "issued": l.Issued, "returned": l.Returned}
	}
	overrides := make([]map[string]any, len(f.Override))
	for i, o := range f.Override {
		overrides[i] = map[string]any{"at": o.At.In(calendar.Zone).Format("2006-01-02T15:04:05-07:00"), "bed": o.Bed, "rules": o.Rules}
	}
	return map[string]any{
		"station": station.Name, "from": f.From, "to": f.To, "final": f.Final,
		"before": f.Before, "in": f.In, "in_by": f.InBy, "out": f.Out, "out_by": f.OutBy, "spot": f.Spot, "refused": f.Refused,
		"present": map[string]any{"total": f.Present.Total, "in_station": f.Present.InStation, "hospital": f.Present.Hospital, "placed": f.Present.Placed,
			"protected": f.Present.Protected, "by_sex": f.Present.BySex, "by_age": f.Present.ByAge, "by_category": f.Present.ByCategory},
		"bed_nights": f.Nights, "held_nights": f.Held, "meals": f.Meals, "meals_total": f.MealsAll, "issued": issued, "overrides": overrides,
	}
}

// figures writes the figures for people.
func (d *desk) figures(station store.Station, f shelter.Figures) error {
	title, args := "{{.Station}} {{.From}} 日报", store.Args{"Station": station.Name, "From": f.From}
	if f.From != f.To {
		title, args["To"] = "{{.Station}} {{.From}} 至 {{.To}} 统计", f.To
	}
	if err := d.tell(title, args); err != nil {
		return err
	}
	if !f.Final {
		if err := d.tell("这段时间还没有结束，按现在的情况统计。", nil); err != nil {
			return err
		}
	}
	return d.columns(figureRows(f))
}

func figureRows(f shelter.Figures) [][]string {
	var rows [][]string
	add := func(label string, n int, by ...string) {
		rows = append(rows, append([]string{label, strconv.Itoa(n)}, by...))
	}
	add(say("期初在站", nil), f.Before)
	add(say("入站", nil), f.In, broken(f.InBy, "came_by"))
	add(say("离站", nil), f.Out, broken(f.OutBy, "leave_kind"))
	add(say("期末在站", nil), f.Present.Total, broken(wherePresent(f.Present), ""))
	add(say("其中保护对象", nil), f.Present.Protected)
	rows = append(rows, []string{say("性别", nil), "", broken(f.Present.BySex, "sex")}, []string{say("年龄", nil), "", broken(f.Present.ByAge, "")},
		[]string{say("人员类别", nil), "", broken(f.Present.ByCategory, "category")})
	add(say("不住站救助", nil), f.Spot)
	add(say("不予救助", nil), f.Refused)
	add(say("床夜", nil), f.Nights)
	add(say("保留床位", nil), f.Held)
	add(say("供餐", nil), f.MealsAll, broken(f.Meals, ""))
	for _, l := range f.Issued {
		add(say("发放", nil)+" "+l.Item+" "+l.Size, l.Issued, say("退回{{.N}}", store.Args{"N": l.Returned}))
	}
	add(say("床位破例", nil), len(f.Override))
	return rows
}

// wherePresent parts those in care by where they are, in words.
func wherePresent(p shelter.Present) map[string]int {
	return map[string]int{say("在站", nil): p.InStation, say("住院", nil): p.Hospital, say("站外托养", nil): p.Placed}
}

// broken writes the parts of a figure, the greatest first: 公安护送 3、自行来站 1.
func broken(parts map[string]int, table string) string {
	words := figureWords(table)
	keys := slices.SortedFunc(maps.Keys(parts), func(a, b string) int {
		if parts[a] != parts[b] {
			return parts[b] - parts[a]
		}
		return slices.Compare([]byte(a), []byte(b))
	})
	text := ""
	for _, key := range keys {
		if parts[key] == 0 {
			continue
		}
		word, known := words[key]
		if !known {
			word = key
		}
		if text != "" {
			text += say("、", nil)
		}
		text += word + " " + strconv.Itoa(parts[key])
	}
	return text
}

// figureWords are what the codes of a table are called, with those of the
// figures that no table has. The tables bring their own English.
func figureWords(table string) map[string]string {
	words := map[string]string{
		shelter.UnknownCode: say("不详", nil), shelter.ProtectedCode: say("保护对象", nil),
		"breakfast": say("早餐", nil), "lunch": say("午餐", nil), "dinner": say("晚餐", nil),
	}
	rows, _ := assets.CodeTable(table) // embedded; some parts have no table
	for _, row := range rows {
		words[row.Code] = row.Text
		if strings.HasPrefix(strings.ToLower(locale()), "en") {
			words[row.Code] = row.En
		}
	}
	return words
}
