package supply_test

import (
	"testing"

	"guitu/internal/store"
	"guitu/shelter/supply"
)

func TestTheForecastSaysWhichWaveItRestsOnAndTheStockToKeep(t *testing.T) {
	h := station(t)
	stay, quilt := arrive(t, h.Room), item(t, h.Room, "棉被", "")
	ok(t, h.Receive(t.Context(), quilt.ID, 52, "budget"))
	_, err := h.Issue(t.Context(), stay, one(quilt, 40))
	ok(t, err)
	ok(t, h.SetColdWaves(t.Context(), []supply.ColdWave{{Name: "演示寒潮", From: day("2026-11-20"), To: day("2026-11-26")}}))
	h.at(begin.AddDate(0, 0, 30))
	f, err := h.Forecast(t.Context(), 7)
	ok(t, err)
	// 40 in seven days; a delivery takes three: ⌈40/7 · 3⌉ = 18.
	n := f.Lines[0]
	if n.Wave.Name != "演示寒潮" || n.WaveDays != 7 || n.Used != 40 || n.Usable != 12 || n.Shortfall != 28 || n.Minimum != 18 || f.LeadDays != 3 {
		t.Errorf("lead %d, need %+v", f.LeadDays, n)
	}
	refused(t, h.SetLeadDays(t.Context(), 0), store.Invalid)
	ok(t, h.SetLeadDays(t.Context(), 7))
	f, err = h.Forecast(t.Context(), 7)
	ok(t, err)
	if f.LeadDays != 7 || f.Lines[0].Minimum != 40 {
		t.Errorf("lead %d, minimum %d", f.LeadDays, f.Lines[0].Minimum)
	}
}
