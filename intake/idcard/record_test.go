package idcard_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"guitu/intake/idcard"
	"guitu/intake/idcard/cardtest"
	"guitu/internal/store"
)

// today is when these tests are read.
var today = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func everyCard() []idcard.Card {
	return []idcard.Card{cardtest.Resident(), cardtest.Another(), cardtest.Permit(), cardtest.Foreigner2017(), cardtest.Foreigner2023()}
}

// same compares what a card says of a person.
func same(a, b idcard.Card) bool {
	return a.Type == b.Type && a.Name == b.Name && a.NameEn == b.NameEn && a.Sex == b.Sex && a.Nation == b.Nation &&
		a.Birth == b.Birth && a.Address == b.Address && a.NewestAddress == b.NewestAddress && a.Number == b.Number &&
		a.Issuer == b.Issuer && a.ValidFrom == b.ValidFrom && a.ValidTo == b.ValidTo && a.LongTerm == b.LongTerm &&
		a.Country == b.Country && a.PermitNumber == b.PermitNumber
}

func problemCodes(c idcard.Card) []string {
	codes := []string{}
	for _, p := range c.Problems {
		codes = append(codes, p.Code)
	}
	return codes
}

func TestEveryLayoutIsReadWhole(t *testing.T) {
	for _, want := range everyCard() {
		got, err := idcard.ParseRecord(cardtest.Record(want), today)
		if err != nil || !same(got, want) || len(got.Problems) > 0 {
			t.Errorf("%s is read as\n%+v, %v; want\n%+v", want.Type, got, err, want)
		}
		if !bytes.Equal(got.Raw, cardtest.Record(want)) {
			t.Errorf("%s: the bytes were not kept", want.Type)
		}
	}
}

func TestWhatIsOddAboutACardIsSaidAndNeverMended(t *testing.T) {
	tests := []struct {
		what string
		odd  func(*idcard.Card)
		on   string
		code string
	}{
		{"the day after the last", func(c *idcard.Card) {}, "2036-01-02", "expired"},
		{"the day before the first", func(c *idcard.Card) {}, "2015-12-31", "not_yet_valid"},
		{"another birth than the number's", func(c *idcard.Card) { c.Birth.Day = 2 }, "2026-11-24", "birth_differs"},
		{"another sex than the number's", func(c *idcard.Card) { c.Sex = "2" }, "2026-11-24", "sex_differs"},
		{"a wrong check digit", func(c *idcard.Card) { c.Number = "340524198001010011" }, "2026-11-24", "check"},
		{"a nation that is none", func(c *idcard.Card) { c.Nation = "77" }, "2026-11-24", "nation"},
		{"a rare character in the name", func(c *idcard.Card) { c.Name = "演示\uE863" }, "2026-11-24", "rare_name"},
		{"a rare character beyond the first plane", func(c *idcard.Card) { c.Name = "演示\U000F0001" }, "2026-11-24", "rare_name"},
		{"a rare character in the address", func(c *idcard.Card) { c.Address = "演示\uE863村" }, "2026-11-24", "rare_address"},
		{"no birth date", func(c *idcard.Card) { c.Birth = idcard.Date{} }, "2026-11-24", "birth"},
		{"a day that is none", func(c *idcard.Card) { c.Birth = idcard.Date{Year: 1980, Month: 2, Day: 30} }, "2026-11-24", "birth"},
		{"a sex that is none", func(c *idcard.Card) { c.Sex = "7" }, "2026-11-24", "sex"},
		{"no last day", func(c *idcard.Card) { c.ValidTo = idcard.Date{} }, "2026-11-24", "validity"},
		{"a permit with a resident's number", func(c *idcard.Card) { c.Type = idcard.ResidencePermit }, "2026-11-24", "number_kind"},
	}
	for _, tt := range tests {
		want := cardtest.Another()
		tt.odd(&want)
		on, _ := time.Parse(time.DateOnly, tt.on)
		got, err := idcard.ParseRecord(cardtest.Record(want), on)
		if err != nil || !slices.Equal(problemCodes(got), []string{tt.code}) {
			t.Errorf("%s: %v, problems %v; want %s", tt.what, err, problemCodes(got), tt.code)
		}
		if got.Name != want.Name || got.Number != want.Number {
			t.Errorf("%s: something was mended", tt.what)
		}
		for _, p := range got.Problems {
			if strings.Contains(p.String(), want.Number) || strings.Contains(p.String(), want.Name) || p.Text == "" {
				t.Errorf("%s: the sentence says who it is: %s", tt.what, p)
			}
		}
	}
}

