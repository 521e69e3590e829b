package idcard

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"guitu/internal/store"
)

// command is a question to a reader and how its answer can be told: answers
// carry no sign of the question that they belong to, only their shape.
type command struct {
	frame []byte
	fits  func(answer) bool // an answer in the affirmative
	no    byte              // the status that says no to this question alone; 0 where there is none
}

// Commands of the SAM protocol; the bytes are command and parameter.
var (
	askStatus  = command{samFrame(0x11, 0xFF), exactly(samOK, 0), 0}
	askModule  = command{samFrame(0x12, 0xFF), exactly(samOK, 16), 0}
	askFind    = command{samFrame(0x20, 0x01), exactly(samFound, 4), samNoCard}
	askSelect  = command{samFrame(0x20, 0x02), exactly(samOK, 8), samNotSelected}
	askRecord  = command{samFrame(0x30, 0x01), answer.hasRecord, samReadFailed}
	askFingers = command{samFrame(0x30, 0x10), answer.hasRecord, samReadFailed}
	askAddress = command{samFrame(0x30, 0x03), exactly(samOK, addressSize), samNoSuchItem}

	askCombi = command{combiRead, answer.hasRecord, 0}
)

const addressSize = 70 // bytes, UTF-16LE

// bauds are the speeds at which a module may have been set, in the order of the
// parameter of its command 60; the first is the one in which it is delivered.
var bauds = []int{115200, 57600, 38400, 19200, 9600}

// askBaud sets the speed of a module's serial port; the answer comes at the old
// speed.
func askBaud(place int) command {
	return command{samFrame(0x60, byte(place)), exactly(samOK, 0), 0}
}

// status is what a SAM answer says, its third status byte.
type status = byte

const (
	samOK              status = 0x90
	samFound           status = 0x9F
	samBadChecksum     status = 0x10
	samBadLength       status = 0x11
	samBadCommand      status = 0x21
	samUnknown         status = 0x24
	samCardDistrusts          = 0x31 // the card does not accept the reader
	samReaderDistrusts        = 0x32 // the reader does not accept the card
	samVerifyFailed           = 0x33
	samWrongCard              = 0x40
	samReadFailed             = 0x41
	samNoRandom               = 0x47
	samSelfTest               = 0x60
	samNotLicensed            = 0x66
	samNoCard                 = 0x80
	samNotSelected            = 0x81
	samNoSuchItem             = 0x91
)

// refusals are what a clerk is told of a status.
var refusals = map[status]string{
	samBadChecksum:     "读卡器没有听清电脑的命令。请再放一次身份证；若总是这样，请换一根数据线。",
	samBadLength:       "读卡器没有听清电脑的命令。请再放一次身份证；若总是这样，请换一根数据线。",
	samBadCommand:      "读卡器不认识这个命令。请再放一次身份证；若总是这样，请联系读卡器厂家。",
	samUnknown:         "读卡器出了不明的错误。请拔下读卡器，再插上。",
	samCardDistrusts:   "身份证不认这台读卡器。请拿起身份证再放一次；若总是这样，请联系读卡器厂家。",
	samReaderDistrusts: "读卡器不认这张证件，可能是假证或坏证。请拿起再放一次，并用眼核对证件。",
	samVerifyFailed:    "证件芯片里的信息没有通过验证。请拿起身份证再放一次，并用眼核对证件。",
	samWrongCard:       "这不是身份证。请换身份证放在读卡器上。",
	samReadFailed:      "没有读完，身份证可能移动了。请拿起身份证再放一次，放平不动。",
	samNoRandom:        "没有读完，身份证可能移动了。请拿起身份证再放一次，放平不动。",
	samSelfTest:        "读卡器自检没有通过。请拔下读卡器，再插上；若总是这样，请联系读卡器厂家。",
	samNotLicensed:     "读卡器的安全模块没有授权，不能读身份证。请联系读卡器厂家。",
	samNoCard:          "读卡器上没有身份证。请拿起身份证再放一次。",
	samNotSelected:     "没有认出身份证。请拿起身份证再放一次。",
	samNoSuchItem:      "卡上没有这项内容。",
}

