package desk

import (
	"context"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/internal/picture"
	"guitu/ui/kit"
)

// cardReader is the strip at the top of a form that says what the reader
// does. What a card says fills what is empty; where something else was typed
// nothing is overwritten: the differences stand in a list, to be taken over
// one by one. The card itself is kept nowhere.
type cardReader struct {
	w       *written
	sheet   *sheet
	photos  *photos
	filled  func() // something was filled in
	content *fyne.Container

	state  *kit.Chip
	notes  *fyne.Container // what is to be said of the card
	differ *fyne.Container // what the card says otherwise
	walk   *walk
	card   intake.Arrival // as the last card says it, while there are differences
	open   []part         // the differences that were not settled

	grown func()          // the strip needs another height
	land  func(do func()) // onto the goroutine of the window
	stop  context.CancelFunc
}

// Where cards come from, remembered for each account: the name of a port, or
// a folder into which a vendor's software writes.
const (
	readerKey     = "desk.reader"
	cardFolderKey = "desk.card_folder"
	cardRemoveKey = "desk.card_remove" // "on" where what was read is taken out of the folder
)

// noReader is remembered where somebody said that there is no reader.
const noReader = "none"

func newCardReader(w *written, s *sheet, p *photos, filled func()) *cardReader {
	r := &cardReader{w: w, sheet: s, photos: p, filled: filled, grown: func() {}, land: fyne.Do, notes: kit.Close(), differ: kit.Close()}
	r.state = kit.NewChip(kit.Ring0, lang.L("读卡器未连接"), kit.Faint)
	menu := kit.NewButton("读卡器…", "", r.choose)
	menu.Role = kit.Quiet
	r.walk = newWalk("卡上不同", r.differ)
	r.walk.OnBack = func() { w.form.Focus("name") }
	r.content = kit.Above(container.NewBorder(nil, nil, kit.Beside(r.state), menu), r.notes, r.walk)
	r.clear()
	return r
}

// start follows the chosen source while the page shows.
func (r *cardReader) start() {
	r.end()
	ctx, cancel := context.WithCancel(context.Background())
	r.stop = cancel
	port, dir := r.w.shell.Remembered(readerKey), r.w.shell.Remembered(cardFolderKey)
	remove := r.w.shell.Remembered(cardRemoveKey) == "on"
	switch {
	case port != "" && port != noReader:
		go r.follow(ctx, func() (<-chan idcard.Event, error) { return idcard.NewReader(idcard.OpenAt(port)).Watch(ctx), nil })
	case dir != "":
		r.say(kit.Ring0, "等待读卡文件", kit.Faint, "waiting")
		go r.follow(ctx, func() (<-chan idcard.Event, error) {
			return idcard.WatchFolder(ctx, idcard.Folder{Dir: dir, Remove: remove})
		})
	default:
		r.say(kit.Ring0, "读卡器未连接", kit.Faint, "none")
	}
}

// end gives the port back.
func (r *cardReader) end() {
	if r.stop != nil {
		r.stop()
		r.stop = nil
	}
}

// readerHeld is held while a page has the reader: the next page waits for the port
// to be given back instead of finding it taken.
var readerHeld sync.Mutex

func (r *cardReader) follow(ctx context.Context, open func() (<-chan idcard.Event, error)) {
	readerHeld.Lock()
	defer readerHeld.Unlock()
	if ctx.Err() != nil {
		return
	}
	events, err := open()
	if err != nil {
		r.land(func() { r.happened(idcard.Event{Kind: idcard.Gone, Err: err}) })
		return
	}
	for e := range events {
		r.land(func() {
			if ctx.Err() == nil {
				r.happened(e)
			}
		})
	}
}

// happened shows what the reader says.
func (r *cardReader) happened(e idcard.Event) {
	switch e.Kind {
	case idcard.Connected, idcard.Waiting:
		r.say(kit.Ring0, "请放证件", kit.Accent, "waiting")
	case idcard.Reading:
		r.say(kit.Triangle, "正在读，请不要移动", kit.Info, "reading")
	case idcard.LiftAgain:
		r.say(kit.Square, "读过了，换人请拿起再放", kit.Done, "lift")
	case idcard.Failed:
		r.say(kit.Diamond, "没有读到，请拿起再放一次", kit.Overdue, "failed")
		r.note(kit.Diamond, kit.Overdue, kit.Say(e.Err))
	case idcard.Gone:
		r.say(kit.Cross, "读卡器已拔出", kit.Overdue, "gone")
		r.note(kit.Diamond, kit.Overdue, kit.Say(e.Err))
	case idcard.CardRead:
		r.say(kit.Square, "已读到", kit.Done, "read")
		r.laid(e.Card)
	}
}

