package shelter

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Hold keeps a free bed for somebody expected; note says for what, not for whom.
func (h *House) Hold(ctx context.Context, bedID, note string) error {
	return h.SetState(ctx, bedID, Held, note)
}

// Release makes a held, cleaned or mended bed ready again.
func (h *House) Release(ctx context.Context, bedID string) error {
	return h.SetState(ctx, bedID, Ready, "")
}

// SetState says what is the matter with a bed in which nobody sleeps.
func (h *House) SetState(ctx context.Context, bedID string, state BedState, note string) error {
	switch state {
	case Ready, Held, Cleaning, OutOfOrder:
	default:
		return store.Fail(store.Invalid, "没有这种床位状态，请从列表中选择。").On("state")
	}
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		n, err := countTakes(tx, `t.bed_id = $2 AND t.to_at = 0`, bedID)
		if err != nil {
			return err
		}
		if n > 0 && state != Ready {
			return store.Fail(store.Conflict, "这张床上有人，不能改为预留、待整理或停用。请先调床。")
		}
		if err := setBedState(tx, bedID, state, note); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "bed.state", Table: "bed", Target: bedID, Detail: map[string]any{"state": string(state)}})
	})
}
