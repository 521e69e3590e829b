package idcard_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"guitu/intake/idcard"
	"guitu/intake/idcard/cardtest"
	"guitu/internal/store"
)

var families = []idcard.Family{idcard.SAM, idcard.Combi}

func TestReaderReadsTextPortraitAndNewestAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		want := cardtest.Resident()
		want.NewestAddress = "演示省演示市新演示路9号"
		fake := cardtest.NewPipe(idcard.SAM)
		fake.Lay(want)
		got, err := idcard.NewReader(fake.Open).Read(t.Context())
		if err != nil || !same(got, want) || !bytes.Equal(got.WLT, cardtest.Portrait(want)) {
			t.Fatalf("%v, %+v", err, got)
		}
		if !slices.Contains(problemCodes(got), "newest_address") {
			t.Errorf("problems %v", problemCodes(got))
		}
	})
}

func TestReaderWithoutACardSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, family := range families {
			_, err := idcard.NewReader(cardtest.NewPipe(family).Open).Read(t.Context())
			if store.KindOf(err) != store.NotFound {
				t.Errorf("%s: %v", family, err)
			}
		}
	})
}

func TestReadCardIsSilentUntilItWasLifted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := cardtest.NewPipe(idcard.SAM)
		fake.Lay(cardtest.Resident())
		reader := idcard.NewReader(fake.Open)
		if _, err := reader.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := reader.Read(t.Context()); err == nil || err.Error() != "读卡器上没有身份证。请拿起身份证再放一次。" {
			t.Errorf("a second reading: %v", err)
		}
		fake.Lift()
		fake.Lay(cardtest.Another())
		if c, err := reader.Read(t.Context()); err != nil || !same(c, cardtest.Another()) {
			t.Errorf("the next card: %v, %+v", err, c)
		}
	})
}

func TestModuleThatReadsOnlyWithFingerprintsIsUnderstood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := cardtest.NewPipe(idcard.SAM)
		fake.OnlyWithFingerprints()
		fake.Lay(cardtest.Resident())
		c, err := idcard.NewReader(fake.Open).Read(t.Context())
		if err != nil || !same(c, cardtest.Resident()) || !bytes.Equal(c.WLT, cardtest.Portrait(c)) {
			t.Errorf("%v, %+v", err, c)
		}
	})
}

// harm is one thing that happens to a stream at a place.
var harms = map[string]func(answer []byte, at int) []cardtest.Piece{
	"cut": func(a []byte, at int) []cardtest.Piece { return []cardtest.Piece{{Bytes: a[:at]}} },
	"paused": func(a []byte, at int) []cardtest.Piece {
		return []cardtest.Piece{{Bytes: a[:at]}, {Bytes: a[at:], After: time.Second}}
	},
	"late": func(a []byte, at int) []cardtest.Piece {
		return []cardtest.Piece{{Bytes: a[:at]}, {Bytes: a[at:], After: 3 * time.Second}}
	},
	"doubled":   func(a []byte, at int) []cardtest.Piece { return []cardtest.Piece{{Bytes: a}, {Bytes: a[:at]}} },
	"repeated":  func(a []byte, at int) []cardtest.Piece { return []cardtest.Piece{{Bytes: a[:at]}, {Bytes: a}} },
	"corrupted": func(a []byte, at int) []cardtest.Piece { return []cardtest.Piece{{Bytes: flipped(a, at)}} },
	"lost": func(a []byte, at int) []cardtest.Piece {
		return []cardtest.Piece{{Bytes: slices.Concat(a[:at], a[at+1:])}}
	},
}

func flipped(a []byte, at int) []byte {
	b := bytes.Clone(a)
	b[at] ^= 0x55
	return b
}

// The first card's record is harmed once, at every place; then another card is
// laid down. Each reading is right or an error, and the second card is read.
func TestHarmAtEveryPlaceNeverGivesAnotherCard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, family := range families {
			for what, harm := range harms {
				for at := range len(cardtest.CombiAnswer(cardtest.Resident())) {
					readHarmed(t, family, what, func(a []byte) []cardtest.Piece { return harm(a, at) })
				}
			}
		}
	})
}

