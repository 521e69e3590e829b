package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
)

// Shortcut is one key of the keyboard map. All of them stand in Shortcuts, so
// that no two pages give a key two meanings and the help page is complete.
// None is a default hotkey of fcitx5 or Microsoft Pinyin.
type Shortcut struct {
	ID       string // what code calls it
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Text     string // what it does, in Chinese, the key of its translation
	Local    bool   // handled by the widget that has the focus, not by the window
}

// Shortcuts is the keyboard map in the order of the help page.
var Shortcuts = []Shortcut{
	{ID: "help", Key: fyne.KeyF1, Text: "帮助"},
	{ID: "arrival", Key: fyne.KeyF2, Text: "新来站登记"},
	{ID: "bed", Key: fyne.KeyF3, Text: "找床位"},
	{ID: "photo", Key: fyne.KeyF4, Text: "拍照"},
	{ID: "today", Key: fyne.KeyF5, Text: "今日"},
	{ID: "spell", Key: fyne.KeyF6, Text: "用拼音写姓名", Local: true},
	{ID: "sound", Key: fyne.KeyF7, Text: "姓名按读音写", Local: true},
	{ID: "unknown", Key: fyne.KeyF8, Text: "记为不详", Local: true},
	{ID: "print", Key: fyne.KeyF9, Text: "打印"},
	{ID: "card", Key: fyne.KeyF10, Text: "全部用卡上的"},
	{ID: "quick", Key: fyne.KeyF11, Text: "快速登记"},
	{ID: "spot", Key: fyne.KeyF12, Text: "不住站救助"},
	{ID: "find", Key: fyne.KeyK, Modifier: fyne.KeyModifierControl, Text: "找人、床、编号"},
	{ID: "save", Key: fyne.KeyReturn, Modifier: fyne.KeyModifierControl, Text: "保存并继续"},
	{ID: "undo", Key: fyne.KeyZ, Modifier: fyne.KeyModifierControl, Text: "撤销"},
	{ID: "shift", Key: fyne.KeyJ, Modifier: fyne.KeyModifierControl, Text: "交接班"},
	{ID: "view", Key: fyne.KeyT, Modifier: fyne.KeyModifierControl, Text: "床位图和时间线"},
	{ID: "lock", Key: fyne.KeyL, Modifier: fyne.KeyModifierControl, Text: "锁定"},
	{ID: "close", Key: fyne.KeyEscape, Text: "关闭最上面的窗口"},
	{ID: "back", Key: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt, Text: "返回上一页"},
	{ID: "forward", Key: fyne.KeyRight, Modifier: fyne.KeyModifierAlt, Text: "前进一页"},
	{ID: "next", Key: fyne.KeyReturn, Text: "下一栏", Local: true},
	{ID: "previous", Key: fyne.KeyReturn, Modifier: fyne.KeyModifierShift, Text: "上一栏", Local: true},
	{ID: "now", Key: fyne.KeyEqual, Text: "时间栏：现在", Local: true},
	{ID: "page1", Key: fyne.Key1, Modifier: fyne.KeyModifierAlt, Text: "第一页"},
	{ID: "page2", Key: fyne.Key2, Modifier: fyne.KeyModifierAlt, Text: "第二页"},
	{ID: "page3", Key: fyne.Key3, Modifier: fyne.KeyModifierAlt, Text: "第三页"},
	{ID: "page4", Key: fyne.Key4, Modifier: fyne.KeyModifierAlt, Text: "第四页"},
	{ID: "page5", Key: fyne.Key5, Modifier: fyne.KeyModifierAlt, Text: "第五页"},
	{ID: "page6", Key: fyne.Key6, Modifier: fyne.KeyModifierAlt, Text: "第六页"},
	{ID: "page7", Key: fyne.Key7, Modifier: fyne.KeyModifierAlt, Text: "第七页"},
	{ID: "page8", Key: fyne.Key8, Modifier: fyne.KeyModifierAlt, Text: "第八页"},
	{ID: "page9", Key: fyne.Key9, Modifier: fyne.KeyModifierAlt, Text: "第九页"},
}

// ShortcutFor returns the shortcut with an id; ok is false where there is none.
func ShortcutFor(id string) (s Shortcut, ok bool) {
	for _, s := range Shortcuts {
		if s.ID == id {
			return s, true
		}
	}
	return Shortcut{}, false
}

