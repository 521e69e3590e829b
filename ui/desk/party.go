package desk

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// party is who came together with the person of a page: a family, a group.
type party struct {
	page  *arrival
	chips *fyne.Container
}

func newParty(page *arrival) *party { return &party{page: page, chips: kit.Beside()} }

// load shows who belongs to the party, registered and in drafts.
func (p *party) load() {
	id := p.page.base.Party
	if id == "" {
		return
	}
	desk, mine := p.page.desk, p.page.id
	var here []intake.Resident
	var drafts []intake.Draft
	p.page.shell.Work("正在读取同行的人…", func(ctx context.Context) (err error) {
		if here, err = desk.Party(ctx, id); err != nil {
			return err
		}
		drafts, err = desk.Drafts(ctx)
		return err
	}, func(err error) {
		if err != nil {
			return // the registration needs none of it
		}
		drafts = slices.DeleteFunc(drafts, func(d intake.Draft) bool { return d.Arrival.Party != id || d.ID == mine })
		p.draw(here, drafts)
	})
}

func (p *party) draw(here []intake.Resident, drafts []intake.Draft) {
	p.chips.RemoveAll()
	if len(here)+len(drafts) == 0 {
		p.page.showHead()
		return
	}
	p.chips.Add(kit.NewLabel(lang.L("同行的人")))
	for _, r := range here {
		look := stateLook(r.Stay.State)
		p.chips.Add(kit.NewChip(look.Shape, r.Name(), look.Color))
	}
	for _, d := range drafts {
		p.chips.Add(kit.NewChip(kit.Ring0, kit.Joined(d.Slip, d.Arrival.Name), kit.Faint))
	}
	p.chips.Refresh()
	p.page.showHead()
}

// begin registers somebody else who came along, from the form.
func (p *party) begin() {
	a := p.page
	if !a.loaded || a.ended {
		return
	}
	if a.base.Party == "" {
		now := a.read()
		now.Party = store.NewID()
		a.base = now
	}
	a.save()
	p.ask(a.read())
}

// after registers somebody else who came along with who was registered. Who
// came alone until now becomes the first of the party.
func (p *party) after(stay intake.Stay) {
	a := p.page
	now := a.keeper.stored().Arrival
	if now.Party = stay.Party; now.Party != "" {
		p.ask(now)
		return
	}
	now.Party = store.NewID()
	a.shell.Work("正在记下同行…", func(ctx context.Context) error {
		draft, err := a.desk.AmendDraft(ctx, stay.ID)
		if err != nil {
			return err
		}
		draft.Arrival.Party = now.Party
		_, err = a.desk.Amend(ctx, draft)
		return err
	}, func(err error) {
		if err != nil {
			a.shell.Fail(err)
			return
		}
		a.outcome.stay.Party = now.Party
		p.ask(now)
	})
}

// ask asks what the next one is to this one, and opens their draft.
func (p *party) ask(first intake.Arrival) {
	shell := p.page.shell
	askWhich(shell.Window().Canvas(), "同行的人是这个人的什么人？", codes("party_role"), func(role string) {
		beginWith(shell, kit.RouteArrival, func(a *intake.Arrival) { *a = companionOf(first, *a, role) })
	})
}

// companionOf is the arrival of somebody who came along: how, by whom, where
// and why are the same until somebody says otherwise.
func companionOf(first, a intake.Arrival, role string) intake.Arrival {
	a.Party, a.PartyRole = first.Party, role
	a.CameBy, a.ArrivedAt = first.CameBy, first.ArrivedAt
	a.BroughtUnit, a.BroughtBy, a.BroughtPhone = first.BroughtUnit, first.BroughtBy, first.BroughtPhone
	a.FoundPlace, a.FoundAt = first.FoundPlace, first.FoundAt
	a.Household, a.Home, a.Accent = first.Household, first.Home, first.Accent
	a.Reason, a.Story = first.Reason, first.Story
	return a
}
