package ui

import (
	"context"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
	"guitu/printing"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
)

// founding is the first start: the station, its first account, the recovery
// sheet, the beds. Nothing is written until the sheet is in somebody's hand.
type founding struct {
	shell    *Shell
	founding access.Founding
	code     string
	ask      int // which group of the code is typed back
	busy     bool
}

// showFounding begins the first start.
func (s *Shell) showFounding() {
	f := &founding{shell: s, code: vault.NewRecoveryCode()}
	f.ask = rand.IntN(len(strings.Split(f.code, "-")))
	f.founding.RecoveryCode = f.code
	f.askStation()
}

// step shows one of the four cards.
func (f *founding) step(name string, n int, title string, form *kit.Form, above fyne.CanvasObject, back, next func(), nextText string) {
	content := kit.Groups()
	if above != nil {
		content.Add(above)
	}
	if form != nil {
		content.Add(form)
	}
	var left []fyne.CanvasObject
	if back != nil {
		left = append(left, kit.NewButton("上一步", "", back))
	}
	content.Add(kit.Actions(left, kit.NewPrimary(nextText, "save", next)))
	where := kit.NewLabel(lang.L("建站 第{{.N}}步，共4步", map[string]any{"N": n}))
	where.Whole = true
	card := kit.NewCard(title, nil, kit.Groups(where, content))
	f.shell.show(name, alone(card))
	f.shell.early = map[string]func(){"save": next}
}

func (f *founding) askStation() {
	name, code, address, phone := kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	st := &f.founding.Station
	name.SetText(st.Name)
	code.SetText(st.Code)
	address.SetText(st.Address)
	phone.SetText(st.Phone)
	form := kit.NewForm()
	g := form.Group("")
	g.Add("name", "救助站名称", name).Require()
	g.Add("code", "代码（救助编号以它开头）", code).Require()
	g.Add("address", "地址", address)
	g.Add("phone", "值班电话", phone)
	next := func() {
		st.Name, st.Code, st.Address, st.Phone = strings.TrimSpace(name.Text), strings.TrimSpace(code.Text), address.Text, phone.Text
		if err := st.Check(); err != nil {
			form.Fail(err)
			return
		}
		f.askAdmin()
	}
	form.OnSubmit = next
	var back func()
	if d := f.shell.config.DemoDir; d != "" && d != f.shell.config.Dir {
		back = func() { f.shell.openStation(d, true) }
	}
	f.step("founding.station", 1, "您的救助站", form, kit.NewParagraph(lang.L("这些会印在每一张文书上，以后可以在设置里修改。")), back, form.Submit, "下一步")
	form.Focus("name")
}

func (f *founding) askAdmin() {
	name, display, one, two := kit.NewEntry(), kit.NewEntry(), kit.NewPasswordEntry(), kit.NewPasswordEntry()
	a := &f.founding.Admin
	name.SetText(a.Name)
	display.SetText(a.Display)
	form := kit.NewForm()
	g := form.Group("")
	g.Add("display", "您的姓名（印作经办人）", display).Require()
	g.Add("name", "登录名", name).Require()
	g.Add("password", "密码（至少8个字，可以是一句话）", one).Require()
	g.Add("again", "再输入一次密码", two).Require()
	form.OnSubmit = func() {
		if one.Text != two.Text {
			form.Fail(store.Fail(store.Invalid, "两次输入的密码不一样，请再输入一次。").On("again"))
			return
		}
		*a = access.NewAccount{Name: name.Text, Display: display.Text, Password: one.Text, Roles: []access.Role{access.StationHead, access.Administrator}}
		if err := a.Check(); err != nil {
			form.Fail(err)
			return
		}
		f.showSheet()
	}
	f.step("founding.admin", 2, "第一个账号", form, kit.NewParagraph(lang.L("您是站长，也是系统管理员。其他同事的账号以后在设置里添加。")), f.askStation, form.Submit, "下一步")
	form.Focus("display")
}

// showSheet has the recovery sheet printed or saved, and one group of its code
// typed back.
func (f *founding) showSheet() {
	groups := strings.Split(f.code, "-")
	typed := kit.NewEntry()
	form := kit.NewForm()
	form.Group("").Add("code", lang.L("请照恢复单输入第{{.N}}组", map[string]any{"N": f.ask + 1}), typed).Require()
	form.OnSubmit = func() {
		if vault.CleanRecoveryCode(typed.Text) != groups[f.ask] {
			form.Fail(store.Fail(store.Invalid, "和恢复单上的不一样，请对照打印的恢复单再输入一次。").On("code"))
			return
		}
		f.found()
	}
	above := kit.Groups(
		kit.NewParagraph(lang.L("恢复单是打开资料的最后一把钥匙：所有人都忘了密码、或电脑坏了用备份恢复时才用。请打印出来，锁进保险柜。程序里不留它。")),
		codeGroups(groups),
		kit.Beside(kit.NewButton("打印恢复单", "print", f.printSheet), kit.NewButton("存成PDF", "", f.saveSheet)))
	f.step("founding.sheet", 3, "恢复单", form, above, f.askAdmin, form.Submit, "已收好，建站")
	f.shell.early["print"] = f.printSheet
	form.Focus("code")
}

