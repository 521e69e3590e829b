package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// patience is how long a test waits for a condition before it gives up. It
// bounds a hang and measures nothing.
const patience = 60 * time.Second

// virtualDesk is a screen of its own with a window manager, a session bus and
// the pinyin input method, and the application started on it.
type virtualDesk struct {
	t       testing.TB
	env     []string
	home    string
	printed string // folder in which the stand-in for CUPS keeps what was printed
	app     *exec.Cmd
	heard   *announcements
	log     *lockedBuffer
	typed   int    // keys pressed so far
	former  string // a man who has been at the invented station
}

// binary builds the application once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "guitu-window-test")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "guitu")
	out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := binary(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// newVirtualDesk sets the screen up; size is WIDTHxHEIGHT.
func newVirtualDesk(t testing.TB, size string) *virtualDesk {
	t.Helper()
	home := t.TempDir()
	d := &virtualDesk{t: t, home: home, printed: filepath.Join(home, "printed")}
	for _, dir := range []string{"run", "printed", "bin", ".config/fcitx5", ".config/openbox"} {
		if err := os.MkdirAll(filepath.Join(home, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d.write(".config/fcitx5/profile", "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n[Groups/0/Items/0]\nName=keyboard-us\nLayout=\n\n[Groups/0/Items/1]\nName=pinyin\nLayout=\n\n[GroupOrder]\n0=Default\n", 0o600)
	d.write(".config/openbox/rc.xml", `<openbox_config xmlns="http://openbox.org/3.4/rc"><focus><focusNew>yes</focusNew></focus>
<applications><application type="normal"><decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>
`, 0o600) // one bare window that fills the screen, and no keys of its own
	// Like the lp of CUPS: takes options and a file, answers with a job number.
	d.write("bin/lp", "#!/bin/sh\nfor last; do :; done\nn=$(ls \""+d.printed+"\" | wc -l)\nif [ -f \"$last\" ]; then cp \"$last\" \""+d.printed+"/.new\"; else cat > \""+d.printed+"/.new\"; fi\nmv \""+d.printed+"/.new\" \""+d.printed+"/job-$n.pdf\"\necho \"request id is test-$n (1 file(s))\"\n", 0o700)
	d.write("bin/lpstat", "#!/bin/sh\necho 'test accepting requests since today'\n", 0o700)

	locale := "C.UTF-8"
	if out, err := exec.Command("locale", "-a").Output(); err == nil && strings.Contains(strings.ToLower(string(out)), "zh_cn.utf") {
		locale = "zh_CN.UTF-8"
	}
	d.env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home+"/.config", "XDG_DATA_HOME="+home+"/.local/share",
		"XDG_CACHE_HOME="+os.TempDir()+"/guitu-window-test-cache", "XDG_RUNTIME_DIR="+home+"/run", "LANG="+locale, "LC_ALL="+locale,
		"XMODIFIERS=@im=fcitx", "PATH="+home+"/bin:"+os.Getenv("PATH"), "LIBGL_ALWAYS_SOFTWARE=1", "WAYLAND_DISPLAY=")

	d.env = append(d.env, "DISPLAY=:"+d.startScreen(size))
	d.env = append(d.env, "DBUS_SESSION_BUS_ADDRESS="+d.startBus())
	d.background("openbox")
	d.eventually("the window manager", func() bool {
		out, err := d.command("xprop", "-root", "_NET_SUPPORTING_WM_CHECK").Output()
		return err == nil && strings.Contains(string(out), "window id")
	})
	d.background("fcitx5", "-D")
	d.eventually("the input method", func() bool { return d.command("fcitx5-remote").Run() == nil })
	return d
}

func (d *virtualDesk) write(name, content string, mode os.FileMode) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.home, name), []byte(content), mode); err != nil {
		d.t.Fatal(err)
	}
}

func (d *virtualDesk) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env = d.env
	return c
}

