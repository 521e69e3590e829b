package beds

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// wordsIn are all words that show within something.
func wordsIn(o fyne.CanvasObject) string {
	var words []string
	var collect func(fyne.CanvasObject)
	collect = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			words = append(words, o.Text)
		case *widget.RichText:
			words = append(words, o.String())
		case *fyne.Container:
			for _, inner := range o.Objects {
				collect(inner)
			}
		case fyne.Widget:
			for _, inner := range test.WidgetRenderer(o).Objects() {
				collect(inner)
			}
		}
	}
	collect(o)
	return strings.Join(words, " ")
}

// buttonIn finds a button anywhere within something.
func buttonIn(o fyne.CanvasObject, words string) (found *kit.Button) {
	switch o := o.(type) {
	case *kit.Button:
		if o.Text == words {
			return o
		}
	case *fyne.Container:
		for _, inner := range o.Objects {
			if b := buttonIn(inner, words); b != nil {
				return b
			}
		}
	case fyne.Widget:
		for _, inner := range test.WidgetRenderer(o).Objects() {
			if b := buttonIn(inner, words); b != nil {
				return b
			}
		}
	}
	return nil
}
