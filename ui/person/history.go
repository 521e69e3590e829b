package person

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// history is who changed what and who did what, the newest first.
func (p *page) history() fyne.CanvasObject {
	return p.table(p.historyLines(), "事项", "内容", kit.NewEmpty("clock", "还没有改动。谁改了什么、谁看过，都会记在这里。", nil))
}

func (p *page) historyLines() []line {
	var all []line
	for _, r := range p.f.file.Revisions {
		names := make([]string, 0, len(r.Fields))
		for name := range r.Fields {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			change := r.Fields[name]
			more := lang.L("{{.Old}} → {{.New}}", map[string]any{"Old": p.value(name, change.Old), "New": p.value(name, change.New)})
			all = append(all, line{at: r.At, what: lang.L("改 {{.Field}}", map[string]any{"Field": fieldName(name)}), more: more, by: p.staff(r.Actor), ink: kit.Accent})
		}
	}
	return append(all, p.actLines()...)
}

// actLines are the acts on record. The same thing done again and again by one
// colleague on one day is one line that counts.
func (p *page) actLines() []line {
	type same struct{ what, more, by, day string }
	at, count := map[same]int{}, map[same]int{}
	var all []line
	for _, a := range p.f.file.Acts { // the newest first
		l := line{at: a.At, what: actWords(a), more: actDetail(a), by: p.staff(a.Actor)}
		key := same{l.what, l.more, l.by, calendar.On(l.at).String()}
		if count[key]++; count[key] == 1 {
			at[key] = len(all)
			all = append(all, l)
			continue
		}
		all[at[key]].what = lang.L("{{.Act}} ×{{.N}}", map[string]any{"Act": l.what, "N": count[key]})
	}
	return all
}

// fieldNames are the fields of a person and a stay as forms call them.
var fieldNames = map[string]string{
	"name": "姓名", "name_by_sound": "姓名按读音写", "aliases": "曾用名、外号", "nation": "民族", "birth": "出生日期", "age_from": "目测年龄（从）",
	"age_to": "目测年龄（到）", "age_seen": "目测的日期", "id_kind": "证件类型", "id_number": "证件号码", "household": "户籍地", "home": "住所地",
	"education": "文化程度", "marital": "婚姻", "political": "政治面貌", "phone": "联系电话", "benefit": "低保、特困", "kin": "亲属", "accent": "口音",
	"said_place": "自述来自", "height_cm": "身高", "marks": "体貌特征", "identity": "身份", "sex": "性别", "protected": "保护",
	"Identity": "身份", "Sex": "性别", "Protected": "保护", "found_place": "发现地点", "found_at": "发现时间", "clothing": "来时衣着",
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
	"accent": "accent", "sex": "sex", "Sex": "sex", "relation": "relationship",
}

// value is a field's value in words; numbers are masked here too.
func (p *page) value(field string, raw json.RawMessage) string {
	var v any
	if len(raw) == 0 || json.Unmarshal(raw, &v) != nil {
		return lang.L("（空）")
	}
	text := spoken(field, v)
	if text == "" {
		return lang.L("（空）")
	}
	return text
}

func spoken(field string, v any) string {
	switch v := v.(type) {
	case string:
		switch {
		case field == "id_number" || field == "phone":
			return Mask(v)
		case field == "identity" || field == "Identity":
			return lang.L(trace.IdentityWords[intake.Identity(v)])
		case codeTables[field] != "" && v != "":
			return trace.Code(codeTables[field], v)
		}
		return v
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
			words[i] = spoken(field, one)
		}
		return strings.Join(words, lang.L("、"))
	case map[string]any:
		var words []string
		for _, key := range []string{"name", "relation", "phone", "address"} {
			if one, ok := v[key]; ok {
				words = append(words, spoken(key, one))
			}
		}
		return strings.Join(words, " ")
	}
	return ""
}

// acts are the entries of the audit chain in words.
var acts = map[string]string{
	"register": "登记来站", "refuse": "不予救助", "file.open": "打开档案", "file.export": "导出档案", "file.unmask": "查看完整号码",
	"file.copy": "按全国系统顺序复制", "person.edit": "修改资料", "person.protect": "设为保护对象", "person.protect.why": "说明保护的理由",
	"photo.add": "添加照片", "photo.remove": "移除照片", "photo.restore": "恢复照片", "photo.view": "查看照片", "bed.assign": "安排床位",
	"bed.move": "换床", "bed.free": "离开床位", "bed.undo": "撤销床位", "depart": "办理离站", "departure.check": "离站前核对", "stay.extend": "延长救助",
	"stay.hospital": "送医住院", "stay.placement": "站外托养", "stay.back": "回站", "supply.issue": "发放物资", "supply.return": "退回物资",
	"paper.issue": "出具文书", "paper.open": "查看文书", "paper.preview": "预览文书", "paper.print": "打印文书", "paper.void": "作废文书",
	"case.open": "打开寻亲个案", "trace.step": "记录寻亲", "trace.withdraw": "撤回寻亲记录", "search": "查找",
}

func actWords(r access.Record) string {
	word, ok := acts[r.Action]
	if !ok {
		word = "其他操作"
	}
	return joined(lang.L(word), r.Doubt)
}

// actDetail says the codes and fields of an entry.
func actDetail(r access.Record) string {
	var words []string
	if field, ok := r.Detail["field"].(string); ok {
		words = append(words, fieldName(field))
	}
	if fields, ok := r.Detail["fields"].([]any); ok {
		for _, f := range fields {
			if name, ok := f.(string); ok {
				words = append(words, fieldName(name))
			}
		}
	}
	if kind, ok := r.Detail["kind"].(string); ok {
		words = append(words, kindWords(r.Action, kind))
	}
	return strings.Join(words, lang.L("、"))
}
