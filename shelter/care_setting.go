package shelter

import (
	"context"

	"guitu/internal/access"
)

// saveSetting keeps a rule of the house and puts on record that it was changed;
// rows is how many it holds.
func (h *House) saveSetting(ctx context.Context, key string, value any, rows int) error {
	return h.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		if err := tx.SetSetting(key, value); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rules.house", Table: "setting", Target: key, Detail: map[string]any{"rows": rows}})
	})
}

// settingOr reads what the station set under a key, or the usual value. It is
// not read into the usual one: a field that a row of the station's leaves out
// would keep the value of the row that stood there.
func settingOr[T any](tx *access.Tx, key string, usual T) (T, error) {
	var own T
	if set, err := tx.Setting(key, &own); err != nil || set {
		return own, err
	}
	return usual, nil
}
