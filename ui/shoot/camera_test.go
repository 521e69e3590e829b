package shoot

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/picture/camera"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// camera opens the camera and waits for its first frame.
func (d *desk) camera() *Camera {
	d.T.Helper()
	c := OpenCamera(d.page)
	d.T.Cleanup(c.Close)
	d.until("live", func() bool { return c.sees })
	return c
}

// shot presses a key and waits for the still picture.
func (d *desk) shot(c *Camera, key fyne.KeyName) {
	d.T.Helper()
	d.Press(key)
	d.until("taken", func() bool { return c.still != nil })
}

func TestSeveralPicturesAreTakenInARowAndNoneLeavesThePage(t *testing.T) {
	d := newDesk(t)
	d.plug("演示摄像头")
	c := d.camera()
	d.shot(c, fyne.KeySpace)
	d.Press(fyne.KeyReturn) // keep as 正面
	d.shot(c, fyne.KeyReturn)
	d.Press(fyne.KeyR) // again
	if c.still != nil {
		t.Fatal("R did not go back to the live picture")
	}
	d.shot(c, fyne.KeySpace)
	d.Press(fyne.Key3, fyne.KeyReturn) // as 体表特征
	d.shot(c, fyne.KeySpace)
	d.Press(fyne.KeyEscape) // keeps what was taken, as the one that is missing
	if want := []string{"front", "mark", "left"}; !slices.Equal(d.kinds, want) {
		t.Errorf("kept %v; want %v", d.kinds, want)
	}
	if len(d.opened) != 1 {
		t.Errorf("the camera was opened %d times", len(d.opened))
	}
	if d.Window().Canvas().Overlays().Top() != nil {
		t.Error("the cover still stands")
	}
	d.until("released", func() bool { return d.closed == 1 || d.idle() })
	if r, _, _, _ := d.images[0].At(10, 10).RGBA(); r>>8 > 0xA0 {
		t.Error("what was kept is mirrored")
	}
}

// idle lets goroutines run.
func (d *desk) idle() bool {
	select {
	case do := <-d.landed:
		do()
	default:
	}
	d.page.Ways.one.Lock() // free once the camera was given back
	//lint:ignore SA2001 it is only waited for
	d.page.Ways.one.Unlock()
	return d.closed > 0
}

func TestAKeyPressedTwiceTakesOnePicture(t *testing.T) {
	d := newDesk(t)
	d.plug("演示摄像头")
	c := d.camera()
	d.Press(fyne.KeySpace)
	for c.shutter.Load() { // until the frame is taken, but not yet shown
		if do := <-d.landed; c.shutter.Load() {
			do()
		} else {
			d.landed <- do // it may be what shows the frame
		}
	}
	d.Press(fyne.KeySpace)
	d.until("taken", func() bool { return c.still != nil })
	d.Press(fyne.KeyR)
	if c.still != nil || c.shutter.Load() {
		t.Error("a second picture is taken by itself")
	}
}

func TestACameraIsGivenBackWhateverEndsTheCover(t *testing.T) {
	for name, end := range map[string]func(d *desk, c *Camera){
		"page left":     func(_ *desk, c *Camera) { c.Close() },
		"Esc":           func(d *desk, _ *Camera) { d.Press(fyne.KeyEscape) },
		"window hidden": func(d *desk, c *Camera) { d.Window().Canvas().Overlays().Remove(c.cover.object) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.plug("演示摄像头")
			c := d.camera()
			end(d, c)
			d.until("closed", func() bool { return c.cover.closed() })
			if !d.idle() {
				t.Error("the camera is still in use")
			}
		})
	}
}

func TestTheCameraThatWasChosenIsRememberedAndOpenedNextTime(t *testing.T) {
	d := newDesk(t)
	d.plug("前", "后")
	c := d.camera()
	if c.whose.Hidden {
		t.Fatal("two cameras are not offered")
	}
	c.devices.Choose("后")
	c.devices.OnChanged()
	d.until("the other is live", func() bool { return c.sees })
	c.Close()
	d.camera()
	if want := []string{"前", "后", "后"}; !slices.Equal(d.opened, want) {
		t.Errorf("opened %v; want %v", d.opened, want)
	}
}

func TestWithoutACameraThePhoneAndAFileAreOffered(t *testing.T) {
	d := newDesk(t)
	c := OpenCamera(d.page)
	t.Cleanup(c.Close)
	if !d.heard("photo:none") || !c.take.Disabled() {
		t.Fatal("it is not said that there is no camera")
	}
	d.Picture("camera-none")
	d.plug("演示摄像头")
	c.page.Ways = d.page.Ways
	d.Press(fyne.KeyReturn) // 再找一次
	d.until("live", func() bool { return c.sees })
}

func TestWhatIsWrongWithACameraIsSaidInItsPlace(t *testing.T) {
	d := newDesk(t)
	d.plug("演示摄像头")
	d.page.Ways.Open = func(string, camera.Size) (camera.Frames, error) {
		return nil, store.Fail(store.Conflict, "摄像头正被别的程序使用。请先关闭那个程序，再打开摄像头。").Because(errors.New("busy"))
	}
	c := OpenCamera(d.page)
	t.Cleanup(c.Close)
	d.until("said", func() bool { return d.heard("photo:none") })
	d.Picture("camera-busy")
	if c.sees {
		t.Error("a camera that failed sees")
	}
}

func TestAPictureThatCannotBeStoredIsSaidOnTheCover(t *testing.T) {
	d := newDesk(t)
	d.plug("演示摄像头")
	d.fails = store.Fail(store.Conflict, "草稿已在别处登记。")
	c := d.camera()
	d.shot(c, fyne.KeySpace)
	d.Press(fyne.KeyReturn)
	if c.said.words != "没有存上。草稿已在别处登记。" {
		t.Errorf("it says %q", c.said.words)
	}
}

func TestTheCameraCoverFitsEachLook(t *testing.T) {
	for name, look := range map[string]struct {
		dark, large bool
		language    string
	}{"camera-zh": {language: kit.Chinese}, "camera-en-dark": {dark: true, language: kit.English}, "camera-large": {large: true, language: kit.Chinese}, "camera-en-large": {large: true, language: kit.English}} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.plug("演示摄像头一", "演示摄像头二")
			d.look(look.dark, look.large, look.language)
			c := d.camera()
			for range 2 {
				d.shot(c, fyne.KeySpace)
				d.Press(fyne.KeyReturn)
			}
			d.Picture(name)
			d.shot(c, fyne.KeySpace)
			d.Fits(c.cover.object, name+"-still")
		})
	}
}
