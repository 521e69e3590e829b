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
	Days     int
	LeadDays int        // how long a delivery takes to come
	Waves    []ColdWave // on which it rests
	Lines    []Need
}

// Need is an item in a Forecast.
type Need struct {
	Item      Item
	Wave      ColdWave // that took more a day
	WaveDays  int      // of it that are over or under way
	Used      int      // handed out in it, less what came back
	PerDay    float64  // Used by WaveDays
	Need      int      // PerDay times the days, rounded up
	Usable    int      // in stock, for any use, and good until the last of the days
	Shortfall int      // Need less Usable, at least 0
	Order     int      // what to order so that the minimum stock is left afterwards
	Minimum   int      // minimum stock that lasts in such a wave until a delivery comes: PerDay times the lead time, rounded up
}

// leadSetting is where a station keeps how many days its deliveries take.
const leadSetting = "supply.lead_days"

// The days that a delivery takes where the station said nothing, and at most.
const (
	defaultLead = 3
	maxLead     = 60
)

// SetLeadDays changes how many days a delivery takes to come, on which the
// suggested minimum stock rests.
func (r *Room) SetLeadDays(ctx context.Context, days int) error {
	if days < 1 || days > maxLead {
		return store.Fail(store.Invalid, "请填写1到{{.N}}天。").With(store.Args{"N": maxLead}).On("lead")
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		if err := tx.SetSetting(leadSetting, days); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.lead", Table: "setting", Target: leadSetting, Detail: map[string]any{"days": days}})
	})
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
	f.Days, f.LeadDays = days, defaultLead
	if _, err := tx.Setting(leadSetting, &f.LeadDays); err != nil {
		return f, err
	}
	usage, err := f.look(tx)
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
		if u := usage[i.ID]; i.Active && u.PerDay > 0 {
			f.Lines = append(f.Lines, f.needOf(i, u, usable[i.ID]))
		}
	}
	return f, err
}

// look finds the waves to rest on and, by item, what was used in the one that
// took more a day.
func (f *Forecast) look(tx *access.Tx) (map[string]Need, error) {
	waves, err := findColdWaves(tx)
	if err != nil {
		return nil, err
	}
	usage := map[string]Need{}
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
			if perDay := float64(qty) / float64(n); perDay > usage[id].PerDay {
				usage[id] = Need{Wave: w, WaveDays: n, Used: qty, PerDay: perDay}
			}
		}
	}
	if len(f.Waves) == 0 {
		return nil, store.Fail(store.NotFound, "还没有可以参考的寒潮。请先标出上次寒潮的起止日期，期间要有发放记录。").On("waves")
	}
	return usage, nil
}

// needOf completes what was used of an item.
func (f Forecast) needOf(i Item, n Need, usable int) Need {
	n.Item, n.Usable = i, usable
	n.Need = int(math.Ceil(n.PerDay * float64(f.Days)))
	n.Minimum = int(math.Ceil(n.PerDay * float64(f.LeadDays)))
	n.Shortfall, n.Order = max(0, n.Need-usable), max(0, n.Need+i.Reorder-usable)
	return n
}
