package care

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// noteWords name the kinds of care notes.
var noteWords = map[shelter.NoteKind]string{
	shelter.NoteHealth: "健康检视", shelter.NoteTemperature: "体温", shelter.NoteWatch: "看护等级", shelter.NoteHospital: "就医住院",
	shelter.NoteVisit: "探访", shelter.NoteCounselling: "心理疏导", shelter.NoteIncident: "事件", shelter.NoteSocial: "社工服务", shelter.NoteSchooling: "未成年人教育",
}

// written are the kinds that are written down in the form, in its order.
var written = []shelter.NoteKind{shelter.NoteIncident, shelter.NoteCounselling, shelter.NoteSocial, shelter.NoteSchooling, shelter.NoteHealth}

// newHeat is a field for a temperature.
func newHeat() *kit.EchoField {
	return kit.NewEchoField(lang.L("36.6 或 366"), func(text string) error {
		_, err := shelter.ParseDegrees(text)
		return err
	}, func(text string) string {
		tenths, err := shelter.ParseDegrees(text)
		if err != nil {
			return ""
		}
		return shelter.DegreesWords(tenths) + "℃"
	})
}

// look opens the form in which somebody is looked over: temperature, watch
// level, body and mind. What is left empty is not written.
func (w *watch) look(p shelter.Watching) {
	if p.Hidden {
		w.shell.Toast(kit.Toast{Text: "保护对象由指定人员照看和记录。", Kind: kit.Info})
		return
	}
	heat, level := newHeat(), kit.NewChoice(kit.CodeOptions("watch_level"))
	body, mind := kit.NewMultiChoice(kit.CodeOptions("health_look")), kit.NewMultiChoice(kit.CodeOptions("mind_look"))
	text := kit.NewParagraphEntry(3)
	level.Choose(p.Watch.Level)
	form := kit.NewForm()
	group := form.Group("")
	group.Add("tenths", "体温", heat)
	group.Add("level", "看护等级", level)
	group.Add("look", "身体", body)
	group.Add("mind", "精神", mind)
	group.Add("text", "补充说明", text)
	var kept []shelter.CareNote
	form.OnSubmit = func() {
		notes := w.looked(p, heat, level, shelter.Noted{Look: body.ChosenAll(), Mind: mind.ChosenAll(), Text: strings.TrimSpace(text.Text)})
		if len(notes) == 0 {
			form.Fail(store.Fail(store.Invalid, "还没有写什么：量了体温写体温，看过的勾上看到的。").On("tenths"))
			return
		}
		w.keep(notes, &kept)
	}
	w.Open(kit.Joined(p.Bed, p.Name), "看到什么勾什么；没有异常也要勾“未见异常”，入站检视才算做过。", form)
	w.Resume("look " + p.StayID)
}

// looked are the notes that a filled form makes.
func (w *watch) looked(p shelter.Watching, heat *kit.EchoField, level *kit.Choice, seen shelter.Noted) (notes []shelter.CareNote) {
	if tenths, err := shelter.ParseDegrees(heat.Entry().Text); err == nil {
		notes = append(notes, shelter.CareNote{StayID: p.StayID, Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: tenths}})
	}
	if level.Chosen() != "" && level.Chosen() != p.Watch.Level {
		notes = append(notes, shelter.CareNote{StayID: p.StayID, Kind: shelter.NoteWatch, Noted: shelter.Noted{Level: level.Chosen()}})
	}
	if len(seen.Look)+len(seen.Mind) > 0 || seen.Text != "" {
		notes = append(notes, shelter.CareNote{StayID: p.StayID, Kind: shelter.NoteHealth, Noted: seen})
	}
	return notes
}

// keep writes notes, all that can be, and goes back to the list. kept are those
// that the form wrote before a later one failed: they are not written again.
func (w *watch) keep(notes []shelter.CareNote, kept *[]shelter.CareNote) {
	w.Save(w.Form, func(ctx context.Context) error {
		for _, n := range notes { // what is wrong is told before anything is written
			if err := n.Check(); err != nil {
				return err
			}
		}
		for _, n := range notes {
			if slices.ContainsFunc(*kept, func(k shelter.CareNote) bool { return reflect.DeepEqual(k, n) }) {
				continue
			}
			if _, err := w.shell.House().RecordNote(ctx, n); err != nil {
				return err
			}
			*kept = append(*kept, n)
		}
		return nil
	}, func() {
		kit.Tell("note", string(notes[0].Kind))
		w.saved("已记下。")()
	})
}

// note opens the form for something that happened or was done.
func (w *watch) note() { w.edit(shelter.CareNote{}, nil) }

