package idcard

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"go.bug.st/serial"

	"guitu/internal/store"
)

// PortInfo is a serial port at which a card reader answers. Name is what to
// remember; the rest is for display.
type PortInfo struct {
	Name   string // COM3, /dev/ttyUSB0
	Family Family
	Baud   int
	Module string // what the security module calls itself; empty for the second family
}

// Find asks at every serial port of the machine whether a reader is there, and
// at those named in also, which the machine may not list. It takes about three
// seconds where other devices are connected. The error says that the ports
// could not be listed; no reader is no error.
func Find(ctx context.Context, also ...string) ([]PortInfo, error) {
	names, err := serial.GetPortsList()
	if err != nil {
		return nil, store.Fail(store.NotFound, "电脑的串口列不出来。请检查读卡器的驱动程序是否装好。").On("port").Because(err)
	}
	names = append(names, also...)
	slices.Sort(names)
	names = slices.Compact(names)
	found := make([]PortInfo, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() {
			if port, info, err := dial(ctx, name); err == nil {
				port.Close()
				found[i] = info
			}
		})
	}
	all.Wait()
	return slices.DeleteFunc(found, func(p PortInfo) bool { return p.Name == "" }), ctx.Err()
}

// OpenAt opens the serial port of a name, at the speed at which the reader
// there answers.
func OpenAt(name string) Opener {
	return func(ctx context.Context) (Port, Family, error) {
		port, info, err := dial(ctx, name)
		return port, info.Family, err
	}
}

const (
	samProbe   = 300 * time.Millisecond
	combiProbe = time.Second
)

// dial opens a port and tries speeds and families until a reader answers.
func dial(ctx context.Context, name string) (Port, PortInfo, error) {
	port, err := serial.Open(name, mode(bauds[0]))
	if err != nil {
		return nil, PortInfo{}, notOpened(err)
	}
	info, err := probe(ctx, port)
	if err != nil {
		port.Close()
		return nil, PortInfo{}, err
	}
	info.Name = name
	return port, info, nil
}

func mode(baud int) *serial.Mode {
	return &serial.Mode{BaudRate: baud, DataBits: 8, Parity: serial.NoParity, StopBits: serial.OneStopBit}
}

func probe(ctx context.Context, port serial.Port) (PortInfo, error) {
	for _, baud := range bauds {
		if err := port.SetMode(mode(baud)); err != nil {
			continue // this port cannot do it; the next may be the one
		}
		l := newLink(port, SAM)
		l.patience = samProbe
		if _, err := l.ask(ctx, askStatus); errors.Is(err, errGone) || ctx.Err() != nil {
			return PortInfo{}, err
		} else if err != nil {
			continue
		}
		return PortInfo{Family: SAM, Baud: baud, Module: module(ctx, l)}, nil
	}
	if err := port.SetMode(mode(bauds[0])); err != nil {
		return PortInfo{}, notOpened(err)
	}
	l := newLink(port, Combi)
	l.patience = combiProbe
	if _, _, err := l.readCombi(ctx); err != nil { // any whole answer will do
		return PortInfo{}, noReader(err)
	}
	return PortInfo{Family: Combi, Baud: bauds[0]}, nil
}

func module(ctx context.Context, l *link) string {
	a, err := l.ask(ctx, askModule)
	if err != nil {
		return ""
	}
	return a.moduleName()
}

func noReader(cause error) error {
	return store.Fail(store.NotFound, "这个端口上没有读卡器回答。请检查读卡器是否通电、数据线是否插好，或换一个端口。").On("port").Because(cause)
}

func notOpened(cause error) error {
	text := "读卡器没有接上。请检查数据线，插好后会自动接上。"
	if e, ok := errors.AsType[*serial.PortError](cause); ok {
		switch e.Code() {
		case serial.PortBusy:
			text = "读卡器正被另一个程序使用。请关掉厂家的读卡软件再试。"
		case serial.PermissionDenied:
			text = "没有使用读卡器端口的权限。请让管理员把这个账号加入串口组，或关掉正在用它的程序。"
		}
	}
	if strings.Contains(cause.Error(), "busy") {
		text = "读卡器正被另一个程序使用。请关掉厂家的读卡软件再试。"
	}
	return store.Fail(store.NotFound, text).On("port").Because(cause)
}
