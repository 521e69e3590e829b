package intake_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// today is when the lists of these tests are read.
var today = calendar.Date{Year: 2026, Month: 11, Day: 24}.At(23, 30)

func readList(t *testing.T, text string) intake.List {
	t.Helper()
	list, err := intake.ReadList(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// rowOf is the arrival of a list of one line.
func rowOf(t *testing.T, header, line string) intake.ImportRow {
	t.Helper()
	list := readList(t, header+"\n"+line+"\n")
	rows, _ := list.Arrivals(list.Guess(), "patrol", today)
	if len(rows) != 1 {
		t.Fatalf("%d rows", len(rows))
	}
	return rows[0]
}

func problemsOf(r intake.ImportRow) (fields, notes []string) {
	for _, p := range r.Problems {
		if p.Note {
			notes = append(notes, p.Field)
		} else {
			fields = append(fields, p.Field)
		}
	}
	return fields, notes
}

func TestListIsReadHoweverItWasSaved(t *testing.T) {
	plain := "姓名,性别,备注\n演示甲,男,\"有,逗号\"\n\n演示乙,女,两行\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"UTF-8": plain, "UTF-8 with its mark": "\ufeff" + plain, "GBK": gbk, "CRLF": strings.ReplaceAll(plain, "\n", "\r\n"),
		"tabs":          "姓名\t性别\t备注\n演示甲\t男\t有,逗号\n\n演示乙\t女\t两行\n",
		"semicolons":    "姓名;性别;备注\n演示甲;男;有,逗号\n\n演示乙;女;两行\n",
		"an empty line": "\n,,\n" + plain,
		"apostrophes":   "姓名,性别,备注\n'演示甲,男,\"有,逗号\"\n\n'演示乙,女,'两行\n",
	} {
		t.Run(name, func(t *testing.T) {
			list := readList(t, text)
			if len(list.Rows) != 2 || list.Rows[0][2] != "有,逗号" || list.Rows[1][0] != "演示乙" || list.Header[0] != "姓名" {
				t.Fatalf("read %+v", list)
			}
			if skipped := strings.Count(text, "\n\n"); list.Lines[1]-list.Lines[0] != 2 && skipped > 0 {
				t.Errorf("the lines are %v; the empty one counts", list.Lines)
			}
		})
	}
}

func TestEmptyTabKeepsItsColumn(t *testing.T) {
	list := readList(t, "姓名\t性别\n\t女\n")
	if list.Rows[0][0] != "" || list.Rows[0][1] != "女" {
		t.Errorf("read %q", list.Rows[0])
	}
}

func TestWhatIsNoListIsRefusedInWords(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "", "blank lines": "\n\n,,\n", "headings alone": "姓名,性别\n", "a workbook": "PK\x03\x04rest", "zeros": "a\x00b",
		"neither UTF-8 nor GBK": "姓名\n\xff\xff\xff\xff\n", "an open quote": "姓名\n\"演示\n", "more cells than headings": "姓名\n演示,男\n",
		"a very long cell": "姓名\n" + strings.Repeat("字", 4001) + "\n", "too many columns": strings.Repeat("a,", 200) + "\n",
		"too many people": "姓名\n" + strings.Repeat("演示\n", 5001),
	} {
		if _, err := intake.ReadList(strings.NewReader(text)); store.KindOf(err) != store.Invalid {
			t.Errorf("%s gives %v", name, err)
		}
	}
	if _, err := intake.ReadList(bytes.NewReader(bytes.Repeat([]byte("a"), 20<<20+1))); store.KindOf(err) != store.Invalid {
		t.Errorf("a file of more than 20 MB gives %v", err)
	}
}

func TestHeadingsAreKnownInEnglishAndChinese(t *testing.T) {
	for _, header := range [][]string{
		intake.ImportColumns,
		{"姓名", "性别", "年龄（从）", "年龄上限", "身份证号码", "联系电话", "发现地点", "求助时间", "求助原因", "体貌特征", "备注"},
		{"Name", "SEX", "Age From", "age-to", "ID Number", "Phone", "Found Place", "Arrived at", "Reason", "Marks", "Note"},
	} {
		got := intake.List{Header: header}.Guess()
		for i, column := range intake.ImportColumns {
			if at, ok := got[column]; !ok || at != i {
				t.Errorf("%s is taken to be column %d (%v) of %q", column, at, ok, header)
			}
		}
	}
	if got := (intake.List{Header: []string{"序号", "姓名", "姓名"}}).Guess(); len(got) != 1 || got["name"] != 1 {
		t.Errorf("guessed %v; the first 姓名 counts and 序号 is none of ours", got)
	}
}

