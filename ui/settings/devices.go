package settings

import (
	"context"
	"errors"
	"image"
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"guitu/intake/idcard"
	"guitu/internal/picture/camera"
	"guitu/internal/picture/phone"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// What this computer remembers of what is plugged into it.
const (
	readerChoice       = "desk.reader"        // port of the card reader; noDevice where none is to be asked
	cardFolderChoice   = "desk.card_folder"   // into which the maker's software puts what it read
	cardRemoveChoice   = "desk.card_remove"   // on: such files are taken away once they were read
	folderChoice       = "desk.photo_folder"  // into which the camera or scanner saves
	cameraChoice       = "desk.camera"        // camera.Device.ID; noDevice where none is to be used
	phoneChoice        = "desk.phone"         // on: a phone may hand photos in
	phoneAddressChoice = "desk.phone_address" // at which address of this computer
)

// noDevice says that a device is not to be used, also where there is one.
const noDevice = "none"

// devices is 设备: what is plugged into this computer, and whether it works.
type devices struct {
	shell      Shell
	form       *kit.Form
	port       *kit.Entry
	cardFolder *kit.Entry
	remove     *kit.Choice
	folder     *kit.Entry
	camera     *kit.Choice
	phone      *kit.Choice
	address    *kit.Choice
	outcome    *fyne.Container // what a try gave
	live       *kit.Live
	looked     bool

	find      func(ctx context.Context, also ...string) ([]idcard.PortInfo, error)
	cameras   func() ([]camera.Device, error)
	openCam   func(id string) (camera.Frames, error)
	addresses func() []phone.Address
	watch     func(context.Context, idcard.Folder) (<-chan idcard.Event, error)
}

func newDevices(shell Shell) *kit.Room {
	d := &devices{shell: shell, form: kit.NewForm(), port: kit.NewEntry(), cardFolder: kit.NewEntry(), folder: kit.NewEntry(),
		outcome: kit.Above(), live: kit.NewLive(), find: idcard.Find, cameras: camera.List, addresses: phone.Addresses, watch: idcard.WatchFolder,
		openCam: func(id string) (camera.Frames, error) { return camera.Open(id, camera.DefaultSize) }}
	d.remove = kit.NewChoice([]kit.Option{{Key: on, Text: lang.L("读完就删")}, {Key: off, Text: lang.L("留着")}})
	d.phone = kit.NewChoice([]kit.Option{{Key: off, Text: lang.L("不用手机")}, {Key: on, Text: lang.L("可以用手机拍照")}})
	d.camera, d.address = kit.NewChoice(nil), kit.NewChoice(nil)
	d.lay()
	d.put()
	d.form.OnSubmit = d.keep
	result := kit.NewCard("试一试", nil, container.NewVScroll(kit.Margin(kit.Nudge, kit.Groups(d.outcome, d.live))))
	d.live.Hide()
	d.say(kit.NewParagraph(lang.L("按左边的“读一次卡”或“看画面”，在这里看设备好不好用。读到的内容不保存。")))
	content := container.NewBorder(kit.SentenceOver("只影响这台电脑上您的账号。没有设备也能登记。"), kit.Actions(nil, kit.NewPrimary("保存", "save", d.form.Submit)), nil, nil,
		container.New(halves{}, kit.Flush(kit.Nudge, d.form.Scroll()), result))
	return &kit.Room{Content: content, Enter: d.look, Leave: d.rest, Save: d.form.Submit, Focus: func() { d.form.Focus("") }, Desk: d}
}

// lay puts the fields in groups, each with the buttons that try it.
func (d *devices) lay() {
	d.port.SetHint(lang.L("空着就是不用读卡器"))
	reader := d.form.Group("身份证读卡器")
	reader.Add("port", "串口", d.port)
	reader.AddPlain(container.NewHBox(kit.NewButton("找读卡器", "", d.findReader), kit.NewButton("读一次卡", "", d.tryCard)))

	cards := d.form.Group("厂家读卡软件的文件夹")
	cards.Add("card_folder", "读卡软件把 wz.txt 存到哪里（空着就是不用）", d.cardFolder)
	cards.Add("card_remove", "读完以后", d.remove)
	cards.AddPlain(container.NewHBox(d.browser(d.cardFolder), kit.NewButton("等一次读卡", "", d.tryCardFolder)))

	photos := d.form.Group("照片文件夹")
	photos.Add("folder", "相机或扫描软件把照片存到哪里（空着就是不用）", d.folder)
	photos.AddPlain(container.NewHBox(d.browser(d.folder)))

	cam := d.form.Group("摄像头")
	cam.Add("camera", "用哪个摄像头", d.camera)
	cam.AddPlain(container.NewHBox(kit.NewButton("看画面", "", d.tryCamera), kit.NewButton("停", "", d.live.Stop)))

	mobile := d.form.Group("手机拍照")
	mobile.AddPlain(kit.NewParagraph(lang.L("手机和这台电脑要在同一个无线网里。只在登记人打开时开几分钟，手机只能交照片，看不到任何资料。")))
	mobile.Add("phone", "用手机当相机", d.phone)
	mobile.Add("phone_address", "这台电脑在哪个网里", d.address)
}

func (d *devices) browser(into *kit.Entry) *kit.Button {
	return kit.NewButton("选文件夹…", "", func() {
		ask := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
			if err == nil && dir != nil {
				into.SetText(dir.Path())
			}
		}, d.shell.Window())
		ask.SetConfirmText(lang.L("选用"))
		ask.SetDismissText(lang.L("取消"))
		ask.Show()
	})
}

