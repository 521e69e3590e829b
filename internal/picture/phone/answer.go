package phone

import (
	"net/http"
	"strings"
	"time"
)

// The paths that exist, beside that of the token. They are compared as they
// were sent, before any decoding or cleaning: there is no second spelling.
const (
	pagePath   = "/"
	uploadPath = "/upload"
)

// cookieName binds the cookie to this very host: __Host- forbids Domain and
// demands Secure.
const cookieName = "__Host-guitu"

// answer is the whole of what the door answers. Who is not the one phone gets
// the same bare 404 whatever was asked, so that nothing can be learnt of what
// is here; everything is looked at before anything is decided.
func (d *Door) answer(w http.ResponseWriter, r *http.Request) {
	harden(w.Header())
	var (
		rightHost = same(r.Host, d.host)
		hasToken  = same(r.RequestURI, "/"+d.pass.token)
		isPage    = same(r.RequestURI, pagePath)
		isUpload  = same(r.RequestURI, uploadPath)
		guest     = d.pass.holds(sessionOf(r)) && rightHost
	)
	if !d.pace.allow(guest, remoteIP(r.RemoteAddr)) {
		d.turnAway(w, http.StatusTooManyRequests, guest)
		return
	}
	switch {
	case r.Method == http.MethodGet && rightHost && hasToken && !guest && d.pass.enter():
		d.welcome(w, r)
	case r.Method == http.MethodGet && guest && (isPage || hasToken):
		d.writePage(w, r)
	case r.Method == http.MethodPost && guest && isUpload && fromOwnPage(r, d.host):
		d.upload(w, r)
	default:
		d.turnAway(w, http.StatusNotFound, guest)
	}
}

// welcome lets in the first phone that knows the token.
func (d *Door) welcome(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: d.pass.session, Path: "/", MaxAge: max(1, int(time.Until(d.expires).Seconds())),
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	d.change(func(s *State) { s.Phase = Opened })
	d.writePage(w, r)
}

// turnAway says nothing but a number, and hangs up so that no body is read.
func (d *Door) turnAway(w http.ResponseWriter, status int, guest bool) {
	if !guest {
		d.change(func(s *State) { s.Strangers++ })
	}
	w.Header().Set("Connection", "close")
	w.WriteHeader(status)
}

func sessionOf(r *http.Request) string {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// fromOwnPage tells whether the browser says that the door's own page sent
// the request. Origin is required; Sec-Fetch-Site is younger than some phones.
func fromOwnPage(r *http.Request, host string) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return len(r.Header.Values("Origin")) == 1 && same(r.Header.Get("Origin"), "https://"+host) &&
		(site == "" || site == "same-origin")
}

// harden sets what every answer carries: it is kept nowhere, shown in no
// frame and loads nothing. The page widens the policy for itself.
func harden(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
}

// prefersEnglish reads what the phone's browser asks for; Chinese unless
// English is named before it.
func prefersEnglish(r *http.Request) bool {
	for language := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		language = strings.ToLower(strings.TrimSpace(language))
		switch {
		case strings.HasPrefix(language, "zh"):
			return false
		case strings.HasPrefix(language, "en"):
			return true
		}
	}
	return false
}
