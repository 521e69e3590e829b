package settings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// idleSetting is the key of the station's idle limits.
const idleSetting = "ui.idle"

// idleLimits say when the window is hidden and when the keys are dropped.
type idleLimits struct {
	HideMinutes int `json:"hide_minutes"`
	DropMinutes int `json:"drop_minutes"`
}

// What is in force where the station set nothing, and the longest that may be.
var (
	usualIdle   = idleLimits{HideMinutes: 3, DropMinutes: 15}
	mostMinutes = 240
)

// check reports what cannot be, at its field.
func (l idleLimits) check() error {
	for _, c := range []struct {
		field string
		n     int
	}{{"hide", l.HideMinutes}, {"drop", l.DropMinutes}} {
		if c.n < 1 || c.n > mostMinutes {
			return store.Fail(store.Invalid, "请填 1 到 {{.Most}} 之间的分钟数。").With(store.Args{"Most": mostMinutes}).On(c.field)
		}
	}
	if l.DropMinutes < l.HideMinutes {
		return store.Fail(store.Invalid, "退出登录不能早于隐藏窗口，请改长一些。").On("drop")
	}
	return nil
}

// newIdle is 自动锁定.
func newIdle(shell Shell) *kit.Room {
	hide, drop := kit.NewDigitsEntry(), kit.NewDigitsEntry()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("hide", "多少分钟没人操作就隐藏窗口（用PIN打开）", hide).Require()
	group.Add("drop", "多少分钟没人操作就退出登录（要输密码）", drop).Require()
	form.OnSubmit = func() {
		limits := idleLimits{number(hide), number(drop)}
		save(shell, form, func(ctx context.Context) error { return saveIdle(ctx, shell.Session(), limits) }, func() {
			told(shell, "已保存，下次登录起生效。")
		})
	}
	r := kit.FormRoom("人离开电脑后，别人看不到求助人的资料。没有保存的内容不会丢。", form)
	read := false
	r.Enter = func() {
		if read {
			return
		}
		limits := usualIdle
		shell.Work(lang.L("正在读取…"), func(ctx context.Context) error {
			return shell.Session().Read(ctx, "", func(tx *access.Tx) error {
				_, err := tx.Setting(idleSetting, &limits)
				return err
			})
		}, func(err error) {
			if err != nil {
				shell.Fail(err)
				return
			}
			read = true
			form.Restore(map[string]string{"hide": strconv.Itoa(limits.HideMinutes), "drop": strconv.Itoa(limits.DropMinutes)})
		})
	}
	return r
}

// number reads a field of digits; anything else is zero, which is refused.
func number(e *kit.Entry) int {
	n, err := strconv.Atoi(e.Text)
	if err != nil {
		return 0
	}
	return n
}

func saveIdle(ctx context.Context, session *access.Session, limits idleLimits) error {
	if err := limits.check(); err != nil {
		return err
	}
	return session.Write(ctx, access.EditStation, func(tx *access.Tx) error {
		if err := tx.SetSetting(idleSetting, limits); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "setting.idle", Table: "setting", Target: idleSetting,
			Detail: map[string]any{"hide": limits.HideMinutes, "drop": limits.DropMinutes}})
	})
}
