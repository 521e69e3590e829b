package settings

import (
	"context"
	"strconv"

	"guitu/tracing"
	"guitu/ui/kit"
)

// newFrequent is 再次求助提醒: within how many days of leaving the desk is told
// that somebody is back. It is advice.
func newFrequent(shell Shell) *kit.Room {
	days, basis := kit.NewDigitsEntry(), kit.NewParagraphEntry(4)
	form := kit.NewForm()
	group := form.Group("")
	group.Add("days", "离站后多少天内再来就提醒（0 为不提醒）", days).Require()
	group.Add("basis", "提醒后面的依据和说明", basis)
	put := func(f tracing.FrequentReturn) {
		form.Restore(map[string]string{"days": strconv.Itoa(f.Days), "basis": f.Basis})
	}
	form.OnSubmit = func() {
		f := tracing.FrequentReturn{Days: number(days), Basis: basis.Text}
		save(shell, form, func(ctx context.Context) error { return shell.Tracing().SaveFrequentReturn(ctx, f) }, func() {
			told(shell, "已保存，下一次登记起按新的天数提醒。")
		})
	}
	restore := kit.NewButton("恢复默认", "", func() { put(tracing.DefaultFrequentReturn()) })
	r := kit.FormRoom("只是提醒登记的人，不影响救助：短期内再来的人也可以救助。", form, restore)
	read := false
	r.Enter = func() {
		if read {
			return // what was typed stays
		}
		var f tracing.FrequentReturn
		shell.Work("正在读取…", func(ctx context.Context) (err error) {
			f, err = shell.Tracing().FrequentReturn(ctx)
			return err
		}, func(err error) {
			if err != nil {
				shell.Fail(err)
				return
			}
			read = true
			put(f)
		})
	}
	return r
}
