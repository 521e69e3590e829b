package settings

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/internal/access"
	"guitu/ui/kit"
)

// newSexChoice offers what a colleague can be: the codes of who is not known
// are for those who come.
func newSexChoice() *kit.Choice {
	rows, _ := assets.CodeTable("sex") // embedded: it is there
	return kit.NewChoice(kit.Options(slices.DeleteFunc(rows, func(c assets.Code) bool { return c.Code != "1" && c.Code != "2" })))
}

// sexMissing reports whether it is still to be filled in who may search and
// care for a woman.
func sexMissing(a access.Account) bool { return a.Active && a.Sex != "1" && a.Sex != "2" }

// sexWord is a colleague's sex in a word.
func sexWord(a access.Account) string {
	if sexMissing(a) {
		return "● " + lang.L("待补")
	}
	return codeWord("sex", a.Sex)
}
