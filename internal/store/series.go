package store

import "fmt"

// NextNumber draws the next number of a yearly series, starting at 1. Numbers
// are without gaps: one drawn in a transaction that fails is drawn again.
func (tx *Tx) NextNumber(kind string, year int) (int64, error) {
	var last int64
	err := tx.QueryRow(`INSERT INTO series (station_id, kind, year, last) VALUES ($1, $2, $3, 1)
		ON CONFLICT (station_id, kind, year) DO UPDATE SET last = series.last + 1 RETURNING last`,
		tx.Station(), kind, year).Scan(&last)
	if err != nil {
		return 0, fmt.Errorf("store: draw a %s number: %w", kind, err)
	}
	return last, nil
}
