package beds

import (
	"bytes"
	"image/png"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// What is signed when somebody leaves, as the papers look for it.
const (
	signEnding   = "ending"   // 终止救助通知书
	signLeave    = "leave"    // 自行离站声明书
	signReturned = "returned" // what was kept, and 离站登记表
)

// signing asks for one signature: on the screen, by a print on the paper, or
// refused before two witnesses. Left empty, it is signed on the paper.
type signing struct {
	purpose  string
	label    string // key of its translation
	form     *kit.Form
	pad      *kit.Signature
	one, two *kit.Entry
	wanted   bool // the way of leaving asks for it
	kept     bool // it was kept already
}

func newSigning(purpose, label string) *signing {
	return &signing{purpose: purpose, label: label, pad: kit.NewSignature(), one: kit.NewEntry(), two: kit.NewEntry()}
}

// fill adds the fields.
func (s *signing) fill(form *kit.Form, g *kit.Group) {
	s.form = form
	g.Add(s.key("pad"), s.label, s.pad)
	g.Add(s.key("one"), "见证人一", s.one)
	g.Beside(s.key("two"), "见证人二", s.two)
	s.pad.OnChanged = s.follow
}

func (s *signing) key(part string) string { return "sign/" + s.purpose + "/" + part }

// ask makes the signature part of the form, or takes it out.
func (s *signing) ask(wanted bool) {
	s.wanted = wanted
	if !wanted && s.pad.Check() != nil {
		s.pad.Restore("") // a slip of the mouse that nobody sees any more
	}
	s.form.Item(s.key("pad")).Show(wanted)
	s.follow()
}

// follow asks for witnesses where it was refused.
func (s *signing) follow() {
	refused := s.wanted && s.pad.Method() == kit.Refused
	s.form.Item(s.key("one")).Show(refused)
	s.form.Item(s.key("two")).Show(refused)
}

// empty reports that it is left to the paper.
func (s *signing) empty() bool { return !s.wanted || s.pad.Empty() || s.pad.Base().Unknown() }

// witness names who saw that it was refused.
func (s *signing) witness() string {
	if s.empty() || s.pad.Method() != kit.Refused {
		return ""
	}
	return strings.TrimSpace(s.one.Text) + "、" + strings.TrimSpace(s.two.Text)
}

// check says what is missing at its field. With must it may not be left empty.
func (s *signing) check(must string) bool {
	fail := func(field kit.Field, part, sentence string) bool {
		field.Base().SetProblem(kit.Say(store.Fail(store.Invalid, sentence)))
		s.form.Focus(s.key(part))
		return false
	}
	switch {
	case s.empty() && must != "":
		return fail(s.pad, "pad", must)
	case s.empty() || s.pad.Method() != kit.Refused:
		return true
	case s.one.Unknown() || strings.TrimSpace(s.one.Text) == "":
		return fail(s.one, "one", "本人不愿签名的，要有两名见证人，请写第一名的姓名。")
	case s.two.Unknown() || strings.TrimSpace(s.two.Text) == "" || strings.TrimSpace(s.two.Text) == strings.TrimSpace(s.one.Text):
		return fail(s.two, "two", "本人不愿签名的，要有两名见证人，请写另一名的姓名。")
	}
	return true
}

// signMethods are the answers of the pad as they are kept.
var signMethods = map[string]intake.SignMethod{
	kit.Signed: intake.SignedOnScreen, kit.FingerprintOnPaper: intake.FingerprintOnFile, kit.Refused: intake.SignRefused,
}

// sign is what was signed.
func (s *signing) sign() intake.Sign {
	sign := signOf(s.pad)
	sign.Purpose, sign.Witness = s.purpose, s.witness()
	return sign
}

// signOf is what stands on a pad.
func signOf(pad *kit.Signature) intake.Sign {
	sign := intake.Sign{Method: signMethods[pad.Method()]}
	if m := pad.Image(); m != nil {
		var ink bytes.Buffer
		if err := png.Encode(&ink, m); err == nil { // into memory it always can
			sign.PNG = ink.Bytes()
		}
	}
	return sign
}

// fillSigns adds what is signed in the end.
func (d *departure) fillSigns() {
	d.signGroup = d.form.Group("本人签名")
	d.signGroup.AddPlain(kit.NewParagraph(lang.L("可以在这里签，也可以空着，打印后在纸上签。")))
	d.signs = []*signing{newSigning(signEnding, "终止救助通知书"), newSigning(signLeave, "自行离站声明书"), newSigning(signReturned, "领回物品、离站登记表")}
	for _, s := range d.signs {
		s.fill(d.form, d.signGroup)
	}
}

// askSigns asks for what the chosen way of leaving is signed by.
func (d *departure) askSigns() {
	kind, known := d.kind.Chosen(), !d.list.Resident.Stay.Hidden
	present := known && kind != "" && kind != leaveWalked && kind != leaveDeath
	d.signGroup.Hidden = !present
	for _, s := range d.signs {
		s.ask(present && (s.purpose == signReturned || s.purpose == noticeOf[kind]))
	}
}

// noticeOf is what somebody signs beside the list of belongings, by the way of
// leaving.
var noticeOf = map[string]string{leaveEnded: signEnding, leaveSelf: signLeave}

// The ways of leaving that this page treats on their own.
const (
	leaveSelf     = "self"
	leaveKin      = "kin"
	leaveStation  = "station"
	leaveEscort   = "escort"
	leaveTransfer = "transfer"
	leaveEnded    = "ended"
	leaveWalked   = "walked"
	leaveDeath    = "death"
)

// checkSigns says what is missing from the signatures. What differs from the
// signed list is confirmed by who gets it.
func (d *departure) checkSigns() bool {
	for _, s := range d.signs {
		must := ""
		if s.wanted && s.purpose == signReturned && d.anyDifference() {
			must = "有物品与清单不符，要本人当面确认：请签名，不会写字的选按指印，不愿签的选“不愿签名”。"
		}
		if !s.check(must) {
			return false
		}
	}
	return true
}

func (d *departure) anyDifference() bool {
	for _, entry := range d.differs {
		if strings.TrimSpace(entry.Text) != "" {
			return true
		}
	}
	return false
}

// refusedBefore names the witnesses of a notice that was not signed for.
func (d *departure) refusedBefore() string {
	for _, s := range d.signs {
		if s.purpose != signReturned {
			if names := s.witness(); names != "" {
				return names
			}
		}
	}
	return ""
}

// unsigned are the signatures that are still to be kept.
func (d *departure) unsigned() (all []intake.Sign) {
	for _, s := range d.signs {
		if !s.empty() && !s.kept {
			all = append(all, s.sign())
		}
	}
	return all
}

// keptSign remembers that a signature is on file.
func (d *departure) keptSign(purpose string) {
	for _, s := range d.signs {
		if s.purpose == purpose {
			s.kept = true
		}
	}
}
