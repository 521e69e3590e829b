package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/internal/access"
	"guitu/ui/kit"
)

// accounts is 账号: who works here and may do what.
type accounts struct {
	*kit.ListDesk
	shell   Shell
	table   *kit.DataTable[access.Account]
	reset   *kit.Button
	sex     *kit.Button
	disable *kit.Button
}

func newAccounts(shell Shell) *kit.Room {
	a := &accounts{}
	a.table = kit.NewDataTable([]kit.Column[access.Account]{
		{ID: "display", Title: lang.L("姓名"), Width: 2, Text: func(r access.Account) string { return r.Display }},
		{ID: "name", Title: lang.L("登录名"), Width: 2, Text: func(r access.Account) string { return r.Name }},
		{ID: "sex", Title: lang.L("性别"), Width: 1, Text: sexWord, Color: func(r access.Account) fyne.ThemeColorName {
			if sexMissing(r) {
				return kit.Soon
			}
			return kit.Ink
		}},
		{ID: "roles", Title: lang.L("角色"), Width: 4, Text: func(r access.Account) string { return roleWords(r.Roles) }},
		{ID: "state", Title: lang.L("状态"), Width: 1, Text: accountState, Color: func(r access.Account) fyne.ThemeColorName {
			if r.Active {
				return kit.Done
			}
			return kit.Faint
		}},
	})
	a.table.OnMark = func(access.Account) { a.follow() }
	a.table.OnOpen = func(access.Account) { a.askPassword() }
	a.reset = kit.NewButton("重设密码", "", a.askPassword)
	a.sex = kit.NewButton("改性别", "", a.askSex)
	a.disable = kit.NewButton("停用…", "", a.askDisable)
	a.disable.Role = kit.Danger
	foot := kit.Actions([]fyne.CanvasObject{a.disable, a.reset, a.sex}, kit.NewPrimary("添加账号", "", a.add))
	list := container.NewBorder(kit.SentenceOver("离开本站的人请停用账号：做过的事仍记在其名下。"), foot, nil, nil, a.table)
	a.shell = shell
	a.ListDesk = kit.NewListDesk(shell.Window(), a.table.Target(), list)
	a.follow()
	return &kit.Room{Content: a.Place, Enter: a.load, Save: a.Submit, Focus: a.ListDesk.Focus, Desk: a}
}

// codeWord is what a code says in the language that is spoken, "" for none.
func codeWord(table, code string) string {
	rows, _ := assets.CodeTable(table) // embedded: it is there
	for _, o := range kit.Options(rows) {
		if o.Key == code {
			return o.Text
		}
	}
	return code
}

func roleWords(roles []access.Role) string {
	var words []string
	for _, r := range roles {
		words = append(words, lang.L(r.Words()))
	}
	return strings.Join(words, lang.L("、"))
}

func accountState(a access.Account) string {
	if a.Active {
		return "● " + lang.L("使用中")
	}
	return "✕ " + lang.L("已停用")
}

func (a *accounts) load() {
	var all []access.Account
	a.shell.Work(lang.L("正在读取账号…"), func(ctx context.Context) (err error) {
		all, err = a.shell.Session().Accounts(ctx)
		return err
	}, func(err error) {
		if err != nil {
			a.shell.Fail(err)
			return
		}
		a.table.SetRows(all)
		a.follow()
	})
}

// follow offers what can be done to the row with the cursor.
func (a *accounts) follow() {
	row, ok := a.table.Marked()
	active := ok && row.Active
	a.reset.SetEnabled(active)
	a.sex.SetEnabled(active)
	a.disable.SetEnabled(active && row.ID != a.shell.Session().Account().ID)
}

func (a *accounts) add() {
	name, display, password := kit.NewEntry(), kit.NewEntry(), kit.NewPasswordEntry()
	sex := newSexChoice()
	roles := kit.NewMultiChoice(roleOptions())
	form := kit.NewForm()
	group := form.Group("")
	group.Add("display", "姓名（印在文书上）", display).Require()
	group.Add("name", "登录名", name).Require()
	group.Add("sex", "性别（女求助人由女工作人员安检）", sex).Want()
	group.Add("roles", "角色，可以选几个", roles).Require()
	group.Add("password", "第一个密码（请本人登录后换掉）", password).Require()
	form.OnSubmit = func() {
		n := access.NewAccount{Name: name.Text, Display: display.Text, Sex: sex.Chosen(), Password: password.Text}
		for _, key := range roles.ChosenAll() {
			n.Roles = append(n.Roles, access.Role(key))
		}
		save(a.shell, form, func(ctx context.Context) error {
			_, err := a.shell.Session().AddAccount(ctx, n)
			return err
		}, func() {
			a.Back()
			a.load()
			told(a.shell, "账号已添加。")
		})
	}
	a.Open(lang.L("添加账号"), "", form)
}

func roleOptions() []kit.Option {
	var all []kit.Option
	for _, r := range access.Roles {
		all = append(all, kit.Option{Key: string(r), Text: lang.L(r.Words())})
	}
	return all
}

func (a *accounts) askPassword() {
	row, ok := a.table.Marked()
	if !ok || !row.Active {
		return
	}
	password, again := kit.NewPasswordEntry(), kit.NewPasswordEntry()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("password", "新密码（一句好记的话）", password).Require()
	group.Add("again", "再输一次新密码", again).Require()
	form.OnSubmit = func() {
		if !same(password, again) {
			return
		}
		fresh := password.Text
		save(a.shell, form, func(ctx context.Context) error { return a.shell.Session().ResetPassword(ctx, row.ID, fresh) }, func() {
			a.Back()
			told(a.shell, "密码已重设，请当面告诉本人。")
		})
	}
	a.Open(lang.L("重设密码：{{.Name}}", map[string]any{"Name": row.Display}),
		"给忘记密码的人用。其被指定查看的保护对象档案，要请站长重新指定。", form)
}

// askSex puts right what is kept of a colleague's sex.
func (a *accounts) askSex() {
	row, ok := a.table.Marked()
	if !ok || !row.Active {
		return
	}
	sex := newSexChoice()
	sex.Choose(row.Sex)
	form := kit.NewForm()
	form.Group("").Add("sex", "性别", sex).Require()
	form.OnSubmit = func() {
		chosen := sex.Chosen()
		save(a.shell, form, func(ctx context.Context) error { return a.shell.Session().SetSex(ctx, row.ID, chosen) }, func() {
			a.Back()
			a.load()
			told(a.shell, "性别已改好。")
		})
	}
	a.Open(lang.L("性别：{{.Name}}", map[string]any{"Name": row.Display}), "女求助人由女工作人员安检、照料，登记时按这里找人。", form)
}

// askDisable keeps somebody from signing in; why is sealed in the audit chain.
func (a *accounts) askDisable() {
	row, ok := a.table.Marked()
	if !ok {
		return
	}
	kit.AskReason(a.shell.Window().Canvas(), "停用这个账号", "停用后不能再登录，正在登录的会马上退出。", "停用", func(reason string) {
		save(a.shell, nil, func(ctx context.Context) error {
			s := a.shell.Session()
			if err := s.DisableAccount(ctx, row.ID); err != nil {
				return err
			}
			return s.Write(ctx, access.ManageAccounts, func(tx *access.Tx) error {
				return tx.Audit(access.Entry{Action: "account.disable.reason", Table: "account", Target: row.ID, Private: reason})
			})
		}, func() {
			a.load()
			told(a.shell, "账号已停用。")
		})
	})
}
