package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"guitu/assets"
)

// Colours by meaning. Widgets ask for them with Color at each refresh, so a
// change of theme reaches everything on screen. A colour is never the only
// sign of a state: see Shape.
const (
	Ground   fyne.ThemeColorName = "guituGround"   // the page behind the cards
	Surface  fyne.ThemeColorName = "guituCard"     // a card, a field
	Line     fyne.ThemeColorName = "guituLine"     // hairlines and borders
	Ink      fyne.ThemeColorName = "guituInk"      // text
	Faint    fyne.ThemeColorName = "guituFaint"    // labels, what is less important
	Accent   fyne.ThemeColorName = "guituAccent"   // the one primary action, the focus
	OnAccent fyne.ThemeColorName = "guituOnAccent" // text on Accent
	Soon     fyne.ThemeColorName = "guituSoon"     // 快到期, 待补
	Overdue  fyne.ThemeColorName = "guituOverdue"  // 超期, an error
	Done     fyne.ThemeColorName = "guituDone"     // 已办
	Info     fyne.ThemeColorName = "guituInfo"     // for information
	Veil     fyne.ThemeColorName = "guituVeil"     // what darkens the parts of a photo that are cut away
)

// Sizes by meaning, in Fyne's device-independent pixels.
const (
	Body     = theme.SizeNameText
	Small    = theme.SizeNameCaptionText
	Title    = theme.SizeNameHeadingText
	Subtitle = theme.SizeNameSubHeadingText
	Hairline = theme.SizeNameSeparatorThickness
	Corner   = theme.SizeNameCardRadius
	Icon     = theme.SizeNameInlineIcon

	Big        fyne.ThemeSizeName = "guituBig"        // the figure of a figure tile
	Nudge      fyne.ThemeSizeName = "guituNudge"      // 4: between things that belong together
	Inside     fyne.ThemeSizeName = "guituInside"     // 8: inside a card or between fields
	Between    fyne.ThemeSizeName = "guituBetween"    // 16: between groups
	Around     fyne.ThemeSizeName = "guituAround"     // 24: around a page
	Row        fyne.ThemeSizeName = "guituRow"        // height of a line in a list
	TileWidth  fyne.ThemeSizeName = "guituTileWidth"  // a bed
	TileHeight fyne.ThemeSizeName = "guituTileHeight" //
	Thumb      fyne.ThemeSizeName = "guituThumb"      // side of a portrait on a card
	Frame      fyne.ThemeSizeName = "guituFrame"      // width of the photo frame in a form
	Mark       fyne.ThemeSizeName = "guituMark"       // the shape that goes with a colour
	Ring       fyne.ThemeSizeName = "guituRing"       // the line around what has the focus
	Popup      fyne.ThemeSizeName = "guituPopup"      // width of a dialog
)

// gaps and lines stay as they are when type grows: what must be read becomes
// larger, and a page still fits 1366×768.
var gaps = map[fyne.ThemeSizeName]float32{
	Hairline: 1, Corner: 8, Nudge: 4, Inside: 8, Between: 16, Around: 24, Ring: 2,
	theme.SizeNamePadding: 4, theme.SizeNameInnerPadding: 8, theme.SizeNameLineSpacing: 4,
	theme.SizeNameInputBorder: 1, theme.SizeNameInputRadius: 6, theme.SizeNameButtonRadius: 6,
	theme.SizeNameSelectionRadius: 4, theme.SizeNameDialogRadius: 8, theme.SizeNamePopupRadius: 8,
	theme.SizeNameMenuRadius: 8, theme.SizeNameScrollBar: 12, theme.SizeNameScrollBarSmall: 4,
	theme.SizeNameScrollBarRadius: 4,
}

// figures grow with the type.
var figures = map[fyne.ThemeSizeName]float32{
	Body: 14, Small: 12, Title: 20, Subtitle: 16, Big: 32, Icon: 18, Row: 32,
	TileWidth: 96, TileHeight: 56, Thumb: 56, Frame: 180, Mark: 10, Popup: 420,
}

const largeType = 1.4

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

var light = map[fyne.ThemeColorName]color.NRGBA{
	Ground: rgb(0xF7F5F2), Surface: rgb(0xFFFFFF), Line: rgb(0xE4E0DA), Ink: rgb(0x23272B), Faint: rgb(0x5F666D),
	Accent: rgb(0x0F766E), OnAccent: rgb(0xFFFFFF), Soon: rgb(0xB45309), Overdue: rgb(0xB42318),
	Done: rgb(0x15803D), Info: rgb(0x1D4ED8), Veil: {A: 0x99},
}

var dark = map[fyne.ThemeColorName]color.NRGBA{
	Ground: rgb(0x1A1C1E), Surface: rgb(0x24272A), Line: rgb(0x3B4045), Ink: rgb(0xECE9E4), Faint: rgb(0xA9AFB5),
	Accent: rgb(0x4FC7BA), OnAccent: rgb(0x0B211E), Soon: rgb(0xF0B35A), Overdue: rgb(0xF6948A),
	Done: rgb(0x76CD90), Info: rgb(0x9DBDFB), Veil: {A: 0x99},
}

