package phone

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/netip"
	"net/textproto"
	"regexp"
	"strings"
	"testing"
	"time"
)

var loopback = netip.MustParseAddr("127.0.0.1")

func openDoor(t testing.TB, o Options) *Door {
	t.Helper()
	o.Address = loopback
	d, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// dial connects as a browser that trusts this one certificate and checks the
// address in it.
func dial(t testing.TB, d *Door) *tls.Conn {
	t.Helper()
	trusted := x509.NewCertPool()
	trusted.AddCert(d.certificate.Leaf)
	conn, err := tls.Dial("tcp", d.host, &tls.Config{RootCAs: trusted})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	return conn
}

// answered is what came back for a request that was written byte by byte.
type answered struct {
	status int
	header http.Header
	body   string
}

func (a answered) receipt(t testing.TB) (r receipt) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), &r); err != nil {
		t.Fatalf("%d %q: %v", a.status, a.body, err)
	}
	return r
}

// raw sends text as it is and reads the answer. Writing goes on in the
// background: a door that hangs up early must still be heard.
func raw(t testing.TB, d *Door, text io.Reader) answered {
	t.Helper()
	conn := dial(t, d)
	defer conn.Close()
	go io.Copy(conn, text)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answered{response.StatusCode, response.Header, string(body)}
}

func request(method, path, host string, header map[string]string, body []byte) io.Reader {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", method, path, host)
	for name, value := range header {
		fmt.Fprintf(&b, "%s: %s\r\n", name, value)
	}
	if _, own := header["Content-Length"]; !own && header["Transfer-Encoding"] == "" && body != nil {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(body))
	}
	b.WriteString("\r\n")
	b.Write(body)
	return &b
}

// caller is the phone that was let in.
type caller struct {
	t      testing.TB
	door   *Door
	cookie string
	once   string
}

var onceInPage = regexp.MustCompile(`let once = "([\w-]+)"`)

func enter(t testing.TB, d *Door) *caller {
	t.Helper()
	a := raw(t, d, request("GET", "/"+d.pass.token, d.host, nil, nil))
	if a.status != http.StatusOK {
		t.Fatalf("the first phone was answered %d", a.status)
	}
	c := &caller{t: t, door: d}
	c.cookie, _, _ = strings.Cut(a.header.Get("Set-Cookie"), ";")
	c.read(a)
	return c
}

func (c *caller) read(page answered) {
	c.t.Helper()
	found := onceInPage.FindStringSubmatch(page.body)
	if found == nil {
		c.t.Fatalf("no permit in the page: %d", page.status)
	}
	c.once = found[1]
}

// headers are those of an honest upload, changed by change.
func (c *caller) headers(kind string, change map[string]string) map[string]string {
	h := map[string]string{
		"Cookie": c.cookie, "Origin": "https://" + c.door.host, "Sec-Fetch-Site": "same-origin",
		permitHeader: c.once, "Content-Type": kind,
	}
	for name, value := range change {
		h[name] = value
		if value == "" {
			delete(h, name)
		}
	}
	return h
}

// send uploads one file and keeps the permit of the answer.
func (c *caller) send(file []byte) (answered, receipt) {
	c.t.Helper()
	kind, body := form(c.t, file)
	a := raw(c.t, c.door, request("POST", uploadPath, c.door.host, c.headers(kind, nil), body))
	r := a.receipt(c.t)
	c.once = r.Once
	return a, r
}

func form(t testing.TB, files ...[]byte) (contentType string, body []byte) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, file := range files {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="photo"; filename="../../evil.php"`},
			"Content-Type":        {"image/jpeg"},
		})
		if err != nil {
			t.Fatal(err)
		}
		part.Write(file)
	}
	w.Close()
	return w.FormDataContentType(), b.Bytes()
}

// photograph is a picture with an EXIF position, as a phone would send it.
func photograph(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8((x ^ y) & 127), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	place := append([]byte("\xff\xe1\x00\x22Exif\x00\x00"), "MM\x00*\x00\x00\x00\x08GPS:31.2304,121.4"...)
	place[3] = byte(len(place) - 2)
	return append(append(bytes.Clone(b.Bytes()[:2]), place...), b.Bytes()[2:]...)
}

func listening(d *Door) bool {
	conn, err := net.DialTimeout("tcp", d.host, time.Second)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

// until waits for a state that the door must come to.
func until(t testing.TB, d *Door, what string, is func(State) bool) State {
	t.Helper()
	late := time.After(20 * time.Second)
	for open := true; ; {
		s := d.State()
		if is(s) {
			return s
		}
		if !open {
			t.Fatalf("never %s: %+v", what, s)
		}
		select {
		case _, open = <-d.Changed():
		case <-late:
			t.Fatalf("not yet %s: %+v", what, s)
		}
	}
}
