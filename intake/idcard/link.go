package idcard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"guitu/internal/store"
)

// Port is a serial line with a reader at its end. Read waits no longer than the
// timeout and then returns 0 and no error, as go.bug.st/serial does; an error
// of Read or Write means that the line is gone.
type Port interface {
	io.ReadWriteCloser
	SetReadTimeout(time.Duration) error
}

const (
	replyWithin = 2 * time.Second       // what a module takes at most (a card is read in about one)
	slice       = 50 * time.Millisecond // between two looks at the context
	quiet       = 5 * time.Millisecond  // a pause after which no more bytes of an old answer are expected
	longQuiet   = 300 * time.Millisecond
	maxNoise    = 64 << 10 // bytes; whoever sends more unasked is no reader
	longNoise   = 5 * time.Second
)

// link asks questions over a port and takes only what can be their answers.
//
// Answers carry no number. An answer that comes late or twice can therefore be
// taken for that of the next question, and the next card may be another
// person's. So the line is emptied before each question, an answer must have
// the shape that its question calls for, and everything that came unasked is
// remembered in disturbed until somebody has made sure (see takeSAM).
type link struct {
	port      Port
	in        deframer
	patience  time.Duration
	disturbed bool // something came that was not asked for, or that was damaged
	unsettled bool // an answer may still be on its way
}

func newLink(p Port, f Family) *link {
	return &link{port: p, in: deframer{family: f}, patience: replyWithin}
}

// errGone is the cause of an error after which the port is of no more use.
var errGone = errors.New("port gone")

// errSilent is the cause of an error where no whole answer came in time.
var errSilent = errors.New("no answer")

func gone(cause error) error {
	return store.Fail(store.NotFound, "读卡器断开了。请检查数据线，插好后会自动接上。").On("card").Because(fmt.Errorf("%w: %w", errGone, cause))
}

func silent() error {
	return store.Fail(store.NotFound, "读卡器没有完整回答。请拿起身份证再放一次；若总是这样，请拔下读卡器再插上。").On("card").Because(errSilent)
}

// refusal is the error of an answer that says no; its text is for the clerk.
type refusal struct{ answer }

func (r refusal) Error() string { return r.refused().Error() }
func (r refusal) Unwrap() error { return r.refused() }

// ask sends a command and waits for its answer. The error is a refusal, silent
// or gone, or that of the context.
func (l *link) ask(ctx context.Context, c command) (answer, error) {
	if err := l.drain(quiet); err != nil {
		return answer{}, err
	}
	if err := l.send(c.frame); err != nil {
		return answer{}, err
	}
	for deadline := time.Now().Add(l.patience); ; {
		if a, ok, err := l.taken(c); ok || err != nil {
			return a, err
		}
		if err := ctx.Err(); err != nil {
			l.unsettled = true
			return answer{}, err
		}
		if !time.Now().Before(deadline) {
			l.unsettled = true
			return answer{}, silent()
		}
		if _, err := l.receive(slice); err != nil {
			return answer{}, err
		}
	}
}

// taken looks among the frames that have come for the answer to a command.
func (l *link) taken(c command) (a answer, ok bool, err error) {
	for {
		body, ok := l.in.next()
		l.noteNoise()
		if !ok {
			return answer{}, false, nil
		}
		a := answer{l.in.family, body}
		belongs, yes := c.answers(a)
		if !belongs {
			l.disturbed = true
			continue
		}
		if len(l.in.buf) > 0 {
			l.disturbed = true // more than was asked for
		}
		if !yes {
			return answer{}, false, refusal{a}
		}
		return a, true, nil
	}
}

func (l *link) noteNoise() {
	l.disturbed = l.disturbed || l.in.noise
	l.in.noise = false
}

func (l *link) send(frame []byte) error {
	for len(frame) > 0 {
		n, err := l.port.Write(frame)
		if err != nil {
			return gone(err)
		}
		frame = frame[n:]
	}
	return nil
}

// receive waits for bytes no longer than the timeout and returns how many came.
func (l *link) receive(timeout time.Duration) (int, error) {
	if err := l.port.SetReadTimeout(timeout); err != nil {
		return 0, gone(err)
	}
	var b [4096]byte
	n, err := l.port.Read(b[:])
	if err != nil {
		return 0, gone(err)
	}
	l.in.add(b[:n])
	return n, nil
}

// drain throws away what has come until the line is quiet for a while.
func (l *link) drain(quiet time.Duration) error {
	start := time.Now()
	for total := len(l.in.buf); ; {
		n, err := l.receive(quiet)
		if err != nil {
			return err
		}
		total += n
		if total > 0 {
			l.disturbed = true
		}
		l.in.buf = nil
		if n == 0 {
			return nil
		}
		if total > maxNoise || time.Since(start) > quiet+longNoise {
			return gone(errors.New("not a reader: it sends without being asked"))
		}
	}
}

// settle makes sure that no answer to an earlier question is on its way. A
// module answers in turn: once it has said who it is, all that it was asked
// before has been answered. A reader of the second family cannot be asked that;
// it is given the time that an answer takes at most.
func (l *link) settle(ctx context.Context) error {
	if l.in.family == Combi {
		if err := l.drain(replyWithin); err != nil {
			return err
		}
	} else {
		if err := l.drain(longQuiet); err != nil {
			return err
		}
		if _, err := l.ask(ctx, askModule); err != nil {
			return err
		}
	}
	l.unsettled, l.disturbed = false, false
	return nil
}
