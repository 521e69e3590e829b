package intake

import "guitu/internal/access"

// The keys under which a station keeps its own texts and rules of the desk.
const (
	triageSetting   = "intake.triage"
	clauseSetting   = "intake.clauses." // + kind
	rightsSetting   = "intake.rights."  // + language
	nationalSetting = "intake.national"
)

// saveRule keeps a setting of the desk and puts on record that it was changed;
// rows is how many it holds.
func saveRule(tx *access.Tx, key string, value any, rows int) error {
	if err := tx.SetSetting(key, value); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: "rules.desk", Table: "setting", Target: key, Detail: map[string]any{"rows": rows}})
}

// FindTriageRules reads the rules of the station in its own order. Defaults
// that it left out, or that came with a newer program, stand behind them, out
// of use.
func FindTriageRules(tx *access.Tx) ([]TriageRule, error) {
	own := []TriageRule{}
	set, err := tx.Setting(triageSetting, &own)
	if err != nil || !set {
		return DefaultTriageRules(), err
	}
	return withDefaults(own, DefaultTriageRules(), func(r TriageRule) string { return r.Code }, func(r TriageRule) TriageRule { r.Off = true; return r }), nil
}

// FindClauses reads the clauses of a kind, with those put out of use: papers
// of the past name them. Invalid for a kind that does not exist.
func FindClauses(tx *access.Tx, kind string) ([]Clause, error) {
	defaults, err := defaultClauses(kind)
	if err != nil {
		return nil, err
	}
	own := []Clause{}
	set, err := tx.Setting(clauseSetting+kind, &own)
	if err != nil || !set {
		return defaults, err
	}
	return withDefaults(own, defaults, func(c Clause) string { return c.Key }, func(c Clause) Clause { c.Off = true; return c }), nil
}

// withDefaults puts the defaults that a station left out behind its own rows,
// out of use.
func withDefaults[T any](own, defaults []T, key func(T) string, off func(T) T) []T {
	known := map[string]bool{}
	for _, row := range own {
		known[key(row)] = true
	}
	for _, row := range defaults {
		if !known[key(row)] {
			own = append(own, off(row))
		}
	}
	return own
}

// FindRightsText reads what people are told of their rights in a language:
// the station's own words, or the text that comes with the program. Empty
// where there is none in that language.
func FindRightsText(tx *access.Tx, lang string) (string, error) {
	text := defaultRights[lang]
	_, err := tx.Setting(rightsSetting+lang, &text)
	if text == "" {
		text = defaultRights[lang]
	}
	return text, err
}

// NationalFields reads the fields in the order in which the station enters
// them in the national system. Fields that it left out are not among them.
func NationalFields(tx *access.Tx) ([]NationalField, error) {
	var keys []string
	set, err := tx.Setting(nationalSetting, &keys)
	if err != nil || !set {
		return AllNationalFields(), err
	}
	var fields []NationalField
	for _, key := range keys {
		if f, ok := nationalField(key); ok {
			fields = append(fields, f)
		}
	}
	return fields, nil
}

// findArrivedBetween lists the stays that began at or after from and before
// to, oldest first, with refusals and aid on the spot.
func findArrivedBetween(tx *access.Tx, from, to int64) ([]Resident, error) {
	return findResidents(tx, `s.arrived_at >= $2 AND s.arrived_at < $3`, from, to)
}
