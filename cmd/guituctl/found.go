package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"guitu/cmd/demo"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/internal/vault"
	"guitu/tracing"
)

type initCommand struct {
	Station string `required:"" help:"救助站名称" placeholder:"NAME"`
	Code    string `required:"" help:"代码，救助编号以它开头" placeholder:"CODE"`
	Admin   string `required:"" help:"第一个账号的登录名：站长兼系统管理员" placeholder:"NAME"`
	Display string `help:"这个账号的姓名，印作经办人" placeholder:"NAME"`
	Address string `help:"救助站地址" placeholder:"TEXT"`
	Phone   string `help:"值班电话" placeholder:"TEXT"`
	Sheet   string `help:"把恢复单也写成 PDF" placeholder:"FILE" type:"path"`
	asJSON
}

// Run founds a station. The recovery code is shown once and kept nowhere; where
// a sheet was asked for, nothing is founded before it is on the disk.
func (c *initCommand) Run(d *desk) error {
	dir, err := d.folder()
	if err != nil {
		return err
	}
	f := access.Founding{
		Station: store.Station{Name: strings.TrimSpace(c.Station), Code: strings.TrimSpace(c.Code), Address: c.Address, Phone: c.Phone},
		Admin: access.NewAccount{Name: c.Admin, Display: c.Display,
			Roles: []access.Role{access.StationHead, access.Administrator}},
		RecoveryCode: vault.NewRecoveryCode(),
	}
	if err := f.Station.Check(); err != nil {
		return err
	}
	db, err := openEmpty(d, dir)
	if err != nil {
		return err
	}
	defer db.Close()
	if f.Admin.Password, err = d.readNewSecret(d.flags.PasswordFile, say("“{{.Name}}”的新密码：", store.Args{"Name": c.Admin})); err != nil {
		return err
	}
	if err := f.Admin.Check(); err != nil {
		return err
	}
	if err := c.found(d, db, f); err != nil {
		return err
	}
	return c.show(d, f, dir)
}

func (c *initCommand) found(d *desk, db *store.DB, f access.Founding) error {
	if c.Sheet != "" {
		sheet, err := recoverySheet(f.Station, f.RecoveryCode, db.Now().In(calendar.Zone))
		if err != nil {
			return err
		}
		if err := saveFile(c.Sheet, sheet); err != nil {
			return err
		}
	}
	session, _, err := access.Found(d, db, f)
	if err != nil {
		if c.Sheet != "" {
			os.Remove(c.Sheet) // the code on it opens nothing
		}
		return err
	}
	defer session.Lock()
	return session.Write(d, "", func(tx *access.Tx) error { return tracing.SeedRules(tx) })
}

// show prints the recovery sheet, the only time.
func (c *initCommand) show(d *desk, f access.Founding, dir string) error {
	if c.JSON {
		return d.writeJSON(map[string]string{"station": f.Station.Name, "code": f.Station.Code, "admin": f.Admin.Name,
			"folder": dir, "recovery_code": f.RecoveryCode})
	}
	lines := []string{
		say("“{{.Station}}”建好了，资料在 {{.Dir}}", store.Args{"Station": f.Station.Name, "Dir": dir}),
		"",
		say("恢复单", nil),
		say("恢复码：{{.Code}}", store.Args{"Code": f.RecoveryCode}),
		say("它是打开资料的最后一把钥匙：所有人都忘了密码、或用备份恢复时才用。", nil),
		say("只显示这一次，请抄在纸上或打印出来，锁进保险柜。", nil),
	}
	_, err := fmt.Fprintln(d.out, strings.Join(lines, "\n"))
	return err
}

// openEmpty opens a folder in which no station has been founded yet.
func openEmpty(d *desk, dir string) (*store.DB, error) {
	db, err := store.Open(d, dir)
	if err != nil {
		return nil, err
	}
	if db.Station() != "" {
		db.Close()
		return nil, store.Fail(store.Conflict, "“{{.Dir}}”里已经有救助站，没有改动它。请用 --data 另选一个文件夹。").With(store.Args{"Dir": filepath.Clean(dir)})
	}
	return db, nil
}

type demoCommand struct{ asJSON }

// Run fills an invented station: in the named folder, or in the one in which the
// window looks for it.
func (c *demoCommand) Run(d *desk) error {
	dir := d.flags.Data
	if dir == "" {
		home, err := store.DefaultDir()
		if err != nil {
			return err
		}
		dir = filepath.Join(home, "demo")
	}
	db, err := openEmpty(d, dir)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := demo.Fill(d, db, d.progress()); err != nil {
		return err
	}
	return d.report(c.JSON, map[string]any{"folder": dir, "password": demo.Password},
		"演示站建好了，资料在 {{.Dir}}。每个账号的密码都是：{{.Password}}", store.Args{"Dir": dir, "Password": demo.Password})
}

// progress shows how far a long job is, where somebody watches.
func (d *desk) progress() func(done, total int) {
	if !term.IsTerminal(int(os.Stderr.Fd())) {
		return nil
	}
	return func(done, total int) {
		fmt.Fprintf(d.notes, "\r%3d%%", 100*done/max(total, 1))
		if done >= total {
			fmt.Fprintln(d.notes)
		}
	}
}
