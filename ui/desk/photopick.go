package desk

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/ui/kit"
)

// photoPick puts one of the photos of belongings to a thing: the digits
// choose, and the chosen one shows beside them.
type photoPick struct {
	widget.BaseWidget
	choice *kit.Choice
	photos func() []intake.Photo
	chosen string // also one that is not among the photos any more
	shown  []intake.Photo
	image  *canvas.Image
	box    *fyne.Container
}

var _ kit.Field = (*photoPick)(nil)

func newPhotoPick(photos func() []intake.Photo) *photoPick {
	f := &photoPick{choice: kit.NewChoice(nil), photos: photos, image: canvas.NewImageFromImage(nil)}
	f.image.FillMode = canvas.ImageFillContain
	f.choice.OnChanged = func() { f.chosen = f.choice.Chosen(); f.show() }
	f.box = container.NewBorder(nil, nil, nil, f.image, f.choice)
	f.ExtendBaseWidget(f)
	f.look()
	return f
}

// look asks for the photos anew.
func (f *photoPick) look() {
	f.shown, f.choice.Options = nil, nil
	for _, photo := range f.photos() {
		if photo.Kind != "belonging" {
			continue
		}
		f.shown = append(f.shown, photo)
		f.choice.Options = append(f.choice.Options, kit.Option{Key: photo.ID,
			Text: lang.L("照片 {{.N}}", map[string]any{"N": strconv.Itoa(len(f.shown))})})
	}
	f.choice.Choose(f.chosen)
	f.show()
}

// offers reports whether there is anything to choose, or was.
func (f *photoPick) offers() bool { return len(f.shown) > 0 || f.chosen != "" }

func (f *photoPick) show() {
	f.image.Hide()
	for _, photo := range f.shown {
		if photo.ID == f.chosen {
			f.image.Image = thumbImage(photo.Thumb)
			f.image.SetMinSize(fyne.NewSquareSize(kit.Size(kit.Thumb)))
			f.image.Show()
		}
	}
	f.image.Refresh()
	f.box.Refresh()
}

func (f *photoPick) Base() *kit.FieldBase   { return &f.choice.FieldBase }
func (f *photoPick) Target() fyne.Focusable { return f.choice }
func (f *photoPick) Empty() bool            { return f.chosen == "" && !f.choice.Unknown() }
func (f *photoPick) Check() error           { return nil }

func (f *photoPick) Draft() string {
	if f.choice.Unknown() {
		return unknownMark
	}
	return f.chosen
}

func (f *photoPick) Restore(draft string) {
	f.choice.Restore(draft)
	if f.chosen = draft; draft == unknownMark {
		f.chosen = ""
	}
	f.choice.Choose(f.chosen)
	f.show()
}

func (f *photoPick) Refresh() {
	f.choice.Refresh()
	f.BaseWidget.Refresh()
}

func (f *photoPick) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }
