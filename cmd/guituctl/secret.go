package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"guitu/internal/store"
)

// maxSecret is more than anybody types, in bytes.
const maxSecret = 4096

// readSecret returns the password in file, without the line's end; without a
// file it is asked for at the terminal and not shown.
func (d *desk) readSecret(file, question string) (string, error) {
	if file == "" {
		return d.ask(question)
	}
	f, err := os.Open(file)
	if err != nil {
		return "", store.Fail(store.Invalid, "密码文件“{{.File}}”打不开，请检查路径和权限。").With(store.Args{"File": file}).Because(err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	if err != nil || len(text) > maxSecret {
		return "", store.Fail(store.Invalid, "密码文件“{{.File}}”读不出来，里面应只有一行密码。").With(store.Args{"File": file}).Because(err)
	}
	secret := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	if secret == "" {
		return "", store.Fail(store.Invalid, "密码文件“{{.File}}”是空的，请写入密码。").With(store.Args{"File": file})
	}
	return secret, nil
}

// readNewSecret is readSecret for one that is being chosen: at the terminal it
// is typed twice.
func (d *desk) readNewSecret(file, question string) (string, error) {
	first, err := d.readSecret(file, question)
	if err != nil || file != "" {
		return first, err
	}
	second, err := d.ask(say("再输入一次：", nil))
	if err != nil {
		return "", err
	}
	if first != second {
		return "", store.Fail(store.Invalid, "两次输入的密码不一样，请再试一次。")
	}
	return first, nil
}

// ask reads a line from the terminal without showing it.
func (d *desk) ask(question string) (string, error) {
	terminal := int(os.Stdin.Fd())
	if !term.IsTerminal(terminal) {
		return "", store.Fail(store.Invalid, "没有终端可以输入密码，请用密码文件（如 --password-file）。")
	}
	fmt.Fprint(d.notes, question)
	typed, err := term.ReadPassword(terminal)
	fmt.Fprintln(d.notes)
	return string(typed), err
}
