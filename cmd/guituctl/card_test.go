//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"guitu/intake/idcard/cardtest"
)

// The command runs as a process of its own, as a script would run it.
func TestCardIsReadFromASerialPort(t *testing.T) {
	fake := cardtest.NewPTY(t)
	fake.Lay(cardtest.Another())
	var out, notes bytes.Buffer
	command := exec.Command("guituctl", "card", "read", "--port", fake.PortName(), "--timeout", "20s")
	command.Stdout, command.Stderr = &out, &notes
	if err := command.Run(); err != nil {
		t.Fatalf("%v: %s", err, notes.String())
	}
	var keys map[string]any
	if err := json.Unmarshal(out.Bytes(), &keys); err != nil {
		t.Fatal(err)
	}
	want := strings.Fields("address birth country issuer name name_en nation number permit_number problems sex type valid_from valid_to")
	if got := slices.Sorted(maps.Keys(keys)); !slices.Equal(got, want) {
		t.Errorf("fields %v, want %v", got, want)
	}
	if keys["name"] != "演示乙" || keys["number"] != "34052419800101001X" || keys["valid_to"] != "2036-01-01" {
		t.Errorf("%s", out.String())
	}
}

func TestReadingACardEndsWithItsTime(t *testing.T) {
	fake := cardtest.NewPTY(t)
	var notes bytes.Buffer
	command := exec.Command("guituctl", "card", "read", "--port", fake.PortName(), "--timeout", "1s")
	command.Stderr = &notes
	if err := command.Run(); err == nil || command.ProcessState.ExitCode() != 1 || !strings.Contains(notes.String(), "请把身份证放在读卡器上") {
		t.Errorf("%v: %s", err, notes.String())
	}
}
