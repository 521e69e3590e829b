package shelter

import (
	"context"
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Institution is a station, a hospital or a home with which the station deals:
// for tickets, escorts, bills and placements. It names nobody in care.
type Institution struct {
	ID      string
	Version int64
	Kind    string // institution_kind table
	Name    string
	Region  string // 省市, as people say it
	Address string
	Phone   string
	Contact string // a post or an office, for those who call
	Note    string
	Active  bool // still offered
}

// check puts the texts into their form and reports what is missing.
func (i *Institution) check() error {
	for _, text := range []*string{&i.Name, &i.Region, &i.Address, &i.Phone, &i.Contact, &i.Note} {
		*text = strings.TrimSpace(*text)
	}
	if i.Name == "" {
		return store.Fail(store.Invalid, "请填写机构名称。").On("name")
	}
	return checkCode("institution_kind", i.Kind, "kind")
}

// SaveInstitution adds an institution, where its ID is empty, or changes it.
func (h *House) SaveInstitution(ctx context.Context, i *Institution) error {
	if err := i.check(); err != nil {
		return err
	}
	return h.Session.Write(ctx, access.LayOutBeds, func(tx *access.Tx) error {
		if err := saveInstitution(tx, i); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "institution.save", Table: "institution", Target: i.ID})
	})
}

// Institutions lists the directory by kind, region and name; of one kind where
// it is named. Those out of use are among them.
func (h *House) Institutions(ctx context.Context, kind string) (all []Institution, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findInstitutions(tx, kind)
		return err
	})
	return all, err
}
