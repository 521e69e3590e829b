package tracing

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// SeedRules gives a new station the legal periods to begin with.
func SeedRules(tx *access.Tx) error {
	for i, r := range clock.DefaultRules() {
		if err := insertRule(tx, i, r); err != nil {
			return err
		}
	}
	return nil
}

// seedIfEmpty writes down the periods that hold for a station without rows of
// its own, so that a first correction does not leave it with that rule alone.
func seedIfEmpty(tx *access.Tx) error {
	rows, err := findRuleRows(tx)
	if err != nil || len(rows) > 0 {
		return err
	}
	return SeedRules(tx)
}

func insertRule(tx *access.Tx, position int, r clock.Rule) error {
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	id := store.NewID()
	_, err = tx.Exec(`INSERT INTO clock_rule (id, station_id, code, position, body, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		id, tx.Station(), r.Code, position, string(body), store.Millis(tx.Now()), tx.Actor().ID)
	tx.Changed("clock_rule", id)
	return err
}

// ruleRow is a rule with its place in the table.
type ruleRow struct {
	id       string
	position int
	rule     clock.Rule
}

func findRuleRows(tx *access.Tx) ([]ruleRow, error) {
	rows, err := tx.Query(`SELECT id, position, body FROM clock_rule WHERE station_id = $1 ORDER BY position, id`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (r ruleRow, err error) {
		var body string
		if err = rows.Scan(&r.id, &r.position, &body); err != nil {
			return r, err
		}
		if err = json.Unmarshal([]byte(body), &r.rule); err != nil {
			return r, fmt.Errorf("tracing: rule %s: %w", r.id, err)
		}
		return r, nil
	})
}

// findRules reads the station's rules. A station that was given none has the
// legal periods all the same: no clock at all would be taken for nothing due.
func findRules(tx *access.Tx) ([]clock.Rule, error) {
	rows, err := findRuleRows(tx)
	if err == nil && len(rows) == 0 {
		return clock.DefaultRules(), nil
	}
	rules := make([]clock.Rule, len(rows))
	for i, r := range rows {
		rules[i] = r.rule
	}
	return rules, err
}

// Rules is the station's table of legal periods, closed rows included.
func (o *Office) Rules(ctx context.Context) (rules []clock.Rule, err error) {
	err = o.Session.Read(ctx, "", func(tx *access.Tx) error {
		rules, err = findRules(tx)
		return err
	})
	return rules, err
}

// SaveRule puts a corrected row in force from a day on: its ValidFrom, or today
// where that day is past. The row that holds until then is closed on the day
// before, so that clocks which run already keep the rule they began with; rows
// that were to begin later give way.
func (o *Office) SaveRule(ctx context.Context, r clock.Rule) error {
	return o.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		if today := calendar.On(tx.Now()); r.ValidFrom.Before(today) {
			r.ValidFrom = today
		}
		if err := r.Check(); err != nil {
			return err
		}
		if err := seedIfEmpty(tx); err != nil {
			return err
		}
		position, err := giveWay(tx, r)
		if err != nil {
			return err
		}
		if err := insertRule(tx, position, r); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rule.save", Table: "clock_rule", Target: r.Code})
	})
}

// giveWay ends the rows of the same duty on the day before a new one begins
// and returns their place in the table.
func giveWay(tx *access.Tx, r clock.Rule) (position int, err error) {
	rows, err := findRuleRows(tx)
	if err != nil {
		return 0, err
	}
	position = len(rows)
	for _, row := range rows {
		old := row.rule
		if old.Code != r.Code || old.Province != r.Province {
			continue
		}
		position = row.position
		switch {
		case !old.ValidFrom.Before(r.ValidFrom): // nothing has begun under it that the new one would not govern
			err = deleteRule(tx, row.id)
		case old.ValidTo.IsZero() || !old.ValidTo.Before(r.ValidFrom):
			old.ValidTo = r.ValidFrom.AddDays(-1)
			err = updateRule(tx, row.id, old)
		}
		if err != nil {
			return 0, err
		}
	}
	return position, nil
}

func updateRule(tx *access.Tx, id string, r clock.Rule) error {
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE clock_rule SET body = $1, updated_at = $2, updated_by = $3 WHERE id = $4`,
		string(body), store.Millis(tx.Now()), tx.Actor().ID, id)
	tx.Changed("clock_rule", id)
	return err
}

func deleteRule(tx *access.Tx, id string) error {
	_, err := tx.Exec(`DELETE FROM clock_rule WHERE id = $1`, id)
	tx.Changed("clock_rule", id)
	return err
}
