package settings

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/ui/kit"
)

// newSecrets is 我的密码与PIN: two forms, each saved by itself.
func newSecrets(shell Shell) *kit.Room {
	words := newPasswordForm(shell)
	pin := newPINForm(shell)
	column := kit.Groups(
		kit.Narrow(kit.Above(words, kit.Actions(nil, kit.NewPrimary("换密码", "save", words.Submit)))),
		kit.NewRule(true),
		kit.Narrow(kit.Above(pin, kit.Actions(nil, kit.NewButton("保存PIN", "", pin.Submit)))))
	return &kit.Room{Content: kit.Flush(kit.Nudge, container.NewVScroll(kit.Margin(kit.Inside, column))), Save: words.Submit, Focus: func() { words.Focus("") }}
}

func newPasswordForm(shell Shell) *kit.Form {
	old, fresh, again := kit.NewPasswordEntry(), kit.NewPasswordEntry(), kit.NewPasswordEntry()
	form := kit.NewForm()
	group := form.Group("换密码")
	group.Add("old", "现在的密码", old).Require()
	group.Add("password", "新密码（一句好记的话）", fresh).Require()
	group.Add("again", "再输一次新密码", again).Require()
	form.OnSubmit = func() {
		if !same(fresh, again) {
			return
		}
		was, is := old.Text, fresh.Text
		save(shell, form, func(ctx context.Context) error { return shell.Session().ChangePassword(ctx, was, is) }, func() {
			form.Restore(nil)
			told(shell, "密码已换。下次登录用新密码。")
		})
	}
	return form
}

// same tells at the second field that it is not what the first says.
func same(fresh, again *kit.Entry) bool {
	if fresh.Text == again.Text {
		return true
	}
	again.SetProblem(lang.L("两次输入的不一样，请再输一次。"))
	return false
}

func newPINForm(shell Shell) *kit.Form {
	pin, again := kit.NewPasswordEntry(), kit.NewPasswordEntry()
	form := kit.NewForm()
	group := form.Group("解锁用的PIN")
	group.AddPlain(kit.NewParagraph(lang.L("窗口自动隐藏后，用PIN打开比密码快。两栏都留空再保存，就是不用PIN。")))
	group.Add("pin", "PIN（至少4位数字）", pin)
	group.Add("again", "再输一次PIN", again)
	form.OnSubmit = func() {
		if pin.Unknown() || again.Unknown() {
			form.Fail(store.Fail(store.Invalid, "PIN 要至少4位数字。").On("pin"))
			return
		}
		if !same(pin, again) {
			return
		}
		code := pin.Text
		save(shell, form, func(ctx context.Context) error { return shell.Session().SetPIN(ctx, code) }, func() {
			form.Restore(nil)
			if code == "" {
				told(shell, "已取消PIN，解锁用密码。")
				return
			}
			told(shell, "PIN已保存。")
		})
	}
	return form
}
