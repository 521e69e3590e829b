package beds

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// rosterRoute leads to who is on duty.
var rosterRoute = kit.Route{Name: kit.RouteCare, ID: "值班"}

// onDuty says whether a woman is on the roster now, and how many women are in
// the house: women are cared for by women.
type onDuty struct {
	women   int
	woman   bool
	planned bool // anybody is on the roster
}

// readOnDuty asks the roster of now.
func (p *page) readOnDuty(ctx context.Context, board shelter.Board) (d onDuty, err error) {
	on, err := p.shell.House().OnNow(ctx, board.At)
	d.planned, d.woman = len(on) > 0, shelter.WomanAmong(on)
	for _, s := range sleepers(board) {
		if s.Sex == shelter.Women && s.State == intake.In {
			d.women++
		}
	}
	return d, err
}

// sleepers are all who are on a board.
func sleepers(board shelter.Board) (all []shelter.Sleeper) {
	for _, z := range board.Zones {
		for _, r := range z.Rooms {
			for _, b := range r.Beds {
				if b.Sleeper != nil {
					all = append(all, *b.Sleeper)
				}
			}
		}
	}
	return append(all, board.WithoutBed...)
}

// missing reports whether the strip is to be shown.
func (d onDuty) missing() bool { return d.women > 0 && !d.woman }

func (d onDuty) words() string {
	args := map[string]any{"N": d.women}
	if !d.planned {
		return lang.L("值班表上现在没有人。站内有女性{{.N}}人，应由女性工作人员管理（国务院令第381号第八条）。", args)
	}
	return lang.L("现在值班的没有女性工作人员。站内有女性{{.N}}人，应由女性工作人员管理（国务院令第381号第八条）。", args)
}

// dutyStrip stands above the board while no woman is on duty and women are in
// the house.
type dutyStrip struct {
	content *fyne.Container
	words   *kit.Text
	act     *kit.Button
}

func newDutyStrip(p *page) *dutyStrip {
	s := &dutyStrip{words: kit.NewText("")}
	s.words.Whole, s.words.Color = false, kit.Soon
	s.act = kit.NewButton("去值班表", "", func() { p.shell.Go(rosterRoute) })
	s.content = container.NewBorder(nil, nil, container.NewCenter(kit.NewSign(kit.Triangle, kit.Soon)), s.act, kit.Margin(kit.Inside, s.words))
	s.content.Hide()
	return s
}

// show says what is the matter, and reports whether more or less of the page
// shows now.
func (s *dutyStrip) show(d onDuty) (changed bool) {
	s.words.Set(d.words())
	changed = s.content.Visible() != d.missing()
	s.content.Hidden = !d.missing()
	return changed
}
