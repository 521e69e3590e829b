package beds

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/ui/kit"
	"guitu/ui/shoot"
)

// collecting is who fetches somebody: the number of their card with what it
// says, what they are to the person and how that was shown, and the pictures of
// the card and of the hand-over.
type collecting struct {
	page     *page
	stay     intake.Stay
	relation *kit.Choice
	proof    *kit.Choice
	said     *kit.Text // what the number says
	pictures fyne.CanvasObject
	kept     *kit.Text // how many pictures were kept
	ways     *shoot.Ways
	inbox    shoot.Inbox
	over     shoot.Over
	n        int
}

// takenKinds are the pictures that are taken when somebody is fetched.
var takenKinds = []string{"collector", "handover", "document"}

// thumbSide is the longer side of a small picture, in pixels.
const thumbSide = 240

func newCollecting(p *page, stay intake.Stay) *collecting {
	c := &collecting{page: p, stay: stay, relation: kit.NewChoice(relations()), proof: kit.NewChoice(kit.CodeOptions("kin_proof")),
		said: kit.NewLabel(""), kept: kit.NewLabel(""), ways: shoot.ThisComputer()}
	c.said.Whole, c.kept.Whole = false, false
	buttons := kit.Beside(kit.NewButton("拍证件和交接现场", "photo", c.shoot), kit.NewButton("用手机拍", "", c.byPhone), kit.NewButton("选照片", "", c.pick))
	c.pictures = kit.Close(buttons, c.kept)
	return c
}

// relations are what somebody who fetches can be to the person: not themselves.
func relations() []kit.Option {
	return slices.DeleteFunc(kit.CodeOptions("relationship"), func(o kit.Option) bool { return o.Key == "0" })
}

// ask shows what belongs to being fetched, or nothing.
func (c *collecting) ask(kin, anybody bool) {
	c.said.Hidden = !kin || c.said.Content == ""
	shown := anybody && c.page.can(access.Register) && !c.stay.Hidden
	if shown {
		c.pictures.Show()
	} else {
		c.pictures.Hide()
	}
}

// read says beside the number what it means, or what is wrong with it.
func (c *collecting) read(entry *kit.Entry, left bool) {
	digits := idcard.Normalise(entry.Text)
	if len(digits) == 0 || len(digits) < 18 && !left {
		c.say("")
		return
	}
	n, err := idcard.CheckOn(digits, c.page.shell.Now())
	if err != nil {
		entry.SetProblem(kit.Say(err))
		words := lang.L("不是居民身份证的，核对后在“没有办的原因”里写明是什么证件。")
		if len(n.Suggestions) > 0 {
			words = lang.L("可能是 {{.Number}}（第{{.At}}位）", map[string]any{"Number": n.Suggestions[0].Number, "At": n.Suggestions[0].At})
		}
		c.say(words)
		return
	}
	words := kit.Joined(sexWord(n.Sex), lang.L("{{.Year}}年{{.Month}}月{{.Day}}日生", map[string]any{"Year": n.Birth.Year, "Month": n.Birth.Month, "Day": n.Birth.Day}), n.RegionNow.Name)
	for _, p := range n.Problems {
		words = kit.Joined(words, lang.L(p.Text, map[string]any(p.Args)))
	}
	c.say(words)
}

func (c *collecting) say(words string) {
	c.said.Set(words)
	c.said.Hidden = words == ""
	c.said.Refresh()
}

func (c *collecting) covered() shoot.Page {
	all := slices.DeleteFunc(kit.CodeOptions("photo_kind"), func(o kit.Option) bool { return !slices.Contains(takenKinds, o.Key) })
	next := func() string { return takenKinds[min(c.n, 1)] }
	return shoot.Page{Shell: c.page.shell, Kinds: all, Next: next, File: c.pick, Phone: c.byPhone, Ways: c.ways, Inbox: &c.inbox, Keep: c.keep}
}

func (c *collecting) shoot()   { c.over = shoot.OpenCamera(c.covered()) }
func (c *collecting) byPhone() { c.over = shoot.OpenPhone(c.covered()) }

// close gives the camera back when the page is left.
func (c *collecting) close() {
	if c.over != nil {
		c.over.Close()
		c.over = nil
	}
}

// pick asks for a file.
func (c *collecting) pick() {
	picker := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			c.page.shell.Fail(err)
			return
		}
		if file == nil {
			return
		}
		c.store(takenKinds[min(c.n, 1)], func(ctx context.Context) (*image.NRGBA, error) {
			defer file.Close()
			return picture.Decode(ctx, file)
		}, func(error) {})
	}, c.page.shell.Window())
	picker.SetFilter(storage.NewExtensionFileFilter([]string{".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG"}))
	picker.Show()
}

func (c *collecting) keep(kind string, m *image.NRGBA, kept func(error)) {
	c.store(kind, func(context.Context) (*image.NRGBA, error) { return m, nil }, kept)
}

// store keeps a picture, sealed, with the person who is fetched.
func (c *collecting) store(kind string, read func(context.Context) (*image.NRGBA, error), kept func(error)) {
	p := c.page
	p.shell.Work("正在保存照片…", func(ctx context.Context) error {
		m, err := read(ctx)
		if err != nil {
			return err
		}
		photo := intake.Photo{PersonID: c.stay.PersonID, StayID: c.stay.ID, Kind: kind, Thumb: picture.Encode(picture.Thumbnail(m, thumbSide))}
		_, err = p.shell.Desk().AddPhoto(ctx, photo, picture.Encode(m))
		return err
	}, func(err error) {
		kept(err)
		if err != nil {
			p.shell.Fail(err)
			return
		}
		c.n++
		c.kept.Set(lang.L("已存{{.N}}张照片", map[string]any{"N": c.n}))
		kit.Tell("saved", "photo")
	})
}
