package trace

import (
	"image"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/tracing"
	"guitu/ui/kit"
)

// known is what the station knows of somebody, for whoever looks for their
// family.
type known struct {
	content fyne.CanvasObject
	photo   *canvas.Image
	nobody  *kit.Picture
	facts   *fyne.Container
}

func newKnown(p *casePage) *known {
	k := &known{photo: canvas.NewImageFromImage(nil), nobody: kit.NewPicture("person"), facts: kit.Above()}
	k.photo.FillMode = canvas.ImageFillContain
	k.nobody.Color, k.nobody.Type = kit.Faint, kit.Frame
	portrait := container.New(portraitShape{}, container.NewCenter(k.nobody), k.photo)
	edit := kit.NewButton("补充、改正", "", func() { p.openFile("identity") })
	k.content = container.NewBorder(nil, container.NewHBox(edit), nil, nil, container.NewVScroll(kit.ClearOfBar(kit.Groups(portrait, k.facts))))
	return k
}

// portraitShape is a passport photograph's, as wide as its frame.
type portraitShape struct{}

func (portraitShape) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Frame)*0.6, kit.Size(kit.Frame)*0.8)
}

func (portraitShape) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, object := range o {
		object.Resize(size)
	}
}

func (k *known) show(c tracing.Case, portrait image.Image, now time.Time) {
	k.photo.Image = portrait
	k.photo.Hidden, k.nobody.Hidden = portrait == nil, portrait != nil
	k.facts.RemoveAll()
	var missing []string
	for _, f := range factsOf(c, now) {
		if f.value == "" {
			missing = append(missing, lang.L(f.label))
			continue
		}
		k.facts.Add(kit.Close(kit.NewLabel(lang.L(f.label)), kit.NewParagraph(f.value)))
	}
	if len(missing) > 0 { // what to ask next
		sign := container.NewBorder(nil, nil, container.NewCenter(kit.NewSign(kit.Disc, kit.Soon)), nil, kit.Margin(kit.Nudge, kit.NewLabel(lang.L("还不知道，可以再问"))))
		k.facts.Add(kit.Close(sign, kit.NewParagraph(strings.Join(missing, lang.L("、")))))
	}
	k.facts.Refresh()
	k.photo.Refresh()
}

type fact struct{ label, value string }

// factsOf are the facts by which somebody may be known again, in the order
// of a notice.
func factsOf(c tracing.Case, now time.Time) []fact {
	p, s := c.Person, c.Stay
	height := ""
	if p.HeightCM > 0 {
		height = lang.L("{{.N}} 厘米", map[string]any{"N": strconv.Itoa(p.HeightCM)})
	}
	return []fact{
		{"姓名", c.Name()},
		{"曾用名、外号", strings.Join(p.Aliases, lang.L("、"))},
		{"身份", identityWords(p.Identity)},
		{"性别、年龄", SexAge(p, now)},
		{"身高", height},
		{"口音", Code("accent", p.Accent)},
		{"自述来自", p.SaidPlace},
		{"体貌特征", p.Marks},
		{"来时衣着", s.Clothing},
		{"发现地点", s.FoundPlace},
		{"发现时间", s.FoundAt},
		{"健康", kit.Joined(Codes("health_look", s.Look), s.LookNote)},
		{"精神", kit.Joined(Codes("mind_look", s.Mind), s.MindNote)},
		{"经过", s.Story},
		{"亲属", kinWords(p.Kin)},
	}
}

func identityWords(i intake.Identity) string { return lang.L(IdentityWords[i]) }

// IdentityWords say how sure the station is of who somebody is.
var IdentityWords = map[intake.Identity]string{
	intake.IdentityUnknown: "身份不明", intake.IdentityClaimed: "自述，未核实", intake.IdentityProven: "已核实",
}

func kinWords(all []intake.Kin) string {
	lines := make([]string, len(all))
	for i, k := range all {
		lines[i] = kit.Joined(k.Name, Code("relationship", k.Relation), k.Phone, k.Address)
	}
	return strings.Join(lines, "\n")
}
