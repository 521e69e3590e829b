//go:build linux

package idcard_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"guitu/intake/idcard"
	"guitu/intake/idcard/cardtest"
	"guitu/internal/store"
)

func terminals(t *testing.T) map[idcard.Family]*cardtest.Terminal {
	return map[idcard.Family]*cardtest.Terminal{idcard.SAM: cardtest.NewPTY(t), idcard.Combi: cardtest.NewCombiPTY(t)}
}

func TestBothFamiliesAreReadThroughASerialPort(t *testing.T) {
	for family, fake := range terminals(t) {
		reader := idcard.NewReader(idcard.OpenAt(fake.PortName()))
		for _, want := range everyCard() {
			fake.Lift()
			fake.Lay(want)
			c, err := reader.Read(t.Context())
			if err != nil || !same(c, want) {
				t.Errorf("%s, %s: %v, %+v", family, want.Type, err, c)
			}
		}
		reader.Close()
	}
}

func TestReadersAreFoundByAsking(t *testing.T) {
	sam, combi := cardtest.NewPTY(t), cardtest.NewCombiPTY(t)
	found, err := idcard.Find(t.Context(), sam.PortName(), combi.PortName(), "/dev/none")
	if err != nil {
		t.Fatal(err)
	}
	want := idcard.PortInfo{Name: sam.PortName(), Family: idcard.SAM, Baud: 115200, Module: "05.03-20080424-0000123456-0123456789"}
	i := slices.IndexFunc(found, func(p idcard.PortInfo) bool { return p.Name == sam.PortName() })
	j := slices.IndexFunc(found, func(p idcard.PortInfo) bool { return p.Name == combi.PortName() })
	if i < 0 || j < 0 || found[i] != want || found[j].Family != idcard.Combi {
		t.Fatalf("%+v", found)
	}
}

func TestPortWithoutAReaderIsSaid(t *testing.T) {
	fake := cardtest.NewPTY(t)
	fake.Mangle(func(command, answer []byte) []cardtest.Piece { return nil })
	_, err := idcard.NewReader(idcard.OpenAt(fake.PortName())).Read(t.Context())
	if store.KindOf(err) != store.NotFound || err.Error() != "这个端口上没有读卡器回答。请检查读卡器是否通电、数据线是否插好，或换一个端口。" {
		t.Error(err)
	}
	if _, err := idcard.NewReader(idcard.OpenAt("/dev/none")).Read(t.Context()); store.KindOf(err) != store.NotFound {
		t.Error(err)
	}
}

func TestHarmedAnswersThroughASerialPort(t *testing.T) {
	want := cardtest.Resident()
	for _, what := range []string{"paused", "doubled", "repeated", "corrupted"} {
		fake := cardtest.NewPTY(t)
		fake.Lay(want)
		harmed := false
		fake.Mangle(func(command, answer []byte) []cardtest.Piece {
			if harmed || command[0] != 0x30 {
				return []cardtest.Piece{{Bytes: answer}}
			}
			harmed = true
			return harms[what](answer, 700)
		})
		reader := idcard.NewReader(idcard.OpenAt(fake.PortName()))
		if c, err := reader.Read(t.Context()); err != nil || !same(c, want) {
			t.Errorf("%s: %v, %+v", what, err, c)
		}
		reader.Close()
	}
}

func TestReaderThatIsUnpluggedIsTakenUpAgain(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	fake := cardtest.NewPTY(t)
	events := idcard.NewReader(idcard.OpenAt(fake.PortName())).Watch(ctx)
	expect(t, events, idcard.Connected, idcard.Waiting)
	fake.Unplug()
	expect(t, events, idcard.Gone)
	fake.Lay(cardtest.Another())
	fake.Plug()
	expect(t, events, idcard.Connected, idcard.Waiting, idcard.Reading)
	if e := <-events; e.Kind != idcard.CardRead || !same(e.Card, cardtest.Another()) {
		t.Errorf("%s %v", e.Kind, e.Err)
	}
	cancel()
	for range events {
	}
}