// correct opens the form with a note that is to be put right; the old one stays.
func (w *watch) correct(n shelter.RecentNote) {
	if n.Corrected {
		w.shell.Toast(kit.Toast{Text: "这条记录已经更正过，请更正最新的那一条。", Kind: kit.Info})
		return
	}
	old := n.CareNote
	w.edit(old, &kit.Option{Key: n.StayID, Text: kit.Joined(n.Name, n.Bed)})
}

func (w *watch) edit(old shelter.CareNote, who *kit.Option) {
	kind, whom := kit.NewChoice(kindOptions(old)), choose.NewWhom(w.shell, choose.InCare)
	what, school := kit.NewChoice(kit.CodeOptions("incident_kind")), kit.NewChoice(kit.CodeOptions("schooling"))
	body, mind, level, heat := kit.NewMultiChoice(kit.CodeOptions("health_look")), kit.NewMultiChoice(kit.CodeOptions("mind_look")), kit.NewChoice(kit.CodeOptions("watch_level")), newHeat()
	at, text, told, with := kit.NewTimeField(w.shell.Now), kit.NewParagraphEntry(4), kit.NewEntry(), kit.NewEntry()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("kind", "种类", kind).Require()
	group.Add("stay", "谁", whom.Lookup).Require()
	group.Beside("at", "什么时候（空着是现在）", at)
	parts := map[string]*kit.Item{
		"what": group.Add("what", "什么事", what), "school": group.Add("school", "哪种教育", school),
		"look": group.Add("look", "身体", body), "mind": group.Add("mind", "精神", mind),
		"level": group.Add("level", "看护等级", level), "tenths": group.Add("tenths", "体温", heat),
	}
	group.Add("text", "内容", text)
	group.Add("told", "告知了谁", told)
	group.Beside("with", "在场的人", with)
	follow := func() { showParts(form, parts, shelter.NoteKind(kind.Chosen())) }
	form.OnChange = func(key string) {
		if key == "kind" {
			follow()
		}
	}
	kind.Choose(string(old.Kind))
	if who != nil {
		whom.Put(*who)
	}
	what.Choose(old.What)
	school.Choose(old.What)
	body.Choose(old.Look...)
	mind.Choose(old.Mind...)
	level.Choose(old.Level)
	if old.Tenths > 0 {
		heat.Entry().SetText(shelter.DegreesWords(old.Tenths))
	}
	text.SetText(old.Text)
	told.SetText(old.Told)
	with.SetText(old.With)
	if old.ID != "" {
		at.SetTime(old.At.In(calendar.Zone))
	}
	follow()
	var kept []shelter.CareNote
	form.OnSubmit = func() {
		n := shelter.CareNote{StayID: whom.Chosen(), Kind: shelter.NoteKind(kind.Chosen()), Corrects: old.ID}
		if moment, ok := at.Time(); ok {
			if n.At = moment; moment.Equal(old.At.Truncate(time.Minute)) {
				n.At = old.At // nobody changed it
			}
		}
		n.Text, n.Told, n.With = strings.TrimSpace(text.Text), strings.TrimSpace(told.Text), strings.TrimSpace(with.Text)
		switch n.Kind {
		case shelter.NoteIncident:
			n.What = what.Chosen()
		case shelter.NoteSchooling:
			n.What = school.Chosen()
		case shelter.NoteHealth:
			n.Look, n.Mind = body.ChosenAll(), mind.ChosenAll()
		case shelter.NoteWatch:
			n.Level = level.Chosen()
		case shelter.NoteTemperature:
			n.Tenths, _ = shelter.ParseDegrees(heat.Entry().Text) // Check says what is wrong
		}
		w.keep([]shelter.CareNote{n}, &kept)
	}
	title := "记一件事"
	if old.ID != "" {
		title = "更正记录"
	}
	w.Open(lang.L(title), "", form)
	w.Resume("note " + old.ID)
	follow()
	if old.ID != "" {
		form.Focus("text")
	}
}

// kindOptions are the kinds that may be chosen: of a note that is put right,
// its own.
func kindOptions(old shelter.CareNote) (all []kit.Option) {
	kinds := slices.Clone(written)
	if old.ID != "" {
		kinds = []shelter.NoteKind{old.Kind}
	}
	for _, k := range kinds {
		all = append(all, kit.Option{Key: string(k), Text: lang.L(noteWords[k])})
	}
	return all
}

// showParts shows the fields that a kind has.
func showParts(form *kit.Form, parts map[string]*kit.Item, kind shelter.NoteKind) {
	of := map[shelter.NoteKind][]string{
		shelter.NoteIncident: {"what"}, shelter.NoteSchooling: {"school"}, shelter.NoteHealth: {"look", "mind"},
		shelter.NoteWatch: {"level"}, shelter.NoteTemperature: {"tenths"},
	}
	form.Together(func() {
		for key, item := range parts {
			item.Show(slices.Contains(of[kind], key))
		}
	})
}