func (f *founding) sheet() ([]byte, error) {
	form, err := printing.Find("recovery")
	if err != nil {
		return nil, err
	}
	st := f.founding.Station
	result, err := printing.Render(form, recoveryValues(f.code),
		printing.Options{Station: printing.Station{Name: st.Name, Address: st.Address, Phone: st.Phone}, IssuedAt: f.shell.Now()})
	return result.PDF, err
}

func (f *founding) printSheet() {
	f.shell.Work(lang.L("正在打印…"), func(ctx context.Context) error {
		pdf, err := f.sheet()
		if err != nil {
			return err
		}
		return f.shell.config.Printer.Print(ctx, pdf, printing.Job{Title: lang.L("恢复单"), Copies: 1})
	}, func(err error) {
		if err != nil {
			f.shell.Fail(err)
			return
		}
		f.shell.Toast(kit.Toast{Text: lang.L("已送到打印机。"), Kind: kit.Done})
	})
}

func (f *founding) saveSheet() {
	save := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			return
		}
		path := w.URI().Path()
		w.Close()
		f.shell.Work(lang.L("正在保存…"), func(context.Context) error {
			pdf, err := f.sheet()
			if err != nil {
				return err
			}
			return os.WriteFile(path, pdf, 0o600)
		}, f.shell.Fail)
	}, f.shell.window)
	save.SetFileName(lang.L("恢复单") + ".pdf")
	save.Show()
}

// found writes the station and signs its founder in.
func (f *founding) found() {
	if f.busy {
		return // asked twice
	}
	f.busy = true
	var session *access.Session
	db := f.shell.db
	f.shell.Work(lang.L("正在建站…"), func(ctx context.Context) (err error) {
		if session, _, err = access.Found(ctx, db, f.founding); err != nil {
			return err
		}
		return session.Write(ctx, "", func(tx *access.Tx) error { return tracing.SeedRules(tx) })
	}, func(err error) {
		f.busy = false
		if err != nil {
			f.shell.Fail(err)
			return
		}
		f.founding.Admin.Password = ""
		f.askBeds(session)
	})
}

// askBeds offers a house from a template; it can be changed or left for later.
func (f *founding) askBeds(session *access.Session) {
	house := &shelter.House{Session: session}
	f.shell.station = store.Station{Name: f.founding.Station.Name}
	enter := func() {
		db := f.shell.db
		var station store.Station
		f.shell.Work(lang.L("正在打开…"), func(ctx context.Context) error {
			return db.Read(ctx, func(tx *store.Tx) (err error) {
				station, err = tx.FindStation()
				return err
			})
		}, func(err error) {
			if err != nil {
				f.shell.Fail(err)
				return
			}
			f.shell.station, f.shell.demo = station, station.Demo
			f.shell.enter(session)
			f.shell.Toast(kit.Toast{Text: lang.L("建好了。按 F2 登记第一位求助人，按 F1 看快捷键，按 Ctrl+K 找任何东西。"), Kind: kit.Done})
		})
	}
	list := kit.Above()
	template := shelter.DefaultTemplate()
	for _, zone := range template.Zones {
		beds := 0
		for _, room := range zone.Rooms {
			beds += room.Beds
		}
		list.Add(kit.NewText(lang.L("{{.Zone}}：{{.Rooms}}间，{{.Beds}}张床", map[string]any{"Zone": zone.Name, "Rooms": len(zone.Rooms), "Beds": beds})))
	}
	fill := func() {
		f.shell.Work(lang.L("正在布置床位…"), func(ctx context.Context) error { return house.LayOut(ctx, template) }, func(err error) {
			if err != nil {
				f.shell.Fail(err)
				return
			}
			enter()
		})
	}
	above := kit.Groups(kit.NewParagraph(lang.L("先按常见的样子布置床位，以后可以在床位页增减房间和床。")), list,
		quiet("以后再布置", enter))
	f.step("founding.beds", 4, "床位", nil, above, nil, fill, "按此布置")
}

// codeGroups shows the recovery code as it is printed, in groups with their
// numbers.
func codeGroups(groups []string) fyne.CanvasObject {
	grid := container.NewGridWithColumns(len(groups) / 2)
	for i, group := range groups {
		code := kit.NewTitle(group)
		code.Whole = true
		grid.Add(kit.Close(kit.NewLabel(strconv.Itoa(i+1)), code))
	}
	return grid
}

// recoveryValues fill the recovery sheet.
func recoveryValues(code string) printing.Values { return printing.Values{"code": code, "qr": code} }
