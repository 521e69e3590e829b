package shelter

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/store"
)

// WithdrawExtension takes back what is asked for and was not decided yet.
func (h *House) WithdrawExtension(ctx context.Context, id string) error {
	return h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		e, err := findExtension(tx, id)
		if err != nil {
			return err
		}
		if e.State != ExtensionAsked {
			return store.Fail(store.Conflict, "这份延期已经有了结论，请刷新后再看。")
		}
		e.State, e.Decided, e.DecidedBy = ExtensionWithdrawn, tx.Now(), tx.Actor().ID
		if err := updateExtension(tx, &e); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "extension.withdrawn", Table: "extension", Target: id, Person: e.PersonID})
	})
}
