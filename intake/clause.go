package intake

import (
	"context"
	"slices"
	"strings"

	"guitu/assets"
	"guitu/internal/access"
	"guitu/internal/store"
)

// The two notices that name a clause.
const (
	ClauseRefuse = "refuse" // 不予救助通知书
	ClauseEnd    = "end"    // 终止救助通知书
)

// Clause is a case in which aid is refused or ended, with what it rests on. 条款
type Clause struct {
	Key   string `json:"key"` // what a stay keeps
	Text  string `json:"text"`
	Basis string `json:"basis"`
	Off   bool   `json:"off,omitempty"` // not offered any more; kept for the papers of the past
}

// clauseTables are the tables with which a station starts.
var clauseTables = map[string]string{ClauseRefuse: "refusal_reason", ClauseEnd: "end_reason"}

func defaultClauses(kind string) ([]Clause, error) {
	table, ok := clauseTables[kind]
	if !ok {
		return nil, store.Fail(store.Invalid, "没有这一类条款，请选择不予救助或终止救助。").On("kind")
	}
	rows, err := assets.CodeTable(table)
	if err != nil {
		return nil, err
	}
	all := make([]Clause, len(rows))
	for i, row := range rows {
		all[i] = Clause{Key: row.Code, Text: row.Text, Basis: row.Note}
	}
	return all, nil
}

// Check reports what a notice could not do without, bound to its field.
func (c Clause) Check() error {
	switch {
	case strings.TrimSpace(c.Key) == "":
		return store.Fail(store.Invalid, "这条缺少代号，请写一个简短的代号。").On("key")
	case strings.TrimSpace(c.Text) == "":
		return store.Fail(store.Invalid, "请写明是哪一种情形，通知书上要印出来。").On("text")
	case strings.TrimSpace(c.Basis) == "" && !c.Off:
		return store.Fail(store.Invalid, "请写明依据哪部规定第几条，通知书上要印出来。").On("basis")
	}
	return nil
}

// Clauses lists the clauses of a kind in the station's order, with those put
// out of use.
func (d *Desk) Clauses(ctx context.Context, kind string) (all []Clause, err error) {
	err = d.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = FindClauses(tx, kind)
		return err
	})
	return all, err
}

// SaveClauses keeps the clauses of a kind in this order. One that is left out
// is kept, out of use: notices of the past name it.
func (d *Desk) SaveClauses(ctx context.Context, kind string, clauses []Clause) error {
	keys := map[string]bool{}
	for _, c := range clauses {
		if err := c.Check(); err != nil {
			return err
		}
		if keys[c.Key] {
			return store.Fail(store.Invalid, "有两条的代号都是“{{.Code}}”，请改掉一个。").With(store.Args{"Code": c.Key}).On("key")
		}
		keys[c.Key] = true
	}
	if !slices.ContainsFunc(clauses, func(c Clause) bool { return !c.Off }) {
		return store.Fail(store.Invalid, "至少要留一条在用，否则通知书写不出依据。").On("off")
	}
	return d.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		before, err := FindClauses(tx, kind)
		if err != nil {
			return err
		}
		all := withDefaults(slices.Clone(clauses), before, func(c Clause) string { return c.Key }, func(c Clause) Clause { c.Off = true; return c })
		return saveRule(tx, clauseSetting+kind, all, len(all))
	})
}

// ClauseOf finds the clause that a stay names. One that nobody knows any more
// stands for itself.
func ClauseOf(all []Clause, key string) Clause {
	for _, c := range all {
		if c.Key == key {
			return c
		}
	}
	return Clause{Key: key, Text: key}
}
