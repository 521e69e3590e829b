package shoot

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"guitu/internal/picture/phone"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// allowed is a desk in whose house phones are used already.
func allowed(t testing.TB) *desk {
	d := newDesk(t)
	d.Memory[phoneKey] = phoneOn
	d.page.Ways.Addresses = func() []phone.Address {
		return []phone.Address{{Interface: "演示网卡", IP: netip.MustParseAddr("127.0.0.1")}}
	}
	return d
}

func (d *desk) phone() *Phone {
	d.T.Helper()
	p := OpenPhone(d.page)
	d.T.Cleanup(p.Close)
	return p
}

// scanned is the address that a phone reads off the screen.
func (d *desk) scanned() string {
	d.T.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(d.Window().Canvas().Capture())
	kittest.OK(d.T, err)
	code, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	kittest.OK(d.T, err)
	return code.GetText()
}

// caller is a browser that trusts the one certificate whose fingerprint the
// screen shows.
type caller struct {
	t      testing.TB
	client *http.Client
	host   string
	cookie string
	once   string
}

var onceInPage = regexp.MustCompile(`let once = "([\w-]+)"`)

func call(t testing.TB, address, pin string) *caller {
	t.Helper()
	at, err := url.Parse(address)
	kittest.OK(t, err)
	c := &caller{t: t, host: at.Host, client: &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{
		InsecureSkipVerify: true,
		VerifyPeerCertificate: func(raw [][]byte, _ [][]*x509.Certificate) error {
			if got := fmt.Sprintf("%X", sha256.Sum256(raw[0])); got != pin {
				return errors.New("another certificate than the screen shows")
			}
			return nil
		}}}}}
	response, err := c.client.Get(address)
	kittest.OK(t, err)
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	kittest.OK(t, err)
	found := onceInPage.FindSubmatch(page)
	if response.StatusCode != http.StatusOK || found == nil {
		t.Fatalf("the page is answered %d", response.StatusCode)
	}
	c.once = string(found[1])
	c.cookie, _, _ = strings.Cut(response.Header.Get("Set-Cookie"), ";")
	return c
}

// send uploads a photo as the page of the door does.
func (c *caller) send(file []byte) {
	c.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("photo", "photo.jpg")
	kittest.OK(c.t, err)
	part.Write(file)
	form.Close()
	request, err := http.NewRequest("POST", "https://"+c.host+"/upload", &body)
	kittest.OK(c.t, err)
	for name, value := range map[string]string{"Content-Type": form.FormDataContentType(), "Cookie": c.cookie,
		"Origin": "https://" + c.host, "Sec-Fetch-Site": "same-origin", "X-Once": c.once} {
		request.Header.Set(name, value)
	}
	response, err := c.client.Do(request)
	kittest.OK(c.t, err)
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusOK {
		c.t.Fatalf("the photo is answered %d: %s", response.StatusCode, text)
	}
	if next := regexp.MustCompile(`"once":"([\w-]+)"`).FindSubmatch(text); next != nil {
		c.once = string(next[1])
	}
}

func snapshot(t testing.TB, width int) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, width, width*3/4))
	for i := range m.Pix {
		m.Pix[i] = uint8(i*7) | 0x40
	}
	m.Set(0, 0, color.NRGBA{A: 255})
	var b bytes.Buffer
	kittest.OK(t, jpeg.Encode(&b, m, nil))
	return b.Bytes()
}

