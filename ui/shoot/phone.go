package shoot

import (
	"context"
	"net/netip"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/picture/phone"
	"guitu/ui/kit"
)

// What is remembered of phones: whether they may be used at all, which is not
// so until somebody says so, and in which network.
const (
	phoneKey   = "desk.phone"
	phoneOn    = "on"
	addressKey = "desk.phone_address"
)

// Phone covers the page with an open door for one phone. What comes in waits
// until it is accepted: Enter keeps the one that is stood at, Delete puts it
// away, the digits say what it shows.
type Phone struct {
	page  Page
	cover *cover
	body  *fyne.Container // the explanation, or the door with what came in

	networks *kit.Choice
	whose    *fyne.Container // the networks with their label
	sight    *sight
	said     *said // what went wrong with the last picture
	strange  *said
	kind     *kit.Choice
	stage    *stage
	row      *fyne.Container
	right    *fyne.Container // all but the code
	foot     *fyne.Container // what can be done, or the question before closing
	at       int             // the picture that the keys mean

	door  *phone.Door
	doors int    // opened so far: a door that was asked for earlier is not shown
	told  string // the state that was announced last
}

// OpenPhone opens the cover; where phones were never allowed it explains and
// asks first.
func OpenPhone(page Page) *Phone {
	d := &Phone{page: page, body: container.NewStack(), said: newSaid(), strange: newSaid(), sight: newSight(),
		networks: kit.NewChoice(nil), kind: kit.NewChoice(page.Kinds), row: container.New(&tray{}), foot: container.NewStack()}
	d.kind.Choose(page.Next())
	d.networks.OnChanged = d.chooseNetwork
	d.whose = kit.Close(kit.NewLabel(lang.L("手机在哪个网络里")), d.networks)
	d.whose.Hide()
	d.stage = newStage("手机照片", container.NewVScroll(kit.Margin(kit.Inside, d.row)), d.typed)
	head := container.NewBorder(nil, nil, nil, kit.NewButton("完成", "close", d.Finish), kit.NewTitle(lang.L("用手机拍")))
	d.cover = lay(page, "用手机拍", container.NewBorder(kit.Above(head, kit.NewRule(true)), nil, nil, nil, d.body), d.typed, d.beat, d.Close)
	if page.Shell.Remembered(phoneKey) != phoneOn {
		d.explain()
		return d
	}
	d.look()
	return d
}

// explain says what is switched on before it is.
func (d *Phone) explain() {
	on := kit.NewPrimary("在这里启用", "", func() {
		d.page.Shell.Remember(phoneKey, phoneOn)
		d.look()
	})
	words := kit.Groups(
		kit.NewParagraph(lang.L("用手机拍要在站内局域网上打开一个入口：只有第一部扫码的手机能把照片传进来，看不到电脑里的任何东西；五分钟后或关闭这一页时，入口就关上。")),
		kit.NewParagraph(lang.L("传来的照片先等在这里，您点了留下才存进登记。")))
	card := kit.NewCard("", nil, column(words, container.NewStack(), kit.Actions(nil, kit.NewButton("取消", "close", d.Finish), on)))
	d.body.Objects = []fyne.CanvasObject{container.NewCenter(card)}
	d.body.Refresh()
	d.focus(on)
	kit.Tell("phone", "off")
}

// look finds the networks and opens a door in one of them.
func (d *Phone) look() {
	all := d.page.Ways.Addresses()
	if len(all) == 0 {
		again := kit.NewPrimary("再试一次", "", d.look)
		d.body.Objects = []fyne.CanvasObject{kit.NewEmpty("photo", "这台电脑没有连上站内网络。请插好网线或连上无线网络，再试一次。", again)}
		d.body.Refresh()
		d.focus(again)
		kit.Tell("phone", "none")
		return
	}
	d.networks.Options = nil
	for _, a := range all {
		d.networks.Options = append(d.networks.Options, kit.Option{Key: a.IP.String(), Text: a.Interface + " " + a.IP.String()})
	}
	d.networks.Choose(address(all, d.page.Shell.Remembered(addressKey)).String())
	d.whose.Hidden = len(all) < 2
	d.showDoor()
	d.open()
}

