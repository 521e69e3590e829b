package supply

import (
	"context"
	"math"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Forecast is what a cold wave of so many days would need.
type Forecast struct {
	Days  int
	Waves []ColdWave // on which it rests
	Lines []Need
}

// Need is an item in a Forecast.
type Need struct {
	Item      Item
	PerDay    float64 // handed out a day, less what came back, in the wave that took more
	Need      int     // PerDay times the days, rounded up
	Usable    int     // in stock, for any use, and good until the last of the days
	Shortfall int     // Need less Usable, at least 0
	Order     int     // what to order so that the minimum stock is left afterwards
}

// wavesLooked is how many of the newest waves a forecast looks at: the same
// cold and about as many people.
const wavesLooked = 2

// Forecast tells what a cold wave of so many days, beginning today, would need,
// from what was handed out in the last two waves that the station marked. Of
// the two the one that took more a day counts: too many quilts keep until next
// year. NotFound says that no wave was marked.
func (r *Room) Forecast(ctx context.Context, days int) (f Forecast, err error) {
	if days < 1 || days > maxWave {
		return f, store.Fail(store.Invalid, "请填写1到{{.N}}天。").With(store.Args{"N": maxWave}).On("days")
	}
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		f, err = forecast(tx, days)
		return err
	})
	return f, err
}

func forecast(tx *access.Tx, days int) (f Forecast, err error) {
	f.Days = days
	perDay, err := f.look(tx)
	if err != nil {
		return f, err
	}
	lots, err := findLots(tx, lotsLeft, "")
	if err != nil {
		return f, err
	}
	lastDay := calendar.On(tx.Now()).AddDays(days - 1)
	usable := map[string]int{}
	for _, l := range lots {
		if !l.Reserved() && !l.Expired(lastDay) {
			usable[l.Item.ID] += l.Stock
		}
	}
	items, err := findItems(tx)
	for _, i := range items {
		if i.Active && perDay[i.ID] > 0 {
			f.Lines = append(f.Lines, needOf(i, perDay[i.ID], days, usable[i.ID]))
		}
	}
	return f, err
}

// look finds the waves to rest on and what each item took a day.
func (f *Forecast) look(tx *access.Tx) (map[string]float64, error) {
	waves, err := findColdWaves(tx)
	if err != nil {
		return nil, err
	}
	perDay := map[string]float64{}
	for _, w := range waves {
		n := w.days(tx.Now())
		if n == 0 || len(f.Waves) == wavesLooked {
			continue
		}
		used, err := findUsed(tx, w.From.Start(), w.To.End())
		if err != nil {
			return nil, err
		}
		if len(used) == 0 {
			continue // marked, but from before this store room was kept
		}
		f.Waves = append(f.Waves, w)
		for id, qty := range used {
			perDay[id] = max(perDay[id], float64(qty)/float64(n))
		}
	}
	if len(f.Waves) == 0 {
		return nil, store.Fail(store.NotFound, "还没有可以参考的寒潮。请先标出上次寒潮的起止日期，期间要有发放记录。").On("waves")
	}
	return perDay, nil
}

func needOf(i Item, perDay float64, days, usable int) Need {
	need := int(math.Ceil(perDay * float64(days)))
	return Need{Item: i, PerDay: perDay, Need: need, Usable: usable, Shortfall: max(0, need-usable), Order: max(0, need+i.Reorder-usable)}
}
