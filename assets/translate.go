package assets

import (
	"encoding/json"
	"strings"
	"sync"
)

var english = sync.OnceValue(func() map[string]string {
	texts := map[string]string{}
	raw, err := Translations.ReadFile("translations/en.json")
	if err == nil {
		err = json.Unmarshal(raw, &texts)
	}
	if err != nil {
		panic("translations/en.json: " + err.Error()) // embedded; the test reads it
	}
	return texts
})

// Translate returns the text for a Chinese key in a locale such as "en_GB.UTF-8".
// Every locale but English, and every key that has no translation, gets the key
// itself. It serves the command line; the window has its own machinery over
// the same files.
func Translate(locale, key string) string {
	if !strings.HasPrefix(strings.ToLower(locale), "en") {
		return key
	}
	if text := english()[key]; text != "" {
		return text
	}
	return key
}
