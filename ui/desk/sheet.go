package desk

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/ui/kit"
)

// sheet is the registration form: every field of 求助登记表 in its order, each
// bound to its part of an Arrival. The keys of the fields are those by which
// intake names them in errors, and in the list of what was answered 不详.
type sheet struct {
	form   *kit.Form
	scroll *container.Scroll // the groups in the middle
	aside  *container.Scroll // who brought, where found: shown beside the photo
	now    func() time.Time

	bound  []bond
	groups map[string]*kit.Group

	name      *kit.SoundName
	sex       *kit.Choice
	age       *kit.AgeField
	idKind    *kit.Lookup
	id        *idField
	household *typeahead
	phone     *kit.Entry
	kin       *rows
	items     *rows
	forbidden *rows
	bag       *typeahead
	filled    map[string]string // what the number wrote, by field

	appear  []*appearing
	special *special // what is asked of some only
	urgent  *advice  // what is to be done at the door
	doubts  *advice  // about the check at the door
	silence *silence
	told    *telling
	signs   *signs
	kept    int    // that many of the belongings were signed for
	offered string // the photos that are offered for belongings

	lent
}

// bond ties a field to its part of an Arrival.
type bond struct {
	item *kit.Item
	put  func(a *intake.Arrival) // writes the arrival's part into the field
	take func(a *intake.Arrival) // writes the field into the arrival
}

func newSheet(now func() time.Time) *sheet {
	s := &sheet{form: kit.NewForm(), now: now, filled: map[string]string{}, groups: map[string]*kit.Group{}, lent: lentNothing()}
	s.together(func() {
		s.addComing()
		s.addFirstLook()
		s.addIdentity()
		s.addAsking()
		s.addSpecial()
		s.addKin()
		s.addBody()
		s.addThings()
		s.addTaken()
		s.addDecision()
	})
	s.scroll = s.form.Scroll()
	return s
}

// together does several things to the form at once.
func (s *sheet) together(do func()) { s.form.Together(do) }

// appearing is a field that is asked for only of some.
type appearing struct {
	item  *kit.Item
	when  func(a intake.Arrival) bool
	shown bool
}

// only shows a field to those of whom it is asked. One that holds something
// always shows: nothing that is kept may be out of sight.
func (s *sheet) only(item *kit.Item, when func(a intake.Arrival) bool) {
	item.Show(false)
	s.appear = append(s.appear, &appearing{item: item, when: when})
}

// follow makes what depends on the answers follow them: the fields that
// appear, and what is to be done.
func (s *sheet) follow(a intake.Arrival) {
	pressed := s.urgent.presses()
	s.together(func() {
		s.urgent.set(append(triageLines(intake.Triage(s.rules, a, s.now())), protectionLines(a)...))
		s.doubts.set(doubtLines(intake.CheckSafety(a, s.staff)))
		s.told.say()
		s.special.follow(a)
		s.followPhotos()
		for _, f := range s.appear {
			if show := f.wanted(a); show != f.shown {
				f.shown = show
				f.item.Show(show)
			}
		}
	})
	if s.urgent.presses() > pressed {
		s.bringUrgent()
	}
}

func (f *appearing) wanted(a intake.Arrival) bool {
	_, holdsNothing := f.item.Field.(*actions)
	return f.when(a) || !holdsNothing && !f.item.Field.Empty()
}

// reveal scrolls as little as is needed to show a part of something in the
// middle.
func (s *sheet) reveal(o fyne.CanvasObject, from, height float32) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y + from - driver.AbsolutePositionForObject(s.scroll).Y
	gap := kit.Size(kit.Between)
	if over := top + height + gap - s.scroll.Size().Height; over > 0 {
		s.scroll.Offset.Y += over
	} else if top < gap {
		s.scroll.Offset.Y = max(0, s.scroll.Offset.Y+top-gap)
	}
	s.scroll.Refresh()
}

func (s *sheet) group(title string) *kit.Group {
	g := s.form.Group(title)
	s.groups[title] = g
	return g
}

