package printing

import (
	"context"
	"os"

	"guitu/internal/store"
)

// Printer is the way to paper.
type Printer interface {
	// Print sends a PDF. It returns when the system has taken the job, not when
	// the paper is out.
	Print(ctx context.Context, pdf []byte, job Job) error
	// Names lists the printers; an empty list means that there is none.
	Names(ctx context.Context) ([]string, error)
}

// Job says how to print. Title is shown in the print queue, which others can
// read: it names the kind of paper and its number, never a person.
type Job struct {
	Copies  int // zero is one
	Title   string
	Printer string // one of Names; empty is the system's own choice
}

// most copies that one job may ask for; more is a slip of the finger.
const mostCopies = 200

func (j Job) check() error {
	if j.Copies < 0 || j.Copies > mostCopies {
		return store.Fail(store.Invalid, "份数应在 1 到 {{.Most}} 之间，请改正。").With(store.Args{"Most": mostCopies}).On("copies")
	}
	return nil
}

func (j Job) copies() int { return max(j.Copies, 1) }

// spool writes a PDF where only this user can read it.
func spool(pdf []byte) (path string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "guitu-print-") // 0700
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.RemoveAll(dir) }
	path = dir + string(os.PathSeparator) + "page.pdf"
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		remove()
		return "", nil, err
	}
	return path, remove, nil
}
