package care

import (
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// hits is how many people a search offers.
const hits = 8

// newWhom is a field that finds somebody in the station's care by name, pinyin
// or number; its answer is the stay.
func newWhom(shell Shell) *kit.Lookup {
	return kit.NewSearch(lang.L("姓名、拼音、编号"), func(text string) (options []kit.Option) {
		for _, m := range shell.Directory().Find(text, hits) {
			if m.Stay.State.Open() {
				options = append(options, kit.Option{Key: m.Stay.ID, Text: kit.Joined(personName(m), m.Stay.Number)})
			}
		}
		return options
	})
}

func personName(m intake.Match) string {
	if m.Person.Protected {
		return shelter.ProtectedName
	}
	return m.Name()
}
