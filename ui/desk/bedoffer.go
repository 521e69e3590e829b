package desk

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// bedOffer is the bed that suits somebody best, with what the rules say of it.
type bedOffer struct {
	bed     shelter.Bed
	reasons []string // warnings, in words
}

// bestBed is the first free bed that the rules do not refuse; an empty offer
// where there is none.
func bestBed(ctx context.Context, house *shelter.House, stayID string) (bedOffer, error) {
	all, err := house.Suggest(ctx, stayID)
	if err != nil || len(all) == 0 || all[0].Verdict.Level == shelter.Block {
		return bedOffer{}, err
	}
	offer := bedOffer{bed: all[0].Bed}
	for _, r := range all[0].Verdict.Reasons {
		offer.reasons = append(offer.reasons, lang.L(r.Text, map[string]any(r.Args)))
	}
	return offer, nil
}

// bedGiven is a bed that was assigned just now.
type bedGiven struct{ take shelter.Take }

// give assigns the bed. Where somebody else took it meanwhile, the next one
// that suits is given.
func (o *bedOffer) give(ctx context.Context, house *shelter.House, stayID string) (bedGiven, error) {
	take, err := house.Assign(ctx, stayID, o.bed.ID, nil)
	if store.KindOf(err) == store.Conflict {
		next, again := bestBed(ctx, house, stayID)
		if again != nil || next.bed.ID == "" || next.bed.ID == o.bed.ID {
			return bedGiven{}, err
		}
		*o = next
		take, err = house.Assign(ctx, stayID, o.bed.ID, nil)
	}
	return bedGiven{take}, err
}

// undo takes the bed back.
func (g bedGiven) undo(shell Shell) {
	house := shell.House()
	shell.Work("正在撤销床位…", func(ctx context.Context) error { return house.Undo(ctx, g.take.ID) }, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		shell.Toast(kit.Toast{Text: "床位已撤回。", Kind: kit.Done})
	})
}
