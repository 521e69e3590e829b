package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/intake"
	"guitu/ui/kit"
)

// amend is the page of a registration that is completed: the form of its
// draft, which is begun, or found where it was begun, when the page opens.
type amend struct {
	shell Shell
	stay  string
	place *fyne.Container
	form  *arrival // nil until the draft is there
	shown bool
}

// NewAmend returns the page that completes the registration of a stay: 补登记.
func NewAmend(shell Shell, stayID string) kit.View {
	return &amend{shell: shell, stay: stayID, place: container.NewStack()}
}

func (p *amend) Content() fyne.CanvasObject { return p.place }

func (p *amend) Enter() {
	p.shown = true
	if p.form != nil {
		p.form.Enter()
		return
	}
	var draft intake.Draft
	desk := p.shell.Desk()
	p.shell.Work("正在打开登记…", func(ctx context.Context) (err error) {
		draft, err = desk.AmendDraft(ctx, p.stay)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.form = NewArrival(p.shell, draft.ID).(*arrival)
		p.place.Objects = []fyne.CanvasObject{p.form.Content()}
		p.place.Refresh()
		if p.shown {
			p.form.Enter()
		}
	})
}

func (p *amend) Leave() {
	p.shown = false
	if p.form != nil {
		p.form.Leave()
	}
}

func (p *amend) Do(id string) bool { return p.form != nil && p.form.Do(id) }

func (p *amend) Dropped(at fyne.Position, files []fyne.URI) {
	if p.form != nil {
		p.form.Dropped(at, files)
	}
}
