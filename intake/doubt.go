package intake

import "guitu/internal/store"

// Doubt is something about an arrival that should be looked at, as a sentence
// for the clerk: Text is Chinese and the key of its translation, Args fill its
// {{.Name}} places. It never holds personal data.
type Doubt struct {
	Field   string     // key of the field that it is about
	Text    string     //
	Args    store.Args //
	Article string     // what it rests on; may be empty
	Note    bool       // worth knowing, and keeps nothing from being done
}

func (d Doubt) String() string { return store.Fill(d.Text, d.Args) }
