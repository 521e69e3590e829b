package person

import (
	"context"

	"guitu/intake"
	"guitu/internal/store"
)

// failed says why saving did not succeed. After a conflict the newer state is
// read; only the fields that were typed in are put over it by saving again.
func (i *identity) failed(err error) {
	p := i.page
	if store.KindOf(err) != store.Conflict {
		if !i.form.Fail(err) {
			p.shell.Fail(err)
		}
		return
	}
	p.shell.Fail(err)
	typed := i.form.Drafts()
	filled := i.filled
	var f facts
	p.shell.Work("正在读取最新内容…", func(ctx context.Context) (err error) {
		f, err = read(ctx, p.shell, p.personID)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.f = f
		i.rebase(f.person(), typed, filled)
		p.show()
	})
}

// rebase fills the form with a newer state and puts what was typed over it.
func (i *identity) rebase(newer intake.Person, typed, filled map[string]string) {
	i.fill(newer)
	fresh := i.form.Drafts()
	mixed := map[string]string{}
	for key, draft := range fresh {
		mixed[key] = draft
	}
	for key := range union(typed, filled) {
		if typed[key] != filled[key] {
			mixed[key] = typed[key]
		}
	}
	i.form.Restore(mixed)
	i.form.Refresh()
	i.filled = fresh
}

func union(a, b map[string]string) map[string]bool {
	all := map[string]bool{}
	for key := range a {
		all[key] = true
	}
	for key := range b {
		all[key] = true
	}
	return all
}