// background starts a program that is ended with the test.
func (d *virtualDesk) background(name string, args ...string) *exec.Cmd {
	d.t.Helper()
	c := d.command(name, args...)
	if err := c.Start(); err != nil {
		d.t.Fatalf("%s: %v", name, err)
	}
	d.t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	return c
}

// startScreen starts an X server, which says its number when it is ready.
func (d *virtualDesk) startScreen(size string) string {
	d.t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	c := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "+extension", "GLX", "-nolisten", "tcp", "-noreset") // a reset when one client leaves would end the next
	c.ExtraFiles = []*os.File{w}
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	w.Close()
	d.t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	line, err := bufio.NewReader(r).ReadString('\n')
	r.Close()
	if err != nil {
		d.t.Fatalf("Xvfb did not start: %v", err)
	}
	return strings.TrimSpace(line)
}

// startBus starts a session bus, which says its address when it is ready.
func (d *virtualDesk) startBus() string {
	d.t.Helper()
	// It starts no services: a question to the input method must not start a
	// second one, which nobody would end.
	d.write("bus.conf", `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
`, 0o600)
	c := d.command("dbus-daemon", "--config-file="+filepath.Join(d.home, "bus.conf"), "--nofork", "--print-address")
	out, err := c.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		d.t.Fatalf("the bus did not start: %v", err)
	}
	return strings.TrimSpace(line)
}

// eventually waits for a condition.
func (d *virtualDesk) eventually(what string, holds func() bool) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(30 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			d.screenshot("failed")
			d.t.Fatalf("waited in vain for %s\nheard last: %s\n%s", what, d.last(), d.appLog())
		}
	}
}

// start opens the application.
func (d *virtualDesk) start(args ...string) {
	d.t.Helper()
	path, err := binary()
	if err != nil {
		d.t.Fatal(err)
	}
	file := filepath.Join(d.home, fmt.Sprintf("announced-%d", time.Now().UnixNano()))
	d.log = &lockedBuffer{}
	d.app = d.command(path, append(args, "--announce", file)...)
	d.app.Stdout, d.app.Stderr = d.log, d.log
	if err := d.app.Start(); err != nil {
		d.t.Fatal(err)
	}
	app := d.app
	d.t.Cleanup(func() { app.Process.Kill(); app.Wait() })
	d.heard = &announcements{path: file}
}

// kill ends the application as a power cut would.
func (d *virtualDesk) kill() {
	d.app.Process.Kill()
	d.app.Wait()
}

func (d *virtualDesk) appLog() string {
	if d.log == nil {
		return ""
	}
	return d.log.String()
}

func (d *virtualDesk) last() string {
	if d.heard == nil {
		return ""
	}
	return d.heard.last()
}

// wait waits until the application announces something that it has not been
// waited for before.
func (d *virtualDesk) wait(kind, text string) {
	d.t.Helper()
	d.eventually(kind+" “"+text+"”", func() bool { return d.heard.next(kind, text) })
}

