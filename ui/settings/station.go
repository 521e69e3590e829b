package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/ui/kit"
)

// station is 救助站: what is printed at the head of every paper, and whom the
// notices tell people to turn to.
type station struct {
	shell                      Shell
	form                       *kit.Form
	name, code, address, phone *kit.Entry
	to, toPhone                *kit.Entry
	loaded                     store.Station
	complaints                 printing.Complaints // as they are kept
	read                       bool
}

func newStation(shell Shell) *kit.Room {
	s := &station{shell: shell, form: kit.NewForm(), name: kit.NewEntry(), code: kit.NewEntry(), address: kit.NewEntry(),
		phone: kit.NewEntry(), to: kit.NewEntry(), toPhone: kit.NewEntry()}
	group := s.form.Group("")
	group.Add("name", "救助站名称", s.name).Require()
	group.Add("code", "代码（救助编号和文号以它开头）", s.code).Require()
	group.Add("address", "地址", s.address)
	group.Add("phone", "电话", s.phone)
	turn := s.form.Group("向谁申诉、举报")
	turn.AddPlain(kit.NewParagraph(lang.L("印在不予救助、终止救助通知书和权利告知书上，一般是本级民政部门。")))
	turn.Add("complaints_to", "申诉举报机关", s.to).Want()
	turn.Beside("complaints_phone", "申诉举报电话", s.toPhone).Want()
	s.form.OnSubmit = s.keep
	r := kit.FormRoom("名称、地址和电话印在每份文书上；已经出具的文书不变。", s.form)
	r.Enter = s.enter
	return r
}

func (s *station) enter() {
	if s.read {
		return // what was typed stays
	}
	s.shell.Work(lang.L("正在读取…"), func(ctx context.Context) (err error) {
		if s.complaints, err = s.shell.Papers().Complaints(ctx); err != nil {
			return err
		}
		return s.shell.Session().Read(ctx, "", func(tx *access.Tx) error {
			s.loaded, err = tx.FindStation()
			return err
		})
	}, func(err error) {
		if err != nil {
			s.shell.Fail(err)
			return
		}
		s.read = true
		s.form.Restore(map[string]string{"name": s.loaded.Name, "code": s.loaded.Code, "address": s.loaded.Address, "phone": s.loaded.Phone,
			"complaints_to": s.complaints.To, "complaints_phone": s.complaints.Phone})
	})
}

func (s *station) keep() {
	next, turn := s.loaded, printing.Complaints{To: strings.TrimSpace(s.to.Text), Phone: strings.TrimSpace(s.toPhone.Text)}
	next.Name, next.Code = strings.TrimSpace(s.name.Text), strings.TrimSpace(s.code.Text)
	next.Address, next.Phone = strings.TrimSpace(s.address.Text), strings.TrimSpace(s.phone.Text)
	before := s.complaints
	save(s.shell, s.form, func(ctx context.Context) error {
		if err := saveStation(ctx, s.shell.Session(), next); err != nil || turn == before {
			return err
		}
		return s.shell.Papers().SetComplaints(ctx, turn)
	}, func() {
		s.loaded, s.complaints = next, turn
		told(s.shell, "已保存，以后的文书用新的内容。")
	})
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
