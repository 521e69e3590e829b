package idcard

import (
	"context"
	"errors"
	"time"
)

// EventKind says what happened at a reader or in its folder.
type EventKind string

const (
	Connected EventKind = "connected"  // a reader answers
	Waiting   EventKind = "waiting"    // for a card to be laid down
	Reading   EventKind = "reading"    // a card lies there; it must not be moved
	CardRead  EventKind = "card_read"  // Event.Card
	LiftAgain EventKind = "lift_again" // the card must be lifted before one can be read again
	Failed    EventKind = "failed"     // Event.Err: this card could not be read
	Gone      EventKind = "gone"       // Event.Err: unplugged, or no reader there; it is looked for again
)

// Event is one thing that happened. Card is set for CardRead only, Err for
// Failed and Gone.
type Event struct {
	Kind EventKind
	Card Card
	Err  error
}

const (
	pollEvery    = 300 * time.Millisecond
	retryEvery   = time.Second
	silentBefore = 2 // silences in a row after which the line is opened anew
)

// Watch waits for cards, reads each once and then demands that it be lifted. It
// says Gone once when the reader is unplugged and connects again by itself. The
// channel is closed, and the port given back, when ctx ends.
func (r *Reader) Watch(ctx context.Context) <-chan Event {
	events := make(chan Event)
	go func() {
		defer close(events)
		defer r.Close()
		w := watch{reader: r, events: events}
		for ctx.Err() == nil {
			sleep(ctx, w.step(ctx))
		}
	}()
	return events
}

// watch is the state of one Watch.
type watch struct {
	reader    *Reader
	events    chan<- Event
	missing   bool // Gone has been said
	connected bool
	mustLift  bool // the card that lies there has been read
	complaint string
	silences  int
}

// step looks once and says how long to wait before the next look.
func (w *watch) step(ctx context.Context) time.Duration {
	w.reader.mu.Lock()
	defer w.reader.mu.Unlock()
	if err := w.reader.connect(ctx); err != nil {
		w.lost(ctx, err)
		return retryEvery
	}
	if !w.connected {
		w.connected, w.missing, w.mustLift, w.silences, w.complaint = true, false, false, 0, ""
		w.say(ctx, Event{Kind: Connected})
		w.say(ctx, Event{Kind: Waiting})
	}
	found, err := w.reader.find(ctx)
	if err != nil {
		return w.trouble(ctx, err)
	}
	w.silences, w.complaint = 0, ""
	switch {
	case !found:
		w.mustLift = false
	case !w.mustLift:
		return w.read(ctx)
	}
	return pollEvery
}

func (w *watch) read(ctx context.Context) time.Duration {
	w.say(ctx, Event{Kind: Reading})
	card, err := w.reader.take(ctx)
	switch {
	case errors.Is(err, errGone):
		w.lost(ctx, err)
		return retryEvery
	case ctx.Err() != nil:
		return 0
	case err != nil:
		w.say(ctx, Event{Kind: Failed, Err: err})
	default:
		w.say(ctx, Event{Kind: CardRead, Card: card})
	}
	w.mustLift = true
	w.say(ctx, Event{Kind: LiftAgain})
	return pollEvery
}

// trouble deals with an error of looking for a card.
func (w *watch) trouble(ctx context.Context, err error) time.Duration {
	switch {
	case ctx.Err() != nil:
		return 0
	case errors.Is(err, errGone):
		w.lost(ctx, err)
		return retryEvery
	case errors.Is(err, errSilent):
		if w.silences++; w.silences >= silentBefore {
			w.reader.disconnect()
			w.lost(ctx, err)
			return retryEvery
		}
	case err.Error() != w.complaint: // once, not at each look
		w.complaint = err.Error()
		w.say(ctx, Event{Kind: Failed, Err: err})
	}
	return pollEvery
}

func (w *watch) lost(ctx context.Context, err error) {
	w.connected = false
	if !w.missing && ctx.Err() == nil {
		w.missing = true
		w.say(ctx, Event{Kind: Gone, Err: err})
	}
}

func (w *watch) say(ctx context.Context, e Event) {
	select {
	case w.events <- e:
	case <-ctx.Done():
	}
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}
