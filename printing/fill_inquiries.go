package printing

import (
	"slices"
	"strings"

	"guitu/intake"
)

// shownInquiries is how many calls the register has room for; all of them stand
// in the file.
const shownInquiries = 3

// checkedWords says how what somebody told was checked: the latest calls, and
// what was noted beside them.
func (d *draft) checkedWords() string {
	var lines []string
	for _, q := range d.inquiries[:min(len(d.inquiries), shownInquiries)] {
		lines = append(lines, joined("，", moment(q.At)+" "+whomWords(q.Called), resultWords(q.Called)))
	}
	slices.Reverse(lines) // read in the order in which they were made
	return d.said(strings.Join(append(lines, nonEmpty(d.stay.Checked)...), "\n"), "checked")
}

func nonEmpty(text string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []string{text}
}

// whomWords is 公安机关（演示派出所 张某 010-…）.
func whomWords(c intake.Called) string {
	whom := CodeWord("inquiry_whom", c.Whom)
	if who := joined(" ", c.Unit, c.Name, c.Phone); who != "" {
		return whom + "（" + who + "）"
	}
	return whom
}

func resultWords(c intake.Called) string {
	return joined("：", CodeWord("inquiry_result", c.Result), joined("；", c.Asked, c.Answer))
}

// kinCalls are the calls to relatives, the earliest first.
func (d *draft) kinCalls() [][]string {
	var rows [][]string
	for _, q := range slices.Backward(d.inquiries) {
		if q.Whom == "kin" {
			rows = append(rows, []string{moment(q.At), joined(" ", q.Name, q.Phone), resultWords(q.Called)})
		}
	}
	return rows
}
