package intake

import (
	"context"

	"guitu/internal/access"
)

// File is everything the desk knows of one person. 档案
type File struct {
	Person     Person
	Stays      []Stay // the newest first
	Belongings map[string][]Belonging
	Inquiries  map[string][]Inquiry   // by stay, the newest first
	Signatures map[string][]Signature // by stay
	Links      []Link                 // ended ones among them
	Others     []Other                // the other files of the same human
	Photos     []Photo
	Revisions  []Revision
	Acts       []access.Record // what was done, and by whom; the newest first
	Staff      map[string]string
}

// Other is another file of the same human.
type Other struct {
	Person Person
	Stays  []Stay
}

// maxActs is how far back a file shows what was done.
const maxActs = 200

// OpenFile reads a person's file. Opening it is on record: where the entry
// cannot be written, nothing is shown.
func (d *Desk) OpenFile(ctx context.Context, personID string) (f File, err error) {
	entry := access.Entry{Action: "file.open", Table: "person", Target: personID, Person: personID}
	err = d.Session.Disclose(ctx, access.ReadPeople, entry, func(tx *access.Tx) error {
		f, err = findFile(tx, personID)
		return err
	})
	return f, err
}

// ExportFile reads a person's file to be taken out of the station, for a
// stated purpose.
func (d *Desk) ExportFile(ctx context.Context, personID, purpose string) (f File, err error) {
	entry := access.Entry{Action: "file.export", Table: "person", Target: personID, Person: personID, Private: purpose}
	err = d.Session.Disclose(ctx, access.ExportPeople, entry, func(tx *access.Tx) error {
		f, err = findFile(tx, personID)
		return err
	})
	return f, err
}

func findFile(tx *access.Tx, personID string) (f File, err error) {
	if f.Person, err = FindPerson(tx, personID); err != nil {
		return f, err
	}
	if f.Person.Hidden {
		return f, access.ErrProtected()
	}
	if f.Stays, err = findStaysOf(tx, personID); err != nil {
		return f, err
	}
	if err := f.findOfStays(tx); err != nil {
		return f, err
	}
	if err := f.findOthers(tx); err != nil {
		return f, err
	}
	if f.Photos, err = findPhotos(tx, "person_id", personID); err != nil {
		return f, err
	}
	if f.Revisions, err = findRevisions(tx, personID); err != nil {
		return f, err
	}
	if f.Acts, err = tx.PersonRecords(personID, maxActs); err != nil {
		return f, err
	}
	f.Staff, err = tx.StaffNames()
	return f, err
}

func (f *File) findOfStays(tx *access.Tx) (err error) {
	f.Belongings, f.Inquiries, f.Signatures = map[string][]Belonging{}, map[string][]Inquiry{}, map[string][]Signature{}
	for _, s := range f.Stays {
		if f.Belongings[s.ID], err = FindBelongings(tx, s.ID); err != nil {
			return err
		}
		if f.Inquiries[s.ID], err = FindInquiries(tx, s.ID); err != nil {
			return err
		}
		if f.Signatures[s.ID], err = FindSignatures(tx, s.ID); err != nil {
			return err
		}
	}
	return nil
}

// findOthers reads the other files of the same human, and the links. A file
// that this account may not read leaves no trace in either.
func (f *File) findOthers(tx *access.Tx) error {
	links, err := FindLinks(tx, f.Person.ID)
	if err != nil {
		return err
	}
	for _, l := range links {
		other, err := FindPerson(tx, l.Of(f.Person.ID))
		if err != nil {
			return err
		}
		if !other.Hidden {
			f.Links = append(f.Links, l)
		}
	}
	same, err := FindSame(tx, f.Person.ID)
	if err != nil {
		return err
	}
	for _, id := range same[1:] {
		other, err := FindPerson(tx, id)
		if err != nil {
			return err
		}
		if other.Hidden {
			continue
		}
		stays, err := findStaysOf(tx, id)
		if err != nil {
			return err
		}
		f.Others = append(f.Others, Other{other, stays})
	}
	return nil
}
