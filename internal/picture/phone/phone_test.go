package phone

import (
	"bytes"
	"context"
	"image/jpeg"
	"net"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"time"

	"guitu/internal/store"
)

func TestAPhotoComesInUprightAndWithoutItsPosition(t *testing.T) {
	d := openDoor(t, Options{})
	if s := d.State(); s.Phase != Waiting {
		t.Fatalf("a new door is %+v", s)
	}
	c := enter(t, d)
	if s := d.State(); s.Phase != Opened {
		t.Fatalf("an opened door is %+v", s)
	}
	file := photograph(t, 320, 200)
	if !bytes.Contains(file, []byte("GPS:")) {
		t.Fatal("the test's photo has no position")
	}
	a, r := c.send(file)
	if a.status != 200 || !r.OK || r.Text != "已收到" || r.Once == "" {
		t.Fatalf("%d %+v", a.status, r)
	}
	got := <-d.Pictures()
	if got.Image.Rect.Dx() != 320 || bytes.Contains(got.JPEG, []byte("Exif")) || bytes.Contains(got.JPEG, []byte("GPS:")) {
		t.Errorf("%v, Exif kept: %v", got.Image.Rect, bytes.Contains(got.JPEG, []byte("Exif")))
	}
	if m, err := jpeg.Decode(bytes.NewReader(got.JPEG)); err != nil || m.Bounds().Dx() != 320 {
		t.Errorf("the JPEG: %v", err)
	}
	if s := d.State(); s.Received != 1 || s.Phase != Opened || s.Refused != nil {
		t.Errorf("afterwards %+v", s)
	}
}