// put fills the fields with what is remembered.
func (d *devices) put() {
	if port := d.shell.Remembered(readerChoice); port != noDevice {
		d.port.SetText(port)
	}
	d.cardFolder.SetText(d.shell.Remembered(cardFolderChoice))
	d.folder.SetText(d.shell.Remembered(folderChoice))
	d.remove.Choose(orElse(d.shell.Remembered(cardRemoveChoice), off))
	d.phone.Choose(orElse(d.shell.Remembered(phoneChoice), off))
	d.offerCameras(nil)
	d.offerAddresses(nil)
}

// look finds which cameras and networks there are now.
func (d *devices) look() {
	if d.looked {
		return
	}
	var found []camera.Device
	var networks []phone.Address
	d.shell.Work("正在看接了哪些设备…", func(context.Context) (err error) {
		networks = d.addresses()
		found, err = d.cameras()
		return err
	}, func(err error) {
		d.looked = err == nil
		if err != nil {
			d.form.Item("camera").Field.Base().SetProblem(kit.Say(err))
		}
		d.offerCameras(found)
		d.offerAddresses(networks)
	})
}

// offerCameras lists the cameras; one that is remembered stays among them while
// it is unplugged.
func (d *devices) offerCameras(found []camera.Device) {
	options := []kit.Option{{Key: noDevice, Text: lang.L("不用")}}
	for _, c := range found {
		options = append(options, kit.Option{Key: c.ID, Text: c.Name})
	}
	remember(d.camera, options, d.shell.Remembered(cameraChoice), lang.L("原来的摄像头（没接上）"))
	d.form.Refresh()
}

// offerAddresses lists the addresses of this computer in its networks.
func (d *devices) offerAddresses(found []phone.Address) {
	var options []kit.Option
	for _, a := range found {
		options = append(options, kit.Option{Key: a.IP.String(), Text: a.IP.String() + " · " + a.Interface})
	}
	address := d.shell.Remembered(phoneAddressChoice)
	remember(d.address, options, address, lang.L("{{.Address}}（现在没有）", map[string]any{"Address": address}))
	d.form.Refresh()
}

// remember offers options with the remembered one chosen; where it is none of
// them it stands at the end in other words.
func remember(c *kit.Choice, options []kit.Option, key, missing string) {
	c.Options = options
	if c.Choose(key); c.Chosen() == "" && key != "" {
		c.Options = append(options, kit.Option{Key: key, Text: missing})
		c.Choose(key)
	}
}

// typed is what a field holds; 不详 is nothing.
func typed(e *kit.Entry) string {
	if e.Unknown() {
		return ""
	}
	return strings.TrimSpace(e.Text)
}

