package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/ui/kit"
)

// checkHead compares the audit chain with what was remembered of it outside of
// the database, and says loudly when the database is an older copy.
func (s *Shell) checkHead() {
	if s.config.AnchorDir == "" {
		return
	}
	db, session := s.db, s.session
	var findings []access.Finding
	s.Work(lang.L("正在核对审计记录…"), func(ctx context.Context) (err error) {
		if findings, err = access.CheckAnchor(ctx, db, s.config.AnchorDir); err == nil && len(findings) == 0 {
			err = session.AnchorHead(ctx, s.config.AnchorDir)
		}
		return err
	}, func(err error) {
		if err != nil {
			s.Fail(err)
		}
		for _, f := range findings {
			s.Toast(kit.Toast{Text: f.Text, Args: f.Args, Kind: kit.Overdue})
		}
	})
}

// rememberHead writes the chain's head outside of the database when the
// session ends.
func (s *Shell) rememberHead() {
	if s.config.AnchorDir != "" {
		_ = s.session.AnchorHead(context.Background(), s.config.AnchorDir) // said at the next sign-in
	}
}
