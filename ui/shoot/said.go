package shoot

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// said is a paragraph that changes and takes no room while it is empty. Who
// changes it lays its neighbours anew. A colour other than of plain words brings
// the sign of a warning along.
type said struct {
	box   *fyne.Container
	words string
}

func newSaid() *said {
	s := &said{box: container.NewStack()}
	s.box.Hide()
	return s
}

func (s *said) say(words string, ink fyne.ThemeColorName) {
	if s.words == words {
		return
	}
	s.words, s.box.Hidden, s.box.Objects = words, words == "", nil
	switch {
	case words == "":
	case ink == kit.Overdue || ink == kit.Soon:
		sign := container.NewCenter(kit.NewSign(kit.Triangle, ink))
		s.box.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, kit.Margin(kit.Nudge, sign), nil, kit.NewParagraph(words))}
	default:
		s.box.Objects = []fyne.CanvasObject{kit.NewParagraph(words)}
	}
	s.box.Refresh()
}

// column is the part of a cover beside its picture: of one width in each
// language, head and foot as high as they need, the body takes the rest.
func column(head, body, foot fyne.CanvasObject) *fyne.Container {
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(0.8*kit.Size(kit.Popup), 0))
	return container.NewStack(width, container.NewBorder(head, foot, nil, nil, kit.Flush(kit.Inside, kit.Margin(kit.Inside, body))))
}

// word is a kind in words.
func word(kinds []kit.Option, kind string) string {
	for _, o := range kinds {
		if o.Key == kind {
			return o.Text
		}
	}
	return kind
}
