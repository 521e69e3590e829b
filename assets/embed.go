// Package assets holds every file that travels inside the program: fonts,
// icons, region tables, code tables, form templates, translations and the
// licences of all of it.
//
// The package only hands out bytes. What they mean is the business of the
// package that reads them: regions belong to intake/idcard, form templates to
// printing. It imports nothing of ours, so anyone may import it, and it knows
// no window toolkit, so the command line may too.
//
// The one thing not to get wrong: everything here is a default. A station may
// correct a code table or a form; what it changed lives in its database and
// comes before what stands here.
//
//	table, err := assets.CodeTable("came_by")
//	picture := assets.Icon("beds")
package assets

import "embed"

// Codes are the code tables, codes/NAME.json, each a list of Code. National
// tables carry the codes of their standard (sex GB/T 2261.1, marital
// GB/T 2261.2, nation GB/T 3304, education GB/T 4658, relationship GB/T 4761,
// political GB/T 4762, disability GB/T 26341); the station's own tables carry
// short English words. CodeTable reads one.
//
//go:embed codes
var Codes embed.FS

// Forms are the templates of the printed forms, forms/NAME.json; package
// printing reads them.
//
//go:embed forms
var Forms embed.FS

// Translations are the texts of the window, translations/LOCALE.json, an
// object from the Chinese text to its translation.
//
//go:embed translations
var Translations embed.FS
