package idcard

import (
	"context"
	"errors"

	"guitu/internal/store"
)

// rounds is how often a card is read anew when something disturbed the line.
const rounds = 3

// find says whether a card lies on the reader that has not been read yet: a
// card that has been read keeps silent until it was lifted.
func (l *link) find(ctx context.Context) (bool, error) {
	_, err := l.ask(ctx, askFind)
	if no, ok := errors.AsType[refusal](err); ok && no.status() == samNoCard {
		return false, nil
	}
	return err == nil, err
}

// taking is what one round brought.
type taking struct {
	chip
	address string
}

// takeSAM selects the card that was found and reads it until two readings in a
// row agree and nothing came that was not asked for. The checksum is a XOR: one
// damaged answer in 256 passes it, and a name depends on it.
func (l *link) takeSAM(ctx context.Context) (taking, error) {
	if _, err := l.ask(ctx, askSelect); err != nil {
		return taking{}, err
	}
	for range rounds {
		t, sure, err := l.round(ctx)
		if err != nil && !errors.Is(err, errSilent) {
			return taking{}, err
		}
		if err == nil && sure && !l.disturbed {
			return t, nil
		}
		if err := l.settle(ctx); err != nil {
			return taking{}, err
		}
	}
	return taking{}, unsure()
}

func unsure() error {
	return store.Fail(store.NotFound, "几次读到的内容不一致，什么也没有填写。请拿起身份证再放一次；若总是这样，请换一根数据线。").On("card")
}

// round reads a card twice and asks for its newest address. That answer has
// another shape: whatever a reading was owed comes before it and is noticed.
func (l *link) round(ctx context.Context) (t taking, sure bool, err error) {
	l.disturbed = false
	first, err := l.record(ctx)
	if err != nil {
		return taking{}, false, err
	}
	t.chip = first
	second, err := l.record(ctx)
	if _, once := errors.AsType[refusal](err); once {
		// A module may hand a card out once only. Then its word must be the last.
		_, err := l.ask(ctx, askModule)
		return t, err == nil, err
	}
	if err != nil {
		return taking{}, false, err
	}
	t.address, sure, err = l.newestAddress(ctx)
	return t, sure && first.equal(second), err
}

func (l *link) record(ctx context.Context) (chip, error) {
	a, err := l.ask(ctx, askRecord)
	if no, ok := errors.AsType[refusal](err); ok && no.status() == samBadCommand {
		a, err = l.ask(ctx, askFingers)
	}
	if err != nil {
		return chip{}, err
	}
	return a.chip(), nil
}

// newestAddress is empty where the card has none or the module does not know
// the command. It is not sure where the answer may be that to another question.
func (l *link) newestAddress(ctx context.Context) (address string, sure bool, err error) {
	a, err := l.ask(ctx, askAddress)
	if no, ok := errors.AsType[refusal](err); ok {
		switch no.status() {
		case samNoSuchItem, samBadCommand, samUnknown:
			return "", true, nil
		}
		return "", false, nil
	}
	if errors.Is(err, errSilent) {
		_, err := l.ask(ctx, askModule) // it may not know the question; is it there?
		return "", err == nil, err
	}
	if err != nil {
		return "", false, err
	}
	address, ok := a.address()
	return address, ok, nil
}

// readCombi asks a reader of the second family for the card, which is found,
// selected and read by one command. It is false where none was read.
func (l *link) readCombi(ctx context.Context) (chip, bool, error) {
	a, err := l.ask(ctx, askCombi)
	if _, no := errors.AsType[refusal](err); no {
		return chip{}, false, nil
	}
	if err != nil {
		return chip{}, false, err
	}
	return a.chip(), true, nil
}

// confirmCombi reads a card until two readings in a row agree on a quiet line.
// A reader that hands a card out once only is believed if nothing disturbed it.
func (l *link) confirmCombi(ctx context.Context, first chip) (chip, error) {
	for range rounds {
		second, again, err := l.readCombi(ctx)
		if err != nil && !errors.Is(err, errSilent) {
			return chip{}, err
		}
		if err := l.drain(longQuiet); err != nil {
			return chip{}, err
		}
		if err == nil && !l.disturbed && (!again || first.equal(second)) {
			return first, nil
		}
		l.disturbed = false
		if again {
			first = second
		}
	}
	return chip{}, unsure()
}
