package kit

import "fyne.io/fyne/v2"

// OnKeys lets a page see the keys of the table first: what it takes, by
// returning true, means something of its own for the row with the cursor.
func (t *DataTable[T]) OnKeys(keys func(key *fyne.KeyEvent) bool) {
	t.list.key = func(key *fyne.KeyEvent) bool { return keys(key) || t.key(key) }
}

// PutCursor puts the cursor on a row by its place among those that show. Where
// there are none nothing happens.
func (t *DataTable[T]) PutCursor(at int) {
	if at = min(max(at, 0), len(t.shown)-1); at < 0 {
		return
	}
	t.list.UnselectAll() // else a list that was emptied takes its first row for selected
	t.list.Select(at)
}