func TestLastDayStillCounts(t *testing.T) {
	for _, on := range []string{"2016-01-01", "2036-01-01"} {
		day, _ := time.Parse(time.DateOnly, on)
		if c, err := idcard.ParseRecord(cardtest.Record(cardtest.Another()), day); err != nil || len(c.Problems) > 0 {
			t.Errorf("on %s: %v, %v", on, problemCodes(c), err)
		}
	}
}

func TestOddCardsOfForeigners(t *testing.T) {
	old := cardtest.Foreigner2017()
	old.Country = "USA"
	new := cardtest.Foreigner2023()
	new.Country = "?"
	short := cardtest.Foreigner2017()
	short.Number = "CAN11009005050"
	for want, c := range map[string]idcard.Card{"country_differs": old, "country": new, "number": short} {
		got, err := idcard.ParseRecord(cardtest.Record(c), today)
		if err != nil || !slices.Equal(problemCodes(got), []string{want}) {
			t.Errorf("%v, %v; want %s", problemCodes(got), err, want)
		}
	}
}

func TestUnknownTypeIsReadAsAResidentsAndSaysSo(t *testing.T) {
	b := cardtest.Record(cardtest.Resident())
	b[248] = 'Q'
	c, err := idcard.ParseRecord(b, today)
	if err != nil || c.Type != idcard.Resident || !slices.Equal(problemCodes(c), []string{"type"}) {
		t.Errorf("%s %v %v", c.Type, problemCodes(c), err)
	}
}

func TestGarbageFillsNothing(t *testing.T) {
	record := cardtest.Record(cardtest.Resident())
	noName, noNumber := bytes.Clone(record), bytes.Clone(record)
	copy(noName, bytes.Repeat([]byte{' ', 0}, 15))
	copy(noNumber[122:], bytes.Repeat([]byte{' ', 0}, 18))
	control, broken := bytes.Clone(record), bytes.Clone(record)
	control[4], control[5] = 7, 0
	broken[4], broken[5] = 0, 0xD8
	garbage := map[string][]byte{
		"nothing": nil, "short": record[:254], "long": append(bytes.Clone(record), 0, 0), "zeros": make([]byte, 256),
		"spaces": bytes.Repeat([]byte{' ', 0}, 128), "ones": bytes.Repeat([]byte{0xFF}, 256), "no name": noName, "no number": noNumber,
		"a control character": control, "half a pair": broken,
	}
	for what, b := range garbage {
		c, err := idcard.ParseRecord(b, today)
		if store.KindOf(err) != store.Invalid || !same(c, idcard.Card{}) || c.Raw != nil {
			t.Errorf("%s: %v, %+v", what, err, c)
		}
	}
}

func TestChangedNameIsNoticed(t *testing.T) {
	c := cardtest.Resident()
	for known, changed := range map[string]bool{"演示甲": false, " 演示 甲": false, "": false, "演示己": true} {
		if p, ok := c.Compare(known); ok != changed || ok && (p.Code != "name_changed" || strings.Contains(p.Text, "演示")) {
			t.Errorf("%q: %v %v", known, ok, p)
		}
	}
}

func FuzzRecord(f *testing.F) {
	for _, c := range everyCard() {
		f.Add(cardtest.Record(c))
	}
	f.Add(make([]byte, 256))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := idcard.ParseRecord(b, today)
		if err != nil {
			if !errors.Is(err, store.Fail(store.Invalid, "")) || !same(c, idcard.Card{}) {
				t.Fatalf("%v with %+v", err, c)
			}
			return
		}
		if c.Name == "" && c.NameEn == "" || c.Number == "" || c.Type == "" || len(c.Raw) != 256 {
			t.Fatalf("half a person: %+v", c)
		}
	})
}
