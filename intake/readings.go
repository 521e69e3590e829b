package intake

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// maxReadings bounds the combinations of a name whose characters are read in
// several ways (单 dān shàn, 仇 chóu qiú); most names have one.
const maxReadings = 16

var pinyinArgs = pinyin.Args{Style: pinyin.Normal, Heteronym: true, Separator: "",
	Fallback: func(r rune, _ pinyin.Args) []string { return []string{strings.ToLower(string(r))} }}

// readings returns the ways a name is read aloud, in pinyin without tones and
// without spaces, and the first letters of each. ü is written v, as on the
// keyboard.
func readings(name string) (sounds, initials []string) {
	sounds, initials = []string{""}, []string{""}
	for _, syllables := range pinyin.Pinyin(name, pinyinArgs) {
		var nextSounds, nextInitials []string
		for i := range sounds {
			for _, syllable := range distinct(syllables) {
				if syllable == "" || len(nextSounds) == maxReadings {
					continue
				}
				nextSounds = append(nextSounds, sounds[i]+syllable)
				nextInitials = append(nextInitials, initials[i]+syllable[:1])
			}
		}
		if len(nextSounds) > 0 {
			sounds, initials = nextSounds, nextInitials
		}
	}
	return sounds, distinct(initials)
}

func distinct(all []string) []string {
	seen := make(map[string]bool, len(all))
	kept := all[:0:0]
	for _, s := range all {
		if s = strings.ReplaceAll(s, "ü", "v"); !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}
