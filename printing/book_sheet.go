package printing

import (
	"context"
	"strconv"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
)

// book sets a paper of the store room's books. It names nobody who is aided,
// so it takes no number and is not kept.
func (p *Papers) book(ctx context.Context, name string, v Values) (Result, error) {
	o := Options{IssuedAt: p.Session.DB().Now().In(calendar.Zone), FallbackFonts: p.Fonts}
	err := p.Session.Read(ctx, "", func(tx *access.Tx) error { return o.of(tx) })
	if err != nil {
		return Result{}, err
	}
	form, err := Find(name)
	if err != nil {
		return Result{}, err
	}
	return Render(form, v, o)
}

// of puts the station's name onto a paper.
func (o *Options) of(tx *access.Tx) error {
	station, err := tx.FindStation()
	o.Station = Station{Name: station.Name, Address: station.Address, Phone: station.Phone}
	return err
}

// staff maps accounts to the names that stand on papers.
func (p *Papers) staff(ctx context.Context) (names map[string]string, err error) {
	err = p.Session.Read(ctx, "", func(tx *access.Tx) error {
		names, err = tx.StaffNames()
		return err
	})
	return names, err
}

// made says who made a paper and when.
func (p *Papers) made() string {
	return joined("　", p.Session.Account().Display, moment(p.Session.DB().Now()))
}

// numbered puts the number of each row before it.
func numbered(rows []map[string]string) []map[string]string {
	for i := range rows {
		rows[i]["no"] = strconv.Itoa(i + 1)
	}
	return rows
}

// orNothing says 无 in the first column of a list that is empty.
func orNothing(rows []map[string]string, key string) []map[string]string {
	if len(rows) == 0 {
		return []map[string]string{{key: "无"}}
	}
	return rows
}

// unsigned is how many moved, whichever way; a table is easier read without
// zeros.
func unsigned(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(max(n, -n))
}

// plus is a difference with its sign.
func plus(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func dayIn(t time.Time) string { return t.In(calendar.Zone).Format("2006-01-02") }
