package person

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// noteKinds are the kinds of a care note in the order of their digits.
var noteKinds = []struct {
	kind shelter.NoteKind
	word string
}{
	{shelter.NoteHealth, "健康检视"}, {shelter.NoteTemperature, "体温"}, {shelter.NoteWatch, "看护等级"},
	{shelter.NoteCounselling, "心理疏导"}, {shelter.NoteSocial, "社工服务"}, {shelter.NoteIncident, "事件"},
	{shelter.NoteSchooling, "教育"}, {shelter.NoteHospital, "就医"}, {shelter.NoteVisit, "探访"},
}

func noteKind(kind shelter.NoteKind) string {
	for _, k := range noteKinds {
		if k.kind == kind {
			return lang.L(k.word)
		}
	}
	return string(kind)
}

// noteWords says what a note says.
func noteWords(n shelter.CareNote) string {
	what := ""
	switch n.Kind {
	case shelter.NoteIncident:
		what = trace.Code("incident_kind", n.What)
	case shelter.NoteSchooling:
		what = trace.Code("schooling", n.What)
	}
	return kit.Joined(degrees(n.Tenths), levelWord(n.Level), trace.Codes("health_look", n.Look), trace.Codes("mind_look", n.Mind), what, n.Text,
		marked("已告知 {{.No}}", n.Told), marked("参加 {{.No}}", n.With))
}

func levelWord(level string) string {
	if level == "" {
		return ""
	}
	return trace.Code("watch_level", level)
}

// degrees writes tenths of a degree: 36.6 °C.
func degrees(tenths int) string {
	if tenths == 0 {
		return ""
	}
	return shelter.DegreesWords(tenths) + " °C"
}

// medicineWords says how a medicine is taken: 1片 · 08:00、18:00 · 饭后.
func medicineWords(m shelter.MedicineOrder) string {
	when := lang.L("需要时服用")
	if len(m.Times) > 0 {
		when = strings.Join(m.Times, lang.L("、"))
	}
	return kit.Joined(m.Dose, when, m.Rules)
}

// outcomeWords are what became of a dose.
var outcomeWords = map[shelter.Outcome]string{shelter.DoseGiven: "已服", shelter.DoseRefused: "拒服", shelter.DoseMissed: "漏服"}

// dietWords says what somebody eats.
func dietWords(d shelter.Diet) string {
	kinds := lang.L("普通饮食")
	if len(d.Kinds) > 0 {
		kinds = trace.Codes("diet", d.Kinds)
	}
	allergy := ""
	if d.Allergies != "" {
		allergy = lang.L("过敏、忌口：{{.What}}", map[string]any{"What": d.Allergies})
	}
	return kit.Joined(kinds, allergy, d.Note)
}

// awayWord is where somebody is cared for outside.
func awayWord(kind intake.State) string {
	if kind == intake.Placed {
		return lang.L("站外托养")
	}
	return lang.L("住院")
}

// heldWord says that the bed waits for who is away; "" where it does not.
func heldWord(a shelter.Absence) string {
	if !a.BedHeld {
		return ""
	}
	return lang.L("床位保留")
}

// extensionWords are how far an extension has come.
var extensionWords = map[shelter.ExtensionState]kit.State{
	shelter.ExtensionAsked:     {Shape: kit.Triangle, Word: "待审批", Color: kit.Soon},
	shelter.ExtensionApproved:  {Shape: kit.Square, Word: "已批准", Color: kit.Done},
	shelter.ExtensionDeclined:  {Shape: kit.Cross, Word: "未批准", Color: kit.Overdue},
	shelter.ExtensionWithdrawn: {Shape: kit.Ring0, Word: "已撤回", Color: kit.Faint},
}

// yuan writes an amount: 128.50元.
func yuan(fen int64) string { return lang.L("{{.Sum}}元", map[string]any{"Sum": shelter.Yuan(fen)}) }

// procedureWord is what a matter is about.
func procedureWord(kind shelter.ProcedureKind) string {
	switch kind {
	case shelter.ProcedureMissing:
		return lang.L("点名未到")
	case shelter.ProcedureDeath:
		return lang.L("死亡处置")
	}
	return lang.L("落户安置")
}