func (r *cardReader) say(shape kit.Shape, word string, ink fyne.ThemeColorName, told string) {
	r.state.Set(shape, lang.L(word), ink)
	r.content.Refresh()
	kit.Tell("card", told)
}

// clear takes away what was said of the last card.
func (r *cardReader) clear() {
	r.notes.RemoveAll()
	r.notes.Hide()
	r.open = nil
	r.drawDiffering()
}

func (r *cardReader) note(shape kit.Shape, ink fyne.ThemeColorName, text string) {
	r.notes.Add(sentence(shape, ink, text))
	r.notes.Show()
	r.content.Refresh()
	r.grown()
}

// laid asks first whose card it is, where that is in doubt.
func (r *cardReader) laid(card idcard.Card) {
	if !r.w.loaded || r.w.ended {
		return
	}
	typed := idcard.Normalise(r.w.read().IDNumber)
	if typed == "" || typed == idcard.Normalise(card.Number) {
		r.take(card)
		return
	}
	kit.Tell("card", "other")
	askWhich(r.w.shell.Window().Canvas(), "卡上的号码与填的不同：这是谁的卡？", []kit.Option{
		{Key: "new", Text: lang.L("另一个人的，为这张卡新开登记")},
		{Key: "this", Text: lang.L("就是这个人的，列出不同的地方")},
		{Key: "none", Text: lang.L("不用这张卡")},
	}, func(key string) {
		switch key {
		case "new":
			r.beginWith(card)
		case "this":
			r.take(card)
		}
	})
}

// beginWith opens a draft of the card's own; what is typed here is kept.
func (r *cardReader) beginWith(card idcard.Card) {
	shell, desk := r.w.shell, r.w.desk
	r.w.save()
	beginThen(shell, func(a *intake.Arrival) { *a, _ = fillEmpty(*a, onCard(card)) }, func(draft intake.Draft) {
		shell.Work("正在保存证件照片…", func(ctx context.Context) error { return keepPortrait(ctx, desk, draft.ID, card.Photo) }, func(err error) {
			if err != nil {
				shell.Fail(err)
			}
			shell.Go(kit.Route{Name: kit.RouteArrival, ID: draft.ID})
		})
	})
}

// take fills what is empty and lists what differs.
func (r *cardReader) take(card idcard.Card) {
	r.clear()
	r.warn(card)
	before := r.w.read()
	r.card = onCard(card)
	r.open = differing(before, r.card)
	to, filled := fillEmpty(before, r.card)
	if len(filled) > 0 {
		r.w.undoable(r.sheet, to, filled, "照卡填了：{{.What}}。", r.filled)
		r.filled()
	}
	r.drawDiffering()
	r.keepPhoto(card.Photo)
	kit.Tell("card", "filled")
}

// warn says what is wrong with the card or with what is known by its number.
func (r *cardReader) warn(card idcard.Card) {
	problems := slices.Clone(card.Problems)
	for _, known := range r.w.shell.Directory().Same(intake.Arrival{Profile: intake.Profile{IDNumber: card.Number}}, 1) {
		if p, changed := card.Compare(known.Person.Name); changed {
			problems = append(problems, p)
		}
	}
	for _, p := range problems {
		shape, ink := kit.Diamond, kit.Overdue
		if p.Note {
			shape, ink = kit.Triangle, kit.Soon
		}
		r.note(shape, ink, lang.L(p.Text, map[string]any(p.Args)))
	}
}

