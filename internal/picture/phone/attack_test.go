package phone

import (
	"bytes"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// bare is the one answer for whoever is not the one phone. The date is the
// only thing in it that differs.
func bare(t *testing.T, what string, a answered) {
	t.Helper()
	if a.status != http.StatusNotFound || a.body != "" || a.header.Get("Set-Cookie") != "" || a.header.Get("Location") != "" {
		t.Errorf("%s: answered %d %q %v", what, a.status, a.body, a.header)
	}
}

func headerText(a answered) string {
	h := a.header.Clone()
	h.Del("Date")
	return fmt.Sprint(a.status, h, len(a.body))
}

func TestStrangersLearnNothing(t *testing.T) {
	d := openDoor(t, Options{})
	token := d.pass.token
	for _, c := range []struct{ method, path, host string }{
		{"GET", "/", d.host},
		{"GET", "/upload", d.host},
		{"POST", "/upload", d.host},
		{"POST", "/" + token, d.host},
		{"HEAD", "/" + token, d.host},
		{"OPTIONS", "*", d.host},
		{"PUT", "/" + token, d.host},
		{"GET", "/" + token[:21] + "!", d.host},
		{"GET", "/" + strings.ToUpper(token) + "a", d.host},
		{"GET", "/" + token + "/", d.host},
		{"GET", "/" + token + "?", d.host},
		{"GET", "//" + token, d.host},
		{"GET", "/./" + token, d.host},
		{"GET", "/x/../" + token, d.host},
		{"GET", "/%2e/" + token, d.host},
		{"GET", "/%2e%2e/%2e%2e/etc/passwd", d.host},
		{"GET", "https://" + d.host + "/" + token, d.host},
		{"GET", "/" + fmt.Sprintf("%%%02x", token[0]) + token[1:], d.host},
		{"GET", "/" + token, "evil.example"},
		{"GET", "/" + token, "127.0.0.1"},
		{"GET", "/" + token, "localhost:" + d.host[strings.LastIndex(d.host, ":")+1:]},
	} {
		// Each from a fresh bucket: this test is not about the pace.
		d.pace = newPace()
		what := c.method + " " + strings.ReplaceAll(c.path, token, "TOKEN") + " at " + c.host
		a := raw(t, d, request(c.method, c.path, c.host, nil, nil))
		bare(t, what, a)
		nothing := raw(t, d, request(c.method, "/nothing-here", d.host, nil, nil))
		if headerText(a) != headerText(nothing) {
			t.Errorf("%s differs from an unknown path:\n%s\n%s", what, headerText(a), headerText(nothing))
		}
	}
	if s := d.State(); s.Phase != Waiting || s.Strangers < 20 {
		t.Errorf("state %+v", s)
	}
	enter(t, d) // none of it spent the token
}

func TestTheSecondDeviceIsRefused(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	before := d.State().Strangers
	bare(t, "the address again", raw(t, d, request("GET", "/"+d.pass.token, d.host, nil, nil)))
	bare(t, "another cookie", raw(t, d, request("GET", "/", d.host, map[string]string{"Cookie": cookieName + "=" + newSecret()}, nil)))
	bare(t, "an empty cookie", raw(t, d, request("GET", "/", d.host, map[string]string{"Cookie": cookieName + "="}, nil)))
	if d.State().Strangers != before+3 {
		t.Errorf("strangers: %d", d.State().Strangers)
	}
	// The first one may open its page again, and only its newest permit holds.
	old := c.once
	c.read(raw(t, d, request("GET", "/", d.host, map[string]string{"Cookie": c.cookie}, nil)))
	if c.once == old {
		t.Error("the permit was not renewed")
	}
	newest := c.once
	c.once = old
	if a, _ := c.send(photograph(t, 32, 32)); a.status != http.StatusConflict {
		t.Errorf("an old permit: %d", a.status)
	}
	c.once = newest
	if a, _ := c.send(photograph(t, 32, 32)); a.status != 200 {
		t.Errorf("the newest permit: %d", a.status)
	}
}

func TestTwoThatOpenAtOnceAreNotBothLetIn(t *testing.T) {
	d := openDoor(t, Options{})
	statuses := make(chan int)
	for range 6 {
		go func() {
			conn, err := tls.Dial("tcp", d.host, &tls.Config{InsecureSkipVerify: true})
			if err != nil {
				statuses <- 0
				return
			}
			defer conn.Close()
			io.Copy(conn, request("GET", "/"+d.pass.token, d.host, nil, nil))
			head := make([]byte, 12)
			io.ReadFull(conn, head)
			status := 0
			fmt.Sscanf(string(head), "HTTP/1.1 %d", &status)
			statuses <- status
		}()
	}
	in := 0
	for range 6 {
		if <-statuses == 200 {
			in++
		}
	}
	if in != 1 {
		t.Errorf("%d devices were let in", in)
	}
}

func TestTheCookieIsBoundToTheBrowserAndTheHost(t *testing.T) {
	d := openDoor(t, Options{})
	a := raw(t, d, request("GET", "/"+d.pass.token, d.host, nil, nil))
	cookie := a.header.Get("Set-Cookie")
	for _, want := range []string{"__Host-", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("%q lacks %s", cookie, want)
		}
	}
	policy := a.header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("headers %v", a.header)
	}
}

