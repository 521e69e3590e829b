package settings

import (
	"context"
	"image"
	"image/color"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guitu/intake/idcard"
	"guitu/internal/picture"
	"guitu/internal/picture/camera"
	"guitu/internal/picture/phone"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// devicesAt opens the section with what an invented computer has.
func (w *window) devicesAt(cameras []camera.Device, networks []phone.Address) (*kit.Sectioned, *devices) {
	w.T.Helper()
	p := w.enter("设备")
	d := deskOf[*devices](p)
	d.cameras = func() ([]camera.Device, error) { return cameras, nil }
	d.addresses = func() []phone.Address { return networks }
	d.looked = false
	d.look()
	return p, d
}

func TestAFolderThatIsNotThereIsNotRemembered(t *testing.T) {
	w := opened(t)
	p, d := w.devicesAt(nil, nil)
	d.folder.SetText("/没有/这个")
	p.Do("save")
	if d.folder.Problem() == "" || w.Memory[folderChoice] != "" {
		t.Error("a folder that is not there was taken")
	}
	dir := t.TempDir()
	d.folder.SetText(dir)
	p.Do("save")
	if w.Memory[folderChoice] != dir {
		t.Errorf("remembered %q", w.Memory[folderChoice])
	}
}

func TestTheReaderThatAnswersIsWritten(t *testing.T) {
	w := opened(t)
	p, d := w.devicesAt(nil, nil)
	var asked []string
	d.find = func(_ context.Context, also ...string) ([]idcard.PortInfo, error) {
		asked = also
		return []idcard.PortInfo{{Name: "COM3", Baud: 115200, Module: "演示模块"}}, nil
	}
	d.port.SetText("COM9")
	d.findReader()
	if len(asked) != 1 || asked[0] != "COM9" || d.port.Text != "COM3" || !strings.Contains(wordsIn(d.outcome), "演示模块") {
		t.Errorf("asked %v, wrote %q, said %s", asked, d.port.Text, wordsIn(d.outcome))
	}
	p.Do("save")
	if w.Memory[readerChoice] != "COM3" {
		t.Errorf("remembered %q", w.Memory[readerChoice])
	}
	d.port.SetText("")
	p.Do("save")
	if w.Memory[readerChoice] != noDevice {
		t.Errorf("emptied, it is %q; want that none is looked for", w.Memory[readerChoice])
	}
}

func TestNoReaderSaysWhatToCheck(t *testing.T) {
	w := opened(t)
	_, d := w.devicesAt(nil, nil)
	d.find = func(context.Context, ...string) ([]idcard.PortInfo, error) { return nil, nil }
	d.findReader()
	if !strings.Contains(wordsIn(d.outcome), "没有找到读卡器") {
		t.Errorf("says %s", wordsIn(d.outcome))
	}
	d.port.SetText(filepath.Join(t.TempDir(), "tty"))
	d.tryCard()
	if d.port.Problem() == "" {
		t.Error("a port that is not there gave no word")
	}
}

func TestACardOfTheMakersSoftwareIsShownAndNotKept(t *testing.T) {
	w := opened(t)
	_, d := w.devicesAt(nil, nil)
	dir := t.TempDir()
	d.cardFolder.SetText(dir)
	d.remove.Choose(on)
	d.watch = func(ctx context.Context, f idcard.Folder) (<-chan idcard.Event, error) {
		events, err := idcard.WatchFolder(ctx, f)
		os.WriteFile(filepath.Join(dir, "wz.txt"), []byte(cardText), 0o600) // the software puts the card where it is looked for by now
		return events, err
	}
	d.tryCardFolder()
	words := wordsIn(d.outcome)
	if !strings.Contains(words, "读到了，没有保存") || !strings.Contains(words, "演示甲") {
		t.Errorf("shows %s; problem %q", words, d.cardFolder.Problem())
	}
	w.Picture("settings-card")
	d.rest()
	if got := wordsIn(d.outcome); got != "" {
		t.Errorf("after leaving the card is still there: %s", got)
	}
}

// cardText is what a maker's software writes of an invented card.
const cardText = "演示甲\n男\n汉\n19800101\n演示省演示市演示路1号\n34052419800101001X\n演示市公安局\n20200101-20400101\n"

func TestACameraIsTriedAndRemembered(t *testing.T) {
	w := opened(t)
	p, d := w.devicesAt([]camera.Device{{ID: "cam1", Name: "演示摄像头"}}, nil)
	d.tryCamera()
	if d.camera.Base().Problem() == "" {
		t.Error("no camera was chosen and nobody said so")
	}
	frame := image.NewNRGBA(image.Rect(0, 0, 320, 240))
	for i := range frame.Pix {
		frame.Pix[i] = color.NRGBA{200, 210, 220, 255}.B
	}
	file := filepath.Join(t.TempDir(), "frame.jpg")
	kittest.OK(t, os.WriteFile(file, picture.Encode(frame), 0o600))
	d.openCam = func(id string) (camera.Frames, error) { return camera.Files(10, file) }
	d.camera.Choose("cam1")
	d.tryCamera()
	if !d.live.Running() || !d.live.Visible() {
		t.Error("nothing is shown")
	}
	p.Open("外观")
	if d.live.Running() {
		t.Error("the camera runs on in another section")
	}
	p.Do("save")
	p.Open("设备")
	p.Do("save")
	if w.Memory[cameraChoice] != "cam1" {
		t.Errorf("remembered %q", w.Memory[cameraChoice])
	}
	_, d2 := w.devicesAt(nil, nil)
	if d2.camera.Chosen() != "cam1" {
		t.Error("a camera that is unplugged was forgotten")
	}
}

func TestAPhoneNeedsToKnowWhichNetwork(t *testing.T) {
	w := opened(t)
	p, d := w.devicesAt(nil, []phone.Address{{Interface: "WLAN", IP: netip.MustParseAddr("192.168.1.20")}})
	if d.phone.Chosen() != off {
		t.Error("a phone is let in though nobody chose so")
	}
	d.phone.Choose(on)
	p.Do("save")
	if d.address.Base().Problem() == "" || w.Memory[phoneChoice] == on {
		t.Fatal("a phone was let in at no address")
	}
	d.address.Choose("192.168.1.20")
	w.Picture("settings-devices")
	p.Do("save")
	if w.Memory[phoneChoice] != on || w.Memory[phoneAddressChoice] != "192.168.1.20" {
		t.Errorf("remembered %v", w.Memory)
	}
	w.said("设备已保存，下一次登记就用。")
}
