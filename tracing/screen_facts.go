package tracing

import (
	"context"
	"strings"
	"sync"
	"time"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// factsAbout says what the desk wants to know at once of who came before.
func factsAbout(c intake.Card, frequent FrequentReturn, lostOn calendar.Date, now time.Time) []Fact {
	var facts []Fact
	add := func(f Fact) { facts = append(facts, f) }
	stay := c.Stay
	if c.Stays > 1 {
		add(Fact{Code: "stays", Text: "来过{{.N}}次", Args: store.Args{"N": c.Stays}})
	}
	switch stay.State {
	case intake.In:
		add(Fact{Code: "here", Text: "现在就在站内"})
	case intake.Hospital:
		add(Fact{Code: "hospital", Text: "现在住院，仍由本站照料"})
	case intake.Placed:
		add(Fact{Code: "placed", Text: "现在站外托养，仍由本站照料"})
	default:
		facts = append(facts, factsAboutLeaving(c, frequent, now)...)
	}
	if !lostOn.IsZero() && !stay.State.Open() && calendar.On(c.Last()).Before(lostOn) {
		add(Fact{Code: "before", Text: "最后一次离站早于家属最后见到的日子", Advice: true})
	}
	if stay.CameBy == "station" {
		add(Fact{Code: "station", Text: "上次由其他救助站转来"})
	}
	if said := strings.TrimSpace(stay.AidedBefore); said != "" {
		add(Fact{Code: "aided", Text: "上次自述曾受助：{{.Said}}", Args: store.Args{"Said": said}})
	}
	return facts
}

// factsAboutLeaving says when and how somebody left, and that it is not long
// ago where that is so.
func factsAboutLeaving(c intake.Card, frequent FrequentReturn, now time.Time) []Fact {
	days := calendar.On(now).Sub(calendar.On(c.Last()))
	if c.Stay.State == intake.Refused {
		return []Fact{{Code: "refused", Text: "{{.Days}}天前来过，没有给予救助", Args: store.Args{"Days": days}}}
	}
	fact := Fact{Code: "left", Text: "{{.Days}}天前离站（{{.How}}）", Args: store.Args{"Days": days, "How": leaveText(c.Stay.LeaveKind), "HowCode": c.Stay.LeaveKind}}
	if days == 0 {
		fact.Text = "今天离站（{{.How}}）"
	}
	facts := []Fact{fact}
	if days < frequent.Days {
		facts = append(facts, Fact{Code: "frequent", Text: "离站不满{{.Days}}天又来，仅供参考，不影响救助。{{.Basis}}", Advice: true,
			Args: store.Args{"Days": frequent.Days, "Basis": frequent.Basis}})
	}
	return facts
}

var leaveTexts = sync.OnceValue(func() map[string]string {
	rows, _ := assets.CodeTable("leave_kind") // embedded: it is there
	texts := make(map[string]string, len(rows))
	for _, row := range rows {
		texts[row.Code] = row.Text
	}
	return texts
})

func leaveText(kind string) string {
	if text, ok := leaveTexts()[kind]; ok {
		return text
	}
	return kind
}

// factsAboutReport says what a list of leads may tell of a report: when it
// came in and where the person was last seen.
func factsAboutReport(r Report) []Fact {
	facts := []Fact{{Code: "reported", Text: "家属{{.Day}}登记走失", Args: store.Args{"Day": calendar.On(r.ReceivedAt).Chinese()}}}
	if r.LastSeenAt != "" || r.LastSeenPlace != "" {
		facts = append(facts, Fact{Code: "last_seen", Text: "最后见到：{{.When}} {{.Where}}", Args: store.Args{"When": r.LastSeenAt, "Where": r.LastSeenPlace}})
	}
	return facts
}

// FrequentReturn is within how many days after leaving the desk is told that
// somebody is back so soon, and what that rests on. It is advice: 救助 is not
// refused for it. 0 days tell nothing.
type FrequentReturn struct {
	Days  int    `json:"days"`
	Basis string `json:"basis"`
}

// DefaultFrequentReturn is what holds until the station says otherwise: a
// provincial rule of practice, not national law.
func DefaultFrequentReturn() FrequentReturn {
	return FrequentReturn{Days: 30, Basis: "依据：部分省份旧规范，1个月内再次求助的，除未成年人、精神障碍和智力障碍者外，一般不再救助；请按本地规定办理。"}
}

const frequentSetting = "tracing.frequent_return"

func findFrequentReturn(tx *access.Tx) (FrequentReturn, error) {
	f := DefaultFrequentReturn()
	_, err := tx.Setting(frequentSetting, &f)
	return f, err
}

// FrequentReturn reads the station's setting.
func (o *Office) FrequentReturn(ctx context.Context) (f FrequentReturn, err error) {
	err = o.Session.Read(ctx, "", func(tx *access.Tx) error {
		f, err = findFrequentReturn(tx)
		return err
	})
	return f, err
}

// SaveFrequentReturn changes it.
func (o *Office) SaveFrequentReturn(ctx context.Context, f FrequentReturn) error {
	if f.Days < 0 || f.Days > 366 {
		return store.Fail(store.Invalid, "天数请填 0 到 366；填 0 就不再提醒。").On("days")
	}
	f.Basis = strings.TrimSpace(f.Basis)
	return o.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		if err := tx.SetSetting(frequentSetting, f); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rule.save", Table: "setting", Target: frequentSetting})
	})
}
