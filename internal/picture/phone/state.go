package phone

import "guitu/internal/store"

// Phase is how far a door is.
type Phase int

const (
	Waiting   Phase = iota // nobody has opened the address yet
	Opened                 // a phone has the page open
	Uploading              // a picture is under way: State.Percent
	Closed                 // nothing listens any more: State.Why
)

// Reason is why a door closed.
type Reason int

const (
	NotClosed Reason = iota
	ByDesk           // Close was called, or the context ended
	Expired          // its time was over
	Full             // all pictures that it may take were taken
	Broken           // the network failed: State.Refused says it
)

// State is what a screen shows of a door.
type State struct {
	Phase    Phase
	Percent  int   // of the upload under way, 0 … 100
	Received int   // pictures taken so far
	Refused  error // why the last picture was not taken; nil after one that was
	Why      Reason
	// Strangers counts requests that were turned away because they did not
	// come from the one phone. A second device that opens the same address is
	// among them: worth a warning on the screen.
	Strangers int
}

// State returns how the door stands now.
func (d *Door) State() State {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state
}

// Changed tells that State has something new. Several changes may come as
// one, none is lost; it is closed when the door is.
//
//	for range door.Changed() {
//		show(door.State())
//	}
func (d *Door) Changed() <-chan struct{} { return d.changed }

// change alters the state unless the door is closed.
func (d *Door) change(alter func(*State)) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.state.Phase == Closed {
		return false
	}
	alter(&d.state)
	d.tell()
	return true
}

// tell needs d.mu.
func (d *Door) tell() {
	select {
	case d.changed <- struct{}{}:
	default: // the reader has yet to look: it will see this change too
	}
}

func broken(err error) error {
	return store.Fail(store.Invalid, "网络断开，手机不能再传照片。请检查网络，然后重新打开手机拍照。").On("photo").Because(err)
}
