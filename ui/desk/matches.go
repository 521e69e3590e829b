package desk

import (
	"bytes"
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/picture"
	"guitu/ui/kit"
)

// matches is 是不是来过？: the earlier people whom this arrival may be, found as
// one types. It shows and compares; only the clerk says that two are one.
type matches struct {
	page    *arrival
	content fyne.CanvasObject
	walk    *walk
	list    *fyne.Container
	found   []intake.Match
	shown   []string // persons, as they stand
	faces   map[string]image.Image
	asked   map[string]bool // whose picture was asked for
	words   words
}

// sameShown is how many earlier people are shown.
const sameShown = 6

func newMatches(page *arrival) *matches {
	m := &matches{page: page, list: kit.Above(), faces: map[string]image.Image{}, asked: map[string]bool{}, words: words{}}
	title := kit.NewText(lang.L("是不是来过？"))
	title.Bold, title.Type = true, kit.Subtitle
	m.walk = newWalk("是不是来过", kit.Above(title, m.list))
	m.walk.OnBack = func() { page.sheet.form.Focus(page.lastField()) }
	m.content = container.NewVScroll(kit.Margin(kit.Inside, m.walk))
	m.draw()
	return m
}

// look asks the directory, which is in memory, and redraws where the answer
// is another than before.
func (m *matches) look() {
	now := m.page.read()
	m.found = m.page.shell.Directory().Same(now, sameShown)
	if chosen := m.page.base.PersonID; chosen != "" {
		m.found = slices.DeleteFunc(m.found, func(found intake.Match) bool { return found.Person.ID == chosen })
	}
	persons := []string{m.page.base.PersonID}
	for _, found := range m.found {
		persons = append(persons, found.Person.ID+found.Why+string(found.Stay.State))
	}
	if !slices.Equal(persons, m.shown) {
		m.shown = persons
		m.draw()
	}
}

// enter moves the focus to the people, where there are any.
func (m *matches) enter() bool {
	if len(m.walk.stops) == 0 {
		return false
	}
	m.page.shell.Window().Canvas().Focus(m.walk)
	return true
}

func (m *matches) draw() {
	m.list.RemoveAll()
	var stops []stop
	if card, ok := m.page.chosenCard(); ok {
		stops = append(stops, m.drawChosen(card)...)
	}
	for _, found := range m.found {
		facts := m.facts(found.Card)
		facts.States = append(facts.States, kit.State{Word: lang.L(found.Why), Color: kit.Info})
		card := kit.NewPersonCard(facts, func() { m.compare(found) })
		m.list.Add(card)
		stops = append(stops, card)
	}
	if len(m.list.Objects) == 0 {
		m.list.Add(kit.NewParagraph(lang.L("填写姓名、证件号码或电话时，在这里列出号码、电话相同或同名的人。按 ↓ 进来，回车对照。")))
	}
	m.walk.set(stops)
	m.list.Refresh()
}

// drawChosen shows who was said to be the same, and the way back.
func (m *matches) drawChosen(card intake.Card) []stop {
	facts := m.facts(card)
	facts.States = append(facts.States, kit.State{Shape: kit.Square, Word: lang.L("是同一人"), Color: kit.Done})
	person := kit.NewPersonCard(facts, func() { m.page.shell.Go(kit.Route{Name: kit.RoutePerson, ID: card.Person.ID}) })
	apart := kit.NewButton("不是同一人", "", func() { m.page.same("") })
	m.list.Add(person)
	m.list.Add(kit.NewParagraph(lang.L("登记后记入这份档案，空的栏不改原来的内容。")))
	m.list.Add(apart)
	return []stop{person, apart}
}

func (m *matches) facts(card intake.Card) kit.PersonFacts {
	p, s := card.Person, card.Stay
	now := m.page.shell.Now()
	line := m.words.say("sex", p.Sex)
	for _, part := range []string{ageWords(p.Profile, now), kit.SayDay(s.ArrivedAt, now)} {
		if part != "" {
			line += " · " + part
		}
	}
	m.askFace(p.ID)
	return kit.PersonFacts{Name: card.Name(), Line: line, Photo: m.faces[p.ID], States: []kit.State{stateLook(s.State)}}
}

// askFace fetches the newest front picture of a person, once.
func (m *matches) askFace(personID string) {
	if m.asked[personID] {
		return
	}
	m.asked[personID] = true
	var face image.Image
	m.page.shell.Work("正在读取照片…", func(ctx context.Context) error {
		all, err := m.page.desk.PersonPhotos(ctx, personID)
		if err != nil {
			return err
		}
		for _, photo := range all {
			if photo.Kind != "front" {
				continue
			}
			small, err := picture.DecodeBytes(ctx, photo.Thumb)
			if err != nil {
				return err
			}
			face = small
			return nil
		}
		return nil
	}, func(err error) {
		if err != nil || face == nil {
			return // a card without a picture says enough
		}
		m.faces[personID] = face
		m.draw()
	})
}

// chosenCard is the earlier person who was said to be the same.
func (a *arrival) chosenCard() (intake.Card, bool) {
	if a.base.PersonID == "" {
		return intake.Card{}, false
	}
	return a.shell.Directory().Card(a.base.PersonID)
}

// lastField is where one came from to look at who may be the same.
func (a *arrival) lastField() string {
	if a.sheet.id.entry.Text != "" {
		return "id_number"
	}
	return "name"
}

// same says that the arrival is of an earlier person, or of none; nothing of
// either is overwritten, and 撤销 takes it back.
func (a *arrival) same(personID string) {
	before := a.base.PersonID
	if before == personID {
		return
	}
	a.base.PersonID = personID
	a.matches.look()
	a.save()
	text := "记为同一人：登记后记入原来的档案。"
	if personID == "" {
		text = "记为不是同一人：登记后另立档案。"
	}
	a.shell.Toast(kit.Toast{Text: text, Kind: kit.Done, Undo: func() { a.same(before) }})
}

// thumbImage reads a small picture of our own making.
func thumbImage(jpeg []byte) image.Image {
	m, err := picture.Decode(context.Background(), bytes.NewReader(jpeg))
	if err != nil {
		return nil
	}
	return m
}
