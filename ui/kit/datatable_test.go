package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTableSortsFiltersAndRemembers(t *testing.T) {
	table := NewDataTable(stayColumns())
	show(t, table)
	var kept TableChoice
	table.OnRemember = func(c TableChoice) { kept = c }
	table.SetRows(stays(30))
	table.sortBy("day")
	if table.Shown()[0].day != 0 || kept.Sort != "day" || kept.Down {
		t.Errorf("first %+v, kept %+v", table.Shown()[0], kept)
	}
	table.sortBy("day")
	if table.Shown()[0].day != 13 || !kept.Down {
		t.Errorf("first %+v, kept %+v", table.Shown()[0], kept)
	}
	table.SetFilter("演示02")
	if len(table.Shown()) != 10 {
		t.Errorf("%d rows hold the words", len(table.Shown()))
	}
	table.SetKeep(func(s stay) bool { return s.sex == "女" })
	if len(table.Shown()) != 5 {
		t.Errorf("%d rows are kept", len(table.Shown()))
	}
	table.hideOrShow("name")
	if len(table.Shown()) != 0 {
		t.Error("the filter looked into a hidden column")
	}
	table.hideOrShow("name")
	if len(table.Shown()) != 5 || len(kept.Hidden) != 0 {
		t.Error("the column did not come back")
	}
}

func TestTableByKeys(t *testing.T) {
	table := NewDataTable(stayColumns())
	w := show(t, table)
	table.SetRows(stays(100))
	var opened, seen string
	table.OnOpen = func(s stay) { opened = s.name }
	table.OnPreview = func(s stay) { seen = s.name }
	w.Canvas().Focus(table.Target())
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if opened != "演示001" {
		t.Errorf("opened %q", opened)
	}
	press(w, fyne.KeyEnd, fyne.KeySpace)
	if seen != "演示099" {
		t.Errorf("previewed %q", seen)
	}
	press(w, fyne.KeyHome, fyne.KeyUp)
	if row, ok := table.Marked(); !ok || row.name != "演示000" {
		t.Errorf("marked %q", row.name)
	}
	table.SetRows(nil)
	if _, ok := table.Marked(); ok {
		t.Error("a row is marked that is gone")
	}
	press(w, fyne.KeyDown, fyne.KeyReturn)
}

func TestColumnsWidenByTheirEdge(t *testing.T) {
	table := NewDataTable(stayColumns())
	show(t, table)
	before := table.head.shares()[0]
	edge := before * table.head.Size().Width
	table.head.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(edge+18, 5)}, Dragged: fyne.NewDelta(20, 0)})
	table.head.DragEnd()
	if after := table.head.shares()[0]; after <= before {
		t.Errorf("the share went from %v to %v", before, after)
	}
	if table.Choice().Widths["name"] == 0 {
		t.Error("the width is not remembered")
	}
}

// BenchmarkWheel moves a table of 100,000 rows by one row.
func BenchmarkWheel(b *testing.B) {
	table := NewDataTable(stayColumns())
	show(b, table)
	table.SetRows(stays(100_000))
	for n := 0; b.Loop(); n++ {
		table.list.ScrollToOffset(float32(n%90_000) * Size(Row))
	}
}
