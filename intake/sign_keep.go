package intake

import "guitu/internal/access"

// KeepSignature keeps what was signed in a transaction that does more than
// that, as Desk.Sign does on its own. s says whose it is.
func KeepSignature(tx *access.Tx, s *Signature) error {
	if err := s.Check(); err != nil {
		return err
	}
	return keepSignature(tx, s)
}
