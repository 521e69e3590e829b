package printing

import (
	"guitu/intake"
	"guitu/internal/access"
)

// PaperKind is a paper that is made of a stay.
type PaperKind struct {
	Name   string       // of its form
	Title  string       // 寻亲公告, the key of its translation
	Letter string       // stands in its numbers: 寻
	Right  access.Right // that issuing it needs
	Extras []Extra      // what is asked for beside what the station knows

	refusals bool // for who was refused; all others are for who was admitted
	both     bool // for either
	photo    int  // pixels of the photo's longer side; 0 is no photo
	fill     func(*draft) (Values, error)
}

// Extra is something that a paper says and no record holds. All are optional;
// what is left empty comes from the file, or is left to the hand.
type Extra struct {
	Key   string
	Label string // key of its translation
	Multi bool   // more than one line
}

// Fits reports whether the paper can be made of a stay.
func (k PaperKind) Fits(s intake.Stay) bool {
	return k.both || k.refusals == (s.State == intake.Refused)
}

// extraReason is the key of why somebody is published who is not by default.
const extraReason = "reason"

// Photos on forms are as wide as a thumb, on the notice half a page.
const (
	smallPhoto  = 480
	noticePhoto = 1000
)

// Kinds lists the papers of a stay in the order in which they are offered.
func Kinds() []PaperKind {
	return []PaperKind{
		{Name: "register", Title: "求助登记表", Letter: "登", Right: access.IssuePapers, both: true, photo: smallPhoto, fill: fillRegister},
		{Name: "refusal", Title: "不予救助通知书", Letter: "不予", Right: access.IssuePapers, refusals: true, fill: fillRefusal, Extras: []Extra{
			{Key: "detail", Label: "具体情况", Multi: true},
			{Key: "appeal_to", Label: "申诉举报机关"},
			{Key: "appeal_phone", Label: "申诉举报电话"},
		}},
		{Name: "belongings", Title: "物品寄存单", Letter: "存", Right: access.IssuePapers, fill: fillBelongings},
		{Name: "notice", Title: "寻亲公告", Letter: "寻", Right: access.IssuePapers, photo: noticePhoto, Extras: []Extra{
			{Key: extraReason, Label: "公开的理由（未成年人、受保护人员必填）", Multi: true},
			{Key: "name", Label: "公告姓名"},
			{Key: "found_place", Label: "公告发现地点"},
			{Key: "marks", Label: "公告体貌特征", Multi: true},
			{Key: "clothing", Label: "公告衣着特征", Multi: true},
			{Key: "said_place", Label: "公告自述地名"},
			{Key: "accent", Label: "公告口音"},
			{Key: "health", Label: "公告健康状况"},
			{Key: "mind", Label: "公告智力与精神状态"},
			{Key: "unit", Label: "联系单位"},
			{Key: "phone", Label: "联系电话"},
			{Key: "address", Label: "联系地址"},
		}},
		{Name: "transfer", Title: "移交接收单", Letter: "移", Right: access.IssuePapers, photo: smallPhoto, fill: fillTransfer, Extras: []Extra{
			{Key: "kind", Label: "移交类型"},
			{Key: "receiver", Label: "接收机构"},
			{Key: "address", Label: "接收机构地址"},
			{Key: "phone", Label: "接收机构电话"},
			{Key: "self_care", Label: "自理能力"},
			{Key: "assessment", Label: "健康、用药与行为风险评估", Multi: true},
			{Key: "term", Label: "协议期限"},
			{Key: "visits", Label: "探视频次"},
		}},
		{Name: "departure", Title: "在站服务及离站登记表", Letter: "离", Right: access.IssuePapers, fill: fillDeparture, Extras: []Extra{
			{Key: "medical", Label: "就医记录", Multi: true},
			{Key: "guidance", Label: "教育、心理服务", Multi: true},
		}},
		{Name: "issue", Title: "物资领取单", Letter: "领", Right: access.IssuePapers, fill: fillIssue, Extras: []Extra{
			{Key: "note", Label: "备注"},
		}},
	}
}