func readHarmed(t *testing.T, family idcard.Family, what string, harm func([]byte) []cardtest.Piece) {
	fake := cardtest.NewPipe(family)
	harmed := false
	fake.Mangle(func(command, answer []byte) []cardtest.Piece {
		if harmed || len(answer) < 1000 {
			return []cardtest.Piece{{Bytes: answer}}
		}
		harmed = true
		return harm(answer)
	})
	reader := idcard.NewReader(fake.Open)
	defer reader.Close()
	for i, want := range []idcard.Card{cardtest.Resident(), cardtest.Another()} {
		fake.Lift()
		fake.Lay(want)
		c, err := reader.Read(t.Context())
		if err == nil && !same(c, want) {
			t.Fatalf("%s, %s: another card was read: %+v", family, what, c)
		}
		if err != nil && i == 1 {
			t.Fatalf("%s, %s: the next card was not read: %v", family, what, err)
		}
	}
}

// A record that comes late, after its reader has given up, belongs to the card
// that was there before. It may even come twice.
func TestLateAnswerIsNotTakenForTheNextCard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, family := range families {
			for delay := 50 * time.Millisecond; delay < 8*time.Second; delay += 50 * time.Millisecond {
				readLate(t, family, delay)
			}
		}
	})
}

func readLate(t *testing.T, family idcard.Family, delay time.Duration) {
	fake := cardtest.NewPipe(family)
	fake.Lay(cardtest.Resident())
	slow := true
	fake.Mangle(func(command, answer []byte) []cardtest.Piece {
		pieces := []cardtest.Piece{{Bytes: answer}}
		if slow && len(answer) > 1000 {
			slow = false
			pieces = []cardtest.Piece{{Bytes: answer, After: delay}, {Bytes: answer, After: 7 * time.Millisecond}}
		}
		return pieces
	})
	reader := idcard.NewReader(fake.Open)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second) // the clerk gives up
	reader.Read(ctx)
	cancel()
	read := false
	for range 4 {
		fake.Lift()
		fake.Lay(cardtest.Another())
		c, err := reader.Read(t.Context())
		if err == nil && !same(c, cardtest.Another()) {
			t.Fatalf("%s, after %v: the card that was lifted is read: %+v", family, delay, c)
		}
		read = read || err == nil
	}
	if !read {
		t.Errorf("%s, after %v: the next card is not read", family, delay)
	}
	reader.Close()
	time.Sleep(time.Minute)
}

// What a wire may do to bytes, ten thousand times over.
func TestMutatedStreamsNeverGiveAnotherCard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(20261124, 3304))
		read := 0
		for i := range 10_000 {
			fake := cardtest.NewPipe(families[i%2])
			want := everyCard()[rng.IntN(5)]
			fake.Lay(want)
			fake.Mangle(func(command, answer []byte) []cardtest.Piece { return mutated(rng, answer) })
			reader := idcard.NewReader(fake.Open)
			c, err := reader.Read(t.Context())
			if err == nil {
				read++
				if !same(c, want) || !bytes.Equal(c.WLT, cardtest.Portrait(want)) {
					t.Fatalf("stream %d gives another card: %+v", i, c)
				}
			}
			reader.Close()
			time.Sleep(time.Minute)
		}
		if read < 1000 {
			t.Errorf("only %d of 10,000 were read: too harmed to tell anything", read)
		}
		t.Logf("%d of 10,000 streams were read in spite of the harm", read)
	})
}

// mutated harms one answer in four.
func mutated(rng *rand.Rand, a []byte) []cardtest.Piece {
	if rng.IntN(4) > 0 {
		return []cardtest.Piece{{Bytes: a}}
	}
	b := bytes.Clone(a)
	at := rng.IntN(len(b))
	switch rng.IntN(8) {
	case 0: // two flips that the checksum does not see
		b[at] ^= 0x0F
		b[rng.IntN(len(b))] ^= 0x0F
	case 1:
		for range 1 + rng.IntN(8) {
			b[rng.IntN(len(b))] = byte(rng.Uint32())
		}
	case 2:
		b = slices.Delete(b, at, min(len(b), at+1+rng.IntN(300)))
	case 3:
		b = slices.Insert(b, at, a[:rng.IntN(len(a))]...)
	case 4:
		return []cardtest.Piece{{Bytes: b[:at]}, {Bytes: b[at:], After: time.Duration(rng.IntN(3000)) * time.Millisecond}}
	case 5:
		return []cardtest.Piece{{Bytes: b}, {Bytes: b, After: time.Duration(rng.IntN(3000)) * time.Millisecond}}
	case 6:
		return nil
	case 7:
		b = b[:at]
	}
	return []cardtest.Piece{{Bytes: b}}
}

