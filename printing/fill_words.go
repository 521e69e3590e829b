package printing

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/calendar"
)

// CodeWord is what a code says in Chinese. A value that is no code of the
// table was written in words and stands for itself: nothing entered is lost.
func CodeWord(table, code string) string {
	rows, err := assets.CodeTable(table)
	if err != nil {
		return code
	}
	for _, row := range rows {
		if row.Code == code {
			return row.Text
		}
	}
	return code
}

// countryWord is the Chinese name of an ISO 3166 country: 越南 for VNM.
func countryWord(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	return first(display.Regions(language.SimplifiedChinese).Name(region), code)
}

func codeWords(table string, codes []string) []string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = CodeWord(table, code)
	}
	return words
}

// joined puts together what is not empty.
func joined(mark string, parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, mark)
}

// said times that are dates, as the desk writes them.
var saidLayouts = []struct{ entered, printed string }{
	{"2006-01-02 15:04", "2006年1月2日 15:04"},
	{"2006-01-02", "2006年1月2日"},
	{"2006-01", "2006年1月"},
	{"2006", "2006年"},
}

// saidTime writes a time that was entered as a date the way papers do, and
// leaves any other words as they were said.
func saidTime(text string) string {
	for _, layout := range saidLayouts {
		if t, err := time.Parse(layout.entered, strings.TrimSpace(text)); err == nil {
			return t.Format(layout.printed)
		}
	}
	return text
}

// years is 30—40岁, 35岁, 60岁以上 or 10岁以下.
func years(from, to int) string {
	switch {
	case from == 0 && to == 0:
		return ""
	case from == to:
		return strconv.Itoa(from) + "岁"
	case to == 0:
		return strconv.Itoa(from) + "岁以上"
	case from == 0:
		return strconv.Itoa(to) + "岁以下"
	}
	return strconv.Itoa(from) + "—" + strconv.Itoa(to) + "岁"
}

// ageWords is the age by the birth date, and as it was estimated at the door.
func ageWords(p intake.Profile, on time.Time) string {
	byBirth, seen := "", ""
	if earliest, latest, ok := intake.BirthRange(p.Birth); ok {
		day := calendar.On(on)
		byBirth = years(calendar.AgeAt(latest, day), calendar.AgeAt(earliest, day))
	}
	if estimate := years(p.AgeFrom, p.AgeTo); estimate != "" {
		seen = "目测 " + estimate
	}
	return joined("，", byBirth, seen)
}

func centimetres(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + "厘米"
}
