package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"guitu/internal/store"
)

// writeJSON writes a result for machines.
func (d *desk) writeJSON(v any) error { return encodeJSON(d.out, v) }

func encodeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// tell writes a line for people.
func (d *desk) tell(text string, args store.Args) error {
	_, err := fmt.Fprintln(d.out, say(text, args))
	return err
}

// report writes what was done: a sentence for people, its facts for machines.
func (d *desk) report(json bool, facts map[string]any, text string, args store.Args) error {
	if json {
		return d.writeJSON(facts)
	}
	return d.tell(text, args)
}

// saveFile writes a file whole or not at all, for its owner only: what leaves a
// station is about people.
func saveFile(path string, data []byte) error {
	errSave := store.Fail(store.Invalid, "“{{.File}}”写不进去，请检查文件夹和磁盘。").With(store.Args{"File": path})
	f, err := os.CreateTemp(filepath.Dir(path), ".guitu-*") // mode 0600
	if err != nil {
		return errSave.Because(err)
	}
	defer os.Remove(f.Name()) // of no effect once it has its name
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errSave.Because(err)
	}
	return nil
}

// columns writes rows as a table. A Chinese character takes two places.
func (d *desk) columns(rows [][]string) error {
	var width []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], places(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", width[i]-places(cell)+2))
			}
		}
		if _, err := fmt.Fprintln(d.out, line.String()); err != nil {
			return err
		}
	}
	return nil
}

// places is how many places of a terminal a text takes.
func places(text string) (n int) {
	for _, c := range text {
		n++
		if c >= 0x1100 {
			n++
		}
	}
	return n
}
