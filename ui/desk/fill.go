package desk

import (
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
)

// part is something said of a person that is taken over as one from a card or
// an earlier file: its key in the form, what it is called, and the fields of
// an arrival in which it is kept.
type part struct {
	key, label string
	fields     []string
}

var parts = []part{
	{"name", "姓名", []string{"name", "name_by_sound"}},
	{"name_en", "英文姓名", []string{"name_en"}},
	{"sex", "性别", []string{"sex"}},
	{"nation", "民族", []string{"nation"}},
	{"age", "出生日期或年龄", []string{"birth", "age_from", "age_to", "age_seen"}},
	{"id_kind", "证件类型", []string{"id_kind"}},
	{"id_number", "证件号码", []string{"id_number"}},
	{"permit", "护照或通行证号", []string{"permit"}},
	{"country", "国籍", []string{"country"}},
	{"household", "户籍地", []string{"household"}},
	{"home", "住所地", []string{"home"}},
	{"education", "文化程度", []string{"education"}},
	{"marital", "婚姻状况", []string{"marital"}},
	{"political", "政治面貌", []string{"political"}},
	{"phone", "联系电话", []string{"phone"}},
	{"aliases", "曾用名、绰号", []string{"aliases"}},
	{"benefit", "低保或特困", []string{"benefit"}},
	{"kin", "近亲属", []string{"kin"}},
	{"accent", "语言口音", []string{"accent"}},
	{"said_place", "自述家乡或地名", []string{"said_place"}},
	{"height_cm", "身高（厘米）", []string{"height_cm"}},
	{"marks", "体貌特征", []string{"marks"}},
	{"language", "使用的语言", []string{"language"}},
	{"disabilities", "残疾类别", []string{"disabilities"}},
	{"grade", "残疾等级", []string{"grade"}},
	{"guardian", "监护人", []string{"guardian"}},
}

// said is an arrival by the names of its fields, those that are empty left
// out: the way in which drafts are kept.
type said map[string]json.RawMessage

func saidBy(a intake.Arrival) said {
	s := said{}
	text, err := json.Marshal(a)
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		return said{} // cannot be: an arrival is kept in this form
	}
	return s
}

func (s said) arrival() (a intake.Arrival) {
	text, err := json.Marshal(s)
	if err == nil {
		err = json.Unmarshal(text, &a)
	}
	if err != nil {
		return intake.Arrival{}
	}
	return a
}

func (s said) empty(p part) bool {
	return !slices.ContainsFunc(p.fields, func(f string) bool { _, there := s[f]; return there })
}

func (s said) same(other said, p part) bool {
	return !slices.ContainsFunc(p.fields, func(f string) bool { return string(s[f]) != string(other[f]) })
}

// copy takes a part over from another.
func (s said) copy(from said, p part) {
	for _, f := range p.fields {
		if value, there := from[f]; there {
			s[f] = value
		} else {
			delete(s, f)
		}
	}
}

// differing are the parts that both say and say otherwise.
func differing(a, b intake.Arrival) (all []part) {
	x, y := saidBy(a), saidBy(b)
	for _, p := range parts {
		if !x.empty(p) && !y.empty(p) && !x.same(y, p) {
			all = append(all, p)
		}
	}
	return all
}

// fillEmpty takes over what a does not say, and says which parts those were.
// What was answered 不详 is known now, and filled.
func fillEmpty(a, from intake.Arrival) (filled intake.Arrival, which []part) {
	x, y := saidBy(a), saidBy(from)
	for _, p := range parts {
		if x.empty(p) && !y.empty(p) {
			x.copy(y, p)
			which = append(which, p)
		}
	}
	return x.arrival(), which
}

// changedParts are the parts in which two arrivals differ.
func changedParts(a, b intake.Arrival) (all []part) {
	x, y := saidBy(a), saidBy(b)
	for _, p := range parts {
		if !x.same(y, p) {
			all = append(all, p)
		}
	}
	return all
}

// takeBack gives back to now what it said before it was filled, where it still
// says what was filled in.
func takeBack(now, before, filled intake.Arrival, which []part) intake.Arrival {
	x, was, put := saidBy(now), saidBy(before), saidBy(filled)
	for _, p := range which {
		if x.same(put, p) {
			x.copy(was, p)
		}
	}
	return x.arrival()
}

func wordsOf(which []part) string {
	words := make([]string, len(which))
	for i, p := range which {
		words[i] = lang.L(p.label)
	}
	return strings.Join(words, lang.L("、"))
}

// show writes some parts of an arrival into their fields; all others stay as
// they are, whatever is being typed there.
func (s *sheet) show(a intake.Arrival, which []part) {
	for _, b := range s.bound {
		if slices.ContainsFunc(which, func(p part) bool {
			return b.item.Key == p.key || strings.HasPrefix(b.item.Key, p.key+"_") && p.key == "guardian"
		}) {
			b.put(&a)
			b.item.Field.Base().Marked()
		}
	}
}

// change writes parts of an arrival into the draft and its form and saves it.
func (w *written) change(s *sheet, to intake.Arrival, which []part) {
	to.Unknown = slices.DeleteFunc(slices.Clone(to.Unknown), func(key string) bool {
		return slices.ContainsFunc(which, func(p part) bool { return p.key == key })
	})
	w.base = to
	s.show(to, which)
	w.save()
}

// undoable changes parts and offers the way back in a toast.
func (w *written) undoable(s *sheet, to intake.Arrival, which []part, text string, then func()) {
	before := w.read()
	w.change(s, to, which)
	w.shell.Toast(kit.Toast{Text: text, Args: map[string]any{"What": wordsOf(which)}, Kind: kit.Done, Undo: func() {
		back := takeBack(w.read(), before, to, which)
		back.SameAs = before.SameAs
		w.change(s, back, which)
		then()
	}})
}
