package desk

import (
	"bytes"
	"context"
	"image"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/internal/picture"
	"guitu/tracing"
	"guitu/ui/kit"
)

// matches is 是不是来过？: earlier people and family reports that this arrival
// may be of, found as one types. It shows and compares; only the clerk says
// that two are one, and nothing is ever merged.
type matches struct {
	page    *arrival
	content *container.Scroll
	walk    *walk
	list    *fyne.Container
	found   []tracing.Candidate
	shown   []string // what the list is made of, as it stands
	faces   map[string]image.Image
	asked   map[string]bool // whose picture was asked for
	words   words

	hashes []picture.Hash // of the draft's photos
	apart  []string       // files and reports that were said to be of others
	rank   ranking
}

// ranking asks who somebody may be: in place while the answer comes at once,
// off the window's goroutine where it takes longer. An answer is shown only
// where no newer one was.
type ranking struct {
	number, landed int
	slow, running  bool
}

// atOnce is how long the window may be kept waiting for an answer.
const atOnce = 4 * time.Millisecond

// sameShown is how many candidates are shown.
const sameShown = 6

func newMatches(page *arrival) *matches {
	m := &matches{page: page, list: kit.Above(), faces: map[string]image.Image{}, asked: map[string]bool{}, words: words{}}
	title := kit.NewText(lang.L("是不是来过？"))
	title.Bold, title.Type = true, kit.Subtitle
	m.walk = newWalk("是不是来过", kit.Above(title, m.list))
	m.walk.OnBack = func() { page.form.Focus(page.lastField()) }
	m.walk.OnHere = m.reveal
	m.walk.OnRemove = m.remove
	m.content = container.NewVScroll(kit.Margin(kit.Inside, m.walk))
	m.draw()
	return m
}

// begin follows a draft that was opened.
func (m *matches) begin() {
	m.apart = strings.FieldsFunc(m.page.shell.Remembered(m.apartKey()), func(r rune) bool { return r == ',' })
	m.look()
	m.loadHashes()
}

// loadHashes reads what the draft's portraits look like, and looks again.
func (m *matches) loadHashes() {
	var hashes []picture.Hash
	m.page.shell.Work("正在读取照片…", func(ctx context.Context) error {
		all, err := m.page.desk.DraftHashes(ctx, m.page.id)
		for _, h := range all {
			hashes = append(hashes, h.Hash)
		}
		return err
	}, func(err error) {
		if err == nil && !slices.Equal(hashes, m.hashes) {
			m.hashes = hashes
			m.look()
		}
	})
}

// look asks who the arrival may be, and redraws where the answer is another
// than before.
func (m *matches) look() {
	m.rank.number++
	if !m.rank.slow {
		now, began := m.page.read(), time.Now()
		found := m.ask(now)
		m.rank.slow = time.Since(began) > atOnce
		m.landed(m.rank.number, found)
		return
	}
	if !m.rank.running {
		m.lookLater()
	}
}

// lookLater ranks off the window's goroutine, and again where something was
// typed meanwhile.
func (m *matches) lookLater() {
	m.rank.running = true
	number, now := m.rank.number, m.page.read()
	var found []tracing.Candidate
	var took time.Duration
	m.page.shell.Work("正在查是否来过…", func(context.Context) error {
		began := time.Now()
		found = m.ask(now)
		took = time.Since(began)
		return nil
	}, func(error) {
		m.rank.running, m.rank.slow = false, took > atOnce
		m.landed(number, found)
		if number < m.rank.number {
			m.lookLater()
		}
	})
}

func (m *matches) ask(now intake.Arrival) []tracing.Candidate {
	return m.page.shell.Screen().Candidates(now, m.hashes, sameShown+len(m.apart)+1)
}

// landed shows an answer unless a newer one shows already.
func (m *matches) landed(number int, found []tracing.Candidate) {
	if number <= m.rank.landed {
		return
	}
	m.rank.landed = number
	m.found = slices.DeleteFunc(found, m.left)
	m.found = m.found[:min(len(m.found), sameShown)]
	shown := []string{m.page.base.SameAs, strings.Join(m.apart, ",")}
	for _, c := range m.found {
		shown = append(shown, fingerprint(c))
	}
	if !slices.Equal(shown, m.shown) {
		m.shown = shown
		m.draw()
		kit.Tell("matches", strconv.Itoa(len(m.found)))
	}
}

// left reports whom the list leaves out: who was said to be another, and the
// file itself that is being completed.
func (m *matches) left(c tracing.Candidate) bool {
	if c.Card == nil {
		return slices.Contains(m.apart, c.Report.ID)
	}
	files := append([]string{c.Card.Person.ID}, c.Card.Linked...)
	if amends := m.page.base.Amends; amends != nil && slices.Contains(files, amends.Person) {
		return true
	}
	return slices.ContainsFunc(files, func(file string) bool { return slices.Contains(m.apart, file) })
}

