package desk

import (
	"context"

	"guitu/intake"
	"guitu/ui/kit"
)

// begin opens a new draft: F2.
func begin(shell Shell) { beginWith(shell, kit.RouteArrival, func(*intake.Arrival) {}) }

// beginQuick opens a draft on one screen: F11.
func beginQuick(shell Shell) { beginWith(shell, kit.RouteQuick, func(*intake.Arrival) {}) }

// beginSpot opens a draft of aid without a bed: F12.
func beginSpot(shell Shell) {
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

// Obey begins what a shortcut asks for, F2, F11 or F12, from whichever page;
// false for other shortcuts.
func Obey(shell Shell, id string) bool {
	switch id {
	case "arrival":
		begin(shell)
	case "quick":
		beginQuick(shell)
	case "spot":
		beginSpot(shell)
	default:
		return false
	}
	return true
}
