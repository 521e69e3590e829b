package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// newStation is 救助站: what is printed at the head of every paper.
func newStation(shell Shell) *room {
	name, code, address, phone := kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("name", "救助站名称", name).Require()
	group.Add("code", "代码（救助编号和文号以它开头）", code).Require()
	group.Add("address", "地址", address)
	group.Add("phone", "电话", phone)
	var loaded store.Station
	form.OnSubmit = func() {
		s := loaded
		s.Name, s.Code = strings.TrimSpace(name.Text), strings.TrimSpace(code.Text)
		s.Address, s.Phone = strings.TrimSpace(address.Text), strings.TrimSpace(phone.Text)
		save(shell, form, func(ctx context.Context) error { return saveStation(ctx, shell.Session(), s) }, func() {
			loaded = s
			told(shell, "已保存，以后的文书用新的内容。")
		})
	}
	r := formRoom("名称、地址和电话印在每份文书上；已经出具的文书不变。", form)
	read := false
	r.enter = func() {
		if read {
			return // what was typed stays
		}
		shell.Work(lang.L("正在读取…"), func(ctx context.Context) error {
			return shell.Session().Read(ctx, "", func(tx *access.Tx) (err error) {
				loaded, err = tx.FindStation()
				return err
			})
		}, func(err error) {
			if err != nil {
				shell.Fail(err)
				return
			}
			read = true
			form.Restore(map[string]string{"name": loaded.Name, "code": loaded.Code, "address": loaded.Address, "phone": loaded.Phone})
		})
	}
	return r
}

func saveStation(ctx context.Context, session *access.Session, s store.Station) error {
	if err := s.Check(); err != nil {
		return err
	}
	return session.Write(ctx, access.EditStation, func(tx *access.Tx) error {
		if err := tx.UpdateStation(s); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "station.edit", Table: "station", Target: s.ID})
	})
}