// String is how the shortcut is printed on a button: "F2", "Ctrl+Enter".
func (s Shortcut) String() string {
	var parts []string
	for _, m := range []struct {
		bit  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}} {
		if s.Modifier&m.bit != 0 {
			parts = append(parts, m.name)
		}
	}
	name := string(s.Key)
	switch s.Key {
	case fyne.KeyReturn:
		name = "Enter"
	case fyne.KeyEscape:
		name = "Esc"
	case fyne.KeyLeft:
		name = "←"
	case fyne.KeyRight:
		name = "→"
	}
	return strings.Join(append(parts, name), "+")
}

// Hint is the translated meaning, for the help page.
func (s Shortcut) Hint() string { return lang.L(s.Text) }

// bound holds what the windows do at a shortcut; they are few and live long.
var bound = map[fyne.Canvas]func(id string) bool{}

// Bind makes a canvas obey shortcuts: page is called with the id of the
// one that was pressed and reports whether it did something. Keys without a
// modifier reach the canvas through its typed-key hook while nothing is
// focused, and through Hand while one of our widgets is.
//
// While a dialog stands, Esc closes it and the page behind hears nothing.
func Bind(c fyne.Canvas, page func(id string) bool) {
	do := func(id string) bool {
		if d := topmost(c); d != nil {
			if id == "close" {
				d.Close()
			}
			return true
		}
		return page(id)
	}
	bound[c] = do
	before := c.OnTypedKey()
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		for _, s := range Shortcuts {
			if !s.Local && s.Modifier == 0 && s.Key == key.Name && do(s.ID) {
				return
			}
		}
		if before != nil {
			before(key)
		}
	})
	for _, s := range Shortcuts {
		if s.Local || s.Modifier == 0 {
			continue
		}
		for _, shortcut := range s.fyne() {
			c.AddShortcut(shortcut, func(fyne.Shortcut) { do(s.ID) })
		}
	}
}

// Press does what a shortcut of the window does, for tests and for buttons.
func Press(c fyne.Canvas, id string) bool {
	do, ok := bound[c]
	return ok && do(id)
}

// fyne returns the shortcut as Fyne's drivers send it; Enter is two keys.
func (s Shortcut) fyne() []fyne.Shortcut {
	if s.ID == "undo" {
		return []fyne.Shortcut{&fyne.ShortcutUndo{}}
	}
	all := []fyne.Shortcut{&desktop.CustomShortcut{KeyName: s.Key, Modifier: s.Modifier}}
	if s.Key == fyne.KeyReturn {
		all = append(all, &desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: s.Modifier})
	}
	return all
}

// Hand passes a key that a focused widget has no use for to its window, as if
// nothing were focused: function keys and Esc work everywhere.
func Hand(from fyne.CanvasObject, key *fyne.KeyEvent) {
	if c := canvasOf(from); c != nil {
		if typed := c.OnTypedKey(); typed != nil {
			typed(key)
		}
	}
}

// HandShortcut does the same for a shortcut.
func HandShortcut(from fyne.CanvasObject, shortcut fyne.Shortcut) {
	c := canvasOf(from)
	for _, s := range Shortcuts {
		if s.Local || s.Modifier == 0 {
			continue
		}
		for _, known := range s.fyne() {
			if known.ShortcutName() == shortcut.ShortcutName() && Press(c, s.ID) {
				return
			}
		}
	}
	if c, ok := c.(fyne.Shortcutable); ok {
		c.TypedShortcut(shortcut)
	}
}

// canvasOf returns the canvas that shows an object. Before the first frame the
// driver knows none; then it is that of the newest window.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	app := fyne.CurrentApp()
	if app == nil || o == nil {
		return nil
	}
	if c := app.Driver().CanvasForObject(o); c != nil {
		return c
	}
	if windows := app.Driver().AllWindows(); len(windows) > 0 {
		return windows[len(windows)-1].Canvas()
	}
	return nil
}

func focus(o fyne.Focusable) {
	object, ok := o.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := canvasOf(object); c != nil {
		c.Focus(o)
	}
}

// submits reports whether a shortcut is Enter with Ctrl.
func submits(shortcut fyne.Shortcut) bool {
	custom, ok := shortcut.(*desktop.CustomShortcut)
	return ok && custom.Modifier == fyne.KeyModifierControl &&
		(custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter)
}