// fingerprint is all that a candidate shows, also when it is compared: its card
// leads to the evidence with which it was drawn.
func fingerprint(c tracing.Candidate) string {
	text := c.Lead.ID
	if c.Card != nil {
		text = c.Card.Stay.ID + string(c.Card.Stay.State) + strconv.Itoa(c.Card.Stays)
	}
	for _, e := range c.Lead.Evidence {
		text += e.Code + strconv.FormatFloat(e.Weight, 'f', 1, 64)
	}
	return text
}

// enter moves the focus to the candidates, where there are any.
func (m *matches) enter() bool {
	if len(m.walk.stops) == 0 {
		return false
	}
	m.page.shell.Window().Canvas().Focus(m.walk)
	return true
}

// reveal scrolls as little as is needed to show a candidate.
func (m *matches) reveal(o stop) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(m.content).Y
	if over := top + o.Size().Height - m.content.Size().Height; over > 0 {
		m.content.Offset.Y += over + kit.Size(kit.Inside)
	} else if top < 0 {
		m.content.Offset.Y = max(0, m.content.Offset.Y+top-kit.Size(kit.Inside))
	}
	m.content.Refresh()
}

func (m *matches) draw() {
	m.list.RemoveAll()
	var stops []stop
	if card, ok := m.already(); ok {
		m.list.Add(sentence(kit.Diamond, kit.Overdue, lang.L("证件号码相同的人现在就在本站照料中，不能再登记一次。请打开档案核对是不是本人。")))
		open := kit.NewButton("打开档案", "", func() { m.open(card.Person.ID) })
		open.Role = kit.Danger
		m.list.Add(open)
		stops = append(stops, open)
	}
	if card, ok := m.page.chosenCard(); ok {
		stops = append(stops, m.drawChosen(card)...)
	}
	for _, c := range m.found {
		card := newLeadCard(m.words, c, m.page.shell.Now(), m.face(c), func() { m.compare(c) })
		card.noted = c.Report != nil && m.suspected(*c.Report)
		m.list.Add(card)
		stops = append(stops, card)
	}
	if len(m.found) == 0 && len(stops) == 0 {
		m.list.Add(kit.NewParagraph(lang.L("边填边在这里列出可能来过的人和家属登记的走失人。按 ↓ 进来，回车对照。")))
	}
	if len(m.apart) > 0 {
		back := kit.NewButton("", "", m.bringBack)
		back.SetText(lang.L("已排除 {{.N}} 人，重新列出", map[string]any{"N": len(m.apart)}))
		back.Role = kit.Quiet
		m.list.Add(back)
		stops = append(stops, back)
	}
	m.walk.set(stops)
	m.list.Refresh()
	m.content.Refresh()
}

// already is who is in the station's care with the number of the arrival.
func (m *matches) already() (intake.Card, bool) {
	number := idcard.Normalise(m.page.base.IDNumber)
	if typed, _ := m.page.sheet.id.number(); typed != "" {
		number = idcard.Normalise(typed)
	}
	for _, c := range m.found {
		if c.Card == nil || !c.Card.Stay.State.Open() || number == "" {
			continue
		}
		if idcard.Normalise(c.Card.Person.IDNumber) == number || says(c, "number.same") {
			return *c.Card, true
		}
	}
	return intake.Card{}, false
}

func says(c tracing.Candidate, code string) bool {
	for _, e := range c.Lead.Evidence {
		if e.Code == code {
			return true
		}
	}
	return false
}

// open leaves for a file; what was typed is saved on the way.
func (m *matches) open(personID string) {
	m.page.shell.Go(kit.Route{Name: kit.RoutePerson, ID: personID})
}

// drawChosen shows who was said to be the same, and the way back.
func (m *matches) drawChosen(card intake.Card) []stop {
	c := tracing.Candidate{Card: &card}
	person := newLeadCard(m.words, c, m.page.shell.Now(), m.face(c), func() { m.open(card.Person.ID) })
	person.chosen = true
	apart := kit.NewButton("不是同一人", "", func() { m.page.same("") })
	m.list.Add(person)
	m.list.Add(kit.NewParagraph(lang.L("登记后另建档案，与这份档案关联；两份都不改动。")))
	m.list.Add(apart)
	return []stop{person, apart}
}

// remove says of the candidate at a place that it is somebody else.
func (m *matches) remove(at int) {
	card, ok := m.walk.stops[at].(*leadCard)
	if ok && !card.chosen {
		m.notThem(card.candidate)
	}
}

// notThem takes a candidate out of the list. It is kept beside the draft, and
// becomes a link of two people when the arrival is registered.
func (m *matches) notThem(c tracing.Candidate) {
	if amends := m.page.base.Amends; amends != nil && c.Card != nil {
		m.link(amends.Person, c.Card.Person.ID, intake.LinkApart)
	}
	m.keepApart(append(m.apart, subjectID(c)))
	m.page.shell.Toast(kit.Toast{Text: "已记为不是同一人，登记时写入档案，以后不再列出。", Kind: kit.Done, Undo: func() {
		m.keepApart(slices.DeleteFunc(slices.Clone(m.apart), func(id string) bool { return id == subjectID(c) }))
	}})
}

func subjectID(c tracing.Candidate) string {
	if c.Card != nil {
		return c.Card.Person.ID
	}
	return c.Report.ID
}

