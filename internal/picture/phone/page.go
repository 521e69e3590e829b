package phone

import (
	_ "embed"
	"html/template"
	"net/http"
	"time"

	"guitu/internal/picture"
)

//go:embed page.html
var pageHTML string

var pageTemplate = template.Must(template.New("page").Parse(pageHTML))

// words are the texts of the page. They stand here and not among the desk's
// translations because the language is the phone's, not the desk's.
type words struct {
	Language, Title, Code, CodeHelp, Take, Wait, Sending, Received, Refused, Broken, Again, Stale, Closed, Count string
}

var chinese = words{
	Language: "zh-CN",
	Title:    "拍照传到电脑",
	Code:     "核对码",
	CodeHelp: "与电脑屏幕上的一致，才可以传。",
	Take:     "拍照或选择照片",
	Wait:     "请稍候…",
	Sending:  "正在传",
	Received: "已收到",
	Refused:  "照片没有收下。请重新拍一张，或另选一张 JPEG 或 PNG 格式的照片，不超过 20 MB。",
	Broken:   "连接中断，照片没有收到。请确认手机仍在同一无线网络，然后重试。",
	Again:    "重试",
	Stale:    "这个页面已过时，照片没有收到。请点“重试”。",
	Closed:   "已关闭。需要再传时，请在电脑上重新打开。",
	Count:    "已收到照片",
}

var english = words{
	Language: "en",
	Title:    "Send photos to the computer",
	Code:     "Check code",
	CodeHelp: "Send only if the computer's screen shows the same.",
	Take:     "Take or choose a photo",
	Wait:     "One moment…",
	Sending:  "Sending",
	Received: "Received",
	Refused:  "The photo was not taken. Take it again, or choose another one in JPEG or PNG of at most 20 MB.",
	Broken:   "The connection broke and the photo did not arrive. Make sure that the phone is still in the same wireless network, then try again.",
	Again:    "Try again",
	Stale:    "This page is out of date and the photo did not arrive. Press “Try again”.",
	Closed:   "Closed. Open it anew on the computer to send more.",
	Count:    "Photos received",
}

func say(inEnglish bool) words {
	if inEnglish {
		return english
	}
	return chinese
}

// page is what the template shows.
type page struct {
	Words    words
	Nonce    string // of this answer's script and style
	Short    string
	Once     string // permit for the first upload
	Upload   string
	Field    string
	Header   string
	MaxBytes int
	Received int
	Left     int64 // milliseconds until the door closes
}

// writePage writes the page with a fresh permit: opening it again is how a
// phone goes on after a broken connection.
func (d *Door) writePage(w http.ResponseWriter, r *http.Request) {
	nonce := newSecret()
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'nonce-"+nonce+"'; style-src 'nonce-"+nonce+
		"'; img-src blob: data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
	pageTemplate.Execute(w, page{ // fails only when the phone is gone
		Words: say(prefersEnglish(r)), Nonce: nonce, Short: d.Short(), Once: d.pass.newPermit(),
		Upload: uploadPath, Field: fieldName, Header: permitHeader, MaxBytes: picture.MaxBytes,
		Received: d.State().Received, Left: time.Until(d.expires).Milliseconds(),
	})
}
