package person

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/ui/kit/kittest"
)

func TestAMedicineIsOrderedStoppedAndBegunAgain(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.careOf(stay, careMedicines)
	m := p.care.medicines
	m.form.Focus("what")
	d.Write("演示降压药", fyne.KeyReturn)
	d.Write("1片", fyne.KeyReturn)
	d.Write("早 晚", fyne.KeyReturn)
	p.Do("save")
	all := p.care.file().Medicines
	if len(all) != 1 || !slices.Equal(all[0].Times, []string{"08:00", "18:00"}) || all[0].GivenBy != "staff" {
		t.Fatalf("ordered %+v; failures %v", all, d.Failures)
	}
	d.Clock = d.Clock.Add(10 * time.Hour)
	due := time.Date(2026, 11, 25, 8, 0, 0, 0, d.Clock.Location())
	_, err := d.House().RefuseDose(t.Context(), all[0].ID, due, "演示：说头晕")
	kittest.OK(t, err)
	p.load(nil)
	if said := p.care.said(); !strings.Contains(said, "拒服") || !strings.Contains(said, "说头晕") {
		t.Errorf("the dose is not there: %q", said)
	}
	m.stop(all[0], "演示：医嘱停药")
	if p.care.file().Medicines[0].StoppedAt.IsZero() || !has(p.whats(), "停药 演示降压药") {
		t.Errorf("not stopped: %q", p.whats())
	}
	if !p.Do("undo") || len(p.care.file().Medicines) != 2 || !p.care.file().Medicines[1].StoppedAt.IsZero() {
		t.Errorf("undo leaves %+v; failures %v", p.care.file().Medicines, d.Failures)
	}
}

func TestTimesOfTheDayAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]string{"": "", "早中晚": "08:00 12:00 18:00", "8点、18点": "08:00 18:00", "2030 7:05": "07:05 20:30",
		"下午3点半": "15:30", "睡前": "21:00", "8 8": "08:00", "25点": "error", "饭后": "error"} {
		times, err := readTimes(text)
		got := strings.Join(times, " ")
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%s is %q; want %q", text, got, want)
		}
	}
	now := kittest.Begin // Tuesday 24 November 2026
	for text, want := range map[string]string{"今天": "2026-11-24", "明天": "2026-11-25", "7天后": "2026-12-01", "12-5": "2026-12-05", "周五": "2026-11-27", "11-20": "2027-11-20", "昨天": "", "明天9点": ""} {
		if day, err := dayToCome(text, now); (err == nil) != (want != "") || err == nil && day.String() != want {
			t.Errorf("to come, %s is %v (%v); want %q", text, day, err, want)
		}
	}
	for text, want := range map[string]string{"今天": "2026-11-24", "昨天": "2026-11-23", "11-20": "2026-11-20", "12-31": "2025-12-31", "明天": ""} {
		if day, err := dayGone(text, now); (err == nil) != (want != "") || err == nil && day.String() != want {
			t.Errorf("gone, %s is %v (%v); want %q", text, day, err, want)
		}
	}
}
