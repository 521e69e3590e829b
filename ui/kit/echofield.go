package kit

// EchoField is an entry of a page's own reading that says underneath what it
// understood.
type EchoField struct{ echo }

var _ Field = (*EchoField)(nil)

// NewEchoField returns an empty field. verify says what is wrong with a text,
// say what was understood of it, translated; "" for nothing.
func NewEchoField(hint string, verify func(text string) error, say func(text string) string) *EchoField {
	f := &EchoField{}
	f.start(hint, verify, say)
	f.ExtendBaseWidget(f)
	return f
}

// NewReading returns an empty field of what read reads of a text and say puts
// in words, translated.
func NewReading[T any](hint string, read func(text string) (T, error), say func(T) string) *EchoField {
	f := &EchoField{}
	understand(&f.echo, hint, read, say)
	f.ExtendBaseWidget(f)
	return f
}
