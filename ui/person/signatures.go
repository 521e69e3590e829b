package person

import (
	"context"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/picture"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// signWords are the ways in which somebody confirmed a paper.
var signWords = map[intake.SignMethod]string{
	intake.SignedOnScreen: "签名", intake.FingerprintOnFile: "按指印", intake.SignRefused: "拒签",
}

// signatureLines are what was signed in a stay, and how. Enter shows the
// strokes.
func (p *page) signatureLines(stayID string) []line {
	var all []line
	for _, s := range p.f.file.Signatures[stayID] {
		l := line{at: s.At, what: lang.L(signWords[s.Method]), by: p.staff(s.Actor), more: trace.Code("sign_purpose", s.Purpose),
			open: func() { p.openSignature(s) }}
		if s.Witness != "" {
			l.more = kit.Joined(l.more, lang.L("见证人 {{.Who}}", map[string]any{"Who": s.Witness}))
		}
		if s.Method == intake.SignRefused {
			l.ink = kit.Soon
		}
		all = append(all, l)
	}
	return all
}

// openSignature shows what was written on the screen.
func (p *page) openSignature(s intake.Signature) {
	caption := kit.NewLabel(kit.Joined(lang.L(signWords[s.Method]), trace.Code("sign_purpose", s.Purpose), kit.SayTime(s.At, p.shell.Now()), p.staff(s.Actor)))
	words := kit.Close(caption)
	if s.Witness != "" {
		words.Add(kit.NewText(lang.L("见证人 {{.Who}}", map[string]any{"Who": s.Witness})))
	}
	shown := canvas.NewImageFromImage(nil)
	shown.FillMode = canvas.ImageFillContain
	p.open(&panel{content: kit.NewCard("", nil, container.NewBorder(words, nil, nil, nil, shown))})
	if len(s.PNG) == 0 {
		return
	}
	p.shell.Work("正在打开签名…", func(ctx context.Context) error {
		strokes, err := picture.DecodeBytes(ctx, s.PNG)
		if err == nil {
			shown.Image = strokes
		}
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		shown.Refresh()
	})
}
