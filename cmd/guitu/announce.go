package main

import (
	"encoding/json"
	"os"
)

// announcer writes what happens in the window for who cannot see it: a bridge
// to a screen reader, or a test that waits. It is told fixed texts alone.
type announcer struct{ file *os.File }

func newAnnouncer(path string) (*announcer, error) {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &announcer{file}, nil
}

func (a *announcer) say(kind, text string) {
	line, err := json.Marshal(map[string]string{"kind": kind, "text": text})
	if err == nil {
		_, err = a.file.Write(append(line, '\n'))
	}
	_ = err // nobody may be listening any more
}

func (a *announcer) Close() error { return a.file.Close() }
