package camera

import (
	"context"
	"image"
	"sync"
)

// Live shows frames until ctx ends, which is no error, or until the camera
// fails. show is called from one goroutine, never twice at a time; while it is
// busy, frames that come in are dropped but for the newest. Live returns after
// the last call of show has.
func Live(ctx context.Context, frames Frames, show func(*image.NRGBA)) error {
	newest := make(chan *image.NRGBA, 1)
	var shown sync.WaitGroup
	shown.Go(func() {
		for m := range newest {
			show(m)
		}
	})
	defer shown.Wait()
	defer close(newest)
	for {
		m, err := frames.Next(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		replace(newest, m)
	}
}

// replace puts m into a channel of one place whose only sender it is, in
// place of what was not fetched yet.
func replace(newest chan *image.NRGBA, m *image.NRGBA) {
	select {
	case <-newest:
	default:
	}
	newest <- m
}
