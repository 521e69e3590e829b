package person

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
)

// shownFor is how long a number stays in full after it was asked for.
const shownFor = 30 * time.Second

// Mask hides the middle of a number: 4113**********12. Of a short one only
// the end is shown.
func Mask(number string) string {
	runes := []rune(number)
	switch n := len(runes); {
	case n == 0:
		return ""
	case n > 10:
		return string(runes[:4]) + strings.Repeat("*", n-6) + string(runes[n-2:])
	case n > 4:
		return strings.Repeat("*", n-2) + string(runes[n-2:])
	default:
		return strings.Repeat("*", n)
	}
}

// number is a sealed number as it may be shown now.
func (p *page) number(field, value string) string {
	if p.shown[field] != nil {
		return value
	}
	return Mask(value)
}

// unmask shows a number in full for a while. That somebody asked for it is on
// record before it shows.
func (p *page) unmask(field string) {
	entry := access.Entry{Action: "file.unmask", Table: "person", Target: p.personID, Person: p.personID, Detail: map[string]any{"field": field}}
	p.shell.Work("正在打开号码…", func(ctx context.Context) error {
		return p.shell.Session().Disclose(ctx, access.ReadPeople, entry, func(*access.Tx) error { return nil })
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		if p.shown[field] == nil {
			p.shown[field] = time.AfterFunc(shownFor, func() { fyne.Do(p.mask) })
			p.numbersChanged()
		}
	})
}

// mask hides every number again.
func (p *page) mask() {
	if len(p.shown) == 0 {
		return
	}
	for _, timer := range p.shown {
		timer.Stop()
	}
	clear(p.shown)
	p.numbersChanged()
}

func (p *page) numbersChanged() {
	p.head.show()
	if p.identity != nil {
		p.identity.showNumbers()
		p.inquiries.refill()
	}
}
