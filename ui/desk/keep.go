package desk

import (
	"context"
	"encoding/json"
	"sync"

	"guitu/intake"
	"guitu/internal/store"
)

// keeper stores a draft, one save after the other. It may be called from any
// goroutine; a save that is older than what is stored already does nothing.
type keeper struct {
	desk *intake.Desk

	mu    sync.Mutex
	draft intake.Draft // as it is stored
	last  int          // number of the newest save that was stored
}

// save stores an arrival; number says which is the newer of two.
func (k *keeper) save(ctx context.Context, number int, a intake.Arrival) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if number <= k.last {
		return nil
	}
	draft := k.draft
	draft.Arrival = a
	err := k.desk.SaveDraft(ctx, &draft)
	if store.KindOf(err) == store.Conflict && k.arrived(ctx, &draft, a) {
		err = nil
	}
	if err != nil {
		return err
	}
	k.draft, k.last = draft, number
	return nil
}

// arrived reports whether a save that was refused had been stored after all:
// its answer was cut off, and it came again.
func (k *keeper) arrived(ctx context.Context, draft *intake.Draft, a intake.Arrival) bool {
	stored, err := k.desk.Draft(ctx, draft.ID)
	if err != nil || stored.Version != draft.Version+1 || !sameArrival(stored.Arrival, a) {
		return false
	}
	*draft = stored
	return true
}

// stored is the draft as it is kept.
func (k *keeper) stored() intake.Draft {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.draft
}

// load reads the draft; what was typed into it elsewhere comes along.
func (k *keeper) load(ctx context.Context, id string) error {
	draft, err := k.desk.Draft(ctx, id)
	if err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.draft = draft
	return nil
}

// sameArrival compares as the store does: what is empty is not there.
func sameArrival(a, b intake.Arrival) bool {
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err == nil && err2 == nil && string(x) == string(y)
}
