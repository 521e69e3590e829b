package settings

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// deskOf is what stands behind the section that shows.
func deskOf[T any](p *kit.Sectioned) T { return p.Room().Desk.(T) }

// mark puts the cursor of a table on a row.
func mark[T any](t *testing.T, table *kit.DataTable[T], wanted func(T) bool) T {
	t.Helper()
	list := table.Target()
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	for range table.Shown() {
		if row, found := table.Marked(); found && wanted(row) {
			return row
		}
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	row, found := table.Marked()
	if !found || !wanted(row) {
		t.Fatal("no such row")
	}
	return row
}

// wordsIn are the words that stand in a place.
func wordsIn(o fyne.CanvasObject) string {
	var all []string
	for _, part := range test.LaidOutObjects(o) {
		switch w := part.(type) {
		case *kit.Text:
			all = append(all, w.Content)
		case *kit.Chip:
			all = append(all, w.Word)
		case *widget.RichText:
			all = append(all, strings.ReplaceAll(w.String(), "\n", ""))
		}
	}
	return strings.Join(all, "|")
}
