package store

import (
	"database/sql"
	"errors"
	"strings"
)

// Station is who keeps these records: 救助管理站. What it holds is printed on
// every paper and is nobody's secret.
type Station struct {
	ID      string
	Founder string // account that may sign in where no other is named
	Demo    bool   // an invented station: everything in it is marked 演示
	Name    string
	Code    string // stands before each year's station numbers
	Address string
	Phone   string
}

// Check reports what is missing for papers to be printed in its name.
func (s Station) Check() error {
	switch {
	case strings.TrimSpace(s.Name) == "":
		return Fail(Invalid, "请填写救助站名称，打印的文书上要用。").On("name")
	case strings.TrimSpace(s.Code) == "":
		return Fail(Invalid, "请填写救助站代码，救助编号以它开头。").On("code")
	}
	return nil
}

// FindStation reads the station's row; NotFound before it has been founded.
func (tx *Tx) FindStation() (s Station, err error) {
	err = tx.QueryRow(`SELECT id, founder, demo, name, code, address, phone FROM station WHERE id = $1`, tx.station).
		Scan(&s.ID, &s.Founder, &s.Demo, &s.Name, &s.Code, &s.Address, &s.Phone)
	if errors.Is(err, sql.ErrNoRows) {
		return s, Fail(NotFound, "这里还没有救助站，请先建站。")
	}
	return s, err
}

// UpdateStation changes what is printed on papers from now on.
func (tx *Tx) UpdateStation(s Station) error {
	if err := s.Check(); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE station SET name = $1, code = $2, address = $3, phone = $4 WHERE id = $5`,
		s.Name, s.Code, s.Address, s.Phone, tx.station)
	tx.Changed("station", tx.station)
	return err
}
