package report

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

type papers struct{ content *fyne.Container }

func (p *papers) Content() fyne.CanvasObject { return p.content }
func (p *papers) Enter()                     {}
func (p *papers) Leave()                     {}
func (p *papers) Do(id string) bool          { return false }

// NewPapers returns the page 文书. id is empty, a stay, or a stay and a kind
// of paper: "stayID/notice".
func NewPapers(shell Shell, id string) kit.View { return &papers{container.NewStack()} }
