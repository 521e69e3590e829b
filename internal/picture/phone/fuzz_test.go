package phone

import (
	"bytes"
	"net/http/httptest"
	"testing"

	"guitu/internal/store"
)

// FuzzUpload gives the handler bodies and types of any kind, as the phone
// that was let in. Whatever comes, it answers, gives a permit for the next
// one, and delivers a picture exactly when it says so.
func FuzzUpload(f *testing.F) {
	photo := photograph(f, 16, 16)
	kind, body := form(f, photo)
	twoKind, two := form(f, photo, photo)
	f.Add(kind, body)
	f.Add(kind, body[:len(body)/2])
	f.Add(twoKind, two)
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n\xff\xd8\xff\r\n--b--"))
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name*=utf-8''photo; filename*=utf-8''%00\r\n\r\n\r\n--b--"))
	f.Add("multipart/form-data; boundary=\"\"", []byte("----"))
	f.Add("multipart/mixed; boundary=b", bytes.Repeat([]byte("--b\r\n"), 100))
	f.Add("image/jpeg", photo)
	f.Add("", []byte{})
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		d := &Door{
			options: Options{Pictures: 2}, host: "127.0.0.1:1", pass: newPass(), pace: newPace(),
			pictures: make(chan Received, 2), changed: make(chan struct{}, 1), done: make(chan struct{}),
		}
		d.pass.enter()
		r := httptest.NewRequest("POST", uploadPath, bytes.NewReader(body))
		r.Host = d.host
		r.Header.Set("Origin", "https://"+d.host)
		r.Header.Set("Cookie", cookieName+"="+d.pass.session)
		r.Header.Set("Content-Type", kind)
		r.Header.Set(permitHeader, d.pass.newPermit())
		w := httptest.NewRecorder()
		d.answer(w, r)
		got := answered{w.Code, w.Header(), w.Body.String()}.receipt(t)
		if got.OK != (len(d.pictures) == 1) || got.OK != (w.Code == 200) || got.Once == "" || got.Text == "" {
			t.Fatalf("%d %+v, %d pictures", w.Code, got, len(d.pictures))
		}
		if s := d.State(); s.Phase != Opened || !got.OK && store.KindOf(s.Refused) != store.Invalid {
			t.Fatalf("state %+v", s)
		}
	})
}
