package printing

import (
	"errors"
	"fmt"
	"strings"

	"guitu/internal/calendar"
	"guitu/printing/typeset"
)

// Label is what is stuck on a sealed bag and on the locker that it lies in.
// Others see it: whoever is under protection stands on it as 保护对象.
type Label struct {
	Name    string
	Stay    string // 救助编号, or the slip while there is none
	Date    string
	Bags    []string // a label for each; one without a bag number where empty
	Cabinet string
	Items   int
}

// labelSize is a common roll: 60 by 40 mm.
var labelSize = typeset.Size{W: 60, H: 40}

// label is the Label of a stay.
func (d *draft) label() Label {
	l := Label{
		Name: d.name(), Stay: first(d.stay.Number, d.stay.Slip), Date: calendar.On(d.stay.ArrivedAt).Chinese(), Cabinet: d.cabinets(),
	}
	if d.person.Protected {
		l.Name = "保护对象"
	}
	if bags := d.bags(); bags != "" {
		l.Bags = strings.Split(bags, "、")
	}
	for _, b := range d.belongings {
		if b.Kind != barred {
			l.Items += b.Quantity
		}
	}
	return l
}

// Render sets the labels, one a page. The bars say the bag's number, and the
// stay's where there is none; the QR code says the stay's.
func (l Label) Render(o Options) (Result, error) {
	d, err := o.document("封袋标签", labelSize)
	if err != nil {
		return Result{}, err
	}
	bags := l.Bags
	if len(bags) == 0 {
		bags = []string{""}
	}
	for _, bag := range bags {
		d.AddPage()
		if err := l.draw(d, bag, o.Number); err != nil {
			return Result{}, err
		}
	}
	pdf, err := d.Bytes()
	if err != nil {
		return Result{}, err
	}
	return Result{PDF: pdf, Pages: d.Pages(), Missing: d.Missing()}, nil
}

func (l Label) draw(d *typeset.Doc, bag, number string) error {
	const left, codeSide = 2.5, 19.0
	right := labelSize.W - 1.5 - codeSide
	line := func(text string, size float64, bold bool, y, width, height float64) {
		p := typeset.Paragraph{Spans: []typeset.Span{{Text: text, Bold: bold}}, Size: size, Leading: 1.2}
		d.DrawText(d.Fit(p, width, height, 5.5), left, y)
	}
	line(l.Name, 12, true, 1.8, right-left, 6)
	line(l.Stay, 8, false, 8, right-left, 3.6)
	line(joined("　", l.Date, fmt.Sprintf("共%d件", l.Items)), 7.5, false, 11.9, right-left, 3.4)
	line(joined("　", "袋 "+first(bag, "—"), "柜 "+first(strings.TrimPrefix(l.Cabinet, "柜"), "—")), 10, true, 15.6, right-left, 5)
	if l.Stay != "" {
		if err := d.QR(l.Stay, right, 0.8, codeSide); err != nil {
			return err
		}
	}
	if err := drawBars(d, bag, l.Stay); err != nil {
		return err
	}
	foot := typeset.Plain(number, 5.5, typeset.Center)
	foot.Leading, foot.Color = 1.1, typeset.Grey
	d.DrawText(d.Fit(foot, labelSize.W-4, 2.4, 4), 2, 36.6)
	return d.Err()
}

// drawBars draws the first text that bars can say and the label has room for.
// A label without bars is better than one with bars that no scanner reads.
func drawBars(d *typeset.Doc, texts ...string) error {
	for _, text := range texts {
		if text == "" || strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) >= 0 {
			continue
		}
		err := d.Code128(text, 0.5, 21.5, labelSize.W-1, 11)
		if errors.Is(err, typeset.ErrTooNarrow) {
			continue
		}
		if err != nil {
			return err
		}
		p := typeset.Plain(text, 7, typeset.Center)
		p.Leading = 1.1
		d.DrawText(d.Fit(p, labelSize.W-4, 3, 5), 2, 33)
		return nil
	}
	return nil
}
