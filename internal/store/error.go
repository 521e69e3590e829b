package store

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what went wrong in terms a caller can act on.
type Kind int

const (
	Invalid   Kind = iota + 1 // what was entered cannot be right; the form stays open
	NotFound                  // the thing is not here, or not for this user
	Conflict                  // somebody else was first; look again and choose anew
	Forbidden                 // this user may not do this
)

// Args fill the {{.Name}} places of an Error's Text.
type Args map[string]any

// Error is a failure that a member of staff can understand and mend.
//
// Text is a Chinese sentence that says what to do next; it is also the key of
// its translation, so variable parts stand in it as {{.Name}} and come from
// Args. Neither may hold personal data: errors end in logs. Field, where not
// empty, is the name of the input that the sentence is about.
type Error struct {
	Kind  Kind
	Field string
	Text  string
	Args  Args
	Err   error // the cause, for errors.Is; its text is never shown
}

// Fail makes an Error of a kind; With, On and Because add to it.
func Fail(kind Kind, text string) *Error { return &Error{Kind: kind, Text: text} }

// With returns the error with its arguments set.
func (e *Error) With(args Args) *Error { e.Args = args; return e }

// On returns the error bound to an input field.
func (e *Error) On(field string) *Error { e.Field = field; return e }

// Because returns the error with its cause set.
func (e *Error) Because(err error) *Error { e.Err = err; return e }

func (e *Error) Error() string { return Fill(e.Text, e.Args) }

func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is(err, store.Fail(store.Conflict, "")) match by kind alone.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Text == "" && t.Kind == e.Kind
}

// KindOf returns the kind of err, or zero where it is not an Error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return 0
}

// Fill replaces each {{.Name}} of text by its argument.
func Fill(text string, args Args) string {
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, "{{."+name+"}}", fmt.Sprint(value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
