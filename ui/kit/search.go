package kit

import "slices"

// Search is a Lookup of people among thousands: those at hand are offered
// before anything is typed, others are looked up anew at each change of its
// text.
type Search struct {
	*Lookup
	known []Option
	more  func(text string) []Option
}

// NewSearch returns a search that knows nobody yet. more lists whom a text may
// mean beside those at hand, best first; nil where nobody else is meant.
func NewSearch(hint string, more func(text string) []Option) *Search {
	s := &Search{Lookup: NewLookup(nil), more: more}
	s.SetHint(hint)
	search := s.entry.OnChanged
	s.entry.OnChanged = func(text string) {
		s.offer(text)
		search(text)
	}
	return s
}

// Know sets who is at hand. What was chosen stays chosen, and what was typed
// before they came may be one of them.
func (s *Search) Know(options []Option) {
	s.known = options
	s.Options = s.with(options, s.chosen)
	s.settle()
}

// Put chooses an answer that is neither at hand nor looked up.
func (s *Search) Put(o Option) {
	s.Options = s.with(s.known, o)
	s.Choose(o.Key)
}

// offer adds those whom a text may mean to those at hand.
func (s *Search) offer(text string) {
	if s.more == nil || s.chosen.Key != "" && s.chosen.Text == text {
		return
	}
	s.Options = slices.Clone(s.with(s.known, s.chosen))
	for _, o := range s.more(text) {
		s.Options = s.with(s.Options, o)
		at := slices.IndexFunc(s.Options, func(have Option) bool { return have.Key == o.Key })
		s.Options[at].Find += " " + text // what was found fits, whatever its words are
	}
}

// with adds an option, unless it is there or is none.
func (s *Search) with(options []Option, o Option) []Option {
	if o.Key == "" || slices.ContainsFunc(options, func(have Option) bool { return have.Key == o.Key }) {
		return options
	}
	return append(slices.Clip(options), o)
}
