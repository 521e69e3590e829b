//go:build !windows

package printing

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"unicode"

	"guitu/internal/store"
)

// SystemPrinter prints through the system that the program runs on: here
// through CUPS, by its commands lp and lpstat.
func SystemPrinter() Printer { return cups{} }

type cups struct{}

func (cups) Print(ctx context.Context, pdf []byte, job Job) error {
	if err := job.check(); err != nil {
		return err
	}
	lp, err := exec.LookPath("lp")
	if err != nil {
		return errNoPrinting(err)
	}
	path, remove, err := spool(pdf)
	if err != nil {
		return store.Fail(store.Conflict, "临时文件写不下，没有打印。请清理磁盘空间后再试。").Because(err)
	}
	defer remove() // lp has copied the file when it returns
	args := []string{"-n", strconv.Itoa(job.copies()), "-o", "media=A4", "-o", "fit-to-page"}
	if title := plainTitle(job.Title); title != "" {
		args = append(args, "-t", title)
	}
	if job.Printer != "" {
		args = append(args, "-d", job.Printer)
	}
	cmd := exec.CommandContext(ctx, lp, append(args, "--", path)...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return store.Fail(store.Conflict, "打印机没有接受这份文件。请检查打印机是否开机、选对，或者先存为 PDF。").
			Because(errors.Join(err, errors.New(strings.TrimSpace(said.String()))))
	}
	return nil
}

func (cups) Names(ctx context.Context) ([]string, error) {
	lpstat, err := exec.LookPath("lpstat")
	if err != nil {
		return nil, errNoPrinting(err)
	}
	cmd := exec.CommandContext(ctx, lpstat, "-e")
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	out, err := cmd.Output()
	if err != nil { // lpstat fails where there is no printer
		return nil, nil
	}
	var names []string
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		if name := strings.TrimSpace(lines.Text()); name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}

func errNoPrinting(err error) error {
	return store.Fail(store.NotFound, "这台电脑没有打印服务（CUPS）。请先存为 PDF，再拿到能打印的电脑上打印。").Because(err)
}

// plainTitle keeps a title on one line and from looking like an option.
func plainTitle(title string) string {
	title = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, title)
	return strings.TrimLeft(strings.TrimSpace(title), "-")
}
