package settings

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

// save runs a saving: what is wrong with a field is told at the field, and
// the form stays as it was typed.
func save(shell Shell, form *kit.Form, work func(ctx context.Context) error, done func()) {
	shell.Work(lang.L("正在保存…"), work, func(err error) {
		if err == nil {
			done()
			return
		}
		if form == nil || !form.Fail(err) {
			shell.Fail(err)
		}
	})
}

func told(shell Shell, text string) { shell.Toast(kit.Toast{Text: text, Kind: kit.Done}) }
