package kit

import "guitu/assets"

// CodeOptions are the answers of a code table, in the language that is spoken.
func CodeOptions(table string) []Option {
	rows, _ := assets.CodeTable(table) // embedded: it is there
	return Options(rows)
}

// CodeWord is what a code says in the language that is spoken; a code that is
// of no table stands for itself.
func CodeWord(table, code string) string {
	for _, o := range CodeOptions(table) {
		if o.Key == code {
			return o.Text
		}
	}
	return code
}