// refused is the error of an answer that says no.
func (a answer) refused() error {
	if a.family == Combi {
		return store.Fail(store.NotFound, "没有读到身份证。请拿起身份证再放一次，放平不动。").On("card").
			Because(fmt.Errorf("status %04X", a.combiStatus()))
	}
	text, known := refusals[a.status()]
	if !known {
		text = "读卡器出了不明的错误。请拔下读卡器，再插上。"
	}
	return store.Fail(store.NotFound, text).On("card").Because(fmt.Errorf("status %02X", a.status()))
}

// answer is the body of a frame.
type answer struct {
	family Family
	body   []byte
}

func (a answer) status() status { return a.body[2] } // SAM only; a body has three bytes at least

func (a answer) combiStatus() uint16 { return binary.BigEndian.Uint16(a.body) }

// data is what follows the status.
func (a answer) data() []byte {
	if a.family == Combi {
		return a.body[2:]
	}
	return a.body[3:]
}

// affirms says whether the status is one of success. The first two bytes are
// the card's own: 00 00, or 90 00 from modules that pass them on.
func (a answer) affirms(want status) bool {
	if a.family == Combi {
		return a.combiStatus() == combiDone
	}
	return a.status() == want && a.body[1] == 0 && (a.body[0] == 0 || a.body[0] == 0x90)
}

func exactly(want status, size int) func(answer) bool {
	return func(a answer) bool { return a.affirms(want) && len(a.data()) == size }
}

// answers says whether a belongs to the command, as far as its shape can tell,
// and whether it says yes.
func (c command) answers(a answer) (belongs, yes bool) {
	if c.fits(a) {
		return true, true
	}
	if a.family == Combi {
		return !a.affirms(0), false
	}
	if len(a.data()) != 0 {
		return false, false
	}
	switch s := a.status(); s {
	case samOK, samFound:
		return false, false
	case samNoCard, samNotSelected, samNoSuchItem:
		return s == c.no, false
	}
	return true, false
}

// sizes reads the lengths of text, portrait and fingerprints. They must add up
// to what came.
func (a answer) sizes() (text, portrait, rest int, ok bool) {
	d := a.data()
	if len(d) < 4 {
		return 0, 0, 0, false
	}
	text, portrait = int(binary.BigEndian.Uint16(d)), int(binary.BigEndian.Uint16(d[2:]))
	if text != RecordSize || portrait != PortraitSize && portrait != 0 {
		return 0, 0, 0, false
	}
	rest = len(d) - 4 - text - portrait
	if rest == 0 {
		return text, portrait, 0, true
	}
	if rest < 2 {
		return 0, 0, 0, false
	}
	fingers := int(binary.BigEndian.Uint16(d[4:]))
	return text, portrait, rest, rest == 2+fingers && fingers%512 == 0 && fingers <= 1024
}

func (a answer) hasRecord() bool {
	if !a.affirms(samOK) {
		return false
	}
	_, _, _, ok := a.sizes()
	return ok
}

// chip is what an answer with a record holds. The fingerprints are wiped on the
// way: nobody here may keep them.
type chip struct{ text, portrait []byte }

func (a answer) chip() chip {
	text, portrait, rest, _ := a.sizes()
	d := a.data()[4:]
	if rest > 0 {
		d = d[2:] // the length of the fingerprints
		clear(d[text+portrait:])
	}
	return chip{d[:text:text], d[text : text+portrait : text+portrait]}
}

func (c chip) equal(o chip) bool {
	return bytes.Equal(c.text, o.text) && bytes.Equal(c.portrait, o.portrait)
}

// address reads the newest address.
func (a answer) address() (string, bool) {
	d := a.data()
	units := make(record, len(d)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(d[2*i:])
	}
	return units.field(0, 2*len(units)), readable(units)
}

// moduleName writes a module's 16 bytes as they stand on the sticker of a
// reader: kind, maker, day of making, serial number and a random part, all
// little-endian. The grouping is that of vendors' software.
func (a answer) moduleName() string {
	d := a.data()
	return fmt.Sprintf("%02d.%02d-%08d-%010d-%010d", binary.LittleEndian.Uint16(d), binary.LittleEndian.Uint16(d[2:]),
		binary.LittleEndian.Uint32(d[4:]), binary.LittleEndian.Uint32(d[8:]), binary.LittleEndian.Uint32(d[12:]))
}