func TestLineBecomesAnArrival(t *testing.T) {
	r := rowOf(t, "姓名,性别,年龄,身份证号,电话,发现地点,来站时间,求助原因,体貌特征,备注",
		"演示甲（音）,女,30-40,,138 0000 0000,演示桥,2026-11-24 22:10,走失,左手疤,自己走来")
	if len(r.Problems) > 0 || r.Line != 2 {
		t.Fatalf("line %d: %+v", r.Line, r.Problems)
	}
	a := r.Arrival
	if a.Name != "演示甲" || !a.NameBySound || a.Sex != "2" || a.AgeFrom != 30 || a.AgeTo != 40 || a.Phone != "138 0000 0000" || a.FoundPlace != "演示桥" ||
		a.Reason != "lost" || a.Marks != "左手疤" || a.Story != "自己走来" || a.CameBy != "patrol" || a.ArrivedAt.Format("02 15:04") != "24 22:10" {
		t.Errorf("arrival %+v", a)
	}
}

func TestEveryCellMayBeEmpty(t *testing.T) {
	r := rowOf(t, "姓名,性别,体貌特征", ",,左手疤")
	problems, notes := problemsOf(r)
	if len(problems) > 0 || len(notes) != 1 || notes[0] != "sex" {
		t.Fatalf("problems %v, notes %v", problems, notes)
	}
	if r.Arrival.Sex != "0" || !r.Arrival.ArrivedAt.Equal(today) || r.Arrival.Name != "" {
		t.Errorf("arrival %+v", r.Arrival)
	}
}

func TestNumberFillsWhatItSays(t *testing.T) {
	r := rowOf(t, "身份证号,年龄", "11010519491231002X,20")
	problems, notes := problemsOf(r)
	a := r.Arrival
	if len(problems) > 0 || a.IDNumber != "11010519491231002X" || a.IDKind != "told" || a.Birth != "1949-12-31" || a.Sex != "2" || a.AgeFrom != 0 {
		t.Fatalf("problems %v, arrival %+v", problems, a)
	}
	if len(notes) != 1 || notes[0] != "age_from" {
		t.Errorf("notes on %v; an age of 20 is not that of 1949", notes)
	}
	if _, notes := problemsOf(rowOf(t, "身份证号,性别", "11010519491231002X,男")); len(notes) != 1 || notes[0] != "sex" {
		t.Errorf("notes on %v; the number is a woman's", notes)
	}
}

func TestWordsForTheSameThing(t *testing.T) {
	for written, want := range map[string]string{"男": "1", "1": "1", "M": "1", "male": "1", "女": "2", "2": "2", "f": "2", "女性": "2", "未知": "0", "0": "0"} {
		if got := rowOf(t, "name,sex", "演示,"+written).Arrival.Sex; got != want {
			t.Errorf("sex %s is %s; want %s", written, got, want)
		}
	}
	for written, want := range map[string]string{
		"2026-11-24 22:10": "11-24 22:10", "2026/11/24 22:10": "11-24 22:10", "2026/11/4 9:05": "11-04 09:05", "2026年11月24日 22:10": "11-24 22:10",
		"2026-11-24 22:10:30": "11-24 22:10", "2026-11-24T22:10": "11-24 22:10", "22:10": "11-24 22:10", "9:05": "11-24 09:05", "20261123": "11-23 00:00",
		"2026/11/23": "11-23 00:00", "2026.11.23": "11-23 00:00",
	} {
		r := rowOf(t, "name,sex,arrived_at", "演示,男,"+written)
		if got := r.Arrival.ArrivedAt.In(calendar.Zone).Format("01-02 15:04"); got != want || !r.Ready() {
			t.Errorf("%s is read as %s, %v; want %s", written, got, r.Problems, want)
		}
	}
	for written, want := range map[string][2]int{"35": {35, 35}, "35岁": {35, 35}, "约35岁": {35, 35}, "40多岁": {40, 49}, "30-40": {30, 40}, "30～40岁": {30, 40}, "30岁到40岁": {30, 40}, "60岁左右": {60, 60}} {
		a := rowOf(t, "name,sex,age", "演示,男,"+written).Arrival
		if a.AgeFrom != want[0] || a.AgeTo != want[1] {
			t.Errorf("age %s is %d to %d; want %v", written, a.AgeFrom, a.AgeTo, want)
		}
	}
	for written, want := range map[string]string{"走失": "lost", "lost": "lost", "务工不着": "job"} {
		if got := rowOf(t, "name,sex,reason", "演示,男,"+written).Arrival.Reason; got != want {
			t.Errorf("reason %s is %q; want %s", written, got, want)
		}
	}
	r := rowOf(t, "name,sex,reason,note", "演示,男,回家没车,北站")
	if _, notes := problemsOf(r); r.Arrival.Story != "求助原因：回家没车。北站" || r.Arrival.Reason != "" || len(notes) != 1 {
		t.Errorf("an unknown reason gives %q, notes %v; want it kept in the story", r.Arrival.Story, notes)
	}
}