// listens reports whether anything answers at an address.
func listens(host string) bool {
	conn, err := net.DialTimeout("tcp", host, time.Second)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

func (p *Phone) pin() string {
	return strings.ReplaceAll(p.sight.print[0].Content+p.sight.print[1].Content, " ", "")
}

func TestNoDoorOpensBeforeSomebodyAllowsPhones(t *testing.T) {
	d := allowed(t)
	delete(d.Memory, phoneKey)
	p := d.phone()
	if p.door != nil || !d.heard("phone:off") {
		t.Fatal("a door was opened that nobody allowed")
	}
	d.Picture("phone-off")
	d.Press(fyne.KeyReturn) // 在这里启用
	if p.door == nil || d.Memory[phoneKey] != phoneOn {
		t.Error("allowed, it does not open or is not remembered")
	}
}

func TestAPhotoFromAPhoneWaitsUntilItIsAccepted(t *testing.T) {
	d := allowed(t)
	p := d.phone()
	c := call(t, d.scanned(), p.pin())
	d.until("opened", func() bool { return d.heard("phone:opened") })
	for range 3 {
		c.send(snapshot(t, 320))
	}
	d.until("received", func() bool { return len(d.page.Inbox.waiting) == 3 })
	if len(d.images) != 0 {
		t.Fatal("a photo was kept that nobody accepted")
	}
	d.Press(fyne.KeyReturn)                // keep as 正面
	d.Press(fyne.KeyRight, fyne.KeyDelete) // put the last one away
	d.Press(fyne.Key3, fyne.KeyReturn)     // keep as 体表特征
	if want := []string{"front", "mark"}; !slices.Equal(d.kinds, want) || len(d.page.Inbox.waiting) != 0 {
		t.Errorf("kept %v, %d wait; want %v", d.kinds, len(d.page.Inbox.waiting), want)
	}
	if d.images[0].Rect.Dx() != 320 {
		t.Errorf("kept %v", d.images[0].Rect)
	}
	d.Press(fyne.KeyEscape) // nothing waits: it closes at once
	if !p.cover.closed() || listens(c.host) {
		t.Error("the door is still open")
	}
	for _, heard := range d.Heard {
		if strings.Contains(heard, "http") {
			t.Errorf("the address was announced: %q", heard)
		}
	}
}

func TestTheDoorClosesWhateverEndsTheCover(t *testing.T) {
	for name, end := range map[string]func(d *desk, p *Phone){
		"page left":     func(_ *desk, p *Phone) { p.Close() },
		"Esc":           func(d *desk, _ *Phone) { d.Press(fyne.KeyEscape) },
		"window hidden": func(d *desk, p *Phone) { d.Window().Canvas().Overlays().Remove(p.cover.object) },
	} {
		t.Run(name, func(t *testing.T) {
			d := allowed(t)
			p := d.phone()
			at, err := url.Parse(p.door.URL())
			kittest.OK(t, err)
			if !listens(at.Host) {
				t.Fatal("no door is open")
			}
			end(d, p)
			d.until("closed", func() bool { return p.cover.closed() })
			if listens(at.Host) {
				t.Error("something still listens")
			}
		})
	}
}

func TestPhotosThatWaitAreNotLostWithoutAQuestion(t *testing.T) {
	d := allowed(t)
	p := d.phone()
	c := call(t, d.scanned(), p.pin())
	c.send(snapshot(t, 64))
	c.send(snapshot(t, 64))
	d.until("received", func() bool { return len(d.page.Inbox.waiting) == 2 })
	d.Press(fyne.KeyEscape)
	if p.cover.closed() {
		t.Fatal("it closed over two photos")
	}
	d.Picture("phone-question")
	d.Press(fyne.KeyReturn) // 回去看
	p.Close()               // the window was hidden
	p = d.phone()
	if len(p.row.Objects) != 2 {
		t.Fatalf("%d photos wait after the window was hidden", len(p.row.Objects))
	}
	p.Finish()
	d.Press(fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // 都留下
	if len(d.kinds) != 2 || !p.cover.closed() {
		t.Errorf("kept %v", d.kinds)
	}
}

func TestAPhotoThatCannotBeStoredGoesOnWaiting(t *testing.T) {
	d := allowed(t)
	p := d.phone()
	d.page.Inbox.waiting = []phone.Received{{Image: image.NewNRGBA(image.Rect(0, 0, 4, 4))}}
	p.show()
	d.fails = errors.New("disk")
	d.Press(fyne.KeyReturn)
	if len(d.page.Inbox.waiting) != 1 || p.said.words == "" {
		t.Error("the photo is gone, or nothing is said")
	}
}

func TestTheDoorSaysThatItsTimeIsOver(t *testing.T) {
	d := allowed(t)
	d.page.Ways.Lifetime = 300 * time.Millisecond
	p := d.phone()
	at := p.sight.address.Content
	d.until("closed", func() bool { return d.heard("phone:closed") })
	if !strings.HasPrefix(p.sight.word.Content, "时间到了") || p.sight.left.Content != "" {
		t.Errorf("it says %q, %q", p.sight.word.Content, p.sight.left.Content)
	}
	d.page.Ways.Lifetime = 0
	p.open()
	if p.sight.address.Content == at || p.sight.qr.Hidden {
		t.Error("a new code is not shown")
	}
}

func TestASecondDeviceIsWarnedOf(t *testing.T) {
	d := allowed(t)
	p := d.phone()
	address := d.scanned()
	call(t, address, p.pin())
	other := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	if response, err := other.Get(address); err == nil {
		response.Body.Close()
	}
	d.until("warned", func() bool { return d.heard("phone:stranger") })
	if p.strange.words == "" {
		t.Error("no warning shows")
	}
	d.Picture("phone-stranger")
}

func TestTheNetworkThatWasChosenIsRemembered(t *testing.T) {
	d := allowed(t)
	d.page.Ways.Addresses = func() []phone.Address {
		return []phone.Address{{Interface: "网卡", IP: netip.MustParseAddr("127.0.0.1")}, {Interface: "WLAN", IP: netip.MustParseAddr("127.0.0.2")}}
	}
	p := d.phone()
	first := p.door.URL()
	p.networks.Choose("127.0.0.2")
	p.networks.OnChanged()
	if !strings.Contains(p.door.URL(), "127.0.0.2") || d.Memory[addressKey] != "127.0.0.2" {
		t.Errorf("remembered %q", d.Memory[addressKey])
	}
	if at, _ := url.Parse(first); listens(at.Host) {
		t.Error("the door in the other network is still open")
	}
	d.Picture("phone-networks")
}

func TestWithoutANetworkItIsSaidWhatToDo(t *testing.T) {
	d := allowed(t)
	d.page.Ways.Addresses = func() []phone.Address { return nil }
	d.phone()
	if !d.heard("phone:none") {
		t.Error("it is not said")
	}
	d.Picture("phone-none")
}

func TestThePhoneCoverFitsEachLook(t *testing.T) {
	for name, look := range map[string]struct {
		dark, large bool
		language    string
	}{"phone-zh": {language: kit.Chinese}, "phone-en-dark": {dark: true, language: kit.English}, "phone-large": {large: true, language: kit.Chinese}, "phone-en-large": {large: true, language: kit.English}} {
		t.Run(name, func(t *testing.T) {
			d := allowed(t)
			d.look(look.dark, look.large, look.language)
			p := d.phone()
			d.Picture(name)
			c := call(t, d.scanned(), p.pin())
			c.send(snapshot(t, 640))
			c.send(snapshot(t, 640))
			d.until("received", func() bool { return len(d.page.Inbox.waiting) == 2 })
			d.Fits(p.cover.object, name+"-received")
		})
	}
}
