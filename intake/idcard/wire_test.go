package idcard

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
)

func frameOf(t *testing.T, spaced string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(spaced, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The frames as the makers of readers print them.
func TestCommandsAreThoseOfTheStandard(t *testing.T) {
	for want, c := range map[string]command{
		"AA AA AA 96 69 00 03 11 FF ED": askStatus, "AA AA AA 96 69 00 03 12 FF EE": askModule,
		"AA AA AA 96 69 00 03 20 01 22": askFind, "AA AA AA 96 69 00 03 20 02 21": askSelect,
		"AA AA AA 96 69 00 03 30 01 32": askRecord, "AA AA AA 96 69 00 03 30 10 23": askFingers,
		"AA AA AA 96 69 00 03 30 03 30": askAddress, "AA AA AA 96 69 00 03 60 00 63": askBaud(0),
		"02 00 03 CA 01 00 CB 03": askCombi,
	} {
		if !bytes.Equal(c.frame, frameOf(t, want)) {
			t.Errorf("% X, want %s", c.frame, want)
		}
	}
}

func TestAnswersBelongToOneCommandOnly(t *testing.T) {
	const (
		found    = "AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97"
		none     = "AA AA AA 96 69 00 04 00 00 80 84"
		selected = "AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C"
		ready    = "AA AA AA 96 69 00 04 00 00 90 94"
		refused  = "AA AA AA 96 69 00 04 00 00 81 85"
		nothing  = "AA AA AA 96 69 00 04 00 00 91 95"
		failed   = "AA AA AA 96 69 00 04 00 00 41 45"
	)
	commands := map[string]command{"status": askStatus, "module": askModule, "find": askFind, "select": askSelect, "record": askRecord, "address": askAddress}
	yes := map[string]string{found: "find", selected: "select", ready: "status"}
	no := map[string]string{none: "find", refused: "select", nothing: "address"}
	for _, text := range []string{found, none, selected, ready, refused, nothing, failed} {
		d := deframer{family: SAM}
		d.add(frameOf(t, text))
		body, ok := d.next()
		if !ok || d.noise {
			t.Fatalf("%s is no frame", text)
		}
		for name, c := range commands {
			belongs, affirms := c.answers(answer{SAM, body})
			wantBelongs := yes[text] == name || no[text] == name || text == failed
			if belongs != wantBelongs || affirms != (yes[text] == name) {
				t.Errorf("%s after %s: belongs %v, yes %v", text, name, belongs, affirms)
			}
		}
	}
}

func TestEveryStatusIsASentenceThatSaysWhatToDo(t *testing.T) {
	for s, text := range refusals {
		if s != samNoSuchItem && !strings.Contains(text, "请") {
			t.Errorf("%02X: %s", s, text)
		}
	}
	if a := (answer{SAM, []byte{0, 0, 0x77}}); a.refused().Error() == "" {
		t.Error("an unknown status says nothing")
	}
}

func TestFrameIsFoundInAnyPieces(t *testing.T) {
	whole := frameOf(t, "AA AA AA AA 02 96 AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97")
	for cut := range whole {
		d := deframer{family: SAM}
		d.add(whole[:cut])
		if _, ok := d.next(); ok {
			t.Fatalf("%d bytes are a frame", cut)
		}
		d.add(whole[cut:])
		if body, ok := d.next(); !ok || !bytes.Equal(body, []byte{0, 0, 0x9F, 0, 0, 0, 0}) || !d.noise {
			t.Fatalf("cut at %d: % X, noise %v", cut, body, d.noise)
		}
	}
}

func TestFingerprintsAreWipedOnTheWay(t *testing.T) {
	body := append([]byte{0, 0, 0x90, 1, 0, 4, 0, 2, 0}, bytes.Repeat([]byte{0xF1}, RecordSize+PortraitSize+512)...)
	a := answer{SAM, body}
	if !a.hasRecord() {
		t.Fatal("no record")
	}
	c := a.chip()
	if len(c.text) != RecordSize || len(c.portrait) != PortraitSize || !bytes.Equal(body[len(body)-512:], make([]byte, 512)) {
		t.Error("fingerprints are still in memory")
	}
}