// do runs xdotool.
func (d *virtualDesk) do(args ...string) {
	d.t.Helper()
	if out, err := d.command("xdotool", args...).CombinedOutput(); err != nil {
		d.t.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

// fill types letters and digits and waits until the field holds them.
func (d *virtualDesk) fill(text string) {
	d.t.Helper()
	d.text(text)
	d.wait("length", strconv.Itoa(len(text)))
}

// writePinyin types pinyin, chooses the first candidate and waits until the field
// holds as many characters as it should.
func (d *virtualDesk) writePinyin(letters, want string) {
	d.t.Helper()
	d.text(letters)
	d.press("space")
	d.wait("length", strconv.Itoa(utf8.RuneCountInString(want)))
}

// clip pastes a text and waits until the field holds it.
func (d *virtualDesk) clip(text string) {
	d.t.Helper()
	d.paste(text)
	d.wait("length", strconv.Itoa(utf8.RuneCountInString(text)))
}

// next presses Return and waits until the field of that name has the focus.
func (d *virtualDesk) next(label string) {
	d.t.Helper()
	d.press("Return")
	d.wait("field", label)
}

// goTo presses Tab until the field of that name has the focus. What lies
// between and is no field, a button, says nothing; Tab is then pressed again.
func (d *virtualDesk) goTo(label string) {
	d.t.Helper()
	looked := 0
	d.eventually("Tab to lead to "+label, func() bool {
		if looked%looksPerTab == 0 {
			d.press("Tab")
		}
		looked++
		at := d.heard.nextOf("field")
		if at != "" {
			looked = 0
		}
		return at == label
	})
}

// looksPerTab is how often goTo looks before it takes what has the focus for a
// thing that says nothing.
const looksPerTab = 40

// press types keys by their X names, one after another.
func (d *virtualDesk) press(keys ...string) {
	d.t.Helper()
	d.typed += len(keys)
	d.do(append([]string{"key", "--delay", "30"}, keys...)...)
}

// text types letters and digits.
func (d *virtualDesk) text(text string) {
	d.t.Helper()
	d.typed += len(text)
	d.do("type", "--delay", "25", text)
}

// paste puts text into the clipboard and presses Ctrl+V.
func (d *virtualDesk) paste(text string) {
	d.t.Helper()
	clip := d.command("xclip", "-selection", "clipboard", "-quiet", "-loops", "0")
	clip.Stdin = strings.NewReader(text)
	if err := clip.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { clip.Process.Kill(); clip.Wait() })
	d.eventually("the clipboard", func() bool {
		out, err := d.command("xclip", "-selection", "clipboard", "-o").Output()
		return err == nil && string(out) == text
	})
	d.press("ctrl+v")
}

// pinyin turns the input method on or off.
func (d *virtualDesk) pinyin(on bool) {
	d.t.Helper()
	flag, state := "-c", "1"
	if on {
		flag, state = "-o", "2"
	}
	d.eventually("the input method to be switched", func() bool {
		if err := d.command("fcitx5-remote", flag).Run(); err != nil {
			return false
		}
		out, err := d.command("fcitx5-remote").Output()
		return err == nil && strings.TrimSpace(string(out)) == state
	})
}

// screenshot keeps a picture of the screen beside the test's other output.
func (d *virtualDesk) screenshot(name string) string {
	path := filepath.Join(os.TempDir(), "guitu-"+strings.ReplaceAll(d.t.Name(), "/", "-")+"-"+name+".png")
	if err := d.command("import", "-window", "root", path).Run(); err != nil {
		d.t.Logf("no screenshot: %v", err)
	}
	return path
}

// announcements reads what the application announced.
type announcements struct {
	path string
	read int // lines that were waited for already
}

type announcement struct{ Kind, Text string }

func (a *announcements) all() []announcement {
	data, err := os.ReadFile(a.path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	var all []announcement
	decoder := json.NewDecoder(bytes.NewReader(data))
	for {
		var one announcement
		if err := decoder.Decode(&one); err != nil {
			return all // the end, or a line that is still being written
		}
		all = append(all, one)
	}
}

// next reports whether the announcement came since the last one found.
func (a *announcements) next(kind, text string) bool {
	all := a.all()
	for i := a.read; i < len(all); i++ {
		if all[i].Kind == kind && all[i].Text == text {
			a.read = i + 1
			return true
		}
	}
	return false
}

// nextOf returns the next announcement of a kind, "" while there is none.
func (a *announcements) nextOf(kind string) string {
	all := a.all()
	for i := a.read; i < len(all); i++ {
		if all[i].Kind == kind {
			a.read = i + 1
			return all[i].Text
		}
	}
	return ""
}

func (a *announcements) last() string {
	all := a.all()
	return fmt.Sprint(all[max(0, len(all)-12):])
}

// lockedBuffer collects what the application prints.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
