package desk

import (
	"time"

	"guitu/intake"
	"guitu/ui/kit"
)

// few is a form of a few fields only, for those who have no time: everything
// else of the arrival stays as it is.
type few struct{ *sheet }

func newFew(now func() time.Time) few {
	return few{&sheet{form: kit.NewForm(), now: now, filled: map[string]string{}, groups: map[string]*kit.Group{}, lent: lentNothing()}}
}

// writeTo makes the form that of a draft: read and written through its few
// fields, and saved as it is filled in.
func (f few) writeTo(w *written, submit func()) {
	f.remember, f.remembered = w.shell.Remember, w.shell.Remembered
	w.form = f.form
	w.read, w.put = func() intake.Arrival { return f.take(w.base) }, f.put
	f.form.OnDraft = func(string, string) { w.save() }
	f.form.OnChange = func(string) { w.typed() }
	f.form.OnSubmit = submit
	f.form.OnLast = f.form.Submit
}

func (f few) put(a intake.Arrival) { f.putBound(a) }

func (f few) take(a intake.Arrival) intake.Arrival {
	var unknown []string
	for _, key := range a.Unknown {
		if f.form.Item(key) == nil {
			unknown = append(unknown, key)
		}
	}
	for _, b := range f.bound {
		b.take(&a)
		if saidUnknown(b.item.Field) {
			unknown = append(unknown, b.item.Key)
		}
	}
	a.Unknown = unknown
	return a
}

// who adds sex, age and name.
func (f few) who(g *kit.Group) {
	s := f.sheet
	s.sex = kit.NewChoice(codes("sex"))
	s.code(g.Add, "sex", "性别", s.sex, func(a *intake.Arrival) *string { return &a.Sex }).Require()
	s.age = kit.NewAgeField(s.now)
	s.bind(g.Beside("age", "出生日期或年龄", s.age), s.putAge, s.takeAge).Want()
	s.addName(g.Beside)
}
