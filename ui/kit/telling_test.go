package kit

import (
	"context"
	"errors"
	"image"
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestToastGoesByItselfUnlessANewerOneStands(t *testing.T) {
	toasts := NewToasts()
	show(t, toasts)
	var later []func()
	var waits []time.Duration
	toasts.After = func(wait time.Duration, do func()) { waits, later = append(waits, wait), append(later, do) }
	var heard string
	Announce = func(kind, text string) { heard = kind + ":" + text }
	t.Cleanup(func() { Announce = nil })
	undone := 0
	toasts.Tell(Toast{Text: "已安排{{.Bed}}床", Args: map[string]any{"Bed": "2-01"}, Kind: Done})
	toasts.Tell(Toast{Text: "已离站", Kind: Done, Undo: func() { undone++ }})
	later[0]()
	if toasts.Standing() != "已离站" || waits[1] <= waits[0] {
		t.Errorf("stands %q, waits %v", toasts.Standing(), waits)
	}
	if heard != "toast:已离站" {
		t.Errorf("heard %q", heard)
	}
	if !toasts.Undo() || undone != 1 || toasts.Standing() != "" || toasts.Undo() {
		t.Errorf("undone %d, stands %q", undone, toasts.Standing())
	}
	toasts.Tell(Toast{Text: "已安排{{.Bed}}床", Args: map[string]any{"Bed": "2-01"}})
	if heard != "toast:已安排{{.Bed}}床" || toasts.Standing() != "已安排2-01床" {
		t.Errorf("heard %q, stands %q", heard, toasts.Standing())
	}
	later[2]()
	if toasts.Standing() != "" {
		t.Error("it did not go by itself")
	}
}

func TestWaitingShowsOnlyWhenItLasts(t *testing.T) {
	busy := NewBusy()
	show(t, busy)
	waits := map[time.Duration]func(){}
	busy.After = func(wait time.Duration, do func()) { waits[wait] = do }
	landed := landing(&busy.land)
	var ended error
	busy.Do("正在检索", func(ctx context.Context, _ Progress) error { <-ctx.Done(); return ctx.Err() }, func(err error) { ended = err })
	if busy.spinner.Visible() || busy.long.Visible() {
		t.Error("waiting shows at once")
	}
	waits[spinnerAfter]()
	if !busy.spinner.Visible() || busy.long.Visible() {
		t.Error("no spinner after 0.2 s")
	}
	waits[barAfter]()
	if busy.spinner.Visible() || !busy.long.Visible() || busy.what.Content != "正在检索" {
		t.Error("no bar after 1 s")
	}
	test.Tap(busy.stop)
	(<-landed)()
	if !errors.Is(ended, context.Canceled) {
		t.Errorf("ended with %v", ended)
	}
	waits[barAfter]()
	if busy.long.Visible() || busy.Running() {
		t.Error("the bar came back after the end")
	}
}

func TestReasonIsAskedForAndKeptOverEsc(t *testing.T) {
	name := NewEntry()
	w := show(t, container.NewVBox(name))
	Bind(w.Canvas(), func(id string) bool { t.Errorf("the page heard %s", id); return true })
	w.Canvas().Focus(name)
	given := ""
	ask := func() {
		AskReason(w.Canvas(), "换床", "为什么要换？", "换床", func(reason string) { given = reason })
	}
	ask()
	submit := func() {
		w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	}
	press(w, fyne.KeyF2)
	submit()
	reason := w.Canvas().Focused().(*Entry)
	if reason == name || given != "" || reason.Problem() == "" {
		t.Fatalf("an empty reason was taken, problem %q", reason.Problem())
	}
	test.Type(reason, "隔离")
	press(w, fyne.KeyEscape)
	if topmost(w.Canvas()) != nil || w.Canvas().Focused() != fyne.Focusable(name) {
		t.Fatal("Esc did not close the dialog and give the focus back")
	}
	ask()
	submit()
	if given != "隔离" || topmost(w.Canvas()) != nil {
		t.Errorf("given %q", given)
	}
}

func TestPickOneFromAList(t *testing.T) {
	w := show(t, container.NewVBox())
	picked := ""
	Pick(w.Canvas(), "选择性别", "选定", sexes, func(key string) { picked = key })
	test.Type(w.Canvas().Focused(), "女")
	press(w, fyne.KeyReturn)
	if picked != "2" || topmost(w.Canvas()) != nil {
		t.Errorf("picked %q", picked)
	}
}

func TestPhotoTellsWhatToDo(t *testing.T) {
	filled := 0
	p := NewPhoto(func() { filled++ })
	w := show(t, container.NewWithoutLayout(p))
	p.Resize(p.MinSize())
	w.Canvas().Focus(p)
	press(w, fyne.KeyReturn)
	if filled != 1 {
		t.Error("the empty frame did not ask to be filled")
	}
	shot := image.NewNRGBA(image.Rect(0, 0, 30, 40))
	shot.Set(0, 0, color.White)
	p.Set(shot)
	if p.Edit() != Whole {
		t.Errorf("edit %+v", p.Edit())
	}
	var told PhotoEdit
	p.OnEdit = func(e PhotoEdit) { told = e }
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(90, 120)}, Dragged: fyne.NewDelta(90, 120)})
	p.DragEnd()
	if told.Left != 0 || told.Top != 0 || told.Right != 0.5 || told.Bottom != 0.5 {
		t.Errorf("the mouse drew %+v", told)
	}
	press(w, fyne.KeyRight, fyne.KeyUp)
	if told.Left != boxStep || told.Top != 0 {
		t.Errorf("arrows moved to %+v", told)
	}
	test.Type(p, "r]")
	if told.Turns != 1 || told.Brightness != lightStep || told.Right != 1 {
		t.Errorf("turned to %+v", told)
	}
	if corner := color.NRGBAModel.Convert(p.shown.At(p.shown.Bounds().Dx()-1, 0)).(color.NRGBA); corner.R != 255 {
		t.Errorf("the first corner did not turn to the right: %v", corner)
	}
	press(w, fyne.KeyDelete)
	if told != Whole {
		t.Errorf("Delete left %+v", told)
	}
	if !p.Holds(p.Position().AddXY(5, 5)) || p.Holds(fyne.NewPos(890, 590)) {
		t.Error("the bounds for dropped files are wrong")
	}
}

