package kit

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
)

func TestLanguageDoesNotFollowTheSystem(t *testing.T) {
	for _, locale := range []string{"C", "en_US.UTF-8", "zh_CN.UTF-8", "ja_JP.UTF-8"} {
		t.Setenv("LANG", locale)
		t.Setenv("LC_ALL", locale)
		speak(t, Chinese)
		if got := lang.L("Cancel"); got != "取消" {
			t.Errorf("%s: Fyne's own word is %q in Chinese", locale, got)
		}
		if got := lang.X("friday.short", "Fri"); got != "周五" {
			t.Errorf("%s: Friday is %q", locale, got)
		}
		if got := lang.L("第{{.N}}天", map[string]any{"N": 3}); got != "第3天" {
			t.Errorf("%s: %q", locale, got)
		}
		speak(t, English)
		if got := lang.L("Cancel"); got != "Cancel" {
			t.Errorf("%s: Fyne's own word is %q in English", locale, got)
		}
	}
	speak(t, Chinese)
}

func TestMissingTranslationsStayReadable(t *testing.T) {
	speak(t, English)
	defer speak(t, Chinese)
	if got := lang.L("这句话{{.N}}没有译文", struct{ N int }{7}); got != "这句话7没有译文" {
		t.Errorf("%q", got)
	}
}

func TestUnknownLanguageChangesNothing(t *testing.T) {
	speak(t, Chinese)
	if SetLanguage("tlh") == nil || Language() != Chinese || lang.L("OK") != "好" {
		t.Error("an unknown language was taken")
	}
}

func TestSayHidesWhatWasWrittenForDevelopers(t *testing.T) {
	speak(t, Chinese)
	for _, c := range []struct {
		err  error
		want string
	}{
		{store.Fail(store.Conflict, "{{.Bed}}床刚被占用：请另选一张。").With(store.Args{"Bed": "3-2"}), "3-2床刚被占用：请另选一张。"},
		{errors.New("pq: connection refused at 10.0.0.7"), "没有成功：请再试一次；还不行就请管理员查看日志。"},
		{context.Canceled, "已取消，没有改动。"},
		{nil, ""},
	} {
		if got := Say(c.err); got != c.want {
			t.Errorf("%v is said as %q, want %q", c.err, got, c.want)
		}
	}
}
