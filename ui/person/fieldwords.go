package person

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// fieldNames are the fields of a person and a stay as forms call them.
var fieldNames = map[string]string{
	"name": "姓名", "name_by_sound": "姓名按读音写", "aliases": "曾用名、外号", "nation": "民族", "birth": "出生日期", "age_from": "目测年龄（从）",
	"age_to": "目测年龄（到）", "age_seen": "目测的日期", "id_kind": "证件类型", "id_number": "证件号码", "household": "户籍地", "home": "住所地",
	"education": "文化程度", "marital": "婚姻", "political": "政治面貌", "phone": "联系电话", "benefit": "低保、特困", "kin": "亲属", "accent": "口音",
	"said_place": "自述来自", "height_cm": "身高", "marks": "体貌特征", "identity": "身份", "sex": "性别", "protected": "保护",
	"name_en": "外文姓名", "country": "国籍", "permit": "通行证号", "language": "语言", "disabilities": "残疾类别", "grade": "残疾等级", "guardian": "监护人",
	"found_place": "发现地点", "found_at": "发现时间", "clothing": "来时衣着", "came_by": "来站方式", "arrived_at": "求助时间", "party": "同行的人",
	"party_role": "在同行人中的身份", "brought_unit": "护送单位", "brought_by": "护送人", "brought_phone": "护送人电话", "reason": "求助原因",
	"needs": "求助需求", "story": "流浪原因、时间、经过", "categories": "人员类别", "aided_before": "是否曾受助", "checked": "核查情况", "told": "告知事项",
	"silent": "不愿或不能回答", "interpreter": "翻译", "filled_by": "代填人", "opinion": "甄别意见", "safety": "安全检查", "refusal": "不予救助情形",
	"leaving": "离站", "unknown": "记为不详的", "spot": "不住站救助", "taken": "规定采集", "copied": "已录入全国系统的项目",
	"look": "身体状况", "look_note": "身体状况说明", "mind": "精神状况", "mind_note": "精神状况说明", "medicine": "用药", "allergy": "过敏",
	"national_number": "全国系统救助编号", "fingerprint": "指纹", "portrait": "电子照片", "national": "录入全国系统", fieldCall: "核查电话",
}

func fieldName(name string) string {
	if word, ok := fieldNames[name]; ok {
		return lang.L(word)
	}
	return name
}

// codeTables are the tables of the fields that hold codes.
var codeTables = map[string]string{
	"nation": "nation", "id_kind": "id_kind", "education": "education", "marital": "marital", "political": "political", "benefit": "benefit",
	"accent": "accent", "sex": "sex", "relation": "relationship", "came_by": "came_by", "reason": "reason", "needs": "need", "categories": "category",
	"opinion": "triage", "how": "told_how", "party_role": "party_role", "language": "language", "disabilities": "disability",
	"look": "health_look", "mind": "mind_look", "search": "guardian_search", "given": "spot_aid",
}

// partOrder is the order in which the parts of a value are said.
var partOrder = []string{"name", "relation", "quantity", "unit", "officer", "receipt", "phone", "address", "search", "school", "class", "how", "done",
	"national_number", "fingerprint", "portrait", "national", "by", "with", "at", "why", "forbidden", "given", "reason", "note"}

// partNames are the parts of a value that are called by their name, because
// several of a kind stand beside each other.
var partNames = map[string]bool{"national_number": true, "fingerprint": true, "portrait": true, "national": true}

// numberFields are masked here too.
var numberFields = map[string]bool{"id_number": true, "phone": true, "brought_phone": true, "permit": true}

// value is a field's value in words; numbers are masked here too.
func (p *page) value(field string, raw json.RawMessage) string {
	var v any
	if len(raw) == 0 || json.Unmarshal(raw, &v) != nil {
		return lang.L("（空）")
	}
	text := p.spoken(field, v)
	if text == "" {
		return lang.L("（空）")
	}
	return text
}

func (p *page) spoken(field string, v any) string {
	switch v := v.(type) {
	case string:
		return p.spokenText(field, v)
	case bool:
		if v {
			return lang.L("是")
		}
		return lang.L("否")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		words := make([]string, len(v))
		for i, one := range v {
			words[i] = p.spoken(field, one)
		}
		return strings.Join(words, lang.L("、"))
	case map[string]any:
		return p.spokenParts(v)
	}
	return ""
}

func (p *page) spokenText(field, v string) string {
	if at, err := time.Parse(time.RFC3339, v); err == nil {
		if at.IsZero() {
			return ""
		}
		return kit.SayTime(at, p.shell.Now())
	}
	switch {
	case numberFields[field]:
		return Mask(v)
	case field == "identity":
		return lang.L(trace.IdentityWords[intake.Identity(v)])
	case field == "party" && v != "":
		return lang.L("同来的一组")
	case field == "unknown":
		return fieldName(v)
	case codeTables[field] != "" && v != "":
		return trace.Code(codeTables[field], v)
	case p.staff(v) != "":
		return p.staff(v)
	}
	return v
}

func (p *page) spokenParts(v map[string]any) string {
	var words []string
	for _, key := range partOrder {
		one, ok := v[key]
		if !ok {
			continue
		}
		text := p.spoken(key, one)
		if text != "" && partNames[key] {
			text = lang.L("{{.Field}}：{{.Change}}", map[string]any{"Field": fieldName(key), "Change": text})
		}
		if text != "" {
			words = append(words, text)
		}
	}
	return strings.Join(words, " ")
}
