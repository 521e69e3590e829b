package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
	"guitu/ui/kit"
)

// begin opens the station's folder and shows where to go from there.
func (s *Shell) begin() {
	if s.config.Demo {
		s.openStation(s.config.DemoDir, true)
		return
	}
	s.openStation(s.config.Dir, false)
}

// openStation opens the database of a folder: sign-in where there is a
// station, filling where an invented one was asked for, founding otherwise.
func (s *Shell) openStation(dir string, demo bool) {
	s.closeDB()
	s.show("opening", container.NewCenter(kit.NewText(lang.L("正在打开…"))))
	var db *store.DB
	s.Work(lang.L("正在打开资料库…"), func(ctx context.Context) (err error) {
		db, err = store.Open(ctx, dir)
		return err
	}, func(err error) {
		if err != nil {
			s.showBroken(err)
			return
		}
		s.db = db
		switch {
		case db.Station() != "":
			s.showSignIn("")
		case demo && s.config.FillDemo != nil:
			s.fillDemo()
		default:
			s.showFounding()
		}
	})
}

// showBroken says that the database cannot be opened; the window stays for the
// words to be read.
func (s *Shell) showBroken(err error) {
	s.show("broken", alone(kit.NewCard("打不开", nil, kit.Above(
		kit.NewParagraph(kit.Say(err)),
		kit.Actions(nil, kit.NewPrimary("再试一次", "", s.begin))))))
}

// alone puts a card in the middle of the empty window, as wide as a dialog.
func alone(card fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(kit.NewGround(kit.Ground), container.NewCenter(container.New(dialogWide{}, card)))
}

// dialogWide gives its only object at least the width of a dialog.
type dialogWide struct{}

func (dialogWide) MinSize(o []fyne.CanvasObject) fyne.Size {
	need := o[0].MinSize()
	return fyne.NewSize(max(need.Width, kit.Size(kit.Popup)), need.Height)
}

func (dialogWide) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

func (s *Shell) fillDemo() {
	busy, db := kit.NewBusy(), s.db
	s.show("filling", alone(kit.NewCard("正在准备演示站", nil, kit.Above(
		kit.NewParagraph(lang.L("人员、床位、物资和两周的记录都是虚构的，很快就好。")), busy))))
	busy.Do("正在填写演示资料…", func(ctx context.Context, progress kit.Progress) error {
		return s.config.FillDemo(ctx, db, func(done, total int) { progress(float64(done) / float64(max(1, total))) })
	}, func(err error) {
		if err != nil {
			s.showBroken(err)
			return
		}
		s.showSignIn("")
	})
}

// quiet is a button that looks like a link.
func quiet(text string, tapped func()) *kit.Button {
	b := kit.NewButton(text, "", tapped)
	b.Role = kit.Quiet
	return b
}

// showSignIn asks who is at the desk. In an invented station one click signs
// in as each role.
func (s *Shell) showSignIn(name string) {
	var station store.Station
	var accounts []access.Account
	s.Work(lang.L("正在打开…"), func(ctx context.Context) error {
		return s.db.Read(ctx, func(tx *store.Tx) (err error) {
			if station, err = tx.FindStation(); err != nil {
				return err
			}
			if station.Demo {
				accounts, err = access.DemoAccounts(tx)
			}
			return err
		})
	}, func(err error) {
		if err != nil {
			s.showBroken(err)
			return
		}
		s.station, s.demo = station, station.Demo
		s.signInPage(name, accounts)
	})
}

func (s *Shell) signInPage(name string, demo []access.Account) {
	user, password := kit.NewEntry(), kit.NewPasswordEntry()
	user.SetText(name)
	form := kit.NewForm()
	g := form.Group("")
	g.Add("name", "登录名", user).Require()
	g.Add("password", "密码", password).Require()
	form.OnSubmit = func() { s.signIn(form, user.Text, password.Text) }

	icon := canvas.NewImageFromResource(fyne.NewStaticResource("guitu.png", assets.IconPNG))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(2 * kit.Size(kit.Thumb) / 2))
	title := kit.NewTitle(s.station.Name)
	title.Whole = true
	inside := kit.Groups(container.NewCenter(kit.Beside(icon, title)), form,
		kit.Actions([]fyne.CanvasObject{kit.NewButton("忘记密码", "", s.showRecover)}, kit.NewPrimary("登录", "save", form.Submit)))
	if len(demo) > 0 {
		inside = kit.Groups(container.NewCenter(kit.Beside(icon, title)), s.demoRoles(demo),
			kit.NewParagraph(lang.L("这是演示站，里面的人和事都是虚构的。点一个角色就能进去看。")),
			kit.Actions(nil, kit.NewPrimary("建立正式的救助站", "", func() { s.openStation(s.config.Dir, false) })))
		if s.config.Dir == s.config.DemoDir {
			inside.Objects = inside.Objects[:len(inside.Objects)-1]
		}
	} else if s.config.DemoDir != "" && s.config.DemoDir != s.config.Dir {
		inside.Add(container.NewCenter(quiet("看一看演示站", func() { s.openStation(s.config.DemoDir, true) })))
	}
	s.show("signin", alone(kit.NewCard("", nil, inside)))
	if len(demo) > 0 {
		return
	}
	if name == "" {
		form.Focus("name")
	} else {
		form.Focus("password")
	}
}

