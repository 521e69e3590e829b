package shoot

import (
	"context"
	"image"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/picture/camera"
	"guitu/ui/kit"
)

// cameraKey remembers which camera was used last.
const cameraKey = "desk.camera"

// noCamera is remembered where somebody said that none is to be used.
const noCamera = "none"

// Camera covers the page with what a camera sees. Space or Enter takes the
// picture, Enter keeps it and goes on to the next, R takes it again; the
// digits say what it shows. Esc closes and keeps the one that was just taken.
type Camera struct {
	page  Page
	cover *cover

	live    *kit.Live
	busy    *kit.Busy
	stage   *stage
	center  *fyne.Container // the live picture, or why there is none
	devices *kit.Choice
	whose   *fyne.Container // the devices with their label
	kind    *kit.Choice
	said    *said
	kept    *fyne.Container
	side    *fyne.Container // all but the picture
	take    *kit.Button
	again   *kit.Button
	keep    *kit.Button

	sees    bool         // a first frame has come
	still   *image.NRGBA // what was taken, until it is kept
	resume  func()       // lets the camera go on after a still picture
	shutter *atomic.Bool // the next frame is taken
}

// OpenCamera opens the remembered camera over a page.
func OpenCamera(page Page) *Camera {
	d := &Camera{page: page, live: kit.NewLive(), busy: kit.NewBusy(), said: newSaid(), shutter: &atomic.Bool{},
		kind: kit.NewChoice(page.Kinds), kept: container.New(&tray{}), devices: kit.NewChoice(nil)}
	d.live.Mirrored = true
	d.kind.Choose(page.Next())
	d.devices.OnChanged = d.chooseDevice
	d.center = container.NewStack()
	d.stage = newStage("拍照", d.center, d.typed)
	d.cover = lay(page, "拍照", d.lay(), d.typed, func() {}, d.Finish)
	d.focus(d.stage)
	d.look()
	return d
}

func (d *Camera) lay() fyne.CanvasObject {
	d.take = kit.NewPrimary("拍（空格）", "", d.press)
	d.again = kit.NewButton("重拍（R）", "", d.goOn)
	d.keep = kit.NewPrimary("留下", "next", d.accept)
	d.whose = kit.Close(kit.NewLabel(lang.L("摄像头")), d.devices)
	d.whose.Hide()
	others := kit.Shared(kit.NewButton("用手机拍", "", func() { d.Finish(); d.page.Phone() }),
		kit.NewButton("选照片", "photo", d.file))
	top := kit.Groups(d.whose, kit.Close(kit.NewLabel(lang.L("拍的是")), d.kind), d.said.box)
	foot := kit.Groups(kit.Shared(d.again, d.take, d.keep), others)
	d.side = column(top, container.NewVScroll(d.kept), foot)
	head := container.NewBorder(nil, nil, nil, kit.NewButton("完成", "close", d.Finish), kit.NewTitle(lang.L("拍照")))
	d.buttons()
	return container.NewBorder(kit.Above(head, kit.NewRule(true)), nil, nil, container.NewPadded(d.side), d.stage)
}

// Close gives the camera back; a picture that was not kept is given up.
func (d *Camera) Close() {
	if d.cover.closed() {
		return
	}
	d.still = nil
	d.release()
	d.cover.close()
}

// Finish closes and keeps the picture that was just taken.
func (d *Camera) Finish() {
	if d.cover.closed() {
		return
	}
	d.accept()
	d.Close()
}

func (d *Camera) release() {
	d.live.Stop()
	d.busy.Cancel()
	d.resume = nil
}

// look finds the cameras that are plugged in and opens one.
func (d *Camera) look() {
	d.said.say(lang.L("正在找摄像头…"), kit.Faint)
	d.side.Refresh()
	d.center.Objects = []fyne.CanvasObject{d.live, d.busy}
	var all []camera.Device
	d.page.Shell.Work("正在找摄像头…", func(context.Context) (err error) {
		all, err = d.page.Ways.Cameras()
		return err
	}, func(err error) {
		switch {
		case d.cover.closed():
		case d.page.Shell.Remembered(cameraKey) == noCamera:
			d.fail(lang.L("设置里选了不用摄像头。请用手机拍，或选照片；要用摄像头请到 设置 → 设备 改。"))
		case err != nil:
			d.fail(kit.Say(err))
		case len(all) == 0:
			d.fail(lang.L("没有摄像头。请插好 USB 摄像头，或用手机拍。"))
		default:
			d.offer(all)
			d.start(d.devices.Chosen())
		}
	})
}

// offer shows the cameras; where there is one, it need not be chosen.
func (d *Camera) offer(all []camera.Device) {
	d.devices.Options = nil
	for _, one := range all {
		d.devices.Options = append(d.devices.Options, kit.Option{Key: one.ID, Text: one.Name})
	}
	d.devices.Choose(device(all, d.page.Shell.Remembered(cameraKey)))
	d.whose.Hidden = len(all) < 2
}

func (d *Camera) chooseDevice() {
	id := d.devices.Chosen()
	if id == "" {
		return
	}
	d.page.Shell.Remember(cameraKey, id)
	d.release()
	d.center.Objects = []fyne.CanvasObject{d.live, d.busy}
	d.start(id)
	d.focus(d.stage)
}