func TestAnUploadFromElsewhereIsNotTaken(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	kind, body := form(t, photograph(t, 32, 32))
	for what, change := range map[string]map[string]string{
		"no cookie":              {"Cookie": ""},
		"no origin":              {"Origin": ""},
		"another origin":         {"Origin": "https://evil.example"},
		"an origin without TLS":  {"Origin": "http://" + d.host},
		"the null origin":        {"Origin": "null"},
		"another site":           {"Sec-Fetch-Site": "cross-site"},
		"a page of the same box": {"Sec-Fetch-Site": "same-site"},
	} {
		d.pace = newPace()
		bare(t, what, raw(t, d, request("POST", uploadPath, d.host, c.headers(kind, change), body)))
	}
	d.pace = newPace()
	bare(t, "GET on the upload path", raw(t, d, request("GET", uploadPath, d.host, c.headers(kind, nil), nil)))
	bare(t, "PUT on the upload path", raw(t, d, request("PUT", uploadPath, d.host, c.headers(kind, nil), body)))
	bare(t, "another host", raw(t, d, request("POST", uploadPath, "evil.example", c.headers(kind, nil), body)))
	bare(t, "a second slash", raw(t, d, request("POST", "//upload", d.host, c.headers(kind, nil), body)))
	bare(t, "a query", raw(t, d, request("POST", "/upload?x=1", d.host, c.headers(kind, nil), body)))
	bare(t, "the page path", raw(t, d, request("POST", "/", d.host, c.headers(kind, nil), body)))
	if d.State().Received != 0 {
		t.Error("one was taken")
	}
	if a, _ := c.send(photograph(t, 32, 32)); a.status != 200 {
		t.Errorf("the honest one: %d", a.status)
	}
}

func TestAnUploadCannotBeReplayed(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	kind, body := form(t, photograph(t, 32, 32))
	header := c.headers(kind, nil)
	if a := raw(t, d, request("POST", uploadPath, d.host, header, body)); a.status != 200 {
		t.Fatalf("%d", a.status)
	}
	a := raw(t, d, request("POST", uploadPath, d.host, header, body))
	if a.status != http.StatusConflict || a.receipt(t).Once != "" {
		t.Errorf("the same again: %d %s", a.status, a.body)
	}
	header[permitHeader] = ""
	if a := raw(t, d, request("POST", uploadPath, d.host, header, body)); a.status != http.StatusConflict {
		t.Errorf("without a permit: %d", a.status)
	}
	if d.State().Received != 1 {
		t.Errorf("%d were taken", d.State().Received)
	}
}

