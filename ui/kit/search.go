package kit

// NewSearch returns a Lookup whose answers are looked up anew at each change of
// its text, best first: people among thousands.
func NewSearch(hint string, find func(text string) []Option) *Lookup {
	l := NewLookup(nil)
	l.SetHint(hint)
	known := l.entry.OnChanged
	l.entry.OnChanged = func(text string) {
		if l.chosen.Key == "" || l.chosen.Text != text {
			l.Options = find(text)
			for i := range l.Options {
				l.Options[i].Find = text // what was found fits, whatever its words are
			}
		}
		known(text)
	}
	return l
}

// Put chooses an answer that was not looked up.
func (l *Lookup) Put(o Option) {
	l.Options = []Option{o}
	l.Choose(o.Key)
}