func (d *Phone) showDoor() {
	top := kit.Groups(d.whose, d.sight.lines, d.strange.box, d.said.box, kit.Close(kit.NewLabel(lang.L("拍的是")), d.kind))
	d.right = container.NewBorder(kit.Margin(kit.Inside, top), kit.Margin(kit.Inside, d.foot), nil, nil, d.stage)
	d.body.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, kit.Margin(kit.Between, d.sight.code), nil, d.right)}
	d.actions()
	d.show()
	d.body.Refresh()
	d.focus(d.stage)
}

// actions offers what can be done with what waits.
func (d *Phone) actions() {
	drop := kit.NewButton("丢掉（Delete）", "", d.drop)
	keep := kit.NewPrimary("留下", "next", d.accept)
	renew := kit.NewButton("换一个新码", "", d.open)
	if len(d.page.Inbox.waiting) == 0 {
		drop.Disable()
		keep.Disable()
	}
	d.foot.Objects = []fyne.CanvasObject{kit.Actions([]fyne.CanvasObject{renew}, drop, keep)}
	d.right.Refresh()
}

func (d *Phone) chooseNetwork() {
	if d.networks.Chosen() == "" {
		return
	}
	d.page.Shell.Remember(addressKey, d.networks.Chosen())
	d.open()
}

// open opens a new door, in place of the one that may be open.
func (d *Phone) open() {
	at, err := netip.ParseAddr(d.networks.Chosen())
	if err != nil {
		return // nothing is chosen
	}
	d.shut()
	d.doors++
	mine := d.doors
	var door *phone.Door
	d.page.Shell.Work("正在打开手机入口…", func(context.Context) (err error) {
		door, err = phone.Open(context.Background(), phone.Options{Address: at, Lifetime: d.page.Ways.Lifetime})
		return err
	}, func(err error) {
		switch {
		case err != nil:
			d.said.say(kit.Say(err), kit.Overdue)
			d.right.Refresh()
		case d.cover.closed() || mine != d.doors:
			door.Close()
		default:
			d.follow(door)
		}
	})
	d.focus(d.stage)
}

// follow shows what happens at a door until it is closed.
func (d *Phone) follow(door *phone.Door) {
	d.door = door
	d.sight.set(door)
	d.showState()
	go func() {
		for range door.Changed() {
			fyne.Do(d.showState)
		}
		fyne.Do(d.showState)
	}()
	go func() {
		for photo := range door.Pictures() {
			fyne.Do(func() { d.receive(photo) })
		}
	}()
}

// shut closes the door; nothing listens any more when it returns.
func (d *Phone) shut() {
	if d.door != nil {
		d.door.Close()
		d.door = nil
	}
}

func (d *Phone) beat() {
	if d.door != nil {
		d.sight.count(d.door)
	}
}

func (d *Phone) showState() {
	if d.door == nil || d.cover.closed() {
		return
	}
	s := d.door.State()
	d.sight.state(s)
	d.sight.count(d.door)
	if s.Refused != nil {
		d.said.say(kit.Say(s.Refused), kit.Overdue)
	} else {
		d.said.say("", kit.Faint)
	}
	if s.Strangers > 0 {
		d.strange.say(lang.L("有别的设备也来开过这个入口，没有放进来。请核对手机上的核对码；不一致就换一个新码。"), kit.Soon)
	} else {
		d.strange.say("", kit.Faint)
	}
	d.right.Refresh()
	d.tell(s)
}

// tell announces what changed, in fixed words.
func (d *Phone) tell(s phone.State) {
	told := map[phone.Phase]string{phone.Waiting: "waiting", phone.Opened: "opened", phone.Uploading: "uploading", phone.Closed: "closed"}[s.Phase]
	if s.Phase == phone.Opened && s.Strangers > 0 {
		told = "stranger"
	}
	if told != d.told {
		d.told = told
		kit.Tell("phone", told)
	}
}