// demoRoles are the invented accounts, each a button.
func (s *Shell) demoRoles(accounts []access.Account) fyne.CanvasObject {
	grid := container.NewGridWithColumns(2)
	for _, a := range accounts {
		if len(a.Roles) == 0 {
			continue
		}
		b := kit.NewButton(a.Roles[0].Words(), "", func() { s.signIn(nil, a.Name, s.config.DemoPassword) })
		grid.Add(b)
	}
	return grid
}

func (s *Shell) signIn(form *kit.Form, name, password string) {
	var session *access.Session
	db := s.db
	s.Work(lang.L("正在登录…"), func(ctx context.Context) (err error) {
		session, err = access.SignIn(ctx, db, name, password)
		return err
	}, func(err error) {
		if err != nil {
			if form == nil || !form.Fail(err) {
				s.Fail(err)
			}
			return
		}
		s.enter(session)
	})
}

// enter opens the house to a signed-in account.
func (s *Shell) enter(session *access.Session) {
	ctx, stop := context.WithCancel(context.Background())
	s.session, s.stop = session, stop
	desk := &intake.Desk{Session: session}
	s.services = services{desk: desk, directory: intake.NewDirectory(desk), house: &shelter.House{Session: session},
		supplies: &supply.Room{Session: session}, tracing: &tracing.Office{Session: session}}
	s.services.screen = tracing.NewScreen(s.services.directory, s.services.tracing)
	s.services.directory.Tell(s.services.screen)
	s.services.papers = &printing.Papers{Session: session, Desk: desk, House: s.services.house, Supplies: s.services.supplies, Tracing: s.services.tracing}
	if session.Can(access.ReadPeople) {
		if err := s.watch(ctx); err != nil {
			s.Fail(err)
		}
	}
	s.idle.limits = DefaultIdle
	go s.watchIdle(ctx)
	s.loadSettings()
	s.buildFrame()
	s.Go(kit.Route{Name: s.frame.offered[0].route})
	s.checkHead()
}

// loadSettings reads what the station set about the window.
func (s *Shell) loadSettings() {
	db := s.db
	var limits = DefaultIdle
	s.Work(lang.L("正在打开…"), func(ctx context.Context) error {
		return db.Read(ctx, func(tx *store.Tx) error {
			_, err := tx.Setting("ui.idle", &limits)
			return err
		})
	}, func(err error) {
		if err == nil && limits.HideMinutes > 0 && limits.DropMinutes > 0 {
			s.idle.limits = limits
		}
	})
}

func (s *Shell) buildFrame() {
	if s.router != nil {
		s.router.close()
	}
	s.frame = newFrame(s)
	s.router = &router{shell: s, make: s.makeView, shown: s.frame.show}
	s.show("frame", s.frame.content)
}

// showRecover asks for the recovery sheet's code.
func (s *Shell) showRecover() {
	code, name, password := kit.NewEntry(), kit.NewEntry(), kit.NewPasswordEntry()
	form := kit.NewForm()
	g := form.Group("")
	g.AddPlain(kit.NewParagraph(lang.L("先请站长或管理员重设密码。没有别人能重设时，从保险柜取出恢复单，输入上面的恢复码。")))
	g.Add("code", "恢复码", code).Require()
	g.Add("name", "登录名", name).Require()
	g.Add("password", "新密码", password).Require()
	db := s.db
	form.OnSubmit = func() {
		var session *access.Session
		s.Work(lang.L("正在用恢复码打开…"), func(ctx context.Context) (err error) {
			session, err = access.Recover(ctx, db, code.Text, name.Text, password.Text)
			return err
		}, func(err error) {
			if err != nil {
				if !form.Fail(err) {
					s.Fail(err)
				}
				return
			}
			s.enter(session)
		})
	}
	s.show("recover", alone(kit.NewCard("用恢复单打开", nil, kit.Groups(form,
		kit.Actions([]fyne.CanvasObject{kit.NewButton("返回", "", func() { s.showSignIn("") })}, kit.NewPrimary("打开", "save", form.Submit))))))
	form.Focus("code")
}