// keep remembers what was chosen, where it can be so.
func (d *devices) keep() {
	for _, e := range []*kit.Entry{d.cardFolder, d.folder} {
		if !isFolder(typed(e)) {
			e.SetProblem(lang.L("这台电脑上没有这个文件夹：请检查写法，或用“选文件夹”。"))
			d.shell.Window().Canvas().Focus(e)
			return
		}
	}
	if d.phone.Chosen() == on && d.address.Chosen() == "" {
		d.form.Fail(store.Fail(store.Invalid, "请选手机也在的那个网；没有列出就先把电脑接上无线网。").On("phone_address"))
		return
	}
	port := typed(d.port)
	if before := d.shell.Remembered(readerChoice); port == "" && before != "" {
		port = noDevice // it is not to be looked for again
	}
	for key, value := range map[string]string{readerChoice: port, cardFolderChoice: typed(d.cardFolder), cardRemoveChoice: d.remove.Chosen(),
		folderChoice: typed(d.folder), cameraChoice: d.camera.Chosen(), phoneChoice: d.phone.Chosen(), phoneAddressChoice: d.address.Chosen()} {
		d.shell.Remember(key, value)
	}
	told(d.shell, "设备已保存，下一次登记就用。")
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return dir == "" || err == nil && info.IsDir()
}

// say shows the outcome of a try.
func (d *devices) say(objects ...fyne.CanvasObject) {
	d.outcome.Objects = objects
	d.outcome.Refresh()
}

// rest stops the camera and forgets what was read.
func (d *devices) rest() {
	d.live.Clear()
	d.live.Hide()
	d.say()
}

// findReader asks at every port, and at the one that stands in the field.
func (d *devices) findReader() {
	d.say(kit.NewParagraph(lang.L("正在逐个串口询问，大约三秒…")))
	var also []string
	if port := typed(d.port); port != "" {
		also = append(also, port)
	}
	var found []idcard.PortInfo
	d.shell.Work("正在找读卡器…", func(ctx context.Context) (err error) {
		found, err = d.find(ctx, also...)
		return err
	}, func(err error) {
		d.say()
		if err != nil {
			d.refuse(err, "port")
			return
		}
		d.found(found)
	})
}

// found writes the port at which a reader answered; of several one is picked.
func (d *devices) found(all []idcard.PortInfo) {
	if len(all) == 0 {
		d.say(kit.NewParagraph(lang.L("没有找到读卡器。请检查：读卡器通电了吗，数据线插好了吗，厂家的读卡软件关了吗。有些读卡器不走串口，请用厂家软件的文件夹。")))
		return
	}
	var options []kit.Option
	for _, p := range all {
		options = append(options, kit.Option{Key: p.Name, Text: portWords(p)})
	}
	take := func(port string) {
		d.port.SetText(port)
		d.say(kit.Beside(kit.NewChip(kit.Square, lang.L("找到了读卡器"), kit.Done)), kit.NewParagraph(portWordsOf(all, port)),
			kit.NewParagraph(lang.L("放一张身份证，按“读一次卡”。")))
	}
	if len(all) == 1 {
		take(all[0].Name)
		return
	}
	kit.Pick(d.shell.Window().Canvas(), "用哪一台读卡器", "选用", options, take)
}

func portWordsOf(all []idcard.PortInfo, name string) string {
	for _, p := range all {
		if p.Name == name {
			return portWords(p)
		}
	}
	return name
}

func portWords(p idcard.PortInfo) string {
	words := lang.L("{{.Port}}，速率 {{.Baud}}", map[string]any{"Port": p.Name, "Baud": p.Baud})
	if p.Module != "" {
		words += lang.L("，安全模块 {{.Module}}", map[string]any{"Module": p.Module})
	}
	return words
}

// refuse says what went wrong beside the field that was tried.
func (d *devices) refuse(err error, field string) {
	if errors.Is(err, context.Canceled) { // 取消 was pressed
		d.say()
		return
	}
	d.form.Item(field).Field.Base().SetProblem(kit.Say(err))
	d.say(kit.Beside(kit.NewChip(kit.Diamond, lang.L("没有成功"), kit.Overdue)), kit.NewParagraph(kit.Say(err)))
}