func (s *sheet) bind(item *kit.Item, put, take func(a *intake.Arrival)) *kit.Item {
	s.bound = append(s.bound, bond{item, put, take})
	return item
}

// place adds a field to a group: on a line of its own, or beside the last.
type place func(key, label string, f kit.Field) *kit.Item

// text binds a field of plain text to a string.
func (s *sheet) text(at place, key, label string, f kit.Field, part func(*intake.Arrival) *string) *kit.Item {
	return s.bind(at(key, label, f),
		func(a *intake.Arrival) { f.Restore(*part(a)) },
		func(a *intake.Arrival) { *part(a) = entered(f) })
}

// code binds a choice of one to a code.
func (s *sheet) code(at place, key, label string, c *kit.Choice, part func(*intake.Arrival) *string) *kit.Item {
	return s.bind(at(key, label, c),
		func(a *intake.Arrival) { c.Restore(*part(a)) },
		func(a *intake.Arrival) { *part(a) = c.Chosen() })
}

// several binds a choice of any number to a list of codes.
func (s *sheet) several(at place, key, label, table string, part func(*intake.Arrival) *[]string) *kit.Item {
	c := kit.NewMultiChoice(codes(table))
	return s.bind(at(key, label, c),
		func(a *intake.Arrival) { c.Restore(""); c.Choose(*part(a)...) },
		func(a *intake.Arrival) { *part(a) = c.ChosenAll() })
}

// look binds a lookup to a code. Words that are none of its answers are kept
// as they are: the form asks for them to be mended before it registers.
func (s *sheet) look(at place, key, label string, l *kit.Lookup, part func(*intake.Arrival) *string) *kit.Item {
	return s.bind(at(key, label, l),
		func(a *intake.Arrival) {
			if l.Choose(*part(a)); l.Chosen() == "" {
				l.Restore(*part(a))
			}
		},
		func(a *intake.Arrival) {
			if *part(a) = l.Chosen(); *part(a) == "" {
				*part(a) = entered(l)
			}
		})
}

// yes binds a choice with one answer to a bool.
func (s *sheet) yes(at place, key, label, answer string, part func(*intake.Arrival) *bool) *kit.Item {
	c := kit.NewMultiChoice([]kit.Option{{Key: "yes", Text: lang.L(answer)}})
	return s.bind(at(key, label, c),
		func(a *intake.Arrival) {
			c.Choose()
			if *part(a) {
				c.Choose("yes")
			}
		},
		func(a *intake.Arrival) { *part(a) = c.Chosen() == "yes" })
}

// unknownMark is the draft of a field that was marked 不详, as the kit writes
// it (TestUnknownIsRestored holds it to that).
const unknownMark = "\x1a"

// entered is the text of a field; nothing where it is 不详.
func entered(f kit.Field) string {
	if f.Base().Unknown() {
		return ""
	}
	return f.Draft()
}

// fillFrom writes what a citizen number says into fields that are empty or
// hold what an earlier number wrote, and says what it did.
func (s *sheet) fillFrom(n idcard.Number) string {
	sex := codeWord("sex", n.Sex)
	var wrote []string
	write := func(f kit.Field, key, value, spoken string) {
		if value == "" || !f.Empty() && entered(f) != s.filled[key] {
			return
		}
		f.Restore(value)
		f.Base().Marked()
		s.filled[key] = entered(f)
		wrote = append(wrote, spoken)
	}
	write(s.sex, "sex", n.Sex, sex)
	write(s.age, "age", n.Birth.String(), n.Birth.String())
	write(s.household, "household", n.RegionNow.FullName(), n.RegionNow.FullName())
	text := ""
	if len(wrote) > 0 {
		text = lang.L("已填：{{.What}}。", map[string]any{"What": strings.Join(wrote, lang.L("、"))})
	}
	if chosen := s.sex.Chosen(); chosen != n.Sex && chosen != "" {
		text += lang.L("号码上是{{.Sex}}，与所填性别不同，请核对。", map[string]any{"Sex": sex})
	}
	return text
}
