package demo

import (
	"fmt"
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/tracing"
)

// guest is somebody who comes in the story, and what becomes of them.
type guest struct {
	intake.Arrival
	arrives time.Time
	stays   time.Duration // from arrival to departure; zero is still here
	leaving departure
	before  *guest // the same person at an earlier time

	refused  string // code of a reason; never admitted
	noBed    bool   // waits in the hall to be fetched
	photo    bool
	papers   []string
	steps    []step
	proven   time.Duration // after which it is known who they are; zero is never
	protect  bool
	hospital time.Duration // after which they go to hospital and stay there
	extend   time.Duration // after which a longer stay is approved
	placed   time.Duration // after which they live outside the house

	stay intake.Stay // once registered
}

// step is something done to find the family, some time after arrival.
type step struct {
	after time.Duration
	kind  tracing.Kind
	note  tracing.StepNote
}

// departure is how somebody leaves.
type departure struct {
	kind string
	intake.Leaving
}

// Days and hours, as the story counts them.
const (
	hour = time.Hour
	day  = 24 * time.Hour
)

// came fills in how somebody arrived and why.
func (w *world) came(g *guest, by, reason string) {
	g.CameBy, g.Reason = by, reason
	g.Story = w.pick(stories[reason]...)
	g.FoundPlace = w.pick(streets...)
	if by == "self" {
		g.FoundPlace = "演示站门口"
	}
	g.FoundAt = calendarMinute(g.arrives.Add(-w.between(20*time.Minute, 3*hour)))
	if all := units[by]; len(all) > 0 {
		g.BroughtUnit = w.pick(all...)
		g.BroughtBy, g.BroughtPhone = w.pick(surnames...)+"某（演示）", w.phone()
	}
	g.Told.How, g.Opinion = "heard", "aid"
	g.Safety = intake.SafetyCheck{Done: true, By: "林小满（演示）", With: "何立冬（演示）"}
	if g.Sex == "2" {
		g.Safety.With = "宋归雁（演示）" // a woman is checked by women
	}
	if w.chance(12) {
		g.Safety.Forbidden = []intake.Forbidden{{Name: "折叠刀（演示）", Quantity: "1把", Unit: "演示派出所", Officer: "演示民警 000001", Receipt: "演-0001"}}
	}
	if g.Clothing == "" {
		g.Clothing = w.pick(clothes...)
	}
	if len(g.Categories) == 0 {
		g.Categories = []string{"general"}
	}
	if w.chance(3) {
		w.carries(g)
	}
}

// calendarMinute is a moment as the desk types it.
func calendarMinute(t time.Time) string { return t.In(calendar.Zone).Format("2006-01-02 15:04") }

// carries gives somebody things that are kept in a sealed bag.
func (w *world) carries(g *guest) {
	w.serial++
	g.Bag, g.Cabinet = fmt.Sprintf("演示%04d", w.serial), fmt.Sprintf("%d号柜", 1+w.serial%24)
	all := []intake.Item{
		{Name: "黑色双肩包", Kind: "bag", Quantity: 1, Features: "拉链坏"},
		{Name: "手机", Kind: "phone", Quantity: 1, Features: "屏幕有裂纹"},
		{Name: "现金", Kind: "cash", Quantity: 1, CashFen: int64(100 * (5 + w.rng.IntN(120)))},
		{Name: "编织袋", Kind: "bag", Quantity: 1, Features: "内有旧衣物"},
		{Name: "钥匙", Kind: "keys", Quantity: 1, Features: "三把，红绳"},
		{Name: "降压药", Kind: "medicine", Quantity: 1, Features: "剩半盒"},
	}
	for _, i := range w.rng.Perm(len(all))[:1+w.rng.IntN(3)] {
		g.Belongings = append(g.Belongings, all[i])
	}
}

// leaves chooses how somebody goes who may go in any way.
func (w *world) leaves(g *guest) {
	home := g.Household
	if home == "" {
		home = w.pick(provinces...)
	}
	switch {
	case contains(g.Categories, "minor", "intellectual", "mental", "elder") || contains(g.Mind, "confused", "silent", "dementia"):
		g.leaving = departure{kind: "kin", Leaving: intake.Leaving{Whereto: home, Collector: w.pick(surnames...) + "某某（演示）",
			CollectorPhone: w.phone(), Relation: w.pick("2", "3", "5", "7")}}
	case w.chance(12):
		g.leaving = departure{kind: "station", Leaving: intake.Leaving{Whereto: home, Receiver: "演示省邻市救助管理站"}}
	case w.chance(16):
		g.leaving = departure{kind: "walked", Leaving: intake.Leaving{Note: "查房时不在，联系不上，视为主动放弃救助。"}}
	case w.chance(30):
		g.leaving = departure{kind: "ended", Leaving: intake.Leaving{Reason: "rules", Note: "多次劝导无效。"}}
	case w.chance(14):
		g.leaving = departure{kind: "escort", Leaving: intake.Leaving{Whereto: home, Note: "工作人员两名护送（演示）"}}
	default:
		g.leaving = departure{kind: "self", Leaving: intake.Leaving{Whereto: home, Reason: "返乡",
			Ticket: fmt.Sprintf("演示K%d次 硬座", 100+w.rng.IntN(800)), Food: "面包2个，水1瓶"}}
	}
}

func contains(all []string, any ...string) bool {
	for _, have := range all {
		for _, wanted := range any {
			if have == wanted {
				return true
			}
		}
	}
	return false
}
