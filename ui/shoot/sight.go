package shoot

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/picture/phone"
	"guitu/ui/kit"
)

// sight is what one sees of a door: its code for the phone, what is to be
// compared, how long it stays open and what happens at it.
type sight struct {
	code  *fyne.Container // left: the QR code with the code to compare
	lines *fyne.Container // right: state, address, fingerprint

	way     *fyne.Container // how the phone comes in, until it has
	qr      *kit.QR
	used    *fyne.Container // in place of the QR code once it was scanned
	short   *kit.Text
	word    *kit.Text
	left    *kit.Text
	address *kit.Text
	print   [2]*kit.Text
}

func newSight() *sight {
	s := &sight{qr: kit.NewQR(), short: kit.NewTitle(""), word: kit.NewText(""), left: kit.NewText(""), address: kit.NewText("")}
	s.short.Type, s.short.Align = kit.Big, fyne.TextAlignCenter
	s.word.Type, s.word.Bold = kit.Subtitle, true
	s.word.Whole, s.address.Whole = false, false
	used := kit.NewText(lang.L("这个码已经用过"))
	used.Color = kit.Faint
	s.used = container.NewCenter(used)
	s.used.Hide()
	compare := kit.NewLabel(lang.L("核对码：手机上的要和这里一样"))
	compare.Align = fyne.TextAlignCenter
	s.code = container.NewVBox(container.New(squareOf{1.8}, s.qr, s.used), kit.Close(compare, s.short))
	for i := range s.print {
		s.print[i] = kit.NewLabel("")
		s.print[i].Whole = false
	}
	how := kit.NewParagraph(lang.L("手机连上站内无线网络，用相机扫左边的码；浏览器提醒证书时，指纹和下面一样才继续。"))
	s.way = kit.Above(how, kit.Close(kit.NewLabel(lang.L("网址")), s.address))
	s.lines = kit.Above(container.NewBorder(nil, nil, nil, s.left, s.word), s.way,
		kit.Close(kit.NewLabel(lang.L("证书指纹（SHA-256）")), s.print[0], s.print[1]))
	return s
}

// squareOf makes its content a square of some widths of the photo frame.
type squareOf struct{ frames float32 }

func (q squareOf) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSquareSize(q.frames * kit.Size(kit.Frame))
}

func (q squareOf) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := min(size.Width, size.Height)
	for _, object := range o {
		object.Resize(fyne.NewSquareSize(side))
		object.Move(fyne.NewPos((size.Width-side)/2, 0))
	}
}

// set shows a door that was just opened.
func (s *sight) set(door *phone.Door) {
	s.qr.Set(door.URL()) // far shorter than what such a code holds
	s.address.Set(door.URL())
	s.short.Set(door.Short())
	groups := strings.Fields(door.Fingerprint())
	for i := range s.print {
		half := len(groups) / len(s.print)
		s.print[i].Set(strings.Join(groups[i*half:(i+1)*half], " "))
	}
}

// state says what happens at the door.
func (s *sight) state(is phone.State) {
	s.qr.Hidden, s.used.Hidden = is.Phase != phone.Waiting, is.Phase == phone.Waiting
	s.way.Hidden = is.Phase != phone.Waiting
	s.code.Refresh()
	s.word.Paint(stateWords(is))
}

// stateWords are the state of a door in words and their colour.
func stateWords(is phone.State) (string, fyne.ThemeColorName) {
	received := map[string]any{"N": is.Received}
	switch {
	case is.Phase == phone.Waiting:
		return lang.L("等手机打开…"), kit.Ink
	case is.Phase == phone.Uploading:
		return lang.L("正在传 {{.Percent}}%", map[string]any{"Percent": is.Percent}), kit.Accent
	case is.Phase == phone.Opened && is.Received == 0:
		return lang.L("手机已打开，等它拍"), kit.Accent
	case is.Phase == phone.Opened:
		return lang.L("已收到 {{.N}} 张", received), kit.Done
	case is.Why == phone.Expired:
		return lang.L("时间到了，入口已关上。已收到 {{.N}} 张", received), kit.Soon
	case is.Why == phone.Full:
		return lang.L("收满了，入口已关上。已收到 {{.N}} 张", received), kit.Soon
	}
	return lang.L("入口已关上"), kit.Soon
}

// count says how long the door stays open.
func (s *sight) count(door *phone.Door) {
	left := time.Until(door.Expires()).Round(time.Second)
	words := ""
	if left > 0 && door.State().Phase != phone.Closed {
		clock := fmt.Sprintf("%d:%02d", int(left.Minutes()), int(left.Seconds())%60)
		words = lang.L("还开 {{.Left}}", map[string]any{"Left": clock})
	}
	if words != s.left.Content {
		s.left.Set(words)
		s.lines.Refresh() // it may be wider than before
	}
}
