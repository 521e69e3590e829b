package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// Setting reads what the station set for key into value (a pointer) and
// reports whether anything was set; value keeps its default otherwise.
func (tx *Tx) Setting(key string, value any) (bool, error) {
	var text string
	err := tx.QueryRow(`SELECT value FROM setting WHERE station_id = $1 AND name = $2`, tx.Station(), key).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := json.Unmarshal([]byte(text), value); err != nil {
		return false, fmt.Errorf("store: setting %s: %w", key, err)
	}
	return true, nil
}

// SetSetting keeps value as JSON under key.
func (tx *Tx) SetSetting(key string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO setting (station_id, name, value, updated_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (station_id, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
		tx.Station(), key, string(text), Millis(tx.now))
	tx.Changed("setting", key)
	return err
}
