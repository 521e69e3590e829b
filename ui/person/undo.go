package person

import (
	"context"
	"slices"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// justNow is how long back Ctrl+Z reaches: what was saved longer ago is taken
// back from the history, where it is seen first.
const justNow = 12 * time.Hour

// changes are the savings of this file, the newest first. That a field was
// ticked as entered in the national system is no change of the file.
func (p *page) changes() []intake.Revision {
	var all []intake.Revision
	for _, r := range p.f.file.Revisions {
		if _, ticked := r.Fields["copied"]; ticked && len(r.Fields) == 1 {
			continue
		}
		all = append(all, r)
	}
	return all
}

// undoLast takes back what this account saved last, a short while ago; of
// anything else it shows the history. It reports whether there was something.
func (p *page) undoLast() bool {
	all := p.changes()
	if len(all) == 0 || !p.can(access.Register) {
		return false
	}
	last := all[0]
	if last.Actor == p.shell.Session().Account().ID && p.shell.Now().Sub(last.At) < justNow {
		p.undoChange(last.ID)
		return true
	}
	p.goTab(tabHistory)
	p.shell.Toast(kit.Toast{Text: "最近的改动不是您刚做的。请看清楚，再点那一次改动旁边的“撤销”。", Kind: kit.Info})
	return true
}

// undoChange puts back what one saving changed. Where it was changed again
// since, the history says what stands there now.
func (p *page) undoChange(revisionID string) {
	p.shell.Work("正在撤销…", func(ctx context.Context) error { return p.shell.Desk().UndoChange(ctx, revisionID) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			if store.KindOf(err) == store.Conflict {
				p.load(func() { p.goTab(tabHistory) })
			}
			return
		}
		p.load(func() {
			p.told("已恢复为改动以前的内容。", p.undoOf("", ""))
			kit.Tell("undone", "")
		})
	})
}

// undoOf takes back the newest saving, or the newest that changed a field of a
// row, as the file stands now; nil where there is none.
func (p *page) undoOf(rowID, field string) func() {
	at := slices.IndexFunc(p.f.file.Revisions, func(r intake.Revision) bool {
		_, changed := r.Fields[field]
		return (rowID == "" || r.RowID == rowID) && (field == "" || changed)
	})
	if at < 0 {
		return nil
	}
	id := p.f.file.Revisions[at].ID
	return func() { p.undoChange(id) }
}

// undoNewest takes back the newest savings of a file that changed a field, as
// many as steps says.
func undoNewest(ctx context.Context, desk *intake.Desk, personID, field string, steps int) error {
	file, err := desk.OpenFile(ctx, personID)
	if err != nil {
		return err
	}
	for _, r := range file.Revisions {
		if _, changed := r.Fields[field]; !changed {
			continue
		}
		if err := desk.UndoChange(ctx, r.ID); err != nil {
			return err
		}
		if steps--; steps == 0 {
			return nil
		}
	}
	return store.Fail(store.NotFound, "没有可以撤销的改动。")
}