func TestBodiesThatAreNotOnePhotoAreRefused(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	honest := photograph(t, 32, 32)
	kind, body := form(t, honest)
	boundary := strings.TrimPrefix(kind, "multipart/form-data; boundary=")
	twoKind, two := form(t, honest, honest)
	noneKind, none := form(t)
	text := []byte("--b\r\nContent-Disposition: form-data; name=\"photo\"\r\n\r\nhello\r\n--b--\r\n")
	other := bytes.Replace(body, []byte(`name="photo"`), []byte(`name="other"`), 1)
	bomb := pngBomb()
	bombKind, bombBody := form(t, bomb)
	large := bytes.Repeat([]byte{'a'}, 20<<20+1)
	largeKind, largeBody := form(t, large)
	for _, c2 := range []struct {
		what   string
		kind   string
		change map[string]string
		body   []byte
		status int
	}{
		{"a bare JPEG", "image/jpeg", nil, honest, 422},
		{"no type", "", map[string]string{"Content-Type": ""}, body, 422},
		{"multipart/mixed", "multipart/mixed; boundary=" + boundary, nil, body, 422},
		{"no boundary", "multipart/form-data", nil, body, 422},
		{"another boundary", "multipart/form-data; boundary=zzz", nil, body, 422},
		{"a form without files", "application/x-www-form-urlencoded", nil, []byte("photo=1"), 422},
		{"two files", twoKind, nil, two, 422},
		{"no file", noneKind, nil, none, 422},
		{"a field that is no file", "multipart/form-data; boundary=b", nil, text, 422},
		{"another field", kind, nil, other, 422},
		{"a body without its end", kind, nil, body[:len(body)-8], 422},
		{"an empty body", kind, nil, []byte{}, 422},
		{"a PNG bomb", bombKind, nil, bombBody, 422},
		{"a photo one byte too large", largeKind, nil, largeBody, 413},
	} {
		d.pace = newPace()
		a := raw(t, d, request("POST", uploadPath, d.host, c.headers(c2.kind, c2.change), c2.body))
		r := a.receipt(t)
		if a.status != c2.status || r.OK || r.Once == "" || !strings.Contains(r.Text, "请") {
			t.Errorf("%s: %d %+v", c2.what, a.status, r)
		}
		c.once = r.Once
	}
	if s := d.State(); s.Received != 0 || len(d.pictures) != 0 {
		t.Errorf("state %+v", s)
	}
}

func TestABodyIsLimitedByWhatItSaysAndByWhatItIs(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	kind := "multipart/form-data; boundary=b"

	// It says 21 MB: refused before the first byte of it.
	a := raw(t, d, request("POST", uploadPath, d.host, c.headers(kind, map[string]string{"Content-Length": fmt.Sprint(21 << 20)}), nil))
	if a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a claim of 21 MB: %d", a.status)
	}
	c.once = a.receipt(t).Once

	// It says nothing and streams 21 MB in chunks.
	head := request("POST", uploadPath, d.host, c.headers(kind, map[string]string{"Transfer-Encoding": "chunked"}), nil)
	chunk := "10000\r\n" + strings.Repeat("a", 0x10000) + "\r\n"
	a = raw(t, d, io.MultiReader(head, strings.NewReader(strings.Repeat(chunk, 21<<4))))
	if a.status != http.StatusLengthRequired {
		t.Errorf("chunks without a length: %d", a.status)
	}
	c.once = a.receipt(t).Once

	// It says 1 kB and streams 21 MB: what is beyond is another request, and no good one.
	body := "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n"
	a = raw(t, d, io.MultiReader(
		request("POST", uploadPath, d.host, c.headers(kind, map[string]string{"Content-Length": "1000"}), nil),
		strings.NewReader(body+strings.Repeat("a", 21<<20))))
	if a.status != 422 {
		t.Errorf("more than it says: %d", a.status)
	}
	c.once = a.receipt(t).Once

	// Two lengths that disagree are the smuggler's; net/http refuses them.
	a = raw(t, d, strings.NewReader("POST /upload HTTP/1.1\r\nHost: "+d.host+"\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"))
	if a.status != http.StatusBadRequest {
		t.Errorf("two lengths: %d", a.status)
	}
	if d.State().Received != 0 {
		t.Error("one was taken")
	}
}

