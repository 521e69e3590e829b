// Package phone makes a phone the station's camera: for a few minutes one
// phone in the same network may hand in photos through its browser.
//
// The screen shows Door.URL as a QR code. Whoever opens it first gets the page
// and nobody else after; the page sends photos, each goes through
// picture.Decode and comes out of Door.Pictures without metadata. The door
// takes and never gives: no address of it returns a picture or anything that
// is known of a person. It closes by itself.
//
// The one thing not to get wrong: a door listens on one private address that a
// person chose, never on all of them.
//
// Browsers warn of the certificate, because no authority knows it. The page
// shows Door.Short so that one does not hand photos to the computer of the
// next desk; that nobody stands in between is told only by comparing
// Door.Fingerprint with what the browser says of the certificate.
//
// JPEG and PNG are taken. HEIC is not: there is no pure Go decoder of it that
// is sound. An iPhone converts by itself, because the page asks for JPEG.
//
//	door, err := phone.Open(ctx, phone.Options{Address: phone.Addresses()[0].IP})
//	defer door.Close()
//	for photo := range door.Pictures() {
//		keep(photo.Image, photo.JPEG)
//	}
package phone

import (
	"context"
	"crypto/tls"
	"errors"
	"image"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"guitu/internal/store"
)

// Options say where and for how long a door opens. Zero values are replaced
// by the defaults that are given here.
type Options struct {
	Address  netip.Addr    // required: one of Addresses, or a loopback address
	Pictures int           // most pictures that are taken: 12, at most MostPictures
	Lifetime time.Duration // until it closes by itself: 5 minutes, at most an hour

	HeaderTimeout time.Duration // for the header of a request: 5 s
	BodyTimeout   time.Duration // for a whole request with its picture: 60 s
}

// MostPictures bounds Options.Pictures: all may wait in memory at once.
const MostPictures = 24

// Received is a photo that came in. It belongs to nobody until a person at
// the desk accepts it.
type Received struct {
	Image *image.NRGBA // upright, at most picture.MaxSide
	JPEG  []byte       // the same, encoded anew: no position, no serial number
	At    time.Time
}

// Door is an open door for one phone. Its methods may be called from any
// goroutine.
type Door struct {
	options     Options
	host        string // "ip:port", as the browser must name it
	expires     time.Time
	certificate tls.Certificate
	pass        *pass
	pace        *pace
	server      *http.Server
	busy        sync.Mutex // held by the one upload under way

	pictures chan Received
	changed  chan struct{}
	done     chan struct{} // closed when nothing listens any more

	mu    sync.Mutex
	state State
}

