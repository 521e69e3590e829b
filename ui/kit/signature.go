package kit

import (
	"encoding/json"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// How somebody confirms a paper.
const (
	Signed             = "signed"
	FingerprintOnPaper = "fingerprint_on_paper" // who cannot write: the print stands on the paper
	Refused            = "refused"              // does not want to; the clerk writes why
)

// Signature is a field that takes a signature by mouse, pen or finger, or
// says why there is none. Delete clears the pad, Ctrl+Z takes the last stroke
// back.
type Signature struct {
	widget.BaseWidget
	// OnChanged is called when strokes or the method changed.
	OnChanged func()

	method *Choice
	pad    *signaturePad
	clear  *Button
	undo   *Button
	box    *fyne.Container
}

var _ Field = (*Signature)(nil)

// NewSignature returns an empty pad.
func NewSignature() *Signature {
	s := &Signature{}
	s.method = NewChoice([]Option{{Key: Signed, Text: lang.L("签名")}, {Key: FingerprintOnPaper, Text: lang.L("不会写字：在纸上按指印")},
		{Key: Refused, Text: lang.L("不愿签名")}})
	s.method.Choose(Signed)
	s.method.OnChanged = s.changed
	s.pad = newSignaturePad(func() { s.drawn() })
	s.clear = NewButton("清除", "", s.pad.clear)
	s.undo = NewButton("退一笔", "undo", s.pad.undo)
	s.box = Above(s.method, s.pad, container.NewHBox(Beside(s.undo, s.clear)))
	s.ExtendBaseWidget(s)
	return s
}

// Method is how it was confirmed: Signed, FingerprintOnPaper, Refused, or ""
// where nothing is chosen.
func (s *Signature) Method() string { return s.method.Chosen() }

// Image returns the signature in black on white, cropped to its strokes with a
// margin, at three dots for each of the screen's; nil where there is none.
func (s *Signature) Image() image.Image {
	if s.Method() != Signed || len(s.pad.strokes) == 0 {
		return nil
	}
	return s.pad.strokes.picture()
}

func (s *Signature) drawn() {
	if len(s.pad.strokes) > 0 && s.Method() != Signed {
		s.method.Choose(Signed)
	}
	s.method.problem = ""
	s.changed()
	s.method.Marked()
	s.method.Changed()
}

func (s *Signature) changed() {
	s.pad.off = s.Method() != Signed
	s.pad.Refresh()
	if s.OnChanged != nil {
		s.OnChanged()
	}
}

func (s *Signature) Base() *FieldBase       { return &s.method.FieldBase }
func (s *Signature) Target() fyne.Focusable { return s.method }

// Empty reports that nobody signed and no reason was chosen.
func (s *Signature) Empty() bool {
	return s.Method() == "" && !s.method.unknown || s.Method() == Signed && len(s.pad.strokes) == 0
}

// Check refuses a slip of the mouse as a signature.
func (s *Signature) Check() error {
	if s.Method() == Signed && len(s.pad.strokes) > 0 && s.pad.strokes.length() < Size(Thumb) {
		return complain("笔画太短，不像签名：请重新签，或选“在纸上按指印”。", nil)
	}
	return nil
}

// signatureDraft is what Draft writes: a signature belongs to a person, so it
// goes where drafts go, and nowhere else.
type signatureDraft struct {
	Method  string  `json:"method"`
	Strokes strokes `json:"strokes,omitempty"`
}

func (s *Signature) Draft() string {
	if s.Empty() {
		return ""
	}
	text, _ := json.Marshal(signatureDraft{s.method.Draft(), s.pad.strokes}) // numbers always can
	return string(text)
}

func (s *Signature) Restore(draft string) {
	d := signatureDraft{Method: Signed}
	if draft != "" && json.Unmarshal([]byte(draft), &d) != nil {
		return
	}
	s.pad.strokes = d.Strokes
	s.method.Restore(d.Method)
	s.pad.off = s.Method() != Signed
	s.pad.Refresh()
}

// Refresh follows the marks of the field.
func (s *Signature) Refresh() {
	s.method.Refresh()
	s.pad.Refresh()
	s.BaseWidget.Refresh()
}

func (s *Signature) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.box) }