func TestPagesTurnByKeys(t *testing.T) {
	view := NewPageView()
	w := show(t, view)
	landed := landing(&view.land)
	shown := -1
	view.OnShown = func(page int) { shown = page }
	view.Open(&blankPages{pages: 3})
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{{"", 0}, {fyne.KeyPageDown, 1}, {fyne.KeyEnd, 2}, {fyne.KeyPageUp, 1}, {fyne.KeyHome, 0}} {
		w.Canvas().Focus(view)
		if step.key != "" {
			press(w, step.key)
		}
		(<-landed)()
		if shown != step.want || view.Page() != step.want {
			t.Errorf("%s shows %d, want %d", step.key, shown, step.want)
		}
	}
	press(w, fyne.KeyPageUp)
	if view.Page() != 0 {
		t.Error("there is a page before the first")
	}
}

func TestPageThatCannotBeDrawnIsExplained(t *testing.T) {
	view := NewPageView()
	show(t, view)
	landed := landing(&view.land)
	view.Open(&blankPages{pages: 1, err: errors.New("xref broken")})
	(<-landed)()
	if !view.problem.Visible() || view.spinner.Visible() {
		t.Error("the failure does not show")
	}
}

// landing brings what a goroutine wants done on the UI goroutine to the test.
func landing(land *func(func())) <-chan func() {
	landed := make(chan func(), 1)
	*land = func(do func()) { landed <- do }
	return landed
}
