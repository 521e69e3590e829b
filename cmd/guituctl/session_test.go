package main

import (
	"bytes"
	"compress/zlib"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"filippo.io/age"
	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/internal/store"
	"guitu/printing"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"guituctl": main})
}

// The sessions in testdata are the manual of the command.
func TestSessions(t *testing.T) {
	station := &invented{dir: t.TempDir()}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"ends":    ends,
			"pdftext": pdfText,
			"sql":     runSQL,
			"admit":   admit,
			"demo":    station.demo,
			"recover": recoverWith,
			"photo":   makePhoto,
			"unseal":  unseal,
		},
	})
}

// invented is the invented station that the first session to ask for one
// fills, with what the command said: that takes its time.
type invented struct {
	dir  string
	once sync.Once
	done bool
	said string
}

// demo FOLDER is guituctl demo --data FOLDER, done once for all sessions.
func (d *invented) demo(ts *testscript.TestScript, _ bool, args []string) {
	d.once.Do(func() {
		ts.Check(ts.Exec("guituctl", "demo", "--data", d.dir))
		d.said, d.done = ts.ReadFile("stdout"), true
	})
	if !d.done {
		ts.Fatalf("the invented station was not filled: see the session that tried")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(d.dir)))
	_, err := io.WriteString(ts.Stdout(), d.said)
	ts.Check(err)
}

// ends CODE COMMAND… runs a command that must end with the code.
func ends(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: ends CODE COMMAND…")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("ended with %d; want %s", code, args[0])
	}
}

// pdftext FILE writes the words of a PDF to standard output as the program's
// own preview finds them, and on a last line the characters that are drawn as
// outlines and found by their ActualText.
func pdfText(ts *testscript.TestScript, _ bool, args []string) {
	pdf := []byte(ts.ReadFile(args[0]))
	preview := &printing.Previewer{CacheDir: filepath.Join(os.TempDir(), "guitu-test-pdfium")}
	defer preview.Close()
	sheets, err := preview.Open(pdf)
	ts.Check(err)
	defer sheets.Close()
	var text strings.Builder
	for n := range sheets.Pages() {
		text.WriteString(sheets.Text(n+1) + "\n")
	}
	_, err = io.WriteString(ts.Stdout(), text.String()+outlined(pdf)+"\n")
	ts.Check(err)
}

var (
	stream     = regexp.MustCompile(`(?s)stream\r?\n(.*?)endstream`)
	actualText = regexp.MustCompile(`ActualText <FEFF([0-9A-Fa-f]+)>`)
)

// outlined lists the characters of a PDF that are marked by ActualText.
func outlined(pdf []byte) string {
	var units []uint16
	for _, s := range stream.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(s[1]))
		if err != nil {
			continue
		}
		plain, _ := io.ReadAll(r)
		for _, mark := range actualText.FindAllSubmatch(plain, -1) {
			raw, _ := hex.DecodeString(string(mark[1]))
			for ; len(raw) > 1; raw = raw[2:] {
				units = append(units, binary.BigEndian.Uint16(raw))
			}
		}
	}
	return string(utf16.Decode(units))
}

// photo FILE writes a small JPEG.
func makePhoto(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(file), 0o700))
	ts.Check(os.WriteFile(file, picture.Encode(image.NewNRGBA(image.Rect(0, 0, 90, 120))), 0o600))
}

// sql FOLDER STATEMENT… changes a station's database behind the program's back.
func runSQL(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(filepath.Join(args[0], store.FileName)))
	ts.Check(err)
	defer db.Close()
	for _, statement := range args[1:] {
		_, err := db.Exec(statement)
		ts.Check(err)
	}
}

// admit FOLDER USER PASSWORD-FILE NAME registers somebody with a name. The
// station number and the person's id are $NUMBER and $PERSON from then on.
func admit(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	db, err := store.Open(ctx, ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	session, err := access.SignIn(ctx, db, args[1], strings.TrimSpace(ts.ReadFile(args[2])))
	ts.Check(err)
	desk := &intake.Desk{Session: session}
	draft, err := desk.NewDraft(ctx)
	ts.Check(err)
	draft.Arrival.CameBy, draft.Arrival.Sex, draft.Arrival.Name = "police", "1", args[3]
	draft.Arrival.FoundPlace = "演示北广场"
	stay, err := desk.Register(ctx, draft)
	ts.Check(err)
	ts.Setenv("NUMBER", stay.Number)
	ts.Setenv("PERSON", stay.PersonID)
}

// recover FOLDER SHEET USER PASSWORD-FILE gives an account a new password with
// the code that stands in the words of a printed sheet, which is $CODE from then
// on.
func recoverWith(ts *testscript.TestScript, _ bool, args []string) {
	var groups []string
	for _, m := range codeGroup.FindAllStringSubmatch(ts.ReadFile(args[1]), -1) {
		groups = append(groups, m[1])
	}
	code := strings.Join(groups, "-")
	ctx := context.Background()
	db, err := store.Open(ctx, ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = access.Recover(ctx, db, code, args[2], strings.TrimSpace(ts.ReadFile(args[3])))
	ts.Check(err)
	ts.Setenv("CODE", code)
}

// codeGroup is a group of a recovery code, on a line of its own.
var codeGroup = regexp.MustCompile(`(?m)^\s*([A-Z2-9]{4})\s*$`)

// unseal FILE PASSPHRASE-FILE writes what was encrypted to standard output.
func unseal(ts *testscript.TestScript, neg bool, args []string) {
	who, err := age.NewScryptIdentity(strings.TrimSpace(ts.ReadFile(args[1])))
	ts.Check(err)
	plain, err := age.Decrypt(bytes.NewReader([]byte(ts.ReadFile(args[0]))), who)
	if neg {
		if err == nil {
			ts.Fatalf("opens with a wrong passphrase")
		}
		return
	}
	ts.Check(err)
	_, err = io.Copy(ts.Stdout(), plain)
	ts.Check(err)
}
