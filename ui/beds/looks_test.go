package beds

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// draw keeps a picture of the page in the folder that GUITU_PICTURES names.
func (d *desk) draw(name string) {
	d.t.Helper()
	dir := os.Getenv("GUITU_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	ok(d.t, err)
	defer f.Close()
	ok(d.t, png.Encode(f, d.window.Canvas().Capture()))
}

// fits draws the page and asserts that nothing of it asks for more room than
// the window has.
func (d *desk) fits(p *page, name string) {
	d.t.Helper()
	if need := p.content.MinSize(); need.Width > 1198 || need.Height > 712 {
		d.t.Errorf("%s asks for %v", name, need)
	}
	d.draw(name)
}

func TestThePageFitsInEveryLook(t *testing.T) {
	d := station(t)
	a := d.arrive(woman("赵演示", 66))
	b := d.arrive(man("钱演示", 44))
	c := d.arrive(intake.Arrival{Sex: "1", Profile: intake.Profile{Name: "演示孙同学", AgeFrom: 14, AgeTo: 14},
		Bag: "F001", Belongings: []intake.Item{{Name: "钱包", Quantity: 1}, {Name: "旧手机", Quantity: 2}}})
	e := d.arrive(woman("李演示", 30))
	f := d.arrive(intake.Arrival{Sex: "1", Profile: intake.Profile{AgeFrom: 30, AgeTo: 50}})
	d.arrive(woman("演示周女士", 71))
	ctx := t.Context()
	for stay, bed := range map[string]string{a.ID: "女101-1", b.ID: "男201-1", c.ID: "少301-1", e.ID: "女103-2"} {
		_, err := d.house.Assign(ctx, stay, d.bed(bed), nil)
		ok(t, err)
	}
	ok(t, d.house.ToHospital(ctx, e.ID))
	ok(t, d.house.Hold(ctx, d.bed("女101-4"), "明早护送来的人"))
	ok(t, d.house.SetState(ctx, d.bed("女102-1"), shelter.Cleaning, ""))
	ok(t, d.house.SetState(ctx, d.bed("女102-2"), shelter.OutOfOrder, "床板坏了"))
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
		ok(t, kit.SetLanguage(look.language))
		p := d.open("")
		d.fits(p, "beds-"+look.name)
		p.mark(d.bed("女101-1"))
		d.fits(p, "beds-"+look.name+"-bed")
		p.mark("")
		p.takeUp(f.ID)
		d.fits(p, "beds-"+look.name+"-place")
		p.looked(d.bed("少301-2"), true)
		d.fits(p, "beds-"+look.name+"-refused")
		p.letGo()
		p.openDeparture(c.ID)
		d.fits(p, "beds-"+look.name+"-depart")
		p.close()
		p.openPlan()
		d.fits(p, "beds-"+look.name+"-plan")
		p.close()
		p.Leave()
	}
}
