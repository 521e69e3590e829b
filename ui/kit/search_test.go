package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

func TestASearchOffersThoseAtHandAndLooksTheOthersUp(t *testing.T) {
	s := NewSearch("", func(text string) []Option {
		if text != "zhao" {
			return nil
		}
		return []Option{{Key: "1", Text: "演示赵 · 床1"}, {Key: "9", Text: "演示赵九"}}
	})
	s.Put(Option{Key: "5", Text: "演示孙 · 床5"})
	s.Know([]Option{{Key: "1", Text: "演示赵 · 床1"}, {Key: "2", Text: "演示钱"}})
	if s.Chosen() != "5" || s.Check() != nil {
		t.Fatalf("who was put there before the others came is lost: %q, %v", s.Chosen(), s.Check())
	}
	s.entry.SetText("")
	s.key(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got := keysOf(s.fits); !slices.Equal(got, []string{"1", "2", "5"}) {
		t.Errorf("↓ offers %v", got)
	}
	s.entry.SetText("zhao")
	if got := keysOf(s.fits); !slices.Equal(got, []string{"1", "9"}) {
		t.Errorf("zhao offers %v", got)
	}
	s.entry.SetText("钱")
	if got := keysOf(s.fits); !slices.Equal(got, []string{"2"}) {
		t.Errorf("钱 offers %v", got)
	}
}

func keysOf(options []Option) (keys []string) {
	for _, o := range options {
		keys = append(keys, o.Key)
	}
	return keys
}
