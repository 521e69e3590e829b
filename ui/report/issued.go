package report

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/printing"
	"guitu/ui/kit"
)

// recentShown is how many of the last papers are listed.
const recentShown = 50

// issuedPapers lists what was issued: for this stay, or lately by anybody.
type issuedPapers struct {
	page  *papers
	card  *kit.Card
	list  *lines
	which *kit.Choice
	void  *kit.Button
	none  map[string]fyne.CanvasObject // what teaches while nothing is listed, by which

	stay string
	all  []printing.Document
	wish int
}

const (
	ofStay = "stay"
	recent = "recent"
)

func newIssuedPapers(p *papers) *issuedPapers {
	i := &issuedPapers{page: p}
	i.list = newLines(true, 3, i.open)
	i.which = kit.NewChoice([]kit.Option{{Key: ofStay, Text: lang.L("本次救助")}, {Key: recent, Text: lang.L("最近出具")}})
	i.which.Choose(recent)
	i.which.OnChanged = i.load
	i.void = kit.NewButton("作废…", "", i.askVoid)
	i.void.Role = kit.Danger
	i.void.Disable()
	i.none = map[string]fyne.CanvasObject{
		ofStay: nothing("这次救助还没有出具文书。按右下的“出具并打印”，出具后列在这里。"),
		recent: nothing("还没有出具过文书。出具后列在这里，可以再看、再打印。"),
	}
	body := container.NewBorder(i.which, kit.Actions(nil, i.void), nil, nil, container.NewStack(i.list, i.none[ofStay], i.none[recent]))
	i.card = kit.NewCard("已出具的文书", nil, body)
	return i
}

// of lists the papers of a stay.
func (i *issuedPapers) of(stayID string) {
	i.stay = stayID
	i.which.Choose(ofStay)
	i.load()
}

func (i *issuedPapers) load() {
	i.wish++
	mine, stay, lately := i.wish, i.stay, i.which.Chosen() != ofStay
	if !lately && stay == "" {
		i.put(nil)
		return
	}
	var all []printing.Document
	i.page.shell.Work(lang.L("正在读取已出具的文书…"), func(ctx context.Context) (err error) {
		if lately {
			all, err = i.page.shell.Papers().Recent(ctx, recentShown)
		} else {
			all, err = i.page.shell.Papers().Documents(ctx, stay)
		}
		return err
	}, func(err error) {
		switch {
		case mine != i.wish:
		case err != nil:
			i.page.shell.Fail(err)
		default:
			i.put(all)
		}
	})
}

func (i *issuedPapers) put(all []printing.Document) {
	i.all = all
	words := make([]line, len(all))
	for at, d := range all {
		words[at] = line{state: documentState(d), title: lang.L(d.Title()), more: kit.SayTime(d.IssuedAt, i.page.shell.Now()), note: d.Number}
	}
	i.list.put(-1)
	i.list.set(words)
	reveal(i.list, len(all) > 0)
	for which, sentence := range i.none {
		reveal(sentence, len(all) == 0 && which == i.which.Chosen())
	}
	i.point(i.page.sheet.doc)
}

// point puts the cursor on the paper that shows.
func (i *issuedPapers) point(doc *printing.Document) {
	for at, d := range i.all {
		if doc != nil && d.ID == doc.ID {
			i.list.put(at)
		}
	}
}

// follow offers what can be done with the paper that shows.
func (i *issuedPapers) follow(doc *printing.Document) {
	if doc != nil && doc.State == printing.Issued && i.page.shell.Session().Can(access.IssuePapers) {
		i.void.Enable()
	} else {
		i.void.Disable()
	}
	i.point(doc)
}

func (i *issuedPapers) open(at int) {
	doc := i.all[at]
	if doc.StayID == i.page.resident.Stay.ID {
		i.page.showIssued(doc)
		return
	}
	i.page.open(doc.StayID, doc.Kind, &doc)
}

// askVoid takes back what was issued by mistake. Its number stays used, which
// only a reason can explain later.
func (i *issuedPapers) askVoid() {
	doc := i.page.sheet.doc
	if doc == nil {
		return
	}
	id := doc.ID
	kit.AskReason(i.page.shell.Window().Canvas(), "作废这份文书", "编号不会再用，内容继续保存。原因会记入审计记录。", "作废", func(reason string) {
		i.page.shell.Work(lang.L("正在作废…"), func(ctx context.Context) error {
			return i.page.shell.Papers().Void(ctx, id, reason)
		}, func(err error) {
			if err != nil {
				i.page.shell.Fail(err)
				return
			}
			if shown := i.page.sheet.doc; shown != nil && shown.ID == id {
				shown.State = printing.Void
				i.page.sheet.mark()
				i.page.show()
			}
			i.load()
			i.page.shell.Toast(kit.Toast{Text: "已作废，编号不再使用。", Kind: kit.Done})
		})
	})
}

// nothing is a sentence in the place of a list.
func nothing(sentence string) fyne.CanvasObject {
	words := container.NewBorder(kit.Groups(kit.Above(), kit.NewParagraph(lang.L(sentence))), nil, nil, nil)
	words.Hide()
	return words
}
