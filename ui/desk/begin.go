package desk

import (
	"context"

	"guitu/intake"
	"guitu/ui/kit"
)

// begin opens a new draft: F2.
func begin(shell Shell) { beginWith(shell, kit.RouteArrival, func(*intake.Arrival) {}) }

// BeginQuick opens a draft on one screen: F11 from anywhere.
func BeginQuick(shell Shell) { beginWith(shell, kit.RouteQuick, func(*intake.Arrival) {}) }

// BeginSpot opens a draft of aid without a bed: F12 from anywhere.
func BeginSpot(shell Shell) {
	beginWith(shell, kit.RouteSpot, func(a *intake.Arrival) { a.CameBy, a.Spot = cameSelf, &intake.SpotAid{} })
}

// cameSelf is the way of coming of who came alone.
const cameSelf = "self"

// beginWith opens a new draft that already says something.
func beginWith(shell Shell, route string, fill func(*intake.Arrival)) {
	beginThen(shell, fill, func(draft intake.Draft) { shell.Go(kit.Route{Name: route, ID: draft.ID}) })
}

func beginThen(shell Shell, fill func(*intake.Arrival), then func(intake.Draft)) {
	var draft intake.Draft
	desk := shell.Desk()
	shell.Work("正在开新的登记…", func(ctx context.Context) (err error) {
		if draft, err = desk.NewDraft(ctx); err != nil {
			return err
		}
		before := draft.Arrival
		fill(&draft.Arrival)
		if sameArrival(before, draft.Arrival) {
			return nil
		}
		return desk.SaveDraft(ctx, &draft)
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		then(draft)
	})
}

// Obey does what the shortcuts of every page of the desk do.
func Obey(shell Shell, id string) bool {
	switch id {
	case "arrival":
		begin(shell)
	case "quick":
		BeginQuick(shell)
	case "spot":
		BeginSpot(shell)
	default:
		return false
	}
	return true
}
