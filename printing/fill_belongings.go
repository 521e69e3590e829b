package printing

import (
	"slices"
	"strconv"
	"time"
)

// barred is the code of goods that nobody may bring in.
const barred = "barred"

// fillBelongings fills 物品寄存单.
func fillBelongings(d *draft) (Values, error) {
	v := Values{
		"name": d.name(), "stay_number": first(d.stay.Number, d.stay.Slip),
		"inspectors": joined("、", d.stay.Safety.By, d.stay.Safety.With),
		"seal":       d.bags(), "locker": d.cabinets(),
	}
	var items [][]string
	var pictures [][]byte
	banned := d.forbidden()
	var papers, differences []string
	var cash int64
	var returned time.Time
	for _, b := range d.belongings {
		quantity := strconv.Itoa(b.Quantity)
		if b.Kind == barred {
			continue
		}
		items = append(items, []string{strconv.Itoa(len(items) + 1), b.Name, quantity, b.Features, ""})
		pictures = append(pictures, d.thumbs[b.Photo])
		if b.Kind == "id" {
			papers = append(papers, b.Name)
		}
		cash += b.CashFen
		if b.Note != "" {
			differences = append(differences, b.Name+"："+b.Note)
		}
		if b.ReturnedAt.After(returned) {
			returned = b.ReturnedAt
		}
	}
	v["items"], v["banned"], v["papers"] = items, receipts(banned), papers
	v["pictures"] = pictures
	v["signed"], v["taken_back"] = d.marks["belongings"], d.marks["returned"]
	v["returned_at"], v["difference"] = moment(returned), joined("；", differences...)
	if cash > 0 {
		v["cash"], v["cash_words"] = yuan(cash)+"元", YuanInWords(cash)
	}
	if !returned.IsZero() && differences == nil {
		v["difference"] = "无差异"
	}
	return v, nil
}

func (d *draft) bags() string {
	var bags []string
	for _, b := range d.belongings {
		if !slices.Contains(bags, b.Bag) {
			bags = append(bags, b.Bag)
		}
	}
	return joined("、", bags...)
}

func (d *draft) cabinets() string {
	var cabinets []string
	for _, b := range d.belongings {
		if !slices.Contains(cabinets, b.Cabinet) {
			cabinets = append(cabinets, b.Cabinet)
		}
	}
	return joined("、", cabinets...)
}
