package beds

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/printing"
	"guitu/ui/kit"
)

// printList shows 夜间查床单 in place of the page; F9 again prints it.
func (p *page) printList() {
	if !p.can(access.ReadPeople) {
		p.shell.Toast(kit.Toast{Text: "您的角色不能打印查床单，请找值班人员。", Kind: kit.Info})
		return
	}
	p.letGo()
	title := lang.L("夜间查床单") + " " + p.shell.Now().Format("2006-01-02 1504")
	p.paper.Open("夜间查床单", title, "bedlist", func(ctx context.Context) (printing.Result, error) { return p.shell.Papers().BedListPDF(ctx) })
}