// receive lets a picture wait.
func (d *Phone) receive(photo phone.Received) {
	if d.cover.closed() {
		return
	}
	d.page.Inbox.waiting = append(d.page.Inbox.waiting, photo)
	d.show()
	d.actions()
	kit.Tell("phone", "received")
}

// show shows what waits.
func (d *Phone) show() {
	waiting := d.page.Inbox.waiting
	d.at = max(0, min(d.at, len(waiting)-1))
	d.row.Objects = nil
	for i, photo := range waiting {
		one := newSmall(photo.Image, lang.L("等您看"), func() { d.at = i; d.show(); d.focus(d.stage) })
		one.here = i == d.at
		d.row.Add(one)
	}
	d.stage.Refresh()
}

func (d *Phone) step(by int) {
	d.at += by
	d.show()
}

// pull takes the picture that is stood at out of those that wait.
func (d *Phone) pull() (photo phone.Received, ok bool) {
	waiting := d.page.Inbox.waiting
	if d.at >= len(waiting) {
		return phone.Received{}, false
	}
	photo = waiting[d.at]
	d.page.Inbox.waiting = slices.Delete(waiting, d.at, d.at+1)
	d.show()
	d.actions()
	return photo, true
}

func (d *Phone) accept() {
	photo, ok := d.pull()
	if !ok {
		return
	}
	d.page.Keep(d.kind.Chosen(), photo.Image, func(err error) {
		if err == nil || d.cover.closed() {
			return
		}
		d.page.Inbox.waiting = append(d.page.Inbox.waiting, photo)
		d.said.say(lang.L("没有存上，照片还在这里。")+kit.Say(err), kit.Overdue)
		d.show()
		d.actions()
	})
	d.kind.Choose(d.page.Next())
	d.focus(d.stage)
}

func (d *Phone) drop() {
	d.pull()
	d.focus(d.stage)
}

// Finish closes; where pictures wait it asks first what becomes of them.
func (d *Phone) Finish() {
	if len(d.page.Inbox.waiting) == 0 {
		d.Close()
		return
	}
	d.ask()
}

func (d *Phone) ask() {
	stay := kit.NewButton("回去看", "", func() { d.actions(); d.focus(d.stage) })
	drop := kit.NewButton("都丢掉", "", func() { d.page.Inbox.Drop(); d.Close() })
	drop.Role = kit.Danger
	keep := kit.NewPrimary("都留下", "", d.acceptAll)
	n := map[string]any{"N": len(d.page.Inbox.waiting)}
	question := newSaid()
	question.say(lang.L("还有 {{.N}} 张没有留下，关闭后就没有了。", n), kit.Soon)
	d.foot.Objects = []fyne.CanvasObject{kit.Groups(question.box, kit.Actions([]fyne.CanvasObject{stay}, drop, keep))}
	d.right.Refresh()
	d.focus(stay)
	kit.Tell("dialog", "还有照片没有留下")
}

func (d *Phone) acceptAll() {
	for len(d.page.Inbox.waiting) > 0 {
		d.at = 0
		d.accept()
	}
	d.Close()
}

// Close closes the door; what was not accepted stays in the inbox of the page.
func (d *Phone) Close() {
	if d.cover.closed() {
		return
	}
	d.cover.close()
	d.shut()
}

func (d *Phone) typed(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		d.Finish()
	case fyne.KeyReturn, fyne.KeyEnter:
		d.accept()
	case fyne.KeyDelete, fyne.KeyBackspace:
		d.drop()
	case fyne.KeyRight, fyne.KeyDown:
		d.step(1)
	case fyne.KeyLeft, fyne.KeyUp:
		d.step(-1)
	default:
		chooseBy(d.kind, key)
	}
}

func (d *Phone) focus(f fyne.Focusable) { d.cover.focus(f) }