func TestARefusedPhotoIsSaidOnBothSidesAndTheNextOneMayFollow(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	a, r := c.send([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"))
	if a.status != 422 || r.OK || !strings.Contains(r.Text, "HEIC") || r.Once == "" {
		t.Fatalf("%d %+v", a.status, r)
	}
	if s := d.State(); store.KindOf(s.Refused) != store.Invalid || s.Received != 0 {
		t.Errorf("state %+v", s)
	}
	if a, r := c.send(photograph(t, 64, 64)); a.status != 200 || !r.OK {
		t.Errorf("the next: %d %+v", a.status, r)
	}
	if s := d.State(); s.Refused != nil || s.Received != 1 {
		t.Errorf("state %+v", s)
	}
}

func TestThePageSpeaksThePhonesLanguage(t *testing.T) {
	for language, want := range map[string]string{
		"": "拍照或选择照片", "zh-CN,zh;q=0.9,en;q=0.8": "拍照或选择照片", "de, en-GB;q=0.7": "Take or choose a photo", "fr": "拍照或选择照片",
	} {
		d := openDoor(t, Options{})
		page := raw(t, d, request("GET", "/"+d.pass.token, d.host, map[string]string{"Accept-Language": language}, nil))
		if !strings.Contains(page.body, want) || !strings.Contains(page.body, d.Short()) {
			t.Errorf("%q: %s", language, page.body)
		}
	}
}

func TestTheLastPictureClosesTheDoorAndIsStillAnswered(t *testing.T) {
	d := openDoor(t, Options{Pictures: 2})
	c := enter(t, d)
	c.send(photograph(t, 64, 64))
	a, r := c.send(photograph(t, 64, 64))
	if a.status != 200 || !r.OK || !r.Closed || r.Once != "" {
		t.Fatalf("%d %+v", a.status, r)
	}
	if s := until(t, d, "closed", func(s State) bool { return s.Phase == Closed }); s.Why != Full || s.Received != 2 {
		t.Errorf("state %+v", s)
	}
	n := 0
	for range d.Pictures() {
		n++
	}
	if n != 2 {
		t.Errorf("%d pictures came out of the closed door", n)
	}
	<-d.done
	if listening(d) {
		t.Error("something still listens")
	}
}

func TestTheDoorClosesInTime(t *testing.T) {
	d := openDoor(t, Options{Lifetime: 150 * time.Millisecond})
	enter(t, d)
	for range d.Changed() { // ends with the door
	}
	<-d.done
	if s := d.State(); s.Phase != Closed || s.Why != Expired || listening(d) {
		t.Errorf("state %+v, listening %v", s, listening(d))
	}
}

func TestCloseAndTheEndOfTheContextLeaveNothingListening(t *testing.T) {
	d := openDoor(t, Options{})
	conn := dial(t, d) // an idle connection does not hold it open
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if d.State().Why != ByDesk || listening(d) {
		t.Errorf("%+v", d.State())
	}
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("a connection survived")
	}

	ctx, cancel := context.WithCancel(t.Context())
	d, err := Open(ctx, Options{Address: loopback})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-d.done
	if listening(d) {
		t.Error("it listens after its context")
	}
}

func TestAPhotoUnderWayIsCutOffByClose(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	kind, body := form(t, photograph(t, 1200, 900))
	conn := dial(t, d)
	var whole bytes.Buffer
	whole.ReadFrom(request("POST", uploadPath, d.host, c.headers(kind, nil), body))
	conn.Write(whole.Bytes()[:whole.Len()/2])
	until(t, d, "uploading", func(s State) bool { return s.Phase == Uploading && s.Percent >= 25 })
	d.Close()
	conn.Write(whole.Bytes()[whole.Len()/2:])
	if _, open := <-d.Pictures(); open {
		t.Error("a picture came out of a closed door")
	}
}

func TestADoorOpensOnPrivateAddressesOnly(t *testing.T) {
	for _, address := range []string{"0.0.0.0", "::", "8.8.8.8", "2001:4860:4860::8888", "169.254.1.1", "224.0.0.1"} {
		if d, err := Open(t.Context(), Options{Address: netip.MustParseAddr(address)}); store.KindOf(err) != store.Invalid {
			d.Close()
			t.Errorf("%s: %v", address, err)
		}
	}
	if _, err := Open(t.Context(), Options{}); store.KindOf(err) != store.Invalid {
		t.Errorf("no address: %v", err)
	}
	// Not an address of this computer (RFC 1918, and nobody's here).
	if _, err := Open(t.Context(), Options{Address: netip.MustParseAddr("10.255.254.253")}); store.KindOf(err) != store.Invalid {
		t.Errorf("somebody else's address: %v", err)
	}
}

func TestOnlyPrivateAddressesAreOffered(t *testing.T) {
	for text, want := range map[string]bool{
		"192.168.1.20/24": true, "10.0.0.1/8": true, "172.31.0.9/16": true, "fd00::1/64": true,
		"172.32.0.9/16": false, "127.0.0.1/8": false, "169.254.3.3/16": false, "8.8.8.8/24": false, "fe80::1/64": false, "2001:db8::1/64": false,
	} {
		ip, net4, err := net.ParseCIDR(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, got := privateAddress(&net.IPNet{IP: ip, Mask: net4.Mask}); got != want {
			t.Errorf("%s offered: %v", text, got)
		}
	}
	for _, a := range Addresses() {
		if !a.IP.IsPrivate() || a.Interface == "" {
			t.Errorf("offered %+v", a)
		}
	}
}

func TestTheCertificateIsForThisAddressAndThisHour(t *testing.T) {
	d := openDoor(t, Options{})
	leaf := d.certificate.Leaf
	if err := leaf.VerifyHostname("127.0.0.1"); err != nil {
		t.Error(err)
	}
	if left := time.Until(leaf.NotAfter); left > time.Hour || left < 59*time.Minute {
		t.Errorf("it is valid for another %v", left)
	}
	if !regexp.MustCompile(`^([0-9A-F]{4} ){15}[0-9A-F]{4}$`).MatchString(d.Fingerprint()) || !strings.HasPrefix(d.Fingerprint(), d.Short()+" ") {
		t.Errorf("fingerprint %q, short %q", d.Fingerprint(), d.Short())
	}
	if other := openDoor(t, Options{}); other.Fingerprint() == d.Fingerprint() || other.URL() == d.URL() {
		t.Error("two doors share a key or a token")
	}
	if !regexp.MustCompile(`^https://127\.0\.0\.1:\d+/[\w-]{22}$`).MatchString(d.URL()) {
		t.Errorf("URL %q", d.URL())
	}
}
