package assets

import _ "embed"

// FontRegular is Noto Sans SC Regular, a TrueType font (SIL OFL 1.1) with
// 30,898 glyphs: the Basic block and Extension A whole, and some of the later
// ones. The window and the printed page use the same copy. Do not modify it.
//
//go:embed fonts/NotoSansSC-Regular.ttf
var FontRegular []byte

// FontBold is the bold weight of the same family.
//
//go:embed fonts/NotoSansSC-Bold.ttf
var FontBold []byte
