// Package settings is the page 设置: how the window looks, one's own password,
// and what the head and the administrator decide for the whole station.
//
// The one thing not to get wrong: each section saves by itself, and what was
// typed wrongly stays in its field with the sentence that says what to do.
package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Shell is what the page needs of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Desk() *intake.Desk
	House() *shelter.House
	Tracing() *tracing.Office
	Papers() *printing.Papers
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
	Version() string
	// Appearance is how the window looks on this computer, and its language.
	Appearance() (dark, large bool, language string)
	SetAppearance(dark, large bool, language string)
}

// section is one entry of the left column.
type section struct {
	title string
	right access.Right // empty: everybody's
	make  func(Shell) *kit.Room
}

// sections are all that there are, in the order in which they stand.
func sections() []section {
	return []section{
		{title: "外观", make: newLook},
		{title: "我的密码与PIN", make: newSecrets},
		{title: "救助站", right: access.EditStation, make: newStation},
		{title: "账号", right: access.ManageAccounts, make: newAccounts},
		{title: "自动锁定", right: access.EditStation, make: newIdle},
		{title: "法定期限", right: access.EditRules, make: newPeriods},
		{title: "床位规则", right: access.LayOutBeds, make: newBedRules},
		{title: "护送规则", right: access.EditRules, make: newEscortRules},
		{title: "照料期限", right: access.EditRules, make: newLimits},
		{title: "点名时间", right: access.EditRules, make: newRollHours},
		{title: "用餐时间", right: access.EditRules, make: newMealHours},
		{title: "甄别规则", right: access.EditRules, make: newTriage},
		{title: "不予救助情形", right: access.EditRules, make: newRefusals},
		{title: "终止救助情形", right: access.EditRules, make: newEndings},
		{title: "离站核对", right: access.EditRules, make: newLeavingSteps},
		{title: "失联处置", right: access.EditRules, make: newProcedureSteps(shelter.ProcedureMissing, "点名有人未到时要做的事。")},
		{title: "落户安置材料", right: access.EditRules, make: newProcedureSteps(shelter.ProcedureSettlement, "身份查不清、办理落户安置时要备齐的材料。")},
		{title: "死亡处置", right: access.EditRules, make: newProcedureSteps(shelter.ProcedureDeath, "有人在站内死亡时要做的事。")},
		{title: "告知事项", right: access.EditRules, make: newRights},
		{title: "再次求助提醒", right: access.EditRules, make: newFrequent},
		{title: "全国系统字段", right: access.EditRules, make: newNational},
		{title: "本地地名", right: access.EditRules, make: newLocalPlaces},
		{title: "设备", right: access.Register, make: newDevices},
		{title: "审计与校验", right: access.ReadAudit, make: newAudit},
		{title: "关于", make: newAbout},
	}
}

// Sections are those of the page 设置 that the account may open.
func Sections(shell Shell) (all []kit.Section) {
	for _, s := range sections() {
		if s.right == "" || shell.Session().Can(s.right) {
			all = append(all, kit.Section{Title: s.title, Make: func() *kit.Room { return s.make(shell) }})
		}
	}
	return all
}
