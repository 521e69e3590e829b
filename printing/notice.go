package printing

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"guitu/internal/store"
)

// Notice is a 寻亲公告: what the public may know of somebody whose family is
// looked for. There is no place in it for an ID number, and one that somebody
// typed into a sentence is not printed.
//
// All is optional but Number.
type Notice struct {
	Number      string `json:"number"`
	Name        string `json:"name"`          // empty prints 无名氏
	NameBySound bool   `json:"name_by_sound"` // written down by its sound: 姓名（音）
	Sex         string `json:"sex"`
	AgeFrom     int    `json:"age_from"` // years, as seen; 0 is not known
	AgeTo       int    `json:"age_to"`
	HeightCM    int    `json:"height_cm"`
	Accent      string `json:"accent"`
	SaidPlace   string `json:"said_place"` // places that the person names
	Marks       string `json:"marks"`
	Clothing    string `json:"clothing"` // when found
	FoundAt     string `json:"found_at"` // a date in words
	FoundPlace  string `json:"found_place"`
	Health      string `json:"health"`
	Mind        string `json:"mind"`
	Photo       string `json:"photo"` // path of a picture; the caller reads it
	Unit        string `json:"unit"`  // who is to be called; the station if empty
	Phone       string `json:"phone"`
	Address     string `json:"address"`
}

// ParseNotice reads a notice from a JSON object. An unknown key or a value of
// the wrong type is an error that names the key.
func ParseNotice(r io.Reader) (Notice, error) {
	data, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return Notice{}, fmt.Errorf("printing: read the notice: %w", err)
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(data, &keys); err != nil || keys == nil {
		return Notice{}, store.Fail(store.Invalid, "公告文件不是完整的 JSON 对象，请检查括号、引号和逗号。").Because(err)
	}
	var n Notice
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&n); err != nil {
		key := wrongKey(err)
		text := "公告文件中的“{{.Key}}”类型不对，请改成要求的类型。"
		if _, wrong := errors.AsType[*json.UnmarshalTypeError](err); !wrong {
			text = "公告文件中有不认识的项目“{{.Key}}”，请删去或者改正名称。"
		}
		return Notice{}, store.Fail(store.Invalid, text).With(store.Args{"Key": key}).On(key).Because(err)
	}
	return n, n.check()
}

func (n Notice) check() error {
	wrong := func(key, text string) error {
		return store.Fail(store.Invalid, text).With(store.Args{"Key": key}).On(key)
	}
	switch {
	case strings.TrimSpace(n.Number) == "":
		return wrong("number", "公告缺少编号“{{.Key}}”，请填写后再生成。")
	case n.AgeFrom < 0 || n.AgeFrom > 150:
		return wrong("age_from", "公告中的“{{.Key}}”应在 0 到 150 之间，请改正。")
	case n.AgeTo < 0 || n.AgeTo > 150:
		return wrong("age_to", "公告中的“{{.Key}}”应在 0 到 150 之间，请改正。")
	case n.AgeTo > 0 && n.AgeTo < n.AgeFrom:
		return wrong("age_to", "公告中的“{{.Key}}”小于 age_from，请把两个年龄对调或者改正。")
	case n.HeightCM < 0 || n.HeightCM > 260:
		return wrong("height_cm", "公告中的“{{.Key}}”应是厘米数，在 0 到 260 之间，请改正。")
	}
	return nil
}

// Render makes the notice as one A4 page. photo is a JPEG from the guarded
// image door, or nil.
func (n Notice) Render(photo []byte, o Options) (Result, error) {
	if err := n.check(); err != nil {
		return Result{}, err
	}
	form, err := Find("notice")
	if err != nil {
		return Result{}, err
	}
	o.Number = n.Number
	v := Values{
		"name": n.shownName(), "sex": known(n.Sex), "age": n.shownAge(), "height": n.shownHeight(),
		"accent": known(n.Accent), "found_at": known(n.FoundAt), "found_place": known(n.FoundPlace),
		"health": known(n.Health), "mind": known(n.Mind), "marks": known(n.Marks),
		"clothing": known(n.Clothing), "said_place": known(n.SaidPlace),
		"phone": first(n.Phone, o.Station.Phone), "unit": first(n.Unit, o.Station.Name),
		"address": first(n.Address, o.Station.Address),
	}
	for key, value := range v {
		if key != "phone" {
			v[key] = withoutIDNumbers(value.(string))
		}
	}
	if len(photo) > 0 {
		v["photo"] = photo
	}
	o.Station.Name = "" // stands at the foot, where people look for whom to call
	return Render(form, v, o)
}

func (n Notice) shownName() string {
	switch {
	case strings.TrimSpace(n.Name) == "":
		return "无名氏"
	case n.NameBySound:
		return n.Name + "（音）"
	}
	return n.Name
}

// shownAge is 约30—40岁（目测）. One end alone is printed as such.
func (n Notice) shownAge() string {
	from, to := n.AgeFrom, n.AgeTo
	switch {
	case from == 0 && to == 0:
		return Unknown
	case from == to:
		return fmt.Sprintf("约%d岁（目测）", from)
	case to == 0:
		return fmt.Sprintf("约%d岁以上（目测）", from)
	case from == 0:
		return fmt.Sprintf("约%d岁以下（目测）", to)
	}
	return fmt.Sprintf("约%d—%d岁（目测）", from, to)
}

func (n Notice) shownHeight() string {
	if n.HeightCM == 0 {
		return Unknown
	}
	return "约" + strconv.Itoa(n.HeightCM) + "厘米"
}

func known(text string) string { return first(text, Unknown) }

func first(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

// idNumber is a citizen number of 18 or 15 places, standing by itself.
var idNumber = regexp.MustCompile(`(^|[^0-9])([0-9]{17}[0-9Xx]|[0-9]{15})([^0-9]|$)`)

func withoutIDNumbers(text string) string {
	for idNumber.MatchString(text) { // neighbours share the character between them
		text = idNumber.ReplaceAllString(text, "${1}（号码不公开）${3}")
	}
	return text
}
