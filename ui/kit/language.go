package kit

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"
	"text/template"

	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/internal/store"
)

// Languages that the application speaks.
const (
	Chinese = "zh-CN"
	English = "en"
)

// fyneWords are the words of Fyne's own dialogs and menus in Chinese.
var fyneWords = map[string]string{
	"Advanced": "高级", "Cancel": "取消", "Confirm": "确认", "Copy": "复制", "Create Folder": "新建文件夹",
	"Cut": "剪切", "Enter filename": "输入文件名", "Error": "错误", "Favourites": "收藏", "File": "文件",
	"Folder": "文件夹", "New Folder": "新建文件夹", "No": "否", "OK": "好", "Open": "打开", "Paste": "粘贴",
	"Quit": "退出", "Redo": "重做", "Save": "保存", "Select all": "全选", "Show Hidden Files": "显示隐藏的文件",
	"Undo": "撤销", "Yes": "是", "file.name": "名称", "file.parent": "上一级",
	"monday": "星期一", "tuesday": "星期二", "wednesday": "星期三", "thursday": "星期四", "friday": "星期五",
	"saturday": "星期六", "sunday": "星期日", "monday.short": "周一", "tuesday.short": "周二",
	"wednesday.short": "周三", "thursday.short": "周四", "friday.short": "周五", "saturday.short": "周六", "sunday.short": "周日",
}

type dictionary struct {
	language string
	words    map[string]string
}

var (
	spoken   atomic.Pointer[dictionary]
	takeOver sync.Once
)

// SetLanguage makes lang.L and its kin speak a language, whatever the
// system's locale is, at the start or at any time later; call it on the UI
// goroutine and rebuild or refresh the pages after it. An unknown language is
// an error and changes nothing.
//
// Fyne picks one language from the system's locale and offers no way to
// choose another, so its lookup functions, which are variables, are replaced
// by ours. Goroutines may translate while the language changes.
func SetLanguage(language string) error {
	words, err := readWords(assets.Translations, "translations/"+language+".json")
	if err != nil {
		return err
	}
	if language == Chinese {
		for key, word := range fyneWords {
			words[key] = word
		}
	}
	spoken.Store(&dictionary{language: language, words: words})
	takeOver.Do(func() {
		lang.L = func(in string, data ...any) string { return translate(in, in, data...) }
		lang.X = translate
		lang.N = func(in string, _ int, data ...any) string { return translate(in, in, data...) }
		lang.XN = func(key, in string, _ int, data ...any) string { return translate(key, in, data...) }
	})
	return nil
}

// Language returns the language that is spoken.
func Language() string {
	if d := spoken.Load(); d != nil {
		return d.language
	}
	return Chinese
}

func translate(key, fallback string, data ...any) string {
	text, ok := spoken.Load().words[key]
	if !ok {
		text = fallback
	}
	if len(data) == 0 || data[0] == nil || !strings.Contains(text, "{{") {
		return text
	}
	switch args := data[0].(type) {
	case map[string]any:
		return store.Fill(text, args)
	case store.Args:
		return store.Fill(text, args)
	}
	shape, err := template.New("").Parse(text)
	if err != nil {
		return text
	}
	var filled strings.Builder
	if shape.Execute(&filled, data[0]) != nil {
		return text
	}
	return filled.String()
}

// readWords reads a translation file: text to text, or to an object whose
// "other" is the text.
func readWords(files fs.FS, name string) (map[string]string, error) {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("kit: translation: %w", err)
	}
	var raw map[string]any
	if err := json.Unmarshal(content, &raw); err != nil {
		return nil, fmt.Errorf("kit: translation %s: %w", name, err)
	}
	words := make(map[string]string, len(raw))
	for key, value := range raw {
		switch value := value.(type) {
		case string:
			words[key] = value
		case map[string]any:
			if other, ok := value["other"].(string); ok {
				words[key] = other
			}
		}
	}
	return words, nil
}
