package desk

import (
	"guitu/intake"
	"guitu/ui/kit"
)

// spelled adds to a field of names the row that spells pinyin where no input
// method runs.
func spelled(entry *kit.Entry) *kit.HelpedEntry {
	return kit.Helped(entry, nil, kit.NewPinyinHelp(entry, intake.Spell))
}

// dialled adds to a field of a telephone number the keys for a finger.
func dialled(entry *kit.Entry) *kit.HelpedEntry {
	pad := kit.NewKeypad(entry, kit.PhoneKeypad)
	return kit.Helped(entry, pad.Button, pad)
}
