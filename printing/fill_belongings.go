package printing

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
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
	var items, banned [][]string
	var papers, differences []string
	var cash int64
	var returned time.Time
	for _, b := range d.belongings {
		quantity := strconv.Itoa(b.Quantity)
		if b.Kind == barred {
			banned = append(banned, []string{joined("，", b.Name, b.Features), quantity, ""})
			continue
		}
		items = append(items, []string{strconv.Itoa(len(items) + 1), b.Name, quantity, b.Features})
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
	if dangerous := d.stay.Safety.Dangerous; dangerous != "" {
		banned = append(banned, []string{dangerous, "", ""})
	}
	v["items"], v["banned"], v["papers"] = items, banned, papers
	v["returned_at"], v["difference"] = moment(returned), joined("；", differences...)
	if cash > 0 {
		v["cash"], v["cash_words"] = yuan(cash)+"元", yuanInWords(cash)
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

// yuan is 1234.50 for 123450 分.
func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

var (
	bigDigits = []string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
	bigUnits  = []string{"", "拾", "佰", "仟"}
	bigGroups = []string{"", "万", "亿", "万亿"}
)

// yuanInWords writes an amount so that no stroke can be added to it:
// 壹仟贰佰叁拾肆元伍角整 (《正确填写票据和结算凭证的基本规定》). It is for amounts from 1 分 on.
func yuanInWords(fen int64) string {
	whole, jiao, rest := fen/100, fen/10%10, fen%10
	text := ""
	if whole > 0 {
		text = wholeInWords(whole) + "元"
	}
	switch {
	case jiao == 0 && rest == 0:
		return text + "整"
	case jiao > 0:
		text += bigDigits[jiao] + "角"
	case whole > 0:
		text += "零"
	}
	if rest == 0 {
		return text + "整"
	}
	return text + bigDigits[rest] + "分"
}

// wholeInWords reads the digits from the left; zeros between digits that are
// not zero are read as one 零.
func wholeInWords(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var text strings.Builder
	zero, group := false, false
	for i, c := range digits {
		place := len(digits) - 1 - i
		if digit := int(c - '0'); digit == 0 {
			zero = true
		} else {
			if zero {
				text.WriteString(bigDigits[0])
			}
			text.WriteString(bigDigits[digit] + bigUnits[place%4])
			zero, group = false, true
		}
		if place%4 == 0 && group {
			text.WriteString(bigGroups[place/4])
			group = false
		}
	}
	return text.String()
}
