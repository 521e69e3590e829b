package demo

import (
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/tracing"
)

// inquire plans the calls by which it is checked what somebody says: most can
// say who they are, and this is the daily work.
func (w *world) inquire(g *guest) {
	if g.Identity == intake.IdentityUnknown || g.Name == "" {
		return
	}
	w.after(40*time.Minute, func() error {
		return w.call(g, intake.Called{Whom: "police", Unit: "演示市公安局值班室", Asked: "按姓名和户籍地查询", Result: "confirmed", Answer: "查有此人（演示）"}, 0, "")
	})
	if !w.chance(3) {
		return
	}
	w.after(2*hour, func() error {
		q := intake.Called{Whom: "kin", Name: w.pick(surnames...) + "某（演示）", Phone: w.phone(), Asked: "是否知道外出、能否来接",
			Result: "no_answer", NextWhat: "再打一次"}
		return w.call(g, q, 3*hour, "")
	})
}

// call keeps one call; again is after how long it is to be tried again.
func (w *world) call(g *guest, called intake.Called, again time.Duration, follows string) error {
	q := intake.Inquiry{StayID: g.stay.ID, Called: called}
	if again > 0 {
		q.NextAt = w.now().Add(again)
	}
	kept, err := w.reception.RecordInquiry(w.ctx, q, follows)
	if err != nil || again == 0 {
		return err
	}
	w.after(again+20*time.Minute, func() error {
		called.Result, called.Answer, called.NextWhat = "confirmed", "家人知道，愿意接回（演示）", ""
		return w.call(g, called, 0, kept.ID)
	})
	return nil
}

// aidOnTheSpot plans those who get a meal, a ticket or a call and go on.
func (w *world) aidOnTheSpot() {
	for back := range weeks {
		for range 2 {
			at := w.hourOf(back)
			w.at(at, func() error {
				draft, err := w.reception.NewDraft(w.ctx)
				if err != nil {
					return err
				}
				sex := w.pick("1", "1", "2")
				draft.Arrival = w.adult(sex, 25, 70)
				draft.Arrival.CameBy, draft.Arrival.ArrivedAt, draft.Arrival.Reason = "self", w.now(), "other"
				draft.Arrival.Told.How = "heard"
				_, err = w.reception.AidOnTheSpot(w.ctx, draft, intake.SpotAid{Given: []string{w.pick("meal", "call", "ticket", "clothes")}, Note: "（演示）"})
				return err
			})
		}
	}
}

// changeShifts hands the desk over every morning and evening.
func (w *world) changeShifts() {
	for back := weeks; back > 0; back-- {
		for _, at := range []int{8, 20} {
			to := calendar.On(w.end).AddDays(-back).At(at, 0)
			w.at(to, func() error {
				_, err := w.reception.HandOver(w.ctx, intake.Handover{From: to.Add(-12 * hour), To: to, TakenBy: w.ids["shelter"],
					HandoverNote: intake.HandoverNote{Note: "夜间巡房两次，无异常（演示）"}})
				return err
			})
		}
	}
}

// familiesReport takes down three families' reports; one is of somebody who is
// here under a name that only sounds like it.
func (w *world) familiesReport() {
	for i, r := range []tracing.Account{
		{Name: "演示桂兰", Sex: "2", AgeFrom: 68, AgeTo: 70, LastSeenPlace: "演示市长途汽车站", Marks: "右手背有烫伤疤（演示）", Accent: "zhongyuan"},
		{Name: "演示铁柱", Sex: "1", AgeFrom: 45, AgeTo: 47, LastSeenPlace: "演示县城关镇", Marks: "左耳缺一角（演示）"},
		{Name: "演示小军", Sex: "1", AgeFrom: 14, AgeTo: 15, LastSeenPlace: "演示火车站", Clothing: "蓝色校服（演示）"},
	} {
		r.ReporterName, r.ReporterRelation, r.ReporterPhone = w.pick(surnames...)+"某（演示）", w.pick("2", "3"), w.phone()
		seen := calendar.On(w.end).AddDays(-20 + 6*i)
		r.LastSeenAt = seen.String()
		w.at(seen.AddDays(1).At(10, 0), func() error {
			_, err := w.office.AddReport(w.ctx, tracing.Report{Account: r})
			return err
		})
	}
}
