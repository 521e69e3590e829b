package phone

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"time"

	"guitu/internal/picture"
	"guitu/internal/store"
)

const (
	permitHeader = "X-Once" // a header of our own: no form of another site can send it
	fieldName    = "photo"
	// wrapping is what multipart may add around a picture.
	wrapping = 4 << 10
)

// receipt is the answer to an upload. It says how it went and nothing else.
type receipt struct {
	OK     bool   `json:"ok"`
	Text   string `json:"text"`
	Once   string `json:"once,omitempty"` // permit for the next upload; none after the last
	Closed bool   `json:"closed,omitempty"`
}

// upload takes one photo from the one phone.
func (d *Door) upload(w http.ResponseWriter, r *http.Request) {
	english := prefersEnglish(r)
	if !d.pass.usePermit(r.Header.Get(permitHeader)) {
		hangUp(w, http.StatusConflict, receipt{Text: say(english).Stale})
		return
	}
	if !d.busy.TryLock() {
		hangUp(w, http.StatusConflict, receipt{Text: say(english).Stale})
		return
	}
	defer d.busy.Unlock()
	last, err := d.take(w, r)
	if err != nil {
		d.refuse(w, english, err)
		return
	}
	out := receipt{OK: true, Text: say(english).Received, Closed: last}
	if !last {
		out.Once = d.pass.newPermit()
	}
	writeReceipt(w, http.StatusOK, out)
	if last {
		go d.closeFull()
	}
}

// take reads, decodes and delivers the photo of one request.
func (d *Door) take(w http.ResponseWriter, r *http.Request) (last bool, err error) {
	switch {
	case r.ContentLength < 0:
		return false, errNoLength
	case r.ContentLength > picture.MaxBytes+wrapping:
		return false, errTooLarge
	}
	d.change(func(s *State) { s.Phase, s.Percent = Uploading, 0 })
	r.Body = http.MaxBytesReader(w, r.Body, picture.MaxBytes+wrapping)
	r.Body = &progress{ReadCloser: r.Body, whole: r.ContentLength, tell: func(percent int) {
		d.change(func(s *State) { s.Percent = percent })
	}}
	file, err := onlyFile(r)
	if err != nil {
		return false, err
	}
	m, err := picture.DecodeBytes(r.Context(), file)
	if err != nil {
		return false, err
	}
	return d.deliver(Received{Image: m, JPEG: picture.Encode(m), At: time.Now()})
}

// refuse answers with what was wrong and lets the phone try again.
func (d *Door) refuse(w http.ResponseWriter, english bool, err error) {
	open := d.change(func(s *State) { s.Phase, s.Percent, s.Refused = Opened, 0, err })
	out := receipt{Text: refusalText(english, err), Closed: !open}
	if open {
		out.Once = d.pass.newPermit()
	}
	hangUp(w, statusOf(err), out)
}

// onlyFile returns the bytes of the one file that the request must consist
// of. Its name and what it claims to be are not looked at.
func onlyFile(r *http.Request) ([]byte, error) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		return nil, errNotOneFile
	}
	parts := multipart.NewReader(r.Body, params["boundary"])
	part, err := parts.NextRawPart()
	if err != nil {
		return nil, unread(err)
	}
	if part.FormName() != fieldName || part.FileName() == "" {
		return nil, errNotOneFile
	}
	var file bytes.Buffer
	n, err := file.ReadFrom(io.LimitReader(part, picture.MaxBytes+1))
	if err != nil {
		return nil, unread(err)
	}
	if n > picture.MaxBytes {
		return nil, errTooLarge
	}
	switch _, err := parts.NextRawPart(); err {
	case io.EOF:
		return file.Bytes(), nil
	case nil:
		return nil, errNotOneFile
	default:
		return nil, unread(err)
	}
}

var (
	errNoLength   = store.Fail(store.Invalid, "手机浏览器没有说明照片大小，没有收下。请换用手机自带的浏览器再传。").On("photo")
	errTooLarge   = store.Fail(store.Invalid, "照片文件过大，最多 {{.MB}} MB。请缩小后再选，或用较低的像素重拍。").With(store.Args{"MB": picture.MaxBytes >> 20}).On("photo")
	errNotOneFile = store.Fail(store.Invalid, "一次只能传一张照片。请在手机上重新选择一张。").On("photo")
)

// unread says why the body ended before its picture did.
func unread(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge
	}
	return store.Fail(store.Invalid, "照片没有传完，没有收下。请检查手机的无线网络，然后再传一次。").On("photo").Because(err)
}

func statusOf(err error) int {
	switch err {
	case errNoLength:
		return http.StatusLengthRequired
	case errTooLarge:
		return http.StatusRequestEntityTooLarge
	case errGone:
		return http.StatusGone
	}
	return http.StatusUnprocessableEntity
}

// refusalText is the sentence for the phone. The reasons have many sentences
// in Chinese; a phone in English gets the one that says what is taken.
func refusalText(english bool, err error) string {
	if english {
		return say(true).Refused
	}
	if store.KindOf(err) == 0 {
		return say(false).Refused
	}
	return err.Error()
}

// hangUp answers and closes the connection, so that the rest of a body that
// was refused is not read.
func hangUp(w http.ResponseWriter, status int, out receipt) {
	w.Header().Set("Connection", "close")
	writeReceipt(w, status, out)
}

func writeReceipt(w http.ResponseWriter, status int, out receipt) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(out) // a phone that is gone needs no answer
}

// progress tells how much of a body has come in, in steps that one can see.
type progress struct {
	io.ReadCloser
	whole, read int64
	told        int
	tell        func(percent int)
}

const visibleStep = 5 // per cent

func (p *progress) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.read += int64(n)
	if percent := int(p.read * 100 / max(p.whole, 1)); percent >= p.told+visibleStep {
		p.told = percent
		p.tell(min(percent, 100))
	}
	return n, err
}
