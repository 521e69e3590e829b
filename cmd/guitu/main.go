// Command guitu is the window of a rescue management station.
//
// It wires flags, the single instance, the log and the services to the window,
// and holds no logic of its own. Without a station in the data folder it opens
// an invented one, from which a real one is set up with one click.
package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/alecthomas/kong"
	"github.com/gofrs/flock"
	"gopkg.in/natefinch/lumberjack.v2"

	"guitu/assets"
	"guitu/cmd/demo"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/ui"
	"guitu/ui/kit"
)

// version is set when a release is built.
var version = "dev"

type flags struct {
	Data     string `help:"folder of the station" placeholder:"DIR" type:"path"`
	Demo     bool   `help:"open the invented station (演示)"`
	Another  bool   `help:"open a second window on the same folder"`
	Announce string `help:"append what a screen reader would say to this file, one JSON object a line" placeholder:"FILE" type:"path"`
	Version  bool   `help:"print the version and end"`
}

func main() {
	time.Local = calendar.Zone // windows and papers tell the same time, whatever the machine's setting
	var f flags
	kong.Parse(&f, kong.Name("guitu"), kong.Description("归途：救助管理站的桌面程序。"))
	if f.Version {
		fmt.Println("guitu", version)
		return
	}
	if err := run(f); err != nil {
		fmt.Fprintln(os.Stderr, "guitu:", err)
		os.Exit(1)
	}
}

func run(f flags) error {
	config, err := folders(f)
	if err != nil {
		return err
	}
	setLanguageDefault()
	dir := config.Dir
	if config.Demo {
		dir = config.DemoDir
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return store.Fail(store.Invalid, "资料文件夹无法使用，请检查磁盘和权限后再试。").Because(err)
	}
	openLog(dir)
	defer reportCrash()
	lock := flock.New(filepath.Join(dir, "window.lock"))
	if !f.Another {
		free, err := lock.TryLock()
		if err == nil && !free {
			return store.Fail(store.Conflict, "归途已经打开，请切换到那个窗口。")
		}
		defer lock.Unlock()
	}
	if f.Announce != "" {
		announcer, err := newAnnouncer(f.Announce)
		if err != nil {
			return err
		}
		defer announcer.Close()
		kit.Announce = announcer.say
	}
	config.FillDemo, config.DemoPassword = demo.Fill, demo.Password
	config.Printer, config.Version = printing.SystemPrinter(), version
	config.Previewer = &printing.Previewer{}
	if cache, err := os.UserCacheDir(); err == nil {
		config.Previewer.CacheDir = filepath.Join(cache, "guitu", "pdf")
	}
	defer config.Previewer.Close()

	a := app.NewWithID("guitu.station")
	a.SetIcon(fyne.NewStaticResource("guitu.png", assets.IconPNG))
	ui.New(a, config).ShowAndRun()
	return nil
}

// folders chooses the station: the one that was named, the real one where it
// exists, the invented one otherwise.
func folders(f flags) (ui.Config, error) {
	real := f.Data
	if real == "" {
		var err error
		if real, err = store.DefaultDir(); err != nil {
			return ui.Config{}, err
		}
	}
	c := ui.Config{Dir: real, DemoDir: filepath.Join(real, "demo")}
	if settings, err := os.UserConfigDir(); err == nil {
		c.AnchorDir = filepath.Join(settings, "guitu", "anchors")
	}
	c.Demo = f.Demo || f.Data == "" && !store.Exists(real)
	if f.Demo && f.Data != "" {
		c.DemoDir = f.Data
	}
	return c, nil
}

// setLanguageDefault keeps Fyne from complaining about a machine without a
// language; the window speaks its own choice.
func setLanguageDefault() {
	if l := os.Getenv("LANG"); l == "" || l == "C" || l == "POSIX" {
		os.Setenv("LANG", "zh_CN.UTF-8")
	}
}

func openLog(dir string) {
	out := &lumberjack.Logger{Filename: filepath.Join(dir, "logs", "guitu.log"), MaxSize: 5, MaxBackups: 3}
	slog.SetDefault(slog.New(slog.NewTextHandler(out, nil)))
	slog.Info("start", "version", version)
}

// reportCrash writes where the program broke, never what it was working on,
// and lets it end.
func reportCrash() {
	if broken := recover(); broken != nil {
		slog.Error("crash", "kind", fmt.Sprintf("%T", broken), "stack", string(debug.Stack()))
		fmt.Fprintln(os.Stderr, "guitu: 程序出错退出，已登记的内容都在。请重新打开。")
		os.Exit(1)
	}
}