// tryCard reads the card on the reader and shows what it says.
func (d *devices) tryCard() {
	port := typed(d.port)
	if port == "" {
		d.refuse(store.Fail(store.Invalid, "请先找到读卡器，或填写它的串口。"), "port")
		return
	}
	d.try("正在读卡…", "port", func(ctx context.Context) (card idcard.Card, err error) {
		reader := idcard.NewReader(idcard.OpenAt(port))
		defer reader.Close()
		return reader.Read(ctx)
	})
}

// cardWithin is how long a try waits for the maker's software.
const cardWithin = time.Minute

// tryCardFolder waits until the maker's software has read a card.
func (d *devices) tryCardFolder() {
	dir, remove := typed(d.cardFolder), d.remove.Chosen() == on
	if dir == "" {
		d.refuse(store.Fail(store.Invalid, "请先选厂家读卡软件存文件的文件夹。"), "card_folder")
		return
	}
	d.say(kit.NewParagraph(lang.L("现在用厂家的软件读一张卡，等一分钟。")))
	d.try("正在等厂家软件读卡…", "card_folder", func(ctx context.Context) (idcard.Card, error) {
		within, stop := context.WithTimeout(ctx, cardWithin)
		defer stop()
		events, err := d.watch(within, idcard.Folder{Dir: dir, Remove: remove})
		if err != nil {
			return idcard.Card{}, err
		}
		for e := range events {
			if e.Kind == idcard.CardRead {
				return e.Card, nil
			}
			if e.Err != nil {
				return idcard.Card{}, e.Err
			}
		}
		if ctx.Err() != nil {
			return idcard.Card{}, ctx.Err()
		}
		return idcard.Card{}, store.Fail(store.NotFound, "一分钟里没有读到卡。请检查厂家软件是不是存到这个文件夹。")
	})
}

func (d *devices) try(what, field string, read func(ctx context.Context) (idcard.Card, error)) {
	var card idcard.Card
	d.shell.Work(what, func(ctx context.Context) (err error) {
		card, err = read(ctx)
		return err
	}, func(err error) {
		if err != nil {
			d.refuse(err, field)
			return
		}
		d.form.Item(field).Field.Base().SetProblem("")
		d.say(cardLines(card)...)
	})
}

// cardLines shows a card; nothing of it is kept.
func cardLines(c idcard.Card) []fyne.CanvasObject {
	valid := c.ValidTo.String()
	if c.LongTerm {
		valid = lang.L("长期")
	}
	lines := []fyne.CanvasObject{kit.Beside(kit.NewChip(kit.Square, lang.L("读到了，没有保存"), kit.Done))}
	for _, f := range []struct{ label, value string }{{"姓名", c.Name + c.NameEn}, {"性别", codeWord("sex", c.Sex)}, {"民族", codeWord("nation", c.Nation)},
		{"出生日期", c.Birth.String()}, {"住址", c.Address}, {"证件号码", c.Number}, {"签发机关", c.Issuer}, {"有效期至", valid}} {
		if f.value != "" {
			lines = append(lines, kit.Close(kit.NewLabel(lang.L(f.label)), kit.NewParagraph(f.value)))
		}
	}
	for _, p := range c.Problems {
		lines = append(lines, kit.NewParagraph(lang.L(p.Text, map[string]any(p.Args))))
	}
	return lines
}

// tryCamera shows what the chosen camera sees.
func (d *devices) tryCamera() {
	id := d.camera.Chosen()
	if id == "" || id == noDevice {
		d.refuse(store.Fail(store.Invalid, "请先选一个摄像头。没有列出就接上它，再打开一次设置。"), "camera")
		return
	}
	d.say(kit.NewParagraph(lang.L("这是摄像头现在的画面，不保存。")))
	d.live.Show()
	d.live.Start(func(ctx context.Context, show func(image.Image)) error {
		frames, err := d.openCam(id)
		if err != nil {
			return err
		}
		defer frames.Close()
		return camera.Live(ctx, frames, func(m *image.NRGBA) { show(m) })
	}, func(err error) {
		if err != nil {
			d.live.Hide()
			d.refuse(err, "camera")
		}
	})
}
