package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// HelpedEntry is an Entry with what helps to fill it, as one field of a form:
// a button beside it, rows under it.
type HelpedEntry struct {
	widget.BaseWidget
	Entry *Entry

	box *fyne.Container
}

var _ Field = (*HelpedEntry)(nil)

// Helped puts an entry, a button beside it (nil for none) and its helps
// together.
func Helped(entry *Entry, beside *Button, helps ...fyne.CanvasObject) *HelpedEntry {
	h := &HelpedEntry{Entry: entry}
	line := fyne.CanvasObject(entry)
	if beside != nil {
		line = container.NewBorder(nil, nil, nil, beside, entry)
	}
	h.box = Close(append([]fyne.CanvasObject{line}, helps...)...)
	h.ExtendBaseWidget(h)
	return h
}

func (h *HelpedEntry) Base() *FieldBase       { return &h.Entry.FieldBase }
func (h *HelpedEntry) Target() fyne.Focusable { return h.Entry }
func (h *HelpedEntry) Empty() bool            { return h.Entry.Empty() }
func (h *HelpedEntry) Check() error           { return h.Entry.Check() }
func (h *HelpedEntry) Draft() string          { return h.Entry.Draft() }
func (h *HelpedEntry) Restore(draft string)   { h.Entry.Restore(draft) }

// Refresh makes the helps find their places after one showed or hid.
func (h *HelpedEntry) Refresh() {
	h.Entry.Refresh()
	h.box.Refresh()
	h.BaseWidget.Refresh()
}

func (h *HelpedEntry) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.box) }
