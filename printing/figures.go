package printing

import (
	"context"

	"guitu/internal/calendar"
	"guitu/shelter"
)

// FiguresPDF sets the figures of a period as a paper: title is 日报, 周报 or
// 月报. It names nobody.
func (p *Papers) FiguresPDF(ctx context.Context, title string, f shelter.Figures, before *shelter.Figures) (Result, error) {
	meals, err := p.House.Meals(ctx)
	if err != nil {
		return Result{}, err
	}
	var rows []map[string]string
	for _, l := range FigureLines(f, before, meals, InChinese) {
		rows = append(rows, map[string]string{"label": l.Label, "number": l.Number, "before": l.Before, "parts": l.Parts})
	}
	v := Values{"kind": title, "period": PeriodWords(f.From, f.To), "rows": rows, "made": p.made(), "state": "本期已结束。"}
	if !f.Final {
		v["state"] = "本期还没有结束，按制表时的情况统计。"
	}
	if before != nil {
		v["compared"] = PeriodWords(before.From, before.To)
	}
	return p.stationPaper(ctx, "figures", v)
}

// PeriodWords says a period in Chinese: a day, or from the first to the last.
func PeriodWords(from, to calendar.Date) string {
	if from == to {
		return from.Chinese()
	}
	return from.Chinese() + "至" + to.Chinese()
}
