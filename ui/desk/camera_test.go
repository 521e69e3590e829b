package desk

import (
	"bytes"
	"crypto/tls"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"guitu/internal/picture/camera"
	"guitu/internal/picture/phone"
)

// landing is a station in whose window what lands waits for the test.
type landing struct {
	*station
	landed chan func()
}

type queuing struct {
	fyne.App
	queue queue
}

func (q queuing) Driver() fyne.Driver { return q.queue }

type queue struct {
	fyne.Driver
	landed chan func()
}

func (q queue) DoFromGoroutine(do func(), _ bool) { q.landed <- do }

func newLanding(t testing.TB) *landing {
	l := &landing{newStation(t), make(chan func(), 1000)}
	app := fyne.CurrentApp()
	fyne.SetCurrentApp(queuing{app, queue{app.Driver(), l.landed}})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	return l
}

// until lets what lands run until something has come about.
func (l *landing) until(what string, is func() bool) {
	l.t.Helper()
	late := time.After(20 * time.Second)
	for !is() {
		select {
		case do := <-l.landed:
			do()
		case <-late:
			l.t.Fatalf("never %s; heard %v", what, l.heard)
		}
	}
}

func (l *landing) times(word string) (n int) {
	for _, heard := range l.heard {
		if heard == word {
			n++
		}
	}
	return n
}

func (l *landing) kinds(a *arrival) (kinds []string) {
	l.t.Helper()
	all, err := l.desk.DraftPhotos(l.t.Context(), a.id)
	if err != nil {
		l.t.Fatal(err)
	}
	for _, photo := range all {
		kinds = append(kinds, photo.Kind)
	}
	slices.Sort(kinds)
	return kinds
}

func TestTheCameraFillsTheDraftWithPhotos(t *testing.T) {
	l := newLanding(t)
	face := l.picture(640, 480)
	a := l.open()
	a.photos.ways.Cameras = func() ([]camera.Device, error) {
		return []camera.Device{{ID: "one", Name: "演示摄像头"}}, nil
	}
	a.photos.ways.Open = func(string, camera.Size) (camera.Frames, error) { return camera.Files(20, face) }
	a.photos.shoot()
	for shot := range 2 {
		l.until("taken", func() bool {
			if l.times("photo taken") == shot {
				l.press(fyne.KeySpace)
			}
			return l.times("photo taken") == shot+1
		})
		l.press(fyne.KeyReturn)
	}
	l.press(fyne.KeyEscape)
	l.none()
	if got := l.kinds(a); !slices.Equal(got, []string{"front", "left"}) {
		t.Errorf("stored %v", got)
	}
	if l.window.Canvas().Overlays().Top() != nil || a.photos.currentID() == "" {
		t.Error("the last one does not stand in the frame of the page")
	}
}

func TestLeavingThePageTakesThePhonesDoorAndWhatWaited(t *testing.T) {
	l := newLanding(t)
	l.memory["desk.phone"] = "on"
	a := l.open()
	a.photos.ways.Addresses = func() []phone.Address {
		return []phone.Address{{Interface: "演示网卡", IP: netip.MustParseAddr("127.0.0.1")}}
	}
	a.photos.byPhone()
	at := l.scanned()
	photo, err := os.ReadFile(l.picture(320, 240))
	if err != nil {
		t.Fatal(err)
	}
	handIn(t, at, photo, photo)
	l.until("received", func() bool { return l.times("phone received") == 2 })
	if got := l.kinds(a); len(got) != 0 {
		t.Fatalf("stored %v before anybody accepted", got)
	}
	l.press(fyne.Key4, fyne.KeyReturn)
	if got := l.kinds(a); !slices.Equal(got, []string{"mark"}) {
		t.Errorf("accepted, %v is stored", got)
	}
	a.Leave()
	if conn, err := net.DialTimeout("tcp", at.Host, time.Second); err == nil {
		conn.Close()
		t.Error("the door is open after the page was left")
	}
	a.photos.byPhone()
	defer a.photos.leave()
	l.press(fyne.KeyReturn)
	if got := l.kinds(a); len(got) != 1 {
		t.Errorf("what waited survived the page: %v", got)
	}
}

// scanned is the address that a phone reads off the screen.
func (l *landing) scanned() *url.URL {
	l.t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(l.window.Canvas().Capture())
	if err != nil {
		l.t.Fatal(err)
	}
	code, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		l.t.Fatal(err)
	}
	at, err := url.Parse(code.GetText())
	if err != nil {
		l.t.Fatal(err)
	}
	return at
}

// handIn opens the page of a door and sends photos as it does. That only the
// certificate on the screen is trusted is tested with the cover itself.
func handIn(t testing.TB, at *url.URL, photos ...[]byte) {
	t.Helper()
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	response, err := client.Get(at.String())
	if err != nil {
		t.Fatal(err)
	}
	page, _ := io.ReadAll(response.Body)
	response.Body.Close()
	cookie, _, _ := strings.Cut(response.Header.Get("Set-Cookie"), ";")
	once := regexp.MustCompile(`let once = "([\w-]+)"`).FindSubmatch(page)
	for _, photo := range photos {
		if once == nil {
			t.Fatal("the door lets nothing in")
		}
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		part, _ := form.CreateFormFile("photo", "photo.jpg")
		part.Write(photo)
		form.Close()
		request, _ := http.NewRequest("POST", "https://"+at.Host+"/upload", &body)
		for name, value := range map[string]string{"Content-Type": form.FormDataContentType(), "Cookie": cookie,
			"Origin": "https://" + at.Host, "Sec-Fetch-Site": "same-origin", "X-Once": string(once[1])} {
			request.Header.Set(name, value)
		}
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Fatalf("the photo is answered %d", response.StatusCode)
		}
		once = regexp.MustCompile(`"once":"([\w-]+)"`).FindSubmatch(answer)
	}
}
