package idcard_test

import (
	"bytes"
	"testing"

	"guitu/intake/idcard"
	"guitu/intake/idcard/cardtest"
)

func TestWholeAnswersOfBothFamiliesAreRead(t *testing.T) {
	for _, want := range everyCard() {
		answers := map[string][]byte{
			"sam": cardtest.Answer(want, -1), "no fingerprints": cardtest.Answer(want, 0), "one": cardtest.Answer(want, 512),
			"two": cardtest.Answer(want, 1024), "combi": cardtest.CombiAnswer(want), "record": cardtest.Record(want),
			"noise before": append([]byte("xx\xAA\xAA\x02"), cardtest.Answer(want, -1)...),
		}
		for what, b := range answers {
			got, err := idcard.Parse(b, today)
			if err != nil || !same(got, want) {
				t.Errorf("%s, %s: %v, %+v", want.Type, what, err, got)
			}
			if what != "record" && !bytes.Equal(got.WLT, cardtest.Portrait(want)) {
				t.Errorf("%s, %s: the portrait was not kept", want.Type, what)
			}
			if bytes.Contains(got.Raw, bytes.Repeat([]byte{0xF1}, 16)) || bytes.Contains(got.WLT, bytes.Repeat([]byte{0xF1}, 16)) {
				t.Errorf("%s, %s: a fingerprint was kept", want.Type, what)
			}
		}
	}
}

func TestAnswersHaveTheLengthsOfTheStandard(t *testing.T) {
	c := cardtest.Resident()
	for fingers, want := range map[int]int{-1: 1295, 0: 1297, 512: 1809, 1024: 2321} {
		if n := len(cardtest.Answer(c, fingers)); n != want {
			t.Errorf("%d bytes with %d of fingerprints, want %d", n, fingers, want)
		}
	}
	if n := len(cardtest.CombiAnswer(c)); n != 1291 {
		t.Errorf("%d bytes of the second family, want 1291", n)
	}
}

func TestDamagedAnswerIsNeverAnotherCard(t *testing.T) {
	want := cardtest.Resident()
	for _, whole := range [][]byte{cardtest.Answer(want, -1), cardtest.Answer(want, 1024), cardtest.CombiAnswer(want)} {
		for i := range whole {
			if c, err := idcard.Parse(whole[:i], today); err == nil {
				t.Fatalf("cut at %d of %d it is read: %+v", i, len(whole), c)
			}
			for _, flip := range []byte{0x01, 0x80, 0xFF} {
				b := bytes.Clone(whole)
				b[i] ^= flip
				if c, err := idcard.Parse(b, today); err == nil && !same(c, want) {
					t.Fatalf("byte %d changed by %02X reads %+v", i, flip, c)
				}
			}
		}
	}
}

func TestTwoCardsInOneFileAreRefused(t *testing.T) {
	two := append(cardtest.Answer(cardtest.Resident(), -1), cardtest.Answer(cardtest.Another(), -1)...)
	if c, err := idcard.Parse(two, today); err == nil {
		t.Errorf("one was chosen: %+v", c)
	}
	twice := append(cardtest.Answer(cardtest.Resident(), -1), cardtest.Answer(cardtest.Resident(), -1)...)
	if _, err := idcard.Parse(twice, today); err != nil {
		t.Error(err)
	}
}

func TestAnswerThatSaysNoIsExplained(t *testing.T) {
	c, err := idcard.Parse([]byte{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x04, 0x00, 0x00, 0x41, 0x45}, today)
	if err == nil || err.Error() != "没有读完，身份证可能移动了。请拿起身份证再放一次，放平不动。" {
		t.Errorf("%v, %+v", err, c)
	}
}

func FuzzAnswer(f *testing.F) {
	for _, c := range everyCard() {
		f.Add(cardtest.Answer(c, -1))
		f.Add(cardtest.CombiAnswer(c))
	}
	f.Add(cardtest.Answer(cardtest.Resident(), 1024))
	f.Add([]byte{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x04, 0x00, 0x00, 0x80, 0x84})
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := idcard.Parse(b, today)
		if err != nil && !same(c, idcard.Card{}) {
			t.Fatalf("%v with %+v", err, c)
		}
		if err == nil && (c.Name == "" && c.NameEn == "" || c.Number == "") {
			t.Fatalf("half a person: %+v", c)
		}
	})
}