// start shows what a camera sees until it is released.
func (d *Camera) start(id string) {
	d.still, d.sees, d.resume = nil, false, nil
	d.live.Clear()
	ready := make(chan struct{})
	open := sync.OnceFunc(func() { close(ready) })
	source := d.source(id, open)
	mine := d.shutter
	d.live.Start(source, func(err error) {
		open()
		if err != nil && d.shutter == mine {
			d.fail(kit.Say(err))
		}
	})
	d.busy.Do("正在打开摄像头…", func(ctx context.Context, _ kit.Progress) error {
		select {
		case <-ready:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}, func(err error) {
		if err != nil && !d.cover.closed() && d.live.Running() {
			d.live.Stop()
			d.fail(lang.L("没有等摄像头打开。"))
		}
	})
	d.buttons()
	d.center.Refresh()
}

// source reads a camera on a goroutine of its own. At a still picture it
// waits, and the camera stays open for the next.
func (d *Camera) source(id string, ready func()) func(context.Context, func(image.Image)) error {
	ways, shutter := d.page.Ways, &atomic.Bool{}
	d.shutter = shutter
	return func(ctx context.Context, show func(image.Image)) error {
		ways.one.Lock()
		defer ways.one.Unlock()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		frames, err := ways.Open(id, camera.DefaultSize)
		if err != nil {
			return err
		}
		defer frames.Close()
		first := sync.OnceFunc(func() {
			ready()
			fyne.Do(func() { d.begin(shutter) })
		})
		return camera.Live(ctx, frames, func(m *image.NRGBA) {
			show(m)
			first()
			if !shutter.CompareAndSwap(true, false) {
				return
			}
			goOn := make(chan struct{})
			fyne.Do(func() { d.freeze(shutter, m, sync.OnceFunc(func() { close(goOn) })) })
			select {
			case <-goOn:
			case <-ctx.Done():
			}
		})
	}
}

// begin says that a camera can take pictures now.
func (d *Camera) begin(of *atomic.Bool) {
	if d.cover.closed() || d.shutter != of {
		return
	}
	d.sees = true
	d.sayHow()
	d.buttons()
}

// freeze shows what was taken.
func (d *Camera) freeze(of *atomic.Bool, m *image.NRGBA, goOn func()) {
	if d.cover.closed() || d.shutter != of {
		return
	}
	of.Store(false) // the key was pressed twice
	d.still, d.resume = m, goOn
	d.said.say(lang.L("看清楚了吗？Enter 留下，R 重拍。"), kit.Ink)
	d.buttons()
	d.focus(d.stage)
	kit.Tell("photo", "taken")
}

func (d *Camera) sayHow() {
	d.said.say(lang.L("空格或 Enter 拍下。数字键说明拍的是什么。画面是镜像，存下的不是。"), kit.Faint)
}

// press takes the picture.
func (d *Camera) press() {
	if d.sees && d.still == nil {
		d.shutter.Store(true)
	}
}

// goOn gives up the still picture and shows the live one.
func (d *Camera) goOn() {
	if d.still == nil {
		return
	}
	d.still = nil
	if d.resume != nil {
		d.resume()
		d.resume = nil
	}
	d.sayHow()
	d.buttons()
	d.focus(d.stage)
}

// accept hands the still picture to the page and goes on to the next.
func (d *Camera) accept() {
	if d.still == nil {
		return
	}
	m, kind := d.still, d.kind.Chosen()
	d.kept.Add(newSmall(m, word(d.page.Kinds, kind), func() {}))
	d.goOn()
	d.page.Keep(kind, m, func(err error) {
		if err != nil && !d.cover.closed() {
			d.said.say(lang.L("没有存上。")+kit.Say(err), kit.Overdue)
			d.side.Refresh()
		}
	})
	d.kind.Choose(d.page.Next())
	d.side.Refresh()
}

// fail says in place of the picture why there is none, and what else there is.
func (d *Camera) fail(why string) {
	if d.cover.closed() {
		return
	}
	d.sees, d.still, d.resume = false, nil, nil
	d.said.say("", kit.Faint)
	again := kit.NewPrimary("再找一次", "", d.look)
	d.center.Objects = []fyne.CanvasObject{kit.NewEmpty("photo", why, again)}
	d.center.Refresh()
	d.buttons()
	d.focus(again)
	kit.Tell("photo", "none")
}

func (d *Camera) buttons() {
	d.take.Hidden, d.again.Hidden, d.keep.Hidden = d.still != nil, d.still == nil, d.still == nil
	if d.sees {
		d.take.Enable()
	} else {
		d.take.Disable()
	}
	d.side.Refresh() // what was hidden or shown finds its place
	d.stage.Refresh()
}

func (d *Camera) typed(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		d.Finish()
	case fyne.KeySpace:
		d.press()
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.still != nil {
			d.accept()
			return
		}
		d.press()
	case fyne.KeyR, fyne.KeyBackspace:
		d.goOn()
	case fyne.KeyF4: // twice F4 is the way to a file without a camera
		d.file()
	default:
		chooseBy(d.kind, key)
	}
}

// file leaves the camera for a picture that is on the disk.
func (d *Camera) file() {
	d.Finish()
	d.page.File()
}

func (d *Camera) focus(f fyne.Focusable) { d.cover.focus(f) }
