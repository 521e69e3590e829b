package main

import (
	"context"
	"io"
	"os"
	"time"

	"guitu/intake/idcard"
	"guitu/internal/store"
)

type cardCommands struct {
	Parse cardParse `cmd:"" help:"读出文件里的证件信息：256字节的芯片内容、读卡器的回答或 wz.txt"`
	Read  cardRead  `cmd:"" help:"用读卡器读一张证件"`
	Ports cardPorts `cmd:"" help:"找出接在电脑串口上的读卡器"`
}

// card is what a card says, as machines read it.
type card struct {
	Type         idcard.CardType `json:"type"`
	Name         string          `json:"name"`
	NameEn       string          `json:"name_en"`
	Sex          string          `json:"sex"`    // GB/T 2261.1
	Nation       string          `json:"nation"` // GB/T 3304
	Birth        string          `json:"birth"`  // YYYY-MM-DD
	Address      string          `json:"address"`
	Number       string          `json:"number"`
	Issuer       string          `json:"issuer"`
	ValidFrom    string          `json:"valid_from"`
	ValidTo      string          `json:"valid_to"` // or 长期
	Country      string          `json:"country"`  // GB/T 2659 alpha-3
	PermitNumber string          `json:"permit_number"`
	Problems     []idProblem     `json:"problems"`
}

// showCard writes a card. The address is that which is printed on it.
func (d *desk) showCard(c idcard.Card) error {
	shown := card{c.Type, c.Name, c.NameEn, c.Sex, c.Nation, c.Birth.String(), c.Address, c.Number, c.Issuer,
		c.ValidFrom.String(), c.ValidTo.String(), c.Country, c.PermitNumber, idProblems(c.Problems)}
	if c.LongTerm {
		shown.ValidTo = "长期"
	}
	return d.writeJSON(shown)
}

type cardParse struct {
	File string `arg:"" help:"要读的文件" type:"path"`
	On   string `help:"按这一天核对有效期，不写时是今天" placeholder:"YYYY-MM-DD"`
}

// Run needs no station. What is wrong with a card is among its problems; the
// exit code is 1 only where no card was found.
func (c *cardParse) Run(d *desk) error {
	on := time.Now()
	if c.On != "" {
		day, err := time.ParseInLocation(time.DateOnly, c.On, time.Local)
		if err != nil {
			return store.Fail(store.Invalid, "--on 要写成 2026-01-31 这样的日期。")
		}
		on = day
	}
	b, err := readCardFile(c.File)
	if err != nil {
		return err
	}
	found, err := idcard.Parse(b, on)
	if err != nil {
		return err
	}
	return d.showCard(found)
}

// maxCardFile is the longest file that is read, in bytes: no card needs more.
const maxCardFile = 64 << 10

func readCardFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, store.Fail(store.NotFound, "“{{.File}}”打不开，请检查文件名。").With(store.Args{"File": path}).Because(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxCardFile+1))
	if err != nil || len(b) > maxCardFile {
		return nil, store.Fail(store.Invalid, "“{{.File}}”不是证件信息的文件。请选择 wz.txt 或读卡器存下的文件。").With(store.Args{"File": path}).Because(err)
	}
	return b, nil
}

type cardRead struct {
	Port    string        `required:"" help:"读卡器的端口，例如 COM3 或 /dev/ttyUSB0；见 card ports" placeholder:"NAME"`
	Timeout time.Duration `help:"最多等多久" default:"30s"`
}

// Run waits for a card to be laid down and reads it. A card that could not be
// read may be laid down again until the time is over.
func (c *cardRead) Run(d *desk) error {
	ctx, cancel := context.WithTimeout(d, c.Timeout)
	defer cancel()
	var last error
	for e := range idcard.NewReader(idcard.OpenAt(c.Port)).Watch(ctx) {
		switch e.Kind {
		case idcard.CardRead:
			return d.showCard(e.Card)
		case idcard.Gone:
			return e.Err
		case idcard.Failed:
			last = e.Err
			if err := d.note(sentence(e.Err)); err != nil {
				return err
			}
		case idcard.Waiting:
			if err := d.note(say("请把身份证放在读卡器上。", nil)); err != nil {
				return err
			}
		}
	}
	if last != nil {
		return last
	}
	return store.Fail(store.NotFound, "等到现在没有读到身份证。请把身份证放在读卡器上，再试一次。")
}

// note tells whoever waits, apart from the result.
func (d *desk) note(line string) error {
	_, err := io.WriteString(d.notes, line+"\n")
	return err
}

type cardPorts struct{}

type cardPort struct {
	Port   string        `json:"port"`
	Family idcard.Family `json:"family"`
	Baud   int           `json:"baud"`
	Module string        `json:"module"`
}

// Run lists the readers; none is no failure.
func (c *cardPorts) Run(d *desk) error {
	found, err := idcard.Find(d)
	if err != nil {
		return err
	}
	ports := []cardPort{}
	for _, p := range found {
		ports = append(ports, cardPort{p.Name, p.Family, p.Baud, p.Module})
	}
	return d.writeJSON(ports)
}
