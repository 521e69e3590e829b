package printing

import "strconv"

// made says who made a paper and when.
func (p *Papers) made() string {
	return joined("　", p.Session.Account().Display, moment(p.Session.DB().Now()))
}

// numbered puts the number of each row before it.
func numbered(rows []map[string]string) []map[string]string {
	for i := range rows {
		rows[i]["no"] = strconv.Itoa(i + 1)
	}
	return rows
}

// orNothing says 无 in a column of a list that is empty.
func orNothing(rows []map[string]string, key string) []map[string]string {
	if len(rows) == 0 {
		return []map[string]string{{key: "无"}}
	}
	return rows
}

// unsigned is how many moved, whichever way; a table is easier read without
// zeros.
func unsigned(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(max(n, -n))
}

// plus is a difference with its sign.
func plus(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