func (m *matches) bringBack() { m.keepApart(nil) }

// keepApart remembers on this computer whom the draft is not of: ids alone.
func (m *matches) keepApart(ids []string) {
	m.apart = ids
	m.page.shell.Remember(m.apartKey(), strings.Join(ids, ","))
	m.look()
}

func (m *matches) apartKey() string { return "desk.apart." + m.page.id }

// forget drops what was kept beside a draft that has ended.
func (m *matches) forget() {
	if len(m.apart) > 0 {
		m.page.shell.Remember(m.apartKey(), "")
	}
}

// settle writes into the files of who was registered that they are not those
// who were put aside. The registration stands whatever comes of it: at worst
// somebody is offered again.
func (m *matches) settle(ctx context.Context, personID string, apart []string) {
	for _, other := range apart {
		if _, known := m.page.shell.Directory().Card(other); known {
			m.page.desk.Link(ctx, personID, other, intake.LinkApart, "")
		}
	}
}

// link says of two files at once whether they are of one person.
func (m *matches) link(personID, otherID string, kind intake.LinkKind) {
	var made intake.Link
	m.page.shell.Work("正在关联档案…", func(ctx context.Context) (err error) {
		made, err = m.page.desk.Link(ctx, personID, otherID, kind, "")
		return err
	}, func(err error) {
		if err != nil {
			m.page.shell.Fail(err)
			return
		}
		kit.Tell("linked", string(made.Kind))
	})
}

// face is the picture of a candidate where it was read; it is asked for once.
func (m *matches) face(c tracing.Candidate) image.Image {
	if c.Card == nil {
		return nil
	}
	m.askFace(c.Card.Person.ID)
	return m.faces[c.Card.Person.ID]
}

// askFace fetches the newest front picture of a person, once.
func (m *matches) askFace(personID string) {
	if m.asked[personID] {
		return
	}
	m.asked[personID] = true
	var face image.Image
	m.page.shell.Work("正在读取照片…", func(ctx context.Context) (err error) {
		face, err = frontOf(ctx, m.page.desk, personID)
		return err
	}, func(err error) {
		if err != nil || face == nil {
			return // a card without a picture says enough
		}
		m.faces[personID] = face
		m.draw()
	})
}

// frontOf is the newest small front picture of a person, nil where none is.
func frontOf(ctx context.Context, desk *intake.Desk, personID string) (image.Image, error) {
	all, err := desk.PersonPhotos(ctx, personID)
	if err != nil {
		return nil, err
	}
	for _, photo := range all {
		if photo.Kind == "front" {
			return picture.DecodeBytes(ctx, photo.Thumb)
		}
	}
	return nil, nil
}

// chosenCard is the earlier person who was said to be the same.
func (a *arrival) chosenCard() (intake.Card, bool) {
	if a.base.SameAs == "" {
		return intake.Card{}, false
	}
	return a.shell.Directory().Card(a.base.SameAs)
}

// lastField is where one came from to look at who may be the same.
func (a *arrival) lastField() string {
	if a.sheet.id.entry.Text != "" {
		return "id_number"
	}
	return "name"
}

// same says that the arrival is of an earlier person, or of none. What is
// empty is filled from what is known of them and told; nothing of either is
// overwritten, and 撤销 takes it back.
func (a *arrival) same(personID string) {
	if amends := a.base.Amends; amends != nil && personID != "" {
		a.matches.link(amends.Person, personID, intake.LinkSame)
		return
	}
	before := a.read()
	if before.SameAs == personID {
		return
	}
	owed := a.owed
	to := owed.giveBack(before)
	to.SameAs = personID
	filled := changedParts(before, to)
	text := "记为不是同一人：登记后另立档案。"
	if len(filled) > 0 {
		text = "记为不是同一人；从那份档案填的已收回：{{.What}}。"
	}
	a.owed = borrowed{}
	if card, ok := a.shell.Directory().Card(personID); ok {
		own := to
		to.FillFrom(card.Person.Profile)
		filled = changedParts(before, to)
		a.owed = borrowed{own, to, changedParts(own, to)}
		if text = "记为同一人：登记后两份档案相关联。"; len(filled) > 0 {
			text = "记为同一人；空着的已填：{{.What}}。"
		}
		kit.Tell("linked", "draft")
	}
	a.undoable(a.sheet, to, filled, text, func() {
		a.owed = owed
		a.matches.look()
	})
	a.matches.look()
}

// borrowed is what an earlier file filled in while it was said to be of the
// same person. It goes when that is taken back: nobody registers with the home
// of somebody else.
type borrowed struct {
	before, filled intake.Arrival
	which          []part
}

// giveBack takes out what still stands as it was filled in.
func (b borrowed) giveBack(now intake.Arrival) intake.Arrival {
	if len(b.which) == 0 {
		return now
	}
	return takeBack(now, b.before, b.filled, b.which)
}

// thumbImage reads a small picture of our own making.
func thumbImage(jpeg []byte) image.Image {
	m, err := picture.Decode(context.Background(), bytes.NewReader(jpeg))
	if err != nil {
		return nil
	}
	return m
}