// drawDiffering lists what the card says otherwise than was typed.
func (r *cardReader) drawDiffering() {
	r.differ.RemoveAll()
	var stops []stop
	now, words := r.w.base, words{}
	if r.w.loaded {
		now = r.w.read()
	}
	if len(r.open) > 0 {
		r.differ.Add(sentence(kit.Triangle, kit.Soon, lang.L("卡上与填的不同，没有改动填的：")))
	}
	for _, p := range r.open {
		use := kit.NewButton("用卡上的", "", func() { r.use([]part{p}) })
		text := lang.L("{{.What}}：填的 {{.Typed}}，卡上 {{.Card}}", map[string]any{"What": lang.L(p.label),
			"Typed": wordsFor(p, now, words, r.w), "Card": wordsFor(p, r.card, words, r.w)})
		r.differ.Add(kit.Close(kit.NewParagraph(text), container.NewHBox(kit.NewLabel(string(rune('1'+len(stops)))), use)))
		stops = append(stops, use)
	}
	if len(r.open) > 1 {
		all := kit.NewButton("全部用卡上的", "card", func() { r.takeAll() })
		r.differ.Add(all)
		stops = append(stops, all)
	}
	r.walk.set(stops)
	r.walk.Hidden = len(stops) == 0
	r.differ.Refresh()
	r.content.Refresh()
	r.grown()
}

// wordsFor is a part as it is read.
func wordsFor(p part, a intake.Arrival, words words, w *written) string {
	switch p.key {
	case "sex":
		return words.say("sex", a.Sex)
	case "nation":
		return words.say("nation", a.Nation)
	case "id_kind":
		return words.say("id_kind", a.IDKind)
	case "age":
		if a.Birth != "" {
			return a.Birth
		}
		return ageWords(a.Profile, w.shell.Now())
	case "name":
		return a.Name
	case "name_en":
		return a.NameEn
	case "id_number":
		return a.IDNumber
	case "permit":
		return a.Permit
	case "country":
		return a.Country
	case "household":
		return a.Household
	}
	return a.Home
}

// use takes some of the differences over.
func (r *cardReader) use(which []part) {
	now := r.w.read()
	to := saidBy(now)
	for _, p := range which {
		to.copy(saidBy(r.card), p)
	}
	open := r.open
	r.w.undoable(r.sheet, to.arrival(), which, "改用卡上的：{{.What}}。", func() {
		r.open = open
		r.drawDiffering()
		r.filled()
	})
	r.open = slices.DeleteFunc(slices.Clone(r.open), func(p part) bool {
		return slices.ContainsFunc(which, func(used part) bool { return used.key == p.key })
	})
	r.drawDiffering()
	r.filled()
}

// takeAll takes every difference over: F10.
func (r *cardReader) takeAll() bool {
	if len(r.open) == 0 {
		return false
	}
	r.use(r.open)
	return true
}

// keepPhoto keeps the portrait of the card with the draft.
func (r *cardReader) keepPhoto(portrait []byte) {
	if len(portrait) == 0 {
		return
	}
	r.w.shell.Work("正在保存证件照片…", func(ctx context.Context) error { return keepPortrait(ctx, r.w.desk, r.w.id, portrait) }, func(err error) {
		if err != nil {
			r.w.shell.Fail(err)
			return
		}
		r.photos.load()
	})
}

// portraitKind is the kind of a card's portrait: it belongs to the papers, and
// is years old; the front picture is taken at the desk.
const portraitKind = "document"

func keepPortrait(ctx context.Context, desk *intake.Desk, draftID string, portrait []byte) error {
	if len(portrait) == 0 {
		return nil
	}
	m, err := picture.DecodeBytes(ctx, portrait)
	if err != nil {
		return err
	}
	_, err = desk.AddPhoto(ctx, intake.Photo{DraftID: draftID, Kind: portraitKind, Thumb: picture.Encode(picture.Thumbnail(m, thumbSide))}, picture.Encode(m))
	return err
}

// cardKinds are the kinds of certificate by the type of card.
var cardKinds = map[idcard.CardType]string{idcard.Resident: "citizen", idcard.ResidencePermit: "hmt_residence",
	idcard.Permanent2017: "pr", idcard.Permanent2023: "pr"}

// onCard is what a card says of a person, as an arrival says it.
func onCard(c idcard.Card) intake.Arrival {
	a := intake.Arrival{Sex: c.Sex}
	a.Name, a.NameEn, a.Nation = c.Name, c.NameEn, c.Nation
	a.IDKind, a.IDNumber, a.Permit, a.Country = cardKinds[c.Type], c.Number, c.PermitNumber, c.Country
	a.Household, a.Home = c.Address, c.NewestAddress
	if c.Birth != (idcard.Date{}) {
		a.Birth = c.Birth.String()
	}
	return a
}
