package kit

// Announce is told what a person who cannot see the window needs to hear:
// kind "field" with a field's label when it gets the focus, "button" with the
// key of its words when a button does, "toast" with the
// text's key when one shows, "dialog" with its title's key when one opens,
// "length" with the number of characters that the field holds at each change.
// It never carries personal data: only fixed texts, never their arguments.
// It is nil unless somebody listens, and is called on the UI goroutine.
var Announce func(kind, text string)

// Tell announces what happened on a page: a fixed word for its kind, and a
// fixed word for what it happened to.
func Tell(kind, text string) {
	if Announce != nil && text != "" {
		Announce(kind, text)
	}
}

// Stirred is called at each key that goes to one of our widgets: somebody is
// at the desk. It is nil unless the window counts idle time.
var Stirred func()