// Open listens at o.Address on a free port until it is closed: by Close, by
// the end of ctx, by its time or by the last picture.
//
// It fails with Invalid for an address that is not private and for one that
// this computer does not have.
func Open(ctx context.Context, o Options) (*Door, error) {
	o = o.withDefaults()
	if !o.Address.IsPrivate() && !o.Address.IsLoopback() {
		return nil, store.Fail(store.Invalid, "手机拍照只能在站内局域网使用。请在列表中选择一个站内网络。").On("address")
	}
	now := time.Now()
	certificate, err := newCertificate(o.Address, now)
	if err != nil {
		return nil, cannotOpen(err)
	}
	listener, err := net.ListenTCP("tcp", net.TCPAddrFromAddrPort(netip.AddrPortFrom(o.Address, 0)))
	if err != nil {
		return nil, cannotOpen(err)
	}
	d := &Door{
		options: o, host: listener.Addr().String(), expires: now.Add(o.Lifetime), certificate: certificate,
		pass: newPass(), pace: newPace(),
		pictures: make(chan Received, o.Pictures), changed: make(chan struct{}, 1), done: make(chan struct{}),
	}
	d.server = &http.Server{
		Handler:   http.HandlerFunc(d.answer),
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
		Protocols: new(http.Protocols),
		// Otherwise "OPTIONS *" would get an answer that is not ours.
		DisableGeneralOptionsHandler: true,
		ReadHeaderTimeout:            o.HeaderTimeout,
		ReadTimeout:                  o.BodyTimeout,
		WriteTimeout:                 o.BodyTimeout + decodeTime,
		IdleTimeout:                  idleTime,
		MaxHeaderBytes:               maxHeaderBytes,
		// What goes wrong with strangers' connections names their addresses.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	d.server.Protocols.SetHTTP1(true)
	go d.serve(newDoorway(listener))
	go d.closeInTime(ctx)
	return d, nil
}

const (
	maxHeaderBytes = 8 << 10
	idleTime       = 30 * time.Second
	decodeTime     = 30 * time.Second // for the picture itself, and for the answer
	farewell       = 2 * time.Second  // for the answer to the last picture
)

func (o Options) withDefaults() Options {
	o.Address = o.Address.Unmap()
	if o.Pictures <= 0 {
		o.Pictures = 12
	}
	o.Pictures = min(o.Pictures, MostPictures)
	o.Lifetime = orDefault(o.Lifetime, 5*time.Minute, certificateLife)
	o.HeaderTimeout = orDefault(o.HeaderTimeout, 5*time.Second, time.Minute)
	o.BodyTimeout = orDefault(o.BodyTimeout, time.Minute, 10*time.Minute)
	return o
}

func orDefault(d, usual, most time.Duration) time.Duration {
	if d <= 0 {
		return usual
	}
	return min(d, most)
}

// URL is the address for the phone. It holds the secret that opens the door
// once: show it as a QR code, never keep it.
func (d *Door) URL() string { return "https://" + d.host + "/" + d.pass.token }

// Fingerprint is the SHA-256 of the certificate as sixteen groups of four hex
// digits, to be compared with what the browser says of it.
func (d *Door) Fingerprint() string { return fingerprint(d.certificate.Certificate[0]) }

// Short is the beginning of Fingerprint, which stands on the phone's page too.
func (d *Door) Short() string { return shortFingerprint(d.Fingerprint()) }

// Expires is when the door closes by itself.
func (d *Door) Expires() time.Time { return d.expires }

// Pictures gives the photos in the order in which they came. It is closed
// with the door; what had come in before is still read from it.
func (d *Door) Pictures() <-chan Received { return d.pictures }

// Close closes the door at once and returns when nothing listens any more. An
// upload that is under way is cut off. Closing again does nothing.
func (d *Door) Close() error {
	d.end(ByDesk, nil)
	err := d.server.Close()
	<-d.done
	return err
}

func (d *Door) serve(l net.Listener) {
	defer close(d.done)
	err := d.server.ServeTLS(l, "", "")
	if !errors.Is(err, http.ErrServerClosed) {
		d.end(Broken, broken(err))
		d.server.Close()
	}
}

func (d *Door) closeInTime(ctx context.Context) {
	timer := time.NewTimer(time.Until(d.expires))
	defer timer.Stop()
	select {
	case <-timer.C:
		d.end(Expired, nil)
	case <-ctx.Done():
		d.end(ByDesk, nil)
	case <-d.done:
		return
	}
	d.server.Close()
}

// end says that the door is closed; nothing comes out of it after.
func (d *Door) end(why Reason, refused error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.state.Phase == Closed {
		return
	}
	d.state.Phase, d.state.Percent, d.state.Why = Closed, 0, why
	if refused != nil {
		d.state.Refused = refused
	}
	d.tell()
	close(d.pictures)
	close(d.changed)
}

// deliver hands a photo out and tells whether it was the last. It fails when
// the door closed meanwhile.
func (d *Door) deliver(photo Received) (last bool, err error) {
	taken := d.change(func(s *State) {
		d.pictures <- photo // never blocks: it has room for all that may come
		s.Received++
		s.Phase, s.Percent, s.Refused = Opened, 0, nil
		last = s.Received == d.options.Pictures
	})
	if !taken {
		return false, errGone
	}
	return last, nil
}

var errGone = store.Fail(store.Conflict, "时间已到，没有收下。请在电脑上重新打开手机拍照。").On("photo")

// closeFull closes the door behind the last picture and lets its answer go
// out first.
func (d *Door) closeFull() {
	d.end(Full, nil)
	ctx, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	if d.server.Shutdown(ctx) != nil {
		d.server.Close()
	}
}

func cannotOpen(err error) error {
	return store.Fail(store.Invalid, "不能在这个网络上打开手机拍照。请检查网络连接，或在列表中换一个网络。").On("address").Because(err)
}