func TestSlowClientsAreHungUpOn(t *testing.T) {
	d := openDoor(t, Options{HeaderTimeout: 150 * time.Millisecond, BodyTimeout: 400 * time.Millisecond})
	slow := dial(t, d)
	fmt.Fprintf(slow, "GET / HTTP/1.1\r\nHost: %s\r\nX-", d.host)
	if _, err := io.ReadAll(slow); err != nil {
		t.Errorf("a header that never ends: %v", err)
	}

	c := enter(t, d)
	body := dial(t, d)
	io.Copy(body, request("POST", uploadPath, d.host, c.headers("multipart/form-data; boundary=b", map[string]string{"Content-Length": "1000"}), []byte("--b\r\n")))
	answer, _ := io.ReadAll(body)
	if !strings.HasPrefix(string(answer), "HTTP/1.1 422") {
		t.Errorf("a body that never ends: %q", answer)
	}
	until(t, d, "ready again", func(s State) bool { return s.Phase == Opened && s.Refused != nil })
}

func TestOneAddressCannotHoldAllConnections(t *testing.T) {
	d := newDoorway(nil)
	a, b := netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.2")
	for range maxOfOne {
		if !d.enter(a) {
			t.Fatal("refused too early")
		}
	}
	if d.enter(a) {
		t.Error("one address holds more than its share")
	}
	if !d.enter(b) {
		t.Error("the phone is kept out by another")
	}
	d.leave(a)
	if !d.enter(a) {
		t.Error("a place that was given back stays taken")
	}
	for i := range 100 {
		d.enter(netip.AddrFrom4([4]byte{10, 1, 0, byte(i)}))
	}
	if d.all != maxConnections {
		t.Errorf("%d connections", d.all)
	}
}

func TestConnectionsBeyondTheShareAreClosed(t *testing.T) {
	d := openDoor(t, Options{})
	for range maxOfOne {
		dial(t, d)
	}
	if conn, err := tls.Dial("tcp", d.host, &tls.Config{InsecureSkipVerify: true}); err == nil {
		conn.Close()
		t.Error("one more than the share was let in")
	}
}

func TestAFloodOfStrangersDoesNotStopThePhone(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	slowed := 0
	for range 2 * requestBurst {
		if raw(t, d, request("GET", "/guess", d.host, nil, nil)).status == http.StatusTooManyRequests {
			slowed++
		}
	}
	if slowed == 0 {
		t.Error("nobody was slowed down")
	}
	if a, r := c.send(photograph(t, 32, 32)); a.status != 200 || !r.OK {
		t.Errorf("the phone: %d %+v", a.status, r)
	}
}

func TestThePhoneItselfIsPaced(t *testing.T) {
	d := openDoor(t, Options{})
	c := enter(t, d)
	slowed := 0
	for range 2 * requestBurst {
		if raw(t, d, request("GET", "/", d.host, map[string]string{"Cookie": c.cookie}, nil)).status == http.StatusTooManyRequests {
			slowed++
		}
	}
	if slowed == 0 {
		t.Error("a page that reloads for ever is not slowed down")
	}
	p := newPace()
	for i := range 1000 {
		p.of(netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}))
	}
	if len(p.others) > maxTracked {
		t.Errorf("%d addresses are remembered", len(p.others))
	}
}

// pngBomb is a PNG of 57 bytes that claims 3.6 thousand million pixels.
func pngBomb() []byte {
	chunk := func(name string, body []byte) []byte {
		out := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), name...)
		out = append(out, body...)
		return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
	}
	header := []byte{0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 16, 6, 0, 0, 0}
	return bytes.Join([][]byte{[]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", header), chunk("IDAT", nil)}, nil)
}

func TestAPermitIsGoodOnceAlsoWhileItsUploadIsUnderWay(t *testing.T) {
	p := newPass()
	if p.usePermit("") {
		t.Error("no permit was given, and none was asked for")
	}
	word := p.newPermit()
	if !p.usePermit(word) || p.usePermit(word) || p.usePermit("") {
		t.Error("a permit is not good exactly once")
	}
}
