package beds

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/ui/kit/kittest"
)

func TestWhoMustNotMeetButSharesARoomIsSaid(t *testing.T) {
	d := station(t)
	a, b := d.arrived("赵演示", "女101-1", 1), d.arrived("钱演示", "女101-2", 1)
	_, err := d.House().KeepApart(t.Context(), a.PersonID, b.PersonID, "演示：昨晚动手")
	kittest.OK(t, err)
	p := d.open("")
	p.mark(d.bed("女101-1"))
	if words := wordsIn(p.side.body); !strings.Contains(words, "现在同住一间") {
		t.Errorf("the side says %q", words)
	}
	p.keepApart(a.ID)
	if words := wordsIn(p.other.content); !strings.Contains(words, "现在同住一间：女101") {
		t.Errorf("the list says %q", words)
	}
}

func TestWhatWasBegunOfWhoMustNotMeetComesBack(t *testing.T) {
	d := station(t)
	a := d.arrived("赵演示", "女101-1", 1)
	p := d.open("")
	p.keepApart(a.ID)
	d.Press(fyne.KeyReturn)
	d.Write("演示：指认过对方")
	d.Shortcut("close")
	if p.other != nil {
		t.Fatal("Esc does not lead back to the board")
	}
	p.keepApart(a.ID)
	if p.drafts["apart/"+a.PersonID]["reason"] != "演示：指认过对方" || !strings.Contains(wordsIn(p.other.content), "演示：指认过对方") {
		t.Errorf("came back %v", p.drafts)
	}
}
