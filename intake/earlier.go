package intake

import "encoding/json"

// Records that an earlier version sealed are read as they were meant: nothing
// that a station once wrote down is lost by an update.

// UnmarshalJSON reads what was told, also as it was kept before there were
// ways of telling: yes or no.
func (t *Told) UnmarshalJSON(text []byte) error {
	var yes bool
	if json.Unmarshal(text, &yes) == nil {
		if *t = (Told{}); yes {
			t.How = "heard"
		}
		return nil
	}
	type plain Told
	return json.Unmarshal(text, (*plain)(t))
}

// UnmarshalJSON reads a safety check, also one whose forbidden goods stand in
// one sentence.
func (s *SafetyCheck) UnmarshalJSON(text []byte) error {
	type plain SafetyCheck
	var earlier struct {
		Dangerous string `json:"dangerous"`
	}
	if err := json.Unmarshal(text, (*plain)(s)); err != nil {
		return err
	}
	if json.Unmarshal(text, &earlier) == nil && earlier.Dangerous != "" && len(s.Forbidden) == 0 {
		s.Forbidden = []Forbidden{{Name: earlier.Dangerous}}
	}
	return nil
}

// arrivalFrom reads a draft, also one whose earlier file went by another name.
func arrivalFrom(text []byte) (a Arrival, err error) {
	if err = json.Unmarshal(text, &a); err != nil {
		return a, err
	}
	var earlier struct {
		PersonID string `json:"person_id"`
	}
	if json.Unmarshal(text, &earlier) == nil && a.SameAs == "" {
		a.SameAs = earlier.PersonID
	}
	return a, nil
}
