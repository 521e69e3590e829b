package main

import (
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
)

// userCommands are the jobs about accounts.
type userCommands struct {
	Add     userAdd     `cmd:"" help:"添加账号"`
	List    userList    `cmd:"" help:"列出账号"`
	Passwd  userPasswd  `cmd:"" help:"改自己的密码，或给别人重设"`
	Disable userDisable `cmd:"" help:"停用账号，做过的事都留着"`
}

type userAdd struct {
	Name            string   `arg:"" help:"登录名"`
	Role            []string `required:"" enum:"${roles}" help:"角色，可以有几个，用逗号分开" placeholder:"ROLE"`
	Display         string   `help:"姓名，印作经办人" placeholder:"NAME"`
	Sex             string   `enum:"1,2,0" default:"0" help:"性别（GB/T 2261.1）：1 男，2 女，0 不填"`
	NewPasswordFile string   `help:"新密码所在的文件，不写时在终端输入两次" placeholder:"FILE" type:"path"`
	asJSON
}

func (c *userAdd) Run(d *desk) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	if err := session.Require(access.ManageAccounts); err != nil {
		return err
	}
	n := access.NewAccount{Name: c.Name, Display: c.Display, Sex: strings.Trim(c.Sex, "0")}
	for _, r := range c.Role {
		n.Roles = append(n.Roles, access.Role(r))
	}
	if n.Password, err = d.readNewSecret(c.NewPasswordFile, say("“{{.Name}}”的新密码：", store.Args{"Name": c.Name})); err != nil {
		return err
	}
	a, err := session.AddAccount(d, n)
	if err != nil {
		return err
	}
	if c.JSON {
		return d.writeJSON(shownAccount(a))
	}
	return d.tell("已添加账号“{{.Name}}”（{{.Roles}}）。", store.Args{"Name": a.Name, "Roles": roleWords(a.Roles)})
}

type userList struct{ asJSON }

func (c *userList) Run(d *desk) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	accounts, err := session.Accounts(d)
	if err != nil {
		return err
	}
	if c.JSON {
		all := make([]accountJSON, len(accounts))
		for i, a := range accounts {
			all[i] = shownAccount(a)
		}
		return d.writeJSON(all)
	}
	rows := [][]string{{say("登录名", nil), say("姓名", nil), say("角色", nil), say("状态", nil)}}
	for _, a := range accounts {
		state := say("可用", nil)
		if !a.Active {
			state = say("已停用", nil)
		}
		rows = append(rows, []string{a.Name, a.Display, roleWords(a.Roles), state})
	}
	return d.columns(rows)
}

type userPasswd struct {
	Name            string `arg:"" help:"登录名"`
	NewPasswordFile string `help:"新密码所在的文件，不写时在终端输入两次" placeholder:"FILE" type:"path"`
	asJSON
}

// Run changes the password of who signed in, for which the present one is asked
// a second time by ChangePassword, or gives another account a new one.
func (c *userPasswd) Run(d *desk) error {
	db, station, err := d.openStation()
	if err != nil {
		return err
	}
	defer db.Close()
	asked := d.flags.User
	if asked == "" {
		asked = station.Founder
	}
	old, err := d.readSecret(d.flags.PasswordFile, say("“{{.Name}}”现在的密码：", store.Args{"Name": asked}))
	if err != nil {
		return err
	}
	session, err := access.SignIn(d, db, asked, old)
	if err != nil {
		return err
	}
	defer session.Lock()
	fresh, err := d.readNewSecret(c.NewPasswordFile, say("“{{.Name}}”的新密码：", store.Args{"Name": c.Name}))
	if err != nil {
		return err
	}
	a, err := findAccount(d, session, c.Name)
	if err != nil {
		return err
	}
	if a.ID == session.Account().ID {
		err = session.ChangePassword(d, old, fresh)
	} else {
		err = session.ResetPassword(d, a.ID, fresh)
	}
	if err != nil {
		return err
	}
	return d.report(c.JSON, map[string]any{"name": a.Name}, "“{{.Name}}”的密码已改好。", store.Args{"Name": a.Name})
}

type userDisable struct {
	Name string `arg:"" help:"登录名"`
	asJSON
}

func (c *userDisable) Run(d *desk) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	a, err := findAccount(d, session, c.Name)
	if err != nil {
		return err
	}
	if err := session.DisableAccount(d, a.ID); err != nil {
		return err
	}
	return d.report(c.JSON, map[string]any{"name": a.Name, "active": false}, "账号“{{.Name}}”已停用，做过的事都留着。", store.Args{"Name": a.Name})
}

func findAccount(d *desk, session *access.Session, name string) (access.Account, error) {
	all, err := session.Accounts(d)
	if err != nil {
		return access.Account{}, err
	}
	for _, a := range all {
		if strings.EqualFold(a.Name, strings.TrimSpace(name)) {
			return a, nil
		}
	}
	return access.Account{}, store.Fail(store.NotFound, "没有登录名为“{{.Name}}”的账号。用 guituctl user list 看有哪些。").With(store.Args{"Name": name})
}

// accountJSON is an account as machines read it.
type accountJSON struct {
	ID      string        `json:"id"`
	Name    string        `json:"name"`
	Display string        `json:"display"`
	Roles   []access.Role `json:"roles"`
	Active  bool          `json:"active"`
}

func shownAccount(a access.Account) accountJSON {
	return accountJSON{a.ID, a.Name, a.Display, a.Roles, a.Active}
}

func roleWords(roles []access.Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = say(r.Words(), nil)
	}
	return strings.Join(words, say("、", nil))
}
