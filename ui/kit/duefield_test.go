package kit

import (
	"testing"
	"time"

	"guitu/internal/calendar"
)

func TestATimeToComeIsReadAsPeopleWriteIt(t *testing.T) {
	now := time.Date(2026, 12, 30, 21, 40, 30, 0, calendar.Zone)
	for text, want := range map[string]string{
		"2230": "2026-12-30 22:30", "22:30": "2026-12-30 22:30", "0830": "2026-12-31 08:30", "21:40": "2026-12-31 21:40",
		"+3": "2026-12-31 00:40", "＋２小时": "2026-12-30 23:40", "明天 9:00": "2026-12-31 09:00", "后天9点": "2027-01-01 09:00",
		"12-31 08:00": "2026-12-31 08:00", "1月2日 8点": "2027-01-02 08:00", "2027-02-03 07:15": "2027-02-03 07:15",
		"今天 2200": "2026-12-30 22:00",
	} {
		at, err := ReadDue(text, now)
		if got := at.Format("2006-01-02 15:04"); err != nil || got != want {
			t.Errorf("%s is %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "晚饭后", "25:00", "2-30 08:00", "+", "明天"} {
		if at, err := ReadDue(text, now); err == nil {
			t.Errorf("%q is %v", text, at)
		}
	}
}
