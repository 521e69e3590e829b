package supply

import (
	"context"
	"slices"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// wavesSetting is where a station keeps its cold waves.
const wavesSetting = "supply.cold_waves"

// ColdWave is a period that the station marked: what was handed out in it tells
// what the next one will need. 寒潮
type ColdWave struct {
	Name string        `json:"name"`
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"` // its last day
}

// days is how many days of the wave are over or under way at a moment.
func (w ColdWave) days(now time.Time) int {
	to := w.To
	if today := calendar.On(now); to.After(today) {
		to = today
	}
	return max(0, to.Sub(w.From)+1)
}

// ColdWaves lists the waves that the station marked, the newest first.
func (r *Room) ColdWaves(ctx context.Context) (all []ColdWave, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findColdWaves(tx)
		return err
	})
	return all, err
}

func findColdWaves(tx *access.Tx) (all []ColdWave, err error) {
	_, err = tx.Setting(wavesSetting, &all)
	slices.SortFunc(all, func(a, b ColdWave) int { return b.From.Compare(a.From) })
	return all, err
}

// maxWave is the longest cold wave, in days: a winter is not one.
const maxWave = 60

// SetColdWaves replaces the list of waves.
func (r *Room) SetColdWaves(ctx context.Context, all []ColdWave) error {
	for i := range all {
		if err := all[i].check(); err != nil {
			return err
		}
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		if err := tx.SetSetting(wavesSetting, all); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.waves", Table: "setting", Target: wavesSetting, Detail: map[string]any{"waves": len(all)}})
	})
}

func (w *ColdWave) check() error {
	trimmed(&w.Name)
	switch {
	case w.Name == "":
		return store.Fail(store.Invalid, "请给这次寒潮起个名称，如“2026年1月寒潮”。").On("name")
	case w.From.IsZero() || w.To.IsZero() || w.To.Before(w.From):
		return store.Fail(store.Invalid, "寒潮的起止日期不对，请核对。").On("from")
	case w.To.Sub(w.From) >= maxWave:
		return store.Fail(store.Invalid, "一次寒潮最长{{.N}}天，请分成几次填写。").With(store.Args{"N": maxWave}).On("to")
	}
	return checkText(w.Name, "name")
}
