package beds

import (
	"strings"
	"testing"

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
