package assets

import (
	"encoding/json"
	"fmt"
)

// Code is one row of a code table.
type Code struct {
	Code string `json:"code"` // what is stored and exchanged
	Text string `json:"text"` // what the clerk reads, Chinese
	En   string `json:"en"`   // the same in English
	Note string `json:"note"` // a hint, or the article it rests on; may be empty
}

// CodeTable returns the rows of codes/NAME.json in the order in which they are
// to be offered. It fails only for a name that does not exist.
func CodeTable(name string) ([]Code, error) {
	raw, err := Codes.ReadFile("codes/" + name + ".json")
	if err != nil {
		return nil, fmt.Errorf("code table %q: %w", name, err)
	}
	var rows []Code
	if err := json.Unmarshal(raw, &rows); err != nil {
		return nil, fmt.Errorf("code table %q: %w", name, err)
	}
	return rows, nil
}
