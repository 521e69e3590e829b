// Package kit holds the widgets and the look of the whole application. Pages
// are made of these and of Fyne's containers; they name colours, sizes,
// distances and keys, and never state one.
//
// The one thing not to get wrong: every text field is an Entry (or a field
// built on it), never a widget.Entry. Fyne's own loses committed Chinese text
// to the keys of an input method and keeps shortcuts from the window.
//
// Everything here lives on the UI goroutine; work that may take longer goes
// through Busy, which shows what is being done and can be cancelled. Texts
// given to constructors are Chinese and the keys of their translations.
//
// A page:
//
//	form := kit.NewForm()
//	who := form.Group("身份")
//	who.Add("name", "姓名", kit.NewEntry())
//	who.Add("sex", "性别", kit.NewChoice(kit.Options(sexes))).Require()
//	who.Beside("age", "年龄", kit.NewAgeField(time.Now))
//	form.OnDraft = func(key, draft string) { drafts.Keep(key, draft) }
//	form.OnSubmit = func() {
//		if err := desk.Register(ctx, read(form)); err != nil && !form.Fail(err) {
//			toasts.Tell(kit.Toast{Text: kit.Say(err), Kind: kit.Overdue})
//		}
//	}
//	foot := kit.Actions(nil, kit.NewPrimary("保存并继续", "save", form.Submit))
//	page := container.NewBorder(nil, foot, nil, nil, form.Scroll())
package kit
