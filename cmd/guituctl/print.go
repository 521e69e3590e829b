package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/picture"
	"guitu/internal/store"
	"guitu/printing"
)

type printCommands struct {
	Notice printNotice `cmd:"" help:"从 JSON 生成寻亲公告，不需要救助站"`
	Paper  printPaper  `cmd:"" help:"出具一份文书：取号、留底、生成 PDF"`
	Shift  printShift  `cmd:"" help:"打印交接班表"`
}

type printNotice struct {
	JSON   string `name:"json" required:"" help:"公告内容，只有 number 必填" placeholder:"FILE" type:"path"`
	Output string `short:"o" required:"" help:"PDF 写到这里" placeholder:"FILE" type:"path"`
}

// Run renders what stands in the file and nothing else. Whom to call stands in
// it too; the path of the photo is taken from the file's folder.
func (c *printNotice) Run(d *desk) error {
	f, err := os.Open(c.JSON)
	if err != nil {
		return store.Fail(store.Invalid, "公告文件“{{.File}}”打不开，请检查路径和权限。").With(store.Args{"File": c.JSON}).Because(err)
	}
	defer f.Close()
	n, err := printing.ParseNotice(f)
	if err != nil {
		return err
	}
	photo, err := readPhoto(d, n.Photo, filepath.Dir(c.JSON))
	if err != nil {
		return err
	}
	result, err := n.Render(photo, printing.Options{IssuedAt: time.Now().In(calendar.Zone)})
	if err != nil {
		return err
	}
	return d.savePaper(c.Output, result, nil)
}

// photoSide is as large as a photo is printed on a notice, in pixels.
const photoSide = 1000

// readPhoto reads the photo that the key "photo" names through the guarded
// door. What is wrong with it is told under that key.
func readPhoto(ctx context.Context, path, folder string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, store.Fail(store.Invalid, "公告中“photo”的照片打不开，请检查路径和权限。").On("photo").Because(err)
	}
	defer f.Close()
	m, err := picture.Decode(ctx, f)
	if err != nil {
		return nil, store.Fail(store.Invalid, "公告中“photo”的照片不能用：{{.Why}}").With(store.Args{"Why": sentence(err)}).On("photo").Because(err)
	}
	return picture.Encode(picture.Thumbnail(m, photoSide)), nil
}

// savePaper writes the PDF and says which characters no font has: they stand on
// the paper as marked boxes. facts, where not nil, are for machines.
func (d *desk) savePaper(path string, r printing.Result, facts map[string]any) error {
	if err := saveFile(path, r.PDF); err != nil {
		return err
	}
	missing := make([]string, len(r.Missing))
	for i, c := range r.Missing {
		missing[i] = string(c)
	}
	if facts != nil {
		facts["file"], facts["pages"], facts["missing"] = path, r.Pages, missing
		return d.writeJSON(facts)
	}
	if len(missing) > 0 {
		return d.tell("已写入 {{.File}}，{{.N}}页。字体里没有这些字，纸上是方框，请手写：{{.Missing}}",
			store.Args{"File": path, "N": r.Pages, "Missing": strings.Join(missing, " ")})
	}
	return d.tell("已写入 {{.File}}，{{.N}}页。", store.Args{"File": path, "N": r.Pages})
}

type printPaper struct {
	Kind   string            `required:"" help:"文书种类" placeholder:"KIND" enum:"${papers}"`
	Stay   string            `required:"" help:"救助编号" placeholder:"NUMBER"`
	Output string            `short:"o" required:"" help:"PDF 写到这里" placeholder:"FILE" type:"path"`
	Set    map[string]string `help:"档案里没有的内容，如 receiver=某某福利院，可以有几个" placeholder:"KEY=TEXT" mapsep:"none"`
	asJSON
}

func (c *printPaper) Run(d *desk) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	r, err := findByNumber(d, session, c.Stay)
	if err != nil {
		return err
	}
	papers := papersOf(session)
	if err := c.checkExtras(); err != nil {
		return err
	}
	doc, result, err := papers.Issue(d, c.Kind, r.Stay.ID, c.Set)
	if err != nil {
		return err
	}
	if c.JSON {
		return d.savePaper(c.Output, result, map[string]any{"id": doc.ID, "number": doc.Number})
	}
	if err := d.tell("文号：{{.Number}}", store.Args{"Number": doc.Number}); err != nil {
		return err
	}
	return d.savePaper(c.Output, result, nil)
}

// checkExtras refuses a key that the paper does not ask for.
func (c *printPaper) checkExtras() error {
	for key := range c.Set {
		if !asksFor(c.Kind, key) {
			return store.Fail(store.Invalid, "这种文书没有“{{.Key}}”这一项，请核对 --set。").With(store.Args{"Key": key})
		}
	}
	return nil
}

func asksFor(kind, key string) bool {
	for _, k := range printing.Kinds() {
		for _, extra := range k.Extras {
			if k.Name == kind && extra.Key == key {
				return true
			}
		}
	}
	return false
}

// paperKinds lists the names that --kind takes.
func paperKinds() string {
	var names []string
	for _, k := range printing.Kinds() {
		names = append(names, k.Name)
	}
	return strings.Join(names, ",")
}

// recoverySheet is the paper for the safe.
func recoverySheet(s store.Station, code string, now time.Time) ([]byte, error) {
	form, err := printing.Find("recovery")
	if err != nil {
		return nil, err
	}
	result, err := printing.Render(form, printing.Values{"code": code, "qr": code},
		printing.Options{Station: printing.Station{Name: s.Name, Address: s.Address, Phone: s.Phone}, IssuedAt: now})
	return result.PDF, err
}
