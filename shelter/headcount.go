package shelter

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Headcount is the figures of the day. Protected people count like all others.
type Headcount struct {
	InStation  int // 在站
	Hospital   int // 住院
	Placed     int // 站外托养
	Arrived    int // 今日来站, by the day of arrival
	Departed   int // 今日离站
	Unknown    int // 身份不明, of those in care
	WithoutBed int // in the station and no bed

	Free          int // free and ready beds, of which:
	FreeWomen     int // in ordinary women's rooms
	FreeMen       int // in ordinary men's rooms
	FreeMinors    int
	FreeFamily    int
	FreeIsolation int // in isolation and watch rooms
}

func (h *Headcount) addFree(sex string, purpose Purpose, n int) {
	h.Free += n
	switch {
	case purpose == Isolation || purpose == Watch:
		h.FreeIsolation += n
	case purpose == MinorRoom:
		h.FreeMinors += n
	case purpose == Family:
		h.FreeFamily += n
	case sex == Women:
		h.FreeWomen += n
	case sex == Men:
		h.FreeMen += n
	}
}

// Headcount counts. It names nobody and is open to everyone who is signed in.
func (h *House) Headcount(ctx context.Context) (n Headcount, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		if err := countStays(tx, &n); err != nil {
			return err
		}
		today := calendar.On(tx.Now())
		if err := countMoves(tx, store.Millis(today.Start()), store.Millis(today.End()), &n); err != nil {
			return err
		}
		return countFree(tx, &n)
	})
	return n, err
}
