package kit

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
)

// Say turns an error into a sentence for the person at the desk. A
// store.Error speaks for itself; of any other only the fact is told, because
// its text was written for developers and may hold what nobody should read.
func Say(err error) string {
	if err == nil {
		return ""
	}
	if known, ok := errors.AsType[*store.Error](err); ok {
		return lang.L(known.Text, map[string]any(known.Args))
	}
	if errors.Is(err, context.Canceled) {
		return lang.L("已取消，没有改动。")
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return lang.L("等了太久没有回应：请检查网络后再试一次。")
	}
	return lang.L("没有成功：请再试一次；还不行就请管理员查看日志。")
}

// Joined puts what is not blank in one line: 男 · 46岁.
func Joined(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, " · ")
}
