package idcard

import (
	"strings"
	"sync"

	"guitu/assets"
)

// nationNames are the names of GB/T 3304 by code, as the station's forms have them.
var nationNames = sync.OnceValue(func() map[string]string {
	rows, err := assets.CodeTable("nation")
	if err != nil {
		panic("nations: " + err.Error()) // embedded; the tests read it
	}
	names := make(map[string]string, len(rows))
	for _, row := range rows {
		names[row.Code] = row.Text
	}
	return names
})

// nationCode is the code of a nation given by its code or its name, with or
// without 族; false where it is unknown.
func nationCode(s string) (string, bool) {
	names := nationNames()
	if names[s] != "" {
		return s, true
	}
	if names["0"+s] != "" {
		return "0" + s, true
	}
	for code, name := range names {
		if s != "" && strings.TrimSuffix(name, "族") == strings.TrimSuffix(s, "族") {
			return code, true
		}
	}
	return "", false
}
