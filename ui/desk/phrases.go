package desk

import (
	"strings"
	"sync"

	"guitu/assets"
	"guitu/intake"
	"guitu/ui/kit"
)

// phrasesKept is how many of the phrases used last come first.
const phrasesKept = 8

// phraseRows are the phrases by the field in which they are offered.
var phraseRows = sync.OnceValue(func() map[string][]assets.Code {
	rows, err := assets.CodeTable("phrase")
	if err != nil {
		panic(err) // part of the program
	}
	byField := map[string][]assets.Code{}
	for _, row := range rows {
		byField[row.Note] = append(byField[row.Note], row)
	}
	return byField
})

// phrasesOf are the phrases of a field, in the language that is spoken.
func phrasesOf(field string) (all []kit.Phrase) {
	for _, row := range phraseRows()[field] {
		p := kit.Phrase{Text: row.Text, Initials: intake.Initials(row.Text)}
		if kit.Language() == kit.English {
			p.Text = row.En
		}
		all = append(all, p)
	}
	return all
}

// phrased adds to a field what is often written there: ↓ in the empty field,
// or / and initials. Those used last come first.
func (s *sheet) phrased(field string, entry *kit.Entry) *kit.HelpedEntry {
	all := sync.OnceValue(func() []kit.Phrase { return phrasesOf(field) })
	key := "desk.phrases." + field
	var p *kit.Phrases
	p = kit.NewPhrases(entry, func(prefix string) []kit.Phrase {
		if len(p.Used) == 0 {
			p.Used = strings.FieldsFunc(s.remembered(key), isNewline)
		}
		return kit.MatchPhrases(all(), prefix)
	})
	p.OnUsed = func(string) {
		p.Used = p.Used[:min(len(p.Used), phrasesKept)]
		s.remember(key, strings.Join(p.Used, "\n"))
	}
	return kit.Helped(entry, nil, p)
}

func isNewline(r rune) bool { return r == '\n' }