func TestEveryProblemIsToldWithItsColumn(t *testing.T) {
	for column, cells := range map[string][]string{
		"sex":         {"x", "3", "男女"},
		"age_from":    {"成年", "200", "40-30", "1-2-3", "-5"},
		"age_to":      {"x", "131"},
		"id_number":   {"1", "34052419800101001", "340524198001010011", "3.40524E+17", "G12345678"},
		"phone":       {"1.38E+10", "无号码"},
		"arrived_at":  {"昨天", "11/24/2026", "2026-13-01", "2026-11-25 10:00", "1999-01-01", "25:10"},
		"name":        {strings.Repeat("字", 61)},
		"no mistakes": {""},
	} {
		for _, cell := range cells {
			header := column
			if column == "no mistakes" {
				header = "name"
			}
			r := rowOf(t, header+",marks,note", "\""+cell+"\",演示,演示")
			problems, _ := problemsOf(r)
			if column == "no mistakes" {
				if len(problems) > 0 {
					t.Errorf("problems on %v", problems)
				}
				continue
			}
			if len(problems) != 1 || problems[0] != column {
				t.Errorf("%s %q: problems on %v", column, cell, problems)
			}
			for _, p := range r.Problems {
				if len(cell) > 1 && strings.Contains(p.String(), cell) {
					t.Errorf("%s: the problem repeats what was written", column)
				}
			}
		}
	}
	list := readList(t, "姓名\n演示\n")
	if rows, ok := list.Arrivals(list.Guess(), "nowhere", today); ok || rows[0].Problems[0].Field != "came_by" {
		t.Errorf("a way of arrival that does not exist is taken: %+v", rows)
	}
}

func TestSameNumberTwiceInAListIsAProblemOfTheSecondLine(t *testing.T) {
	list := readList(t, "姓名,身份证号\n演示甲,11010519491231002X\n演示乙,\n演示丙,11010519491231002x\n")
	rows, ok := list.Arrivals(list.Guess(), "police", today)
	if ok || !rows[0].Ready() || !rows[1].Ready() || rows[2].Ready() {
		t.Fatalf("ok %v, rows %+v", ok, rows)
	}
	if p := rows[2].Problems[0]; p.Field != "id_number" || p.Args["Line"] != 2 || rows[2].Line != 4 {
		t.Errorf("line %d: %+v; want line 4 to name line 2", rows[2].Line, p)
	}
}

func TestLineThatSaysNothingRegistersNobody(t *testing.T) {
	list := readList(t, "序号,姓名\n1,演示\n2,\n")
	rows, ok := list.Arrivals(list.Guess(), "police", today)
	if ok || !rows[0].Ready() || rows[1].Ready() {
		t.Errorf("ok %v, rows %+v; want the second refused", ok, rows)
	}
	if _, ok := list.Arrivals(nil, "police", today); ok {
		t.Error("a list of which no column is known is taken")
	}
}

func TestColumnsHaveWords(t *testing.T) {
	for _, column := range intake.ImportColumns {
		if intake.ColumnWord(column) == "" {
			t.Errorf("%s has none", column)
		}
	}
}

func TestMappingMayPointAnywhere(t *testing.T) {
	list := readList(t, "姓名\n演示\n")
	rows, _ := list.Arrivals(map[string]int{"name": 0, "sex": -1, "phone": 99}, "police", time.Now())
	if len(rows) != 1 || rows[0].Arrival.Name != "演示" {
		t.Errorf("rows %+v", rows)
	}
}

func FuzzReadList(f *testing.F) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String("姓名,性别\n演示,男\n")
	for _, seed := range []string{
		"", "姓名,性别,年龄,身份证号\n演示,男,30-40,11010519491231002X\n", "\ufeffname;sex\nDemo;M\n", gbk, "姓名\t性别\n\t女\n", "name\n\"a\nb\"\n", "a\x00b",
		"PK\x03\x04", "name,arrived_at,phone\n=1+1,22:10,1.3E+10\n", "姓名,求助原因,备注\n,别的,x\n", strings.Repeat(",", 200), "\"", "age_from,age_to\n99,1\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, err := intake.ReadList(bytes.NewReader(raw))
		if err != nil {
			if store.KindOf(err) != store.Invalid {
				t.Fatalf("%v is not told in words", err)
			}
			return
		}
		if len(list.Rows) == 0 || len(list.Rows) != len(list.Lines) {
			t.Fatalf("%d rows, %d lines", len(list.Rows), len(list.Lines))
		}
		rows, ok := list.Arrivals(list.Guess(), "police", today)
		for i, r := range rows {
			if r.Line < 2 && i > 0 || len(list.Rows[i]) != len(list.Header) {
				t.Fatalf("row %d stands on line %d", i, r.Line)
			}
			if err := r.Arrival.Check(today); r.Ready() && err != nil {
				t.Fatalf("a row without a problem cannot be registered: %v", err)
			}
			if ok && !r.Ready() {
				t.Fatal("ok, and a row has a problem")
			}
		}
	})
}
