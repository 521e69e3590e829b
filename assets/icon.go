package assets

import (
	"embed"
	"strings"
)

// IconPNG is the application's icon, 512 × 512: a road that narrows towards a
// house with a lit door. icons/guitu.svg is its drawing.
//
//go:embed icons/guitu-512.png
var IconPNG []byte

// IconSmallPNG is the same icon, 256 × 256.
//
//go:embed icons/guitu-256.png
var IconSmallPNG []byte

//go:embed icons/*.svg
var icons embed.FS

// Icon returns the SVG of a picture such as "beds", or nil for a name that
// does not exist; IconNames lists them. All but "guitu" are 24 × 24 drawings made
// of filled shapes in one colour: Fyne's themed resources recolour fills and
// leave strokes as they are, so lines are drawn as outlines.
func Icon(name string) []byte {
	raw, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil
	}
	return raw
}

// IconNames returns the names that Icon knows, sorted.
func IconNames() []string {
	entries, _ := icons.ReadDir("icons")
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".svg"))
	}
	return names
}
