package calendar

import (
	"sync"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
	lunar "github.com/6tail/lunar-go/calendar"
)

// table holds the days that the State Council announced, by 6tail/lunar-go.
type table struct {
	days  map[Date]Special
	years map[int]bool
}

var announced = sync.OnceValue(func() table {
	t := table{days: map[Date]Special{}, years: map[int]bool{}}
	for year := 2001; year <= 2100; year++ {
		for e := HolidayUtil.GetHolidaysByYear(year).Front(); e != nil; e = e.Next() {
			h := e.Value.(*HolidayUtil.Holiday)
			d, err := Parse(h.GetDay())
			if err != nil {
				continue
			}
			t.days[d] = Special{Work: h.IsWork(), Name: h.GetName()}
			// The first days of a year can stand in the table long before the
			// rest of it, so a year counts once its National Day is there.
			if d.Month == time.October && d.Day == 1 {
				t.years[d.Year] = true
			}
		}
	}
	return t
})

// isAnnounced tells whether nothing about d can change any more. The last
// week of a year belongs to next year's announcement too: its weekend may be
// worked for New Year, or its last days be free.
func isAnnounced(d Date) bool {
	years := announced().years
	if d.Month == time.December && d.Day >= 25 {
		return years[d.Year] && years[d.Year+1]
	}
	return years[d.Year]
}

// Years between which lunar dates are reckoned.
const firstLunar, lastLunar = 1900, 2199

var (
	statutoryMu sync.Mutex
	statutoryOf = map[int]map[Date]string{}
)

// statutory returns the thirteen days that are free by law in any year:
// 《全国年节及纪念日放假办法》(国务院令第795号, in force 2025-01-01) §2. What a
// weekend costs is made up for by the announcement only; until then a
// deadline is rather expected too early than too late.
func statutory(year int) map[Date]string {
	statutoryMu.Lock()
	defer statutoryMu.Unlock()
	if days, ok := statutoryOf[year]; ok {
		return days
	}
	if year < firstLunar || year > lastLunar {
		return nil
	}
	days := map[Date]string{}
	free := func(first Date, n int, name string) {
		for i := range n {
			days[first.AddDays(i)] = name
		}
	}
	free(Date{year, time.January, 1}, 1, "元旦节")
	free(fromLunar(year, 1, 1).AddDays(-1), 4, "春节") // 除夕 to 初三
	free(clearAndBright(year), 1, "清明节")
	free(Date{year, time.May, 1}, 2, "劳动节")
	free(fromLunar(year, 5, 5), 1, "端午节")
	free(fromLunar(year, 8, 15), 1, "中秋节")
	free(Date{year, time.October, 1}, 3, "国庆节")
	statutoryOf[year] = days
	return days
}

func fromLunar(year, month, day int) Date {
	s := lunar.NewLunarFromYmd(year, month, day).GetSolar()
	return Date{s.GetYear(), time.Month(s.GetMonth()), s.GetDay()}
}

// clearAndBright is the solar term 清明, which falls on 4, 5 or 6 April.
func clearAndBright(year int) Date {
	s := lunar.NewSolarFromYmd(year, 4, 5).GetLunar().GetJieQiTable()["清明"]
	return Date{s.GetYear(), time.Month(s.GetMonth()), s.GetDay()}
}

// LunarText is 农历十月十六, and empty outside the years 1900 to 2199. A leap
// month is 闰六月.
func LunarText(d Date) string {
	l := lunarOf(d)
	if l == nil {
		return ""
	}
	return "农历" + l.GetMonthInChinese() + "月" + l.GetDayInChinese()
}

// Zodiac is the animal of the lunar year that d lies in (鼠 … 猪), and empty
// outside the years 1900 to 2199. People who do not know their birth date
// often know this.
func Zodiac(d Date) string {
	l := lunarOf(d)
	if l == nil {
		return ""
	}
	return l.GetYearShengXiao()
}

func lunarOf(d Date) *lunar.Lunar {
	if !d.Valid() || d.Year < firstLunar || d.Year > lastLunar {
		return nil
	}
	return lunar.NewSolarFromYmd(d.Year, int(d.Month), d.Day).GetLunar()
}
