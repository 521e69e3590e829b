package person

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// notes is the log of the care, and the few fields of the next note.
type notes struct {
	care *care
	room *careRoom
	form *kit.Form

	kind, level, look, mind *kit.Choice
	incident, schooling     *kit.Choice
	tenths                  *kit.EchoField
	text, told, with        *kit.Entry
	at                      *kit.TimeField
	correcting              *fyne.Container
	corrects                shelter.CareNote // the note that is put right; the zero one for none
}

// noteFields are the fields that a kind of note has beside its text and time.
var noteFields = map[shelter.NoteKind][]string{
	shelter.NoteHealth: {"look", "mind"}, shelter.NoteTemperature: {"tenths"}, shelter.NoteWatch: {"level"},
	shelter.NoteIncident: {"what", "told"}, shelter.NoteSchooling: {"school"}, shelter.NoteSocial: {"with"}, shelter.NoteCounselling: {"with"},
	shelter.NoteHospital: {"with"}, shelter.NoteVisit: {"with"},
}

func newNotes(c *care) *notes {
	n := &notes{care: c, form: kit.NewForm()}
	var kinds []kit.Option
	for _, k := range noteKinds {
		kinds = append(kinds, kit.Option{Key: string(k.kind), Text: lang.L(k.word)})
	}
	n.kind, n.level = kit.NewChoice(kinds), kit.NewChoice(table("watch_level"))
	n.look, n.mind = kit.NewMultiChoice(table("health_look")), kit.NewMultiChoice(table("mind_look"))
	n.incident, n.schooling = kit.NewChoice(table("incident_kind")), kit.NewChoice(table("schooling"))
	n.text, n.told, n.with, n.at = kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewTimeField(c.page.shell.Now)
	n.tenths = kit.NewReading("36.6", shelter.ParseDegrees, degrees)
	n.correcting = remark(lang.L("▲ 更正：原来那一条留着，划去"), kit.Soon, quiet("不更正了", n.clear))

	g := n.form.Group("")
	g.AddPlain(n.correcting)
	g.Add("kind", "记什么", n.kind).Require()
	g.Add("level", "看护等级", n.level)
	g.Add("tenths", "体温（℃）", n.tenths)
	g.Add("look", "身体", n.look)
	g.Add("mind", "精神", n.mind)
	g.Add("what", "什么事", n.incident)
	g.Add("school", "哪种教育", n.schooling)
	g.Add("text", "内容", n.text)
	g.Add("told", "告知了谁", n.told)
	g.Add("with", "谁参加", n.with)
	g.Add("at", "什么时候（空着是现在）", n.at)
	n.kind.OnChanged = n.fields
	n.form.OnSubmit = n.submit
	n.room = c.room(careNotes, "照料记录", access.Register, n.form, "记下", n.fill)
	n.room.after = true
	n.clear()
	return n
}

// clear begins a new note.
func (n *notes) clear() {
	n.corrects = shelter.CareNote{}
	n.form.Restore(nil)
	n.fields()
}

// fields shows those that the kind has.
func (n *notes) fields() {
	n.correcting.Hidden = n.corrects.ID == ""
	own := noteFields[shelter.NoteKind(n.kind.Chosen())]
	for _, key := range []string{"level", "tenths", "look", "mind", "what", "school", "told", "with"} {
		n.form.Item(key).Show(slices.Contains(own, key))
	}
	n.text.SetProblem("")                         // another kind may need no words
	n.form.Item("kind").Show(n.corrects.ID == "") // a correction is of the same kind
	n.form.Refresh()
}

// correct fills the form with a note that is to be put right.
func (n *notes) correct(old shelter.CareNote) {
	n.clear()
	n.corrects = old
	n.kind.Choose(string(old.Kind))
	n.level.Choose(old.Level)
	n.look.Choose(old.Look...)
	n.mind.Choose(old.Mind...)
	n.incident.Choose(old.What)
	n.schooling.Choose(old.What)
	if old.Tenths > 0 {
		n.tenths.Restore(shelter.DegreesWords(old.Tenths))
	}
	n.text.Restore(old.Text)
	n.told.Restore(old.Told)
	n.with.Restore(old.With)
	n.at.SetTime(old.At)
	n.fields()
	n.form.Focus("text")
}

// note is what the form says. What belongs to another kind is left out.
func (n *notes) note() shelter.CareNote {
	one := shelter.CareNote{StayID: n.care.stay().ID, Kind: shelter.NoteKind(n.kind.Chosen()), Corrects: n.corrects.ID, Noted: shelter.Noted{Text: entered(n.text)}}
	one.At, _ = n.at.Time()
	for _, key := range noteFields[one.Kind] {
		switch key {
		case "level":
			one.Level = n.level.Chosen()
		case "tenths":
			one.Tenths, _ = shelter.ParseDegrees(n.tenths.Entry().Text) // the domain refuses what is none
		case "look":
			one.Look = n.look.ChosenAll()
		case "mind":
			one.Mind = n.mind.ChosenAll()
		case "what":
			one.What = n.incident.Chosen()
		case "school":
			one.What = n.schooling.Chosen()
		case "told":
			one.Told = entered(n.told)
		case "with":
			one.With = entered(n.with)
		}
	}
	return one
}

func (n *notes) submit() {
	p, one := n.care.page, n.note()
	n.care.do(n.form, func(ctx context.Context) error {
		_, err := p.shell.House().RecordNote(ctx, one)
		return err
	}, func() {
		n.clear()
		n.form.Focus("kind")
		p.told("已记下。", nil)
		kit.Tell("note", "kept")
	})
}

// fill lists the notes, the newest first.
func (n *notes) fill(_ intake.Stay, file shelter.CareFile) {
	if len(file.Notes) == 0 {
		n.room.add(kit.NewParagraph(lang.L("还没有照料记录。入站看一眼身体、量一次体温、谈一次话，都在这里记一行；写错了不改，另记一条更正。")))
		return
	}
	for _, one := range file.Notes {
		n.room.add(n.block(one))
	}
}

func (n *notes) block(one shelter.CareNote) fyne.CanvasObject {
	p := n.care.page
	right := kit.Beside()
	switch {
	case one.Corrected:
		right.Add(kit.NewChip(kit.Cross, lang.L("已更正"), kit.Faint))
	case one.Corrects != "":
		right.Add(kit.NewChip(kit.Square, lang.L("更正"), kit.Info))
	}
	if !one.Corrected && n.room.writable() {
		right.Add(quiet("更正", func() { n.correct(one) }))
	}
	style := widget.RichTextStyle{}
	if one.Corrected {
		style.ColorName, style.TextStyle.Strikethrough = kit.Faint, true
	}
	return kit.Close(headed(noteKind(one.Kind), right), kit.NewParagraphIn(noteWords(one), style),
		kit.NewLabel(kit.Joined(kit.SayTime(one.At, p.shell.Now()), p.staff(one.Actor))))
}

// begin opens the form for a kind of note.
func (n *notes) begin(kind shelter.NoteKind) {
	n.clear()
	n.kind.Choose(string(kind))
	n.fields()
	n.form.Focus("text")
}
