package printing

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// A paper of the station is about no one stay: a list that is carried about or
// hung up, or a page of its books. It takes no number and is not kept.

// stationPaper sets a paper of the station that names nobody who is aided.
func (p *Papers) stationPaper(ctx context.Context, name string, v Values) (Result, error) {
	var o Options
	err := p.Session.Read(ctx, "", func(tx *access.Tx) (err error) {
		o, err = p.options(tx)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	return setForm(name, v, o)
}

// disclosed are the options of a paper of the station that was made is to be on
// record. right is what reading what stands on it needs.
func (p *Papers) disclosed(ctx context.Context, right access.Right, entry access.Entry) (o Options, err error) {
	err = p.Session.Disclose(ctx, right, entry, func(tx *access.Tx) (err error) {
		o, err = p.options(tx)
		return err
	})
	return o, err
}

// options are those of a paper that is made now.
func (p *Papers) options(tx *access.Tx) (Options, error) {
	station, err := tx.FindStation()
	return Options{Station: printed(station), IssuedAt: tx.Now().In(calendar.Zone), FallbackFonts: p.Fonts}, err
}

// printed is what papers say of the station.
func printed(s store.Station) Station {
	return Station{Name: s.Name, Address: s.Address, Phone: s.Phone}
}

// setForm fills a form that is called by its name.
func setForm(name string, v Values, o Options) (Result, error) {
	form, err := Find(name)
	if err != nil {
		return Result{}, err
	}
	return Render(form, v, o)
}

// staff maps accounts to the names that stand on papers.
func (p *Papers) staff(ctx context.Context) (names map[string]string, err error) {
	err = p.Session.Read(ctx, "", func(tx *access.Tx) error {
		names, err = tx.StaffNames()
		return err
	})
	return names, err
}
