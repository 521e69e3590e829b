package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"guitu/internal/store"
)

// QR shows a text as a QR code (ISO/IEC 18004, error correction M) for a phone
// to read: black on white in every theme, with the quiet zone of four modules,
// each module a whole number of dots of the screen.
type QR struct {
	widget.BaseWidget

	code   barcode.Barcode
	raster *canvas.Raster
}

// quietZone is how many white modules stand around the code; the standard
// asks for four.
const quietZone = 4

// NewQR returns a white square.
func NewQR() *QR {
	q := &QR{}
	q.raster = canvas.NewRaster(q.draw)
	q.raster.ScaleMode = canvas.ImageScalePixels
	q.ExtendBaseWidget(q)
	return q
}

// Set shows another text; "" shows none. It gives an Invalid error where the
// text is longer than such a code holds (about 2300 bytes), and shows none.
func (q *QR) Set(text string) error {
	q.code = nil
	defer q.Refresh()
	if text == "" {
		return nil
	}
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return store.Fail(store.Invalid, "内容太长，放不进二维码：请缩短后再试。").Because(err)
	}
	q.code = code
	return nil
}

// draw fills w × h dots of the screen.
func (q *QR) draw(w, h int) image.Image {
	picture := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{sheet, penInk})
	if q.code == nil {
		return picture
	}
	modules := q.code.Bounds().Dx()
	dots := min(w, h) / (modules + 2*quietZone)
	if dots == 0 {
		return picture
	}
	left, top := (w-dots*modules)/2, (h-dots*modules)/2
	for y := range dots * modules {
		for x := range dots * modules {
			if isDark(q.code.At(x/dots, y/dots)) {
				picture.SetColorIndex(left+x, top+y, 1)
			}
		}
	}
	return picture
}

func isDark(c color.Color) bool { return color.GrayModel.Convert(c).(color.Gray).Y < 0x80 }

// Refresh draws the code anew.
func (q *QR) Refresh() {
	q.raster.Refresh()
	q.BaseWidget.Refresh()
}

// MinSize lets a phone read a code of a line of text from a hand's breadth.
func (q *QR) MinSize() fyne.Size {
	q.ExtendBaseWidget(q)
	return fyne.NewSquareSize(Size(Frame))
}

func (q *QR) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(q.raster) }