func TestWatchReadsEachCardOnceAndDemandsThatItIsLifted(t *testing.T) {
	for _, family := range families {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			fake := cardtest.NewPipe(family)
			events := idcard.NewReader(fake.Open).Watch(ctx)
			expect(t, events, idcard.Connected, idcard.Waiting)
			for _, want := range []idcard.Card{cardtest.Resident(), cardtest.Another()} {
				fake.Lay(want)
				expect(t, events, idcard.Reading)
				if e := <-events; e.Kind != idcard.CardRead || !same(e.Card, want) {
					t.Fatalf("%s: %s %+v, %v", family, e.Kind, e.Card, e.Err)
				}
				expect(t, events, idcard.LiftAgain)
				select {
				case e := <-events:
					t.Fatalf("%s: the card that lies there gives %s", family, e.Kind)
				case <-time.After(10 * time.Second):
				}
				fake.Lift()
				time.Sleep(time.Second)
			}
			cancel()
			for range events {
			}
		})
	}
}

func expect(t *testing.T, events <-chan idcard.Event, kinds ...idcard.EventKind) {
	t.Helper()
	for _, want := range kinds {
		if e, open := <-events; !open || e.Kind != want {
			t.Fatalf("%q (%v), want %q", e.Kind, e.Err, want)
		}
	}
}

func TestWatchSaysWhyACardWasNotReadAndGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		fake := cardtest.NewPipe(idcard.SAM)
		fake.Mangle(func(command, answer []byte) []cardtest.Piece {
			if command[0] == 0x30 {
				answer = []byte{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x04, 0x00, 0x00, 0x41, 0x45}
			}
			return []cardtest.Piece{{Bytes: answer}}
		})
		fake.Lay(cardtest.Resident())
		events := idcard.NewReader(fake.Open).Watch(ctx)
		expect(t, events, idcard.Connected, idcard.Waiting, idcard.Reading, idcard.Failed, idcard.LiftAgain)
		fake.Mangle(nil)
		fake.Lift()
		time.Sleep(time.Second)
		fake.Lay(cardtest.Resident())
		expect(t, events, idcard.Reading, idcard.CardRead)
		cancel()
		for range events {
		}
	})
}

func TestSpeedIsSetByItsPlaceInTheTable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := cardtest.NewPipe(idcard.SAM)
		var got []byte
		fake.Mangle(func(command, answer []byte) []cardtest.Piece {
			got = bytes.Clone(command[:2])
			return []cardtest.Piece{{Bytes: answer}}
		})
		reader := idcard.NewReader(fake.Open)
		if err := reader.SetBaud(t.Context(), 9600); err != nil || !bytes.Equal(got, []byte{0x60, 0x04}) {
			t.Errorf("%v, % X", err, got)
		}
		if err := reader.SetBaud(t.Context(), 300); store.KindOf(err) != store.Invalid {
			t.Errorf("300 baud: %v", err)
		}
	})
}

// chatter is a device that never stops talking, such as a satellite receiver.
type chatter struct{}

func (chatter) Read(b []byte) (int, error) {
	time.Sleep(time.Millisecond)
	return copy(b, "$GPGGA,"), nil
}
func (chatter) Write(b []byte) (int, error)        { return len(b), nil }
func (chatter) Close() error                       { return nil }
func (chatter) SetReadTimeout(time.Duration) error { return nil }

func TestDeviceThatTalksWithoutEndIsNoReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, family := range families {
			open := func(context.Context) (idcard.Port, idcard.Family, error) { return chatter{}, family, nil }
			if _, err := idcard.NewReader(open).Read(t.Context()); store.KindOf(err) != store.NotFound {
				t.Errorf("%s: %v", family, err)
			}
		}
	})
}
