package printing

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"guitu/internal/store"
)

// SystemPrinter prints through the system that the program runs on: here
// through the print verb of the program that opens PDF files.
func SystemPrinter() Printer { return shell{} }

type shell struct{}

// grace is how long the spooled file stays: the verb returns before the other
// program has read it, and nothing tells when it has.
const grace = 2 * time.Minute

func (shell) Print(_ context.Context, pdf []byte, job Job) error {
	if err := job.check(); err != nil {
		return err
	}
	path, remove, err := spool(pdf)
	if err != nil {
		return store.Fail(store.Conflict, "临时文件写不下，没有打印。请清理磁盘空间后再试。").Because(err)
	}
	time.AfterFunc(grace, remove)
	verb, args := "print", ""
	if job.Printer != "" {
		verb, args = "printto", fmt.Sprintf("%q", job.Printer)
	}
	for range job.copies() {
		if err := shellExecute(verb, path, args); err != nil {
			return store.Fail(store.NotFound, "没有能打印 PDF 的程序。请先存为 PDF，用能打开它的程序打印。").Because(err)
		}
	}
	return nil
}

func shellExecute(verb, path, args string) error {
	words := make([]*uint16, 3)
	for i, text := range []string{verb, path, args} {
		word, err := windows.UTF16PtrFromString(text)
		if err != nil {
			return err
		}
		words[i] = word
	}
	return windows.ShellExecute(0, words[0], words[1], words[2], nil, windows.SW_HIDE)
}

// Names reads the printers that this user sees, as the system keeps them.
func (shell) Names(context.Context) ([]string, error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows NT\CurrentVersion\Devices`, registry.QUERY_VALUE)
	if err != nil {
		return nil, nil
	}
	defer key.Close()
	return key.ReadValueNames(0)
}
