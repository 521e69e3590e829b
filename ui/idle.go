package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/internal/store"
	"guitu/ui/kit"
)

// IdleLimits say when the window is hidden and when the keys are dropped while
// nobody touches it. They are a setting of the station, "ui.idle".
type IdleLimits struct {
	HideMinutes int `json:"hide_minutes"` // the window asks for the PIN
	DropMinutes int `json:"drop_minutes"` // the keys are gone; it asks for the password
}

// DefaultIdle is in force where the station set nothing.
var DefaultIdle = IdleLimits{HideMinutes: 3, DropMinutes: 15}

// idle knows when the window was last touched.
type idle struct {
	last   time.Time
	limits IdleLimits
	cover  *fyne.Container // over the window while it is hidden
}

// stirred is called at every key and at every move of the mouse.
func (s *Shell) stirred() {
	if s.idle.cover == nil {
		s.idle.last = time.Now()
	}
}

// watchIdle looks every few seconds whether anybody is still there.
func (s *Shell) watchIdle(ctx context.Context) {
	s.idle.last = time.Now()
	ticker := time.NewTicker(5 * time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			fyne.Do(s.checkIdle)
		}
	}
}

func (s *Shell) checkIdle() {
	if s.session == nil {
		return
	}
	quiet := time.Since(s.idle.last)
	switch {
	case quiet >= time.Duration(s.idle.limits.DropMinutes)*time.Minute:
		s.lock()
	case quiet >= time.Duration(s.idle.limits.HideMinutes)*time.Minute && s.idle.cover == nil:
		s.hide()
	}
}

// hide covers the window; the keys stay, and the PIN or password uncovers it.
func (s *Shell) hide() {
	pin := kit.NewPasswordEntry()
	form := kit.NewForm()
	form.Group("").Add("pin", "PIN 或密码", pin)
	form.OnSubmit = func() { s.uncover(form, pin.Text) }
	open := kit.NewPrimary("打开", "", form.Submit)
	card := kit.NewCard("已隐藏", nil, kit.Above(
		kit.NewParagraph(lang.L("{{.Name}} 正在使用。没有保存的内容还在。", map[string]any{"Name": s.session.Account().Display})),
		form, kit.Actions([]fyne.CanvasObject{kit.NewButton("换人登录", "", s.lock)}, open)))
	s.idle.cover = container.NewStack(alone(card))
	for top := s.window.Canvas().Overlays().Top(); top != nil; top = s.window.Canvas().Overlays().Top() {
		s.window.Canvas().Overlays().Remove(top)
	}
	s.root.Add(s.idle.cover)
	form.Focus("pin")
	s.tell("hidden")
}

func (s *Shell) uncover(form *kit.Form, typed string) {
	session := s.session
	var ok bool
	s.Work(lang.L("正在核对…"), func(ctx context.Context) (err error) {
		ok, err = session.CheckPIN(ctx, typed)
		return err
	}, func(err error) {
		if err == nil && !ok {
			err = store.Fail(store.Forbidden, "PIN 或密码不对，请再试一次。").On("pin")
		}
		if err != nil {
			if !form.Fail(err) {
				s.Fail(err)
			}
			return
		}
		s.removeCover()
		s.stirred()
		s.tell(s.router.now.route.Name)
	})
}

func (s *Shell) removeCover() {
	if s.idle.cover != nil {
		s.root.Remove(s.idle.cover)
		s.idle.cover = nil
	}
}

// lock drops the keys and everything that was opened with them.
func (s *Shell) lock() {
	name := ""
	if s.session != nil {
		name = s.session.Account().Name
	}
	s.signOut()
	s.showSignIn(name)
}

// signOut ends the session. Pages keep what was typed when they are left.
func (s *Shell) signOut() {
	if s.session == nil {
		return
	}
	s.removeCover()
	for top := s.window.Canvas().Overlays().Top(); top != nil; top = s.window.Canvas().Overlays().Top() {
		s.window.Canvas().Overlays().Remove(top)
	}
	s.router.close()
	s.rememberHead()
	s.stop()
	s.services.directory.Drop()
	s.session.Lock()
	s.session, s.router, s.frame, s.services = nil, nil, nil, services{}
}

// stirring lies under everything and feels the mouse where nothing else does.
type stirring struct {
	widget.BaseWidget
	moved func()
}

func newStirred(moved func()) *stirring {
	s := &stirring{moved: moved}
	s.ExtendBaseWidget(s)
	return s
}

func (s *stirring) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.NewGround(kit.Ground))
}
func (s *stirring) MouseIn(*desktop.MouseEvent)    { s.moved() }
func (s *stirring) MouseMoved(*desktop.MouseEvent) { s.moved() }
func (s *stirring) MouseOut()                      {}
