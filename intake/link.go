package intake

import (
	"context"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// LinkKind is what was found of two files.
type LinkKind string

const (
	LinkSame  LinkKind = "same"  // 同一人
	LinkApart LinkKind = "apart" // 不是同一人: looked at, and not to be offered again
)

// Link says that two files are of one person, or of two. Files are never
// merged: each keeps what was said then, and an ended link leaves both as they
// were.
type Link struct {
	ID        string
	PersonID  string // the smaller id of the two
	OtherID   string
	Kind      LinkKind
	MadeAt    time.Time
	MadeBy    string
	EndedAt   time.Time // zero while it stands
	EndedBy   string
	Reason    string
	EndReason string
	version   int64
}

// Of returns the file at the other end.
func (l Link) Of(personID string) string {
	if l.PersonID == personID {
		return l.OtherID
	}
	return l.PersonID
}

// Link says that two files are of one person, or that they are not. A link
// of the other kind that stood between them ends.
func (d *Desk) Link(ctx context.Context, personID, otherID string, kind LinkKind, reason string) (l Link, err error) {
	err = d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		for _, id := range []string{personID, otherID} {
			p, err := FindPerson(tx, id)
			if err != nil {
				return err
			}
			if p.Hidden {
				return access.ErrProtected()
			}
		}
		if kind == LinkSame {
			if err := refuseTwoStays(tx, personID, otherID); err != nil {
				return err
			}
		}
		l, err = link(tx, personID, otherID, kind, reason)
		return err
	})
	return l, err
}

func link(tx *access.Tx, personID, otherID string, kind LinkKind, reason string) (Link, error) {
	if personID == otherID {
		return Link{}, store.Fail(store.Invalid, "这是同一份档案，不用再关联。")
	}
	before, err := FindLinks(tx, personID)
	if err != nil {
		return Link{}, err
	}
	for _, l := range before {
		switch {
		case l.Of(personID) != otherID || !l.EndedAt.IsZero():
		case l.Kind == kind:
			return l, nil
		default:
			if err := endLink(tx, l, reason); err != nil {
				return Link{}, err
			}
		}
	}
	l := Link{PersonID: min(personID, otherID), OtherID: max(personID, otherID), Kind: kind, Reason: strings.TrimSpace(reason)}
	if err := insertLink(tx, &l); err != nil {
		return Link{}, err
	}
	return l, tx.Audit(access.Entry{Action: "person.link." + string(kind), Table: "person_link", Target: l.ID, Person: personID,
		Detail: map[string]any{"other": otherID}, Private: l.Reason})
}

// Unlink ends a link: a wrong person is detached, and both files are as they
// were. The reason is kept; Invalid without one.
func (d *Desk) Unlink(ctx context.Context, linkID, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return store.Fail(store.Invalid, "请写下为什么不是同一人：以后查起来要看得懂。").On("reason")
	}
	return d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		l, err := findLink(tx, linkID)
		if err != nil {
			return err
		}
		if !l.EndedAt.IsZero() {
			return store.Fail(store.Conflict, "这两份档案已经解除关联了。")
		}
		return endLink(tx, l, reason)
	})
}

func endLink(tx *access.Tx, l Link, reason string) error {
	l.EndedAt, l.EndedBy, l.EndReason = tx.Now(), tx.Actor().ID, reason
	if err := updateLink(tx, &l); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: "person.unlink", Table: "person_link", Target: l.ID, Person: l.PersonID,
		Detail: map[string]any{"other": l.OtherID, "kind": string(l.Kind)}, Private: reason})
}

// FindSame lists the files of one human: the person's own and all that are
// linked to it, directly or through others. The own one is the first.
func FindSame(tx *access.Tx, personID string) ([]string, error) {
	same, seen := []string{personID}, map[string]bool{personID: true}
	for at := 0; at < len(same); at++ {
		links, err := findOpenLinksOf(tx, same[at])
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			other := l.Of(same[at])
			if l.Kind == LinkSame && !seen[other] {
				seen[other] = true
				same = append(same, other)
			}
		}
	}
	return same, nil
}

// refuseTwoStays is a Conflict where two of the files that would become one
// human's have a stay that goes on: nobody is in the station twice.
func refuseTwoStays(tx *access.Tx, personID, otherID string) error {
	open := 0
	seen := map[string]bool{}
	for _, id := range []string{personID, otherID} {
		same, err := FindSame(tx, id)
		if err != nil {
			return err
		}
		for _, file := range same {
			if seen[file] {
				continue
			}
			seen[file] = true
			n, err := countOpenStays(tx, file)
			if err != nil {
				return err
			}
			open += n
		}
	}
	if open > 1 {
		return store.Fail(store.Conflict, "这两份档案现在都在站，同一个人不会在站两次。请先核对，把多登记的一份办理离站。")
	}
	return nil
}

// errAlreadyHere refuses to admit who is in the station's care by another file.
func errAlreadyHere() *store.Error {
	return store.Fail(store.Conflict, "选为同一人的那份档案现在就在站，不能重复登记。请打开档案核对；不是同一人就先解除。")
}
