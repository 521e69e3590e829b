package main

import (
	"path/filepath"

	"guitu/cmd/demo"
	"guitu/internal/access"
	"guitu/internal/store"
)

// folder is where the station is kept.
func (d *desk) folder() (string, error) {
	if d.flags.Data != "" {
		return d.flags.Data, nil
	}
	return store.DefaultDir()
}

// openStation opens the database of a station that has been founded. It makes
// nothing.
func (d *desk) openStation() (*store.DB, store.Station, error) {
	dir, err := d.folder()
	if err != nil {
		return nil, store.Station{}, err
	}
	if !store.Exists(dir) {
		return nil, store.Station{}, errNoStation(dir)
	}
	db, err := store.Open(d, dir)
	if err != nil {
		return nil, store.Station{}, err
	}
	var station store.Station
	err = db.Read(d, func(tx *store.Tx) error {
		station, err = tx.FindStation()
		return err
	})
	if store.KindOf(err) == store.NotFound {
		err = errNoStation(dir)
	}
	if err != nil {
		db.Close()
		return nil, station, err
	}
	return db, station, nil
}

func errNoStation(dir string) error {
	return store.Fail(store.NotFound, "“{{.Dir}}”里没有救助站。请用 --data 指定资料文件夹，或先用 guituctl init 建站。").
		With(store.Args{"Dir": filepath.Clean(dir)})
}

// signIn opens the station as the account that was named or, without one, as
// who founded it; an invented station lets its head in without asking. What is
// returned last closes everything.
func (d *desk) signIn() (*access.Session, store.Station, func(), error) {
	db, station, err := d.openStation()
	if err != nil {
		return nil, station, nil, err
	}
	session, err := d.signInTo(db, station)
	if err != nil {
		db.Close()
		return nil, station, nil, err
	}
	return session, station, func() { session.Lock(); db.Close() }, nil
}

func (d *desk) signInTo(db *store.DB, station store.Station) (*access.Session, error) {
	name, password := d.flags.User, demo.Password
	if name != "" || !station.Demo {
		if name == "" {
			name = station.Founder
		}
		var err error
		if password, err = d.readSecret(d.flags.PasswordFile, say("“{{.Name}}”的密码：", store.Args{"Name": name})); err != nil {
			return nil, err
		}
	} else {
		name = station.Founder
	}
	return access.SignIn(d, db, name, password)
}
