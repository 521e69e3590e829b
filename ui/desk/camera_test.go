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
	"guitu/ui/kit/kittest"
)

// times is how often something was announced.
func times(s *kittest.Shell, announced string) (n int) {
	for _, heard := range s.Heard {
		if heard == announced {
			n++
		}
	}
	return n
}

// kinds are those of the photos that a draft has, in order.
func kinds(s *kittest.Shell, a *arrival) (kinds []string) {
	s.T.Helper()
	all, err := s.Desk().DraftPhotos(s.T.Context(), a.id)
	kittest.OK(s.T, err)
	for _, photo := range all {
		kinds = append(kinds, photo.Kind)
	}
	slices.Sort(kinds)
	return kinds
}

func TestTheCameraFillsTheDraftWithPhotos(t *testing.T) {
	s := kittest.Station{}.Open(t)
	face := picturePath(t, 640, 480)
	a := openDraft(s)
	a.photos.ways.Cameras = func() ([]camera.Device, error) {
		return []camera.Device{{ID: "one", Name: "演示摄像头"}}, nil
	}
	a.photos.ways.Open = func(string, camera.Size) (camera.Frames, error) { return camera.Files(20, face) }
	a.photos.shoot()
	for shot := range 2 {
		s.Until("taken", func() bool {
			if times(s, "photo:taken") == shot {
				s.Press(fyne.KeySpace)
			}
			return times(s, "photo:taken") == shot+1
		})
		s.Press(fyne.KeyReturn)
	}
	s.Press(fyne.KeyEscape)
	quiet(s)
	if got := kinds(s, a); !slices.Equal(got, []string{"front", "left"}) {
		t.Errorf("stored %v", got)
	}
	if s.Window().Canvas().Overlays().Top() != nil || a.photos.currentID() == "" {
		t.Error("the last one does not stand in the frame of the page")
	}
}

func TestLeavingThePageTakesThePhonesDoorAndWhatWaited(t *testing.T) {
	s := kittest.Station{}.Open(t)
	s.Memory["desk.phone"] = "on"
	a := openDraft(s)
	a.photos.ways.Addresses = func() []phone.Address {
		return []phone.Address{{Interface: "演示网卡", IP: netip.MustParseAddr("127.0.0.1")}}
	}
	a.photos.byPhone()
	at := scanned(s)
	photo, err := os.ReadFile(picturePath(t, 320, 240))
	kittest.OK(t, err)
	handIn(t, at, photo, photo)
	s.Until("received", func() bool { return times(s, "phone:received") == 2 })
	if got := kinds(s, a); len(got) != 0 {
		t.Fatalf("stored %v before anybody accepted", got)
	}
	s.Press(fyne.Key4, fyne.KeyReturn)
	if got := kinds(s, a); !slices.Equal(got, []string{"mark"}) {
		t.Errorf("accepted, %v is stored", got)
	}
	a.Leave()
	if conn, err := net.DialTimeout("tcp", at.Host, time.Second); err == nil {
		conn.Close()
		t.Error("the door is open after the page was left")
	}
	a.photos.byPhone()
	defer a.photos.leave()
	s.Press(fyne.KeyReturn)
	if got := kinds(s, a); len(got) != 1 {
		t.Errorf("what waited survived the page: %v", got)
	}
}

// scanned is the address that a phone reads off the screen.
func scanned(s *kittest.Shell) *url.URL {
	s.T.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(s.Window().Canvas().Capture())
	kittest.OK(s.T, err)
	code, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	kittest.OK(s.T, err)
	at, err := url.Parse(code.GetText())
	kittest.OK(s.T, err)
	return at
}

// handIn opens the page of a door and sends photos as it does. That only the
// certificate on the screen is trusted is tested with the cover itself.
func handIn(t testing.TB, at *url.URL, photos ...[]byte) {
	t.Helper()
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	response, err := client.Get(at.String())
	kittest.OK(t, err)
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
		kittest.OK(t, err)
		answer, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Fatalf("the photo is answered %d", response.StatusCode)
		}
		once = regexp.MustCompile(`"once":"([\w-]+)"`).FindSubmatch(answer)
	}
}
