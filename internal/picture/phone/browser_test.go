package phone

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// tab is a page in a Chromium of its own.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string // what the page's console says of errors
}

// newTab starts a Chromium that trusts the certificate with the given pin and
// no other unknown one.
func newTab(t *testing.T, pin, language string) *tab {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("chromium is missing: apt-get install chromium")
		}
		t.Skip("chromium is not installed")
	}
	allocator, stop := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, // Chromium's sandbox does not start as root
		chromedp.Flag("lang", language), chromedp.Flag("accept-lang", language),
		chromedp.Flag("ignore-certificate-errors-spki-list", pin))...)
	t.Cleanup(stop)
	opened, quit := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		chromedp.Cancel(opened)
		quit()
	})
	ctx, cancel := context.WithTimeout(opened, 90*time.Second)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	messages := chromedp.Console(ctx)
	go func() {
		for message, err := range messages {
			if err != nil {
				return
			}
			p.mu.Lock()
			p.complaints = append(p.complaints, message.String())
			p.mu.Unlock()
		}
	}()
	return p
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatalf("%v (the page complains: %v)", err, p.heard())
	}
}

func (p *tab) heard() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.complaints...)
}

// script evaluates an expression that is a string.
func (p *tab) script(expression string) string {
	p.t.Helper()
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		p.t.Fatal(err)
	}
	return text
}

func (p *tab) text(selector string) string {
	p.t.Helper()
	return strings.TrimSpace(p.script(`document.querySelector("` + selector + `").textContent`))
}

// send chooses a file and waits until the page says how that ended.
func (p *tab) send(file, state string) {
	p.t.Helper()
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#photo"), []string{file}), wait(`body[data-state="`+state+`"]`))
}

func wait(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(chromedp.CSS(selector))
}

func pinOf(d *Door) string {
	digest := sha256.Sum256(d.certificate.Leaf.RawSubjectPublicKeyInfo)
	return base64.StdEncoding.EncodeToString(digest[:])
}

func writeTemp(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestABrowserSendsPhotos(t *testing.T) {
	t.Parallel() // most of it is waiting for a browser
	d := openDoor(t, Options{Pictures: 3})
	page := newTab(t, pinOf(d), "zh-CN")
	photo := writeTemp(t, "photo.jpg", photograph(t, 2000, 1500))

	page.do(chromedp.Navigate(d.URL()), wait("#choose"))
	if page.text("#short") != d.Short() {
		t.Errorf("the page shows %q, the desk %q", page.text("#short"), d.Short())
	}
	if at := page.script("location.href"); at != "https://"+d.host+"/" {
		t.Errorf("the address bar shows %q", at)
	}
	if seen := page.script("document.cookie"); seen != "" {
		t.Errorf("a script can read the cookie: %q", seen)
	}
	if colour := page.script(`getComputedStyle(document.getElementById("choose")).backgroundColor`); colour != "rgb(11, 107, 87)" {
		t.Errorf("the page's style was not taken: %q", colour)
	}

	page.send(photo, "received")
	if page.text("#said") != "已收到" || page.text("#count") != "1" {
		t.Errorf("the page says %q, counts %q", page.text("#said"), page.text("#count"))
	}
	page.do(wait("#preview"))
	if width := page.script("String(document.getElementById('preview').naturalWidth)"); width != "2000" {
		t.Errorf("the preview is %s wide", width)
	}
	if got := <-d.Pictures(); got.Image.Rect.Dx() != 1600 || got.Image.Rect.Dy() != 1200 {
		t.Errorf("received %v", got.Image.Rect)
	}

	page.send(writeTemp(t, "trash.jpg", []byte("GIF89a")), "failed")
	if !strings.Contains(page.text("#said"), "GIF") {
		t.Errorf("of trash the page says %q", page.text("#said"))
	}
	page.do(chromedp.Reload(), wait("#choose"))
	page.send(photo, "received")
	if page.text("#count") != "2" {
		t.Errorf("opened again, the page counts %q", page.text("#count"))
	}
	page.send(photo, "closed")
	if said := page.text("#said"); !strings.HasPrefix(said, "已收到 已关闭") {
		t.Errorf("at last the page says %q", said)
	}
	<-d.done
	if s := d.State(); s.Why != Full || s.Received != 3 || s.Strangers != 0 {
		t.Errorf("state %+v", s)
	}
	for _, complaint := range page.heard() {
		if !strings.Contains(complaint, "422") { // the trash
			t.Errorf("the page complains: %s", complaint)
		}
	}
}

func TestABrowserWithAnotherPinDoesNotOpenTheDoor(t *testing.T) {
	t.Parallel() // most of it is waiting for a browser
	d, other := openDoor(t, Options{}), openDoor(t, Options{})
	page := newTab(t, pinOf(other), "zh-CN")
	err := chromedp.Do(page.ctx, chromedp.Navigate(d.URL()))
	if err == nil || !strings.Contains(err.Error(), "ERR_CERT_AUTHORITY_INVALID") {
		t.Errorf("navigation: %v", err)
	}
	if s := d.State(); s.Phase != Waiting {
		t.Errorf("a browser that warned has opened the door: %+v", s)
	}
}

func TestAnEnglishPhoneIsSpokenToAndASecondPhoneIsRefused(t *testing.T) {
	t.Parallel() // most of it is waiting for a browser
	d := openDoor(t, Options{})
	first := newTab(t, pinOf(d), "en-GB")
	first.do(chromedp.Navigate(d.URL()), wait("#choose"))
	if first.text("h1") != "Send photos to the computer" {
		t.Errorf("the page is titled %q", first.text("h1"))
	}
	second := newTab(t, pinOf(d), "zh-CN")
	err := chromedp.Do(second.ctx, chromedp.Navigate(d.URL()))
	if err == nil && second.script("document.body.innerHTML") != "" {
		t.Errorf("the second phone sees %q", second.script("document.body.innerHTML"))
	}
	if s := d.State(); s.Strangers == 0 || s.Phase != Opened {
		t.Errorf("the second phone is not noticed: %+v", s)
	}
}

func TestThePageSaysThatTheDoorWasClosed(t *testing.T) {
	t.Parallel() // most of it is waiting for a browser
	d := openDoor(t, Options{})
	page := newTab(t, pinOf(d), "zh-CN")
	page.do(chromedp.Navigate(d.URL()), wait("#choose"))
	d.Close()
	page.send(writeTemp(t, "photo.jpg", photograph(t, 64, 64)), "failed")
	if said := page.text("#said"); !strings.HasPrefix(said, "连接中断") {
		t.Errorf("without a door the page says %q", said)
	}
	page.do(wait("#again"))
}

func TestThePageEndsWithItsTime(t *testing.T) {
	t.Parallel() // most of it is waiting for a browser
	d := openDoor(t, Options{Lifetime: 20 * time.Second})
	page := newTab(t, pinOf(d), "zh-CN")
	page.do(chromedp.Navigate(d.URL()), wait(`body[data-state="closed"]`))
	if said := page.text("#said"); !strings.HasPrefix(said, "已关闭") {
		t.Errorf("after its time the page says %q", said)
	}
}
