package intake

import (
	"context"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Sign is how somebody confirmed a paper.
type Sign struct {
	Purpose string     `json:"purpose"` // what was signed for: register, belongings, returned, refusal, ending, told, search
	Method  SignMethod `json:"method"`
	PNG     []byte     `json:"png,omitempty"`     // the strokes, black on white, where it was signed on the screen
	Witness string     `json:"witness,omitempty"` // two, where it was refused
}

// SignMethod is in which way.
type SignMethod string

const (
	SignedOnScreen    SignMethod = "signed"
	FingerprintOnFile SignMethod = "fingerprint" // 按指印: on the printed paper
	SignRefused       SignMethod = "refused"     // 拒签: two witnesses say so
)

// Signature is a Sign that was kept with a stay. 签名
type Signature struct {
	ID       string
	PersonID string
	StayID   string
	At       time.Time
	Actor    string
	Sign
}

// Check reports what is missing from a signature.
func (s Sign) Check() error {
	switch {
	case s.Purpose == "":
		return store.Fail(store.Invalid, "请选择签的是哪份文书。").On("purpose")
	case s.Method == SignedOnScreen && len(s.PNG) == 0:
		return store.Fail(store.Invalid, "还没有签名。请本人在方框里写名字，不会写字就改选“按指印”。").On("signature")
	case s.Method != SignedOnScreen && s.Method != FingerprintOnFile && s.Method != SignRefused:
		return store.Fail(store.Invalid, "请选择签名方式：签名、按指印或拒签。").On("signature")
	}
	return nil
}

// Sign keeps a signature with a stay. Nothing that was signed is replaced: a
// later signature for the same purpose stands beside the earlier one.
func (d *Desk) Sign(ctx context.Context, stayID string, sign Sign) (s Signature, err error) {
	if err := sign.Check(); err != nil {
		return s, err
	}
	err = d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		stay, err := FindStay(tx, stayID)
		if err != nil {
			return err
		}
		if stay.Hidden {
			return access.ErrProtected()
		}
		s = Signature{PersonID: stay.PersonID, StayID: stay.ID, Sign: sign}
		return keepSignature(tx, &s)
	})
	return s, err
}

func keepSignature(tx *access.Tx, s *Signature) error {
	if err := insertSignature(tx, s); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: "sign", Table: "signature", Target: s.ID, Person: s.PersonID,
		Detail: map[string]any{"purpose": s.Purpose, "method": string(s.Method)}})
}

// NewestSign returns the newest signature for a purpose.
func NewestSign(all []Signature, purpose string) (Signature, bool) {
	for _, s := range all {
		if s.Purpose == purpose {
			return s, true
		}
	}
	return Signature{}, false
}
