package main

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"filippo.io/age"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/tracing"
)

type exportCommand struct {
	Person   exportPerson   `cmd:"" help:"一个人的全部档案，JSON 格式，默认加密"`
	National exportNational `cmd:"" help:"一段时间来站的人，按全国系统的录入顺序，CSV 或 XLSX"`
}

type exportPerson struct {
	Who            string `arg:"" name:"number" help:"救助编号，或人员的 ID"`
	Output         string `short:"o" required:"" help:"写到这里" placeholder:"FILE" type:"path"`
	Purpose        string `required:"" help:"用途，记入审计记录" placeholder:"TEXT"`
	PassphraseFile string `help:"加密口令所在的文件，不写时在终端输入两次" placeholder:"FILE" type:"path" xor:"how"`
	Plain          bool   `help:"不加密。文件里有个人信息，请自己看管好" xor:"how"`
	asJSON
}

// shortest is how many characters a passphrase has at least: the file may be
// tried out at leisure.
const shortest = 8

func (c *exportPerson) Run(d *desk) error {
	if strings.TrimSpace(c.Purpose) == "" {
		return store.Fail(store.Invalid, "请用 --purpose 写明用途，用途会记入审计记录。")
	}
	session, station, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	if err := session.Require(access.ExportPeople); err != nil {
		return err
	}
	passphrase := ""
	if !c.Plain {
		if passphrase, err = d.readNewSecret(c.PassphraseFile, say("加密口令：", nil)); err != nil {
			return err
		}
		if utf8.RuneCountInString(passphrase) < shortest {
			return store.Fail(store.Invalid, "加密口令至少要{{.N}}个字，可以用一句好记的话。").With(store.Args{"N": shortest})
		}
	}
	id, err := c.find(d, session)
	if err != nil {
		return err
	}
	file, err := readWhole(d, session, station, id, c.Purpose)
	if err != nil {
		return err
	}
	return c.save(d, file, passphrase)
}

// find takes the argument for a station number and then for a person's id.
func (c *exportPerson) find(d *desk, session *access.Session) (string, error) {
	r, err := findByNumber(d, session, c.Who)
	if err == nil {
		return r.Person.ID, nil
	}
	if store.KindOf(err) != store.NotFound {
		return "", err
	}
	missing := store.Fail(store.NotFound, "没有救助编号或人员 ID 是“{{.Number}}”的人，请核对。").With(store.Args{"Number": c.Who})
	err = session.Read(d, access.ReadPeople, func(tx *access.Tx) error {
		_, err := intake.FindPerson(tx, c.Who)
		return err
	})
	if store.KindOf(err) == store.NotFound {
		return "", missing.Because(err)
	}
	return c.Who, err
}

func (c *exportPerson) save(d *desk, file exported, passphrase string) error {
	var plain bytes.Buffer
	if err := encodeJSON(&plain, file); err != nil {
		return err
	}
	if c.Plain {
		if err := saveFile(c.Output, plain.Bytes()); err != nil {
			return err
		}
		return d.report(c.JSON, map[string]any{"file": c.Output, "encrypted": false},
			"已导出到 {{.File}}，没有加密。里面有个人信息，用完请删除。", store.Args{"File": c.Output})
	}
	sealed, err := encrypt(plain.Bytes(), passphrase)
	if err != nil {
		return err
	}
	if err := saveFile(c.Output, sealed); err != nil {
		return err
	}
	return d.report(c.JSON, map[string]any{"file": c.Output, "encrypted": true},
		"已加密导出到 {{.File}}。收件人用 age 和口令打开，口令请另外告知。", store.Args{"File": c.Output})
}

// encrypt makes a file that age (age-encryption.org) opens with the passphrase.
func encrypt(plain []byte, passphrase string) ([]byte, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, recipient)
	if err != nil {
		return nil, err
	}
	if _, err = w.Write(plain); err != nil {
		return nil, err
	}
	err = w.Close() // writes the last piece
	return sealed.Bytes(), err
}

// readWhole reads all that the station has of a person. That it is taken out is
// on record before anything is written.
func readWhole(d *desk, session *access.Session, station store.Station, id, purpose string) (exported, error) {
	desk := &intake.Desk{Session: session}
	f, err := desk.ExportFile(d, id, purpose)
	if err != nil {
		return exported{}, err
	}
	file := exportedOf(f)
	file.Station, file.Purpose, file.By, file.At = station.Name, purpose, session.Account().Display, session.DB().Now()
	for i, photo := range f.Photos {
		if file.Photos[i].JPEG, err = desk.Picture(d, photo.ID); err != nil {
			return exported{}, err
		}
	}
	steps, err := (&tracing.Office{Session: session}).Steps(d, id)
	if err != nil {
		return exported{}, err
	}
	for _, s := range steps {
		file.Steps = append(file.Steps, exportedStep{s.Kind, s.DoneAt, s.RecordedAt, f.Staff[s.Actor], !s.Counts(), s.StepNote})
	}
	return file, nil
}
