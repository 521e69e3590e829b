package trace

import (
	"context"
	"encoding/json"
	"reflect"

	"guitu/internal/store"
	"guitu/tracing"
	"guitu/ui/kit"
)

// enough reports whether an account can be a report: somebody can be reached,
// and the missing person known by something.
func enough(a tracing.Account) bool {
	reached := a.ReporterPhone != "" || a.ReporterName != ""
	return reached && (a.Name != "" || len(a.FormerNames) > 0 || len(a.Aliases) > 0 || a.IDNumber != "" || a.Marks != "")
}

// keep stores what is typed, where it is enough and not kept already, and does
// then what is given. Savings follow one another; the last has the last word.
func (p *reportPage) keep(then func()) {
	if then == nil {
		then = func() {}
	}
	if p.saving {
		p.again = append(p.again, func() { p.keep(then) })
		return
	}
	now := p.fields.read()
	switch {
	case !p.loaded || p.closed() || p.id == "" && !enough(now):
		return
	case p.id != "" && reflect.DeepEqual(now, p.kept):
		then()
		return
	}
	p.saving = true
	r, begun := p.report, p.id != ""
	r.Account = now
	p.shell.Work("正在保存…", func(ctx context.Context) (err error) {
		if begun {
			r, err = p.shell.Tracing().SaveReport(ctx, r)
			return err
		}
		r, err = p.shell.Tracing().AddReport(ctx, r)
		return err
	}, func(err error) { p.landed(r, now, err, then) })
}

// landed goes on after a saving.
func (p *reportPage) landed(r tracing.Report, now tracing.Account, err error, then func()) {
	p.saving = false
	switch {
	case store.KindOf(err) == store.Conflict:
		p.merge(now, then)
		return
	case err != nil:
		p.complain(err)
	default:
		p.report, p.id, p.kept = r, r.ID, now
		p.fields.base = r.Account
		p.tell()
		then()
	}
	p.next()
}

// next does what waited for the saving.
func (p *reportPage) next() {
	waiting := p.again
	p.again = nil
	for _, do := range waiting {
		do()
	}
}

// complain says what is wrong beside its field and leaves the cursor where
// somebody is typing.
func (p *reportPage) complain(err error) {
	if item := p.fields.form.Item(fieldOf(err)); item != nil {
		item.Field.Base().SetProblem(kit.Say(err))
		return
	}
	p.shell.Fail(err)
}

func fieldOf(err error) string {
	if known, ok := err.(*store.Error); ok {
		return known.Field
	}
	return ""
}

// merge reads the report that a colleague has changed meanwhile and puts both
// together: a field that was changed here is as it was typed here, any other as
// the colleague left it.
func (p *reportPage) merge(mine tracing.Account, then func()) {
	base := p.kept
	var theirs tracing.Report
	p.saving = true
	p.shell.Work("正在读取同事的改动…", func(ctx context.Context) (err error) {
		theirs, err = p.shell.Tracing().Report(ctx, p.id)
		return err
	}, func(err error) {
		p.saving = false
		if err != nil {
			p.shell.Fail(err)
			p.next()
			return
		}
		both, err := mergeAccounts(base, mine, theirs.Account)
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.take(theirs)
		if p.closed() {
			p.show()
			p.shell.Toast(kit.Toast{Text: "同事已经办结了这份登记。要接着填请先重新打开。", Kind: kit.Info})
			return
		}
		p.fields.show(both)
		p.tell()
		p.leads.look()
		p.shell.Toast(kit.Toast{Text: "同事刚改过这份登记，已经合在一起，请看一下。", Kind: kit.Info})
		p.keep(then)
		p.next()
	})
}

// mergeAccounts takes the fields in which mine differs from base from mine, and
// the others from theirs.
func mergeAccounts(base, mine, theirs tracing.Account) (both tracing.Account, err error) {
	var fields [3]map[string]any
	for i, a := range []tracing.Account{base, mine, theirs} {
		text, err := json.Marshal(a)
		if err != nil {
			return both, err
		}
		if err := json.Unmarshal(text, &fields[i]); err != nil {
			return both, err
		}
	}
	was, here, there := fields[0], fields[1], fields[2]
	for _, side := range []map[string]any{was, here} {
		for name := range side {
			if reflect.DeepEqual(was[name], here[name]) {
				continue
			}
			if value, ok := here[name]; ok {
				there[name] = value
				continue
			}
			delete(there, name)
		}
	}
	text, err := json.Marshal(there)
	if err != nil {
		return both, err
	}
	return both, json.Unmarshal(text, &both)
}
