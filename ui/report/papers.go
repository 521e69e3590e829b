package report

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/printing"
	"guitu/ui/kit"
)

// papers is the page where a paper is looked at before it exists: find whose
// it is, choose the kind, see the page, issue and print it.
type papers struct {
	shell   Shell
	content fyne.CanvasObject
	wanted  string // stay, or stay/kind, to begin with

	finder *finder
	kinds  *lines
	fits   []printing.PaperKind // as they stand in the list
	rows   []int                // where
	extras *extras
	issued *issuedPapers
	sheet  *sheet
	desk   *printDesk

	resident intake.Resident // whose paper it is; no stay before one was found
	kind     printing.PaperKind
	stop     func()
}

// NewPapers returns the page 文书. id is empty, a stay, or a stay and a kind
// of paper: "stayID/notice".
func NewPapers(shell Shell, id string) kit.View {
	p := &papers{shell: shell, wanted: id}
	p.finder = newFinder(shell, p.found)
	p.kinds = newLines(false, 0, nil)
	p.kinds.open = func(int) { p.preview() }
	p.kinds.mark = func(at int) {
		if i := slices.Index(p.rows, at); i >= 0 {
			p.choose(p.fits[i])
		}
	}
	p.extras = newExtras(shell, p.preview)
	p.issued = newIssuedPapers(p)
	p.sheet = newSheet(shell)
	p.desk = newPrintDesk(p)
	p.content = kit.Page(p.layOut())
	p.offer()
	return p
}

func (p *papers) layOut() fyne.CanvasObject {
	left := container.New(&stacked{shares: []float32{0, 1}}, kit.NewTitle(lang.L("文书")),
		kit.NewCard("", nil, p.finder.layOut(p.kinds)))
	middle := container.New(&stacked{shares: []float32{1, 1}}, p.extras.card, p.issued.card)
	body := container.New(&columns{shares: []float32{9.5, 11.5, 19}}, left, middle, p.sheet.card)
	return container.New(&stacked{shares: []float32{1, 0}}, body, p.desk.foot)
}

func (p *papers) Content() fyne.CanvasObject { return p.content }

func (p *papers) Enter() {
	p.Leave()
	p.stop = p.shell.OnChange(p.changed)
	p.desk.Enter()
	p.extras.load()
	if p.resident.Stay.ID == "" && p.wanted != "" {
		stay, kind, _ := strings.Cut(p.wanted, "/")
		p.open(stay, kind, nil)
	} else {
		p.issued.load()
		p.show()
		p.changed(map[string]bool{"stay": true}) // it may have while another page was open
	}
	if p.wanted == "" && p.resident.Stay.ID == "" {
		p.shell.Window().Canvas().Focus(p.finder.entry)
		return
	}
	p.shell.Window().Canvas().Focus(p.kinds)
}

func (p *papers) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	p.finder.leave()
}

func (p *papers) Do(id string) bool {
	switch id {
	case "print":
		p.desk.act()
	case "save":
		p.preview()
	default:
		return false
	}
	return true
}

// changed follows what others issue and change.
func (p *papers) changed(tables map[string]bool) {
	if tables["document"] {
		p.issued.load()
	}
	if id := p.resident.Stay.ID; id != "" && (tables["stay"] || tables["person"]) {
		p.finder.read(id, func(r intake.Resident) {
			if p.resident.Stay.ID != id || r.Stay.Version == p.resident.Stay.Version && r.Person.Version == p.resident.Person.Version {
				return
			}
			p.resident = r
			p.offer()
			if p.sheet.doc == nil {
				p.preview()
			}
		})
	}
}

// found takes somebody the finder found.
func (p *papers) found(stayID string) { p.open(stayID, "", nil) }

// open shows the papers of a stay: a kind, where one is named, or one that
// was issued.
func (p *papers) open(stayID, kind string, doc *printing.Document) {
	p.finder.read(stayID, func(r intake.Resident) {
		p.resident = r
		p.finder.show(r)
		if doc != nil {
			kind = doc.Kind
		}
		if kind == "" {
			kind = p.kind.Name
		}
		p.offer()
		p.take(kind)
		p.issued.of(stayID)
		if doc != nil {
			p.showIssued(*doc)
			return
		}
		p.preview()
		p.shell.Window().Canvas().Focus(p.kinds)
	})
}

// offer lists the kinds that fit; all of them while nobody is chosen.
func (p *papers) offer() {
	all := slices.DeleteFunc(printing.Kinds(), func(k printing.PaperKind) bool {
		return p.resident.Stay.ID != "" && !k.Fits(p.resident.Stay)
	})
	var words []line
	p.fits, words, p.rows = shelved(all)
	p.kinds.put(-1)
	p.kinds.set(words)
	p.take(p.kind.Name)
}

// take puts the cursor on a kind, or on the first where it does not fit.
func (p *papers) take(name string) {
	at := 0
	for i, k := range p.fits {
		if k.Name == name {
			at = i
		}
	}
	if len(p.fits) > 0 {
		p.kind = p.fits[at]
		p.kinds.put(p.rows[at])
		p.extras.show(p.resident.Stay.ID, p.kind)
	}
}

// choose is a kind taken by hand: its preview follows.
func (p *papers) choose(k printing.PaperKind) {
	p.kind = k
	p.extras.show(p.resident.Stay.ID, k)
	p.preview()
}

// preview shows the paper as it would be issued now.
func (p *papers) preview() {
	p.issued.list.put(-1)
	if p.resident.Stay.ID == "" {
		p.sheet.clear()
		p.show()
		return
	}
	kit.Tell("paper", p.kind.Name)
	p.sheet.preview(p.kind, p.resident.Stay.ID, p.extras.values(), p.show)
}

// showIssued shows the bytes of a paper that was issued.
func (p *papers) showIssued(doc printing.Document) { p.sheet.open(doc, p.show) }

// show makes the buttons follow what is on the sheet.
func (p *papers) show() {
	p.desk.follow(p.sheet)
	p.issued.follow(p.sheet.doc)
}
