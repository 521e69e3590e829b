package beds

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// underWay counts who is out with staff, or about to be.
type underWay struct {
	planned, running int
	late             int // of both: what should have happened has not been entered
}

// readUnderWay counts the escorts that are open; none where the account has
// nothing to do with them.
func (p *page) readUnderWay(ctx context.Context) (u underWay, err error) {
	if !p.can(access.Depart) {
		return u, nil
	}
	all, err := p.shell.House().OpenEscorts(ctx)
	for _, e := range all {
		if e.State == shelter.EscortPlanned {
			u.planned++
		} else {
			u.running++
		}
		if e.Overdue(p.shell.Now()) {
			u.late++
		}
	}
	return u, err
}

func (u underWay) words() string {
	words := lang.L("护送中 {{.N}}", map[string]any{"N": u.running})
	if u.running == 0 {
		words = lang.L("待护送 {{.N}}", map[string]any{"N": u.planned})
	}
	if u.late > 0 {
		return kit.Joined(words, lang.L("超时 {{.N}}", map[string]any{"N": u.late}))
	}
	return words
}

// newUnderWay is the way to them from the top of the board, hidden until there
// are any.
func newUnderWay(p *page) *kit.Button {
	b := kit.NewButton("", "", p.openEscorts)
	b.Hide()
	return b
}

// showUnderWay says how many there are, and in red that one of them is late.
func (t *top) showUnderWay(u underWay) {
	t.away.Role = kit.Plain
	if u.late > 0 {
		t.away.Role = kit.Danger
	}
	t.away.SetText(u.words())
	t.away.Hidden = u.planned+u.running == 0
	t.line.Refresh()
}