// Paper is white and what is written on it black in every look.
var sheet, penInk = color.NRGBA{0xff, 0xff, 0xff, 0xff}, color.NRGBA{A: 0xff}

type calm struct {
	colors map[fyne.ThemeColorName]color.NRGBA
	scale  float32
	base   fyne.Theme
	regular,
	bold fyne.Resource
}

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.FontRegular)
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.FontBold)
)

// NewTheme returns the look of the application. Large multiplies type and
// what holds it by 1.4.
func NewTheme(darkLook, large bool) fyne.Theme {
	t := &calm{colors: light, scale: 1, base: theme.DefaultTheme(), regular: regular, bold: bold}
	if darkLook {
		t.colors = dark
	}
	if large {
		t.scale = largeType
	}
	return t
}

// Color returns a colour of the running theme, or of the light theme where
// the running one is not ours (a test that set none).
func Color(name fyne.ThemeColorName) color.Color {
	return running().Color(name, theme.VariantLight)
}

// Size returns a measure of the running theme.
func Size(name fyne.ThemeSizeName) float32 { return running().Size(name) }

// Soft returns a colour mixed thinly into the card, to stand behind text of
// that colour.
func Soft(name fyne.ThemeColorName) color.Color { return running().mix(name, Surface, tint) }

var fallback = NewTheme(false, false).(*calm)

func running() *calm {
	if app := fyne.CurrentApp(); app != nil {
		if t, ok := app.Settings().Theme().(*calm); ok {
			return t
		}
	}
	return fallback
}

// mix lays percent of one colour over another.
func (t *calm) mix(over, under fyne.ThemeColorName, percent int) color.NRGBA {
	a, b := t.colors[over], t.colors[under]
	part := func(x, y uint8) uint8 { return uint8((int(x)*percent + int(y)*(100-percent)) / 100) }
	return color.NRGBA{R: part(a.R, b.R), G: part(a.G, b.G), B: part(a.B, b.B), A: 0xff}
}

func (t *calm) through(name fyne.ThemeColorName, alpha uint8) color.NRGBA {
	c := t.colors[name]
	c.A = alpha
	return c
}

// Color gives our own names their colour and Fyne's names the one of ours
// that does the same work. The variant is not asked: light or dark was chosen
// in NewTheme.
func (t *calm) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.colors[name]; ok {
		return c
	}
	switch name {
	case theme.ColorNameBackground:
		return t.colors[Ground]
	case theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground,
		theme.ColorNameHeaderBackground:
		return t.colors[Surface]
	case theme.ColorNameButton:
		return t.mix(Ink, Surface, 6)
	case theme.ColorNameDisabledButton:
		return t.mix(Ink, Ground, 4)
	case theme.ColorNameDisabled:
		return t.mix(Faint, Surface, 65)
	case theme.ColorNameForeground:
		return t.colors[Ink]
	case theme.ColorNamePlaceHolder:
		return t.mix(Faint, Surface, 80)
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return t.colors[Accent]
	case theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnError,
		theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return t.colors[OnAccent]
	case theme.ColorNameFocus:
		return t.through(Accent, 0x2A)
	case theme.ColorNameSelection:
		return t.through(Accent, 0x40)
	case theme.ColorNameHover:
		return t.through(Ink, 0x0F)
	case theme.ColorNamePressed:
		return t.through(Ink, 0x20)
	case theme.ColorNameInputBorder:
		return t.mix(Faint, Line, 25)
	case theme.ColorNameSeparator:
		return t.colors[Line]
	case theme.ColorNameError:
		return t.colors[Overdue]
	case theme.ColorNameSuccess:
		return t.colors[Done]
	case theme.ColorNameWarning:
		return t.colors[Soon]
	case theme.ColorNameScrollBar:
		return t.through(Faint, 0x80)
	case theme.ColorNameScrollBarBackground:
		return t.through(Faint, 0x10)
	case theme.ColorNameShadow:
		return color.NRGBA{A: 0x30}
	}
	variant := theme.VariantLight
	if t.colors[Ground] == dark[Ground] {
		variant = theme.VariantDark
	}
	return t.base.Color(name, variant)
}

func (t *calm) Font(style fyne.TextStyle) fyne.Resource {
	if style.Symbol {
		return t.base.Font(style)
	}
	if style.Bold {
		return t.bold
	}
	return t.regular
}

func (t *calm) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

func (t *calm) Size(name fyne.ThemeSizeName) float32 {
	if gap, ok := gaps[name]; ok {
		return gap
	}
	if figure, ok := figures[name]; ok {
		return figure * t.scale
	}
	return t.base.Size(name)
}

// tint is how much of a colour, in percent, stands behind text of that colour.
const tint = 7

// washed is how thinly a colour lies over a field that was marked 不详.
const washed = 0x1C
