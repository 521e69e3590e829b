package kit

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// When waiting becomes visible.
const (
	spinnerAfter = 200 * time.Millisecond
	barAfter     = time.Second
)

// Progress is told by work how far it is: a share from 0 to 1, below 0 when
// it cannot know.
type Progress func(share float64)

// Busy is the place where a page shows that it waits: nothing at first, a
// spinner after 0.2 s, after 1 s a bar with what is being done and 取消.
type Busy struct {
	widget.BaseWidget
	// After runs do on the UI goroutine after a while; nil waits for real.
	After func(wait time.Duration, do func())

	land    func(func()) // runs on the UI goroutine
	doing   int
	cancel  context.CancelFunc
	spinner *widget.Activity
	what    *Text
	bar     *widget.ProgressBar
	endless *widget.ProgressBarInfinite
	stop    *Button
	long    *fyne.Container
	box     *fyne.Container
}

// NewBusy returns an idle place.
func NewBusy() *Busy {
	b := &Busy{land: fyne.Do, spinner: widget.NewActivity(), what: NewText(""), bar: widget.NewProgressBar(),
		endless: widget.NewProgressBarInfinite()}
	b.endless.Stop()
	b.stop = NewButton("取消", "close", b.Cancel)
	b.what.Whole = false
	bar := container.NewBorder(nil, nil, nil, b.stop, container.New(middle{}, container.NewStack(b.bar, b.endless)))
	b.long = container.New(middle{}, Close(b.what, bar))
	b.spinner.Hide()
	b.long.Hide()
	b.box = container.NewStack(container.NewCenter(b.spinner), b.long)
	b.ExtendBaseWidget(b)
	return b
}

// Do runs work on a goroutine of its own and then done on the UI goroutine
// with its error. what is the key of a sentence that says what is being done.
// Work that is still running when Do is called again is cancelled, and its
// done is not called.
func (b *Busy) Do(what string, work func(ctx context.Context, progress Progress) error, done func(error)) {
	b.Cancel()
	ctx, cancel := context.WithCancel(context.Background())
	b.doing++
	mine := b.doing
	b.cancel = cancel
	current := func(do func()) func() {
		return func() {
			if b.doing == mine && b.cancel != nil {
				do()
			}
		}
	}
	b.after(spinnerAfter, current(func() { b.spinner.Show(); b.spinner.Start(); b.Refresh() }))
	b.after(barAfter, current(func() {
		b.spinner.Stop()
		b.spinner.Hide()
		b.what.Set(lang.L(what))
		b.show(-1)
		b.long.Show()
		b.Refresh()
	}))
	progress := func(share float64) { b.land(current(func() { b.show(share) })) }
	go func() {
		err := work(ctx, progress)
		b.land(func() {
			cancel()
			if b.doing != mine {
				return
			}
			b.idle()
			done(err)
		})
	}()
}

func (b *Busy) after(wait time.Duration, do func()) {
	if b.After != nil {
		b.After(wait, do)
		return
	}
	time.AfterFunc(wait, func() { fyne.Do(do) })
}

func (b *Busy) show(share float64) {
	b.bar.Hidden, b.endless.Hidden = share < 0, share >= 0
	if share >= 0 {
		b.endless.Stop()
		b.bar.SetValue(share)
		return
	}
	b.endless.Start()
}

// Cancel asks the running work to stop; its done is called with the error
// that it gives.
func (b *Busy) Cancel() {
	if b.cancel != nil {
		b.cancel()
	}
}

// Running reports whether work is being done.
func (b *Busy) Running() bool { return b.cancel != nil }

func (b *Busy) idle() {
	b.cancel = nil
	b.spinner.Stop()
	b.endless.Stop()
	b.spinner.Hide()
	b.long.Hide()
	b.Refresh()
}

func (b *Busy) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.box) }
