package store

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables to the newest version. Files that end in _sqlite
// or _postgres stand in for each other under one version; all others are
// shared by both engines.
func migrate(ctx context.Context, db *sql.DB) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, engineFS{sub, "_postgres.sql"}, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// engineFS hides the files that are meant for the other engine.
type engineFS struct {
	fs.FS
	other string
}

func (e engineFS) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(e.FS, pattern)
	kept := names[:0]
	for _, name := range names {
		if !strings.HasSuffix(name, e.other) {
			kept = append(kept, name)
		}
	}
	return kept, err
}
