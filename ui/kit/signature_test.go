package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func signed(t testing.TB) (fyne.Window, *Form, *Signature) {
	s := NewSignature()
	f := NewForm()
	f.Group("").Add("signature", "受助人签名", s).Require()
	w := show(t, f.Scroll())
	f.Focus("signature")
	return w, f, s
}

// drag draws a line on the pad as the mouse does.
func drag(s *Signature, from, to fyne.Position) {
	s.pad.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: from}})
	for i := float32(1); i <= 10; i++ {
		at := fyne.NewPos(from.X+(to.X-from.X)*i/10, from.Y+(to.Y-from.Y)*i/10)
		s.pad.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	s.pad.MouseUp(&desktop.MouseEvent{})
	s.pad.DragEnd()
}

func TestSignatureIsAPictureCroppedToItsStrokes(t *testing.T) {
	_, _, s := signed(t)
	if s.Image() != nil || !s.Empty() {
		t.Fatal("an empty pad is a signature")
	}
	drag(s, fyne.NewPos(50, 40), fyne.NewPos(150, 60))
	picture := s.Image()
	b := picture.Bounds()
	if want := (100 + 2*pictureMargin) * pictureScale; b.Dx() < want-2 || b.Dx() > want+2 || b.Dy() > (20+2*pictureMargin)*pictureScale+2 {
		t.Errorf("the picture is %v", b)
	}
	if r, _, _, a := picture.At(0, 0).RGBA(); r != 0xffff || a != 0xffff {
		t.Error("its ground is not white")
	}
	if r, _, _, _ := picture.At(b.Dx()/2, b.Dy()/2).RGBA(); r > 0x1000 {
		t.Error("there is no ink in its middle")
	}
	if s.Empty() || s.Check() != nil || s.Method() != Signed {
		t.Errorf("empty %v, %v, %s", s.Empty(), s.Check(), s.Method())
	}
}

func TestSlipOfTheMouseIsNoSignature(t *testing.T) {
	_, f, s := signed(t)
	saved := false
	f.OnSubmit = func() { saved = true }
	drag(s, fyne.NewPos(50, 40), fyne.NewPos(60, 45))
	f.Submit()
	if saved || s.Base().Problem() == "" {
		t.Errorf("saved %v, problem %q", saved, s.Base().Problem())
	}
	drag(s, fyne.NewPos(50, 40), fyne.NewPos(160, 45))
	f.Submit()
	if !saved {
		t.Errorf("a signature was refused: %q", s.Base().Problem())
	}
}

func TestFingerprintOnPaperNeedsNoStroke(t *testing.T) {
	w, f, s := signed(t)
	saved := false
	f.OnSubmit = func() { saved = true }
	f.Submit()
	if saved {
		t.Fatal("an empty signature was saved")
	}
	write(w, "2")
	f.Submit()
	if !saved || s.Method() != FingerprintOnPaper || s.Image() != nil {
		t.Errorf("saved %v, method %s", saved, s.Method())
	}
}

func TestDeleteClearsAndUndoTakesTheLastStroke(t *testing.T) {
	w, _, s := signed(t)
	drag(s, fyne.NewPos(10, 10), fyne.NewPos(100, 10))
	drag(s, fyne.NewPos(10, 30), fyne.NewPos(100, 30))
	if w.Canvas().Focused() != fyne.Focusable(s.pad) {
		t.Fatalf("the focus is on %T", w.Canvas().Focused())
	}
	s.pad.TypedShortcut(&fyne.ShortcutUndo{})
	if len(s.pad.strokes) != 1 {
		t.Fatalf("%d strokes after Ctrl+Z", len(s.pad.strokes))
	}
	press(w, fyne.KeyDelete)
	if !s.Empty() {
		t.Error("Delete left something")
	}
}

func TestSignatureComesBackFromItsDraft(t *testing.T) {
	_, _, s := signed(t)
	drag(s, fyne.NewPos(10, 10), fyne.NewPos(100, 40))
	other := NewSignature()
	other.Restore(s.Draft())
	if other.Draft() != s.Draft() || other.Image() == nil {
		t.Errorf("came back as %s", other.Draft())
	}
	s.method.Choose(Refused)
	other.Restore(s.Draft())
	if other.Method() != Refused {
		t.Errorf("method %q", other.Method())
	}
	other.Restore("")
	if !other.Empty() || other.Method() != Signed {
		t.Error("no draft is not an empty pad")
	}
}
