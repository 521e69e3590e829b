package printing

import (
	"context"

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

	fits   func(intake.Stay) bool
	photo  int  // pixels of the photo's longer side; 0 is no photo
	thumbs bool // with small pictures of what is kept
	fill   func(*draft) (Values, error)
}

// Extra is something that a paper says and no record holds. All are optional;
// what is left empty comes from the file, or is left to the hand.
type Extra struct {
	Key   string
	Label string // key of its translation
	Multi bool   // more than one line
	// Options are the answers that it takes; nil where it is written freely.
	Options func(ctx context.Context, p *Papers) ([]Option, error)
}

// Fits reports whether the paper can be made of a stay.
func (k PaperKind) Fits(s intake.Stay) bool { return k.fits(s) }

// Whom papers are for.
func forAll(intake.Stay) bool        { return true }
func forRefused(s intake.Stay) bool  { return s.State == intake.Refused }
func forAdmitted(s intake.Stay) bool { return s.State != intake.Refused && s.Kind != intake.Spot }
func forSpot(s intake.Stay) bool     { return s.Kind == intake.Spot }
func fromPolice(s intake.Stay) bool  { return s.CameBy == "police" }

// forEnding is for whose aid is being ended, or was.
func forEnding(s intake.Stay) bool {
	return forAdmitted(s) && (s.State.Open() || s.LeaveKind == "ended")
}

// forLeaving is for who leaves by their own choice, or did.
func forLeaving(s intake.Stay) bool {
	return forAdmitted(s) && (s.State.Open() || s.LeaveKind == "self")
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
		{Name: "register", Title: "求助登记表", Letter: "登", Right: access.IssuePapers, fits: forAll, photo: smallPhoto, fill: fillRegister},
		{Name: "rights", Title: "权利告知书", Letter: "告", Right: access.IssuePapers, fits: forAll, fill: fillRights, Extras: []Extra{
			{Key: "language", Label: "语言", Options: rightsLanguages},
		}},
		{Name: "refusal", Title: "不予救助通知书", Letter: "不予", Right: access.IssuePapers, fits: forRefused, fill: fillRefusal, Extras: []Extra{
			{Key: "clause", Label: "不予救助的情形", Options: clausesOf(intake.ClauseRefuse)},
			{Key: "detail", Label: "具体情况", Multi: true},
			{Key: "witnesses", Label: "拒签见证人（两名）"},
			{Key: "appeal_to", Label: "申诉举报机关"},
			{Key: "appeal_phone", Label: "申诉举报电话"},
		}},
		{Name: "belongings", Title: "物品寄存单", Letter: "存", Right: access.IssuePapers, fits: forAdmitted, thumbs: true, fill: fillBelongings},
		{Name: "label", Title: "封袋标签", Letter: "签", Right: access.IssuePapers, fits: forAdmitted},
		{Name: "forbidden", Title: "违禁物品移交收据", Letter: "违", Right: access.IssuePapers, fits: forAll, fill: fillForbidden, Extras: []Extra{
			{Key: "unit", Label: "接收单位"},
			{Key: "officer", Label: "接收民警姓名、警号"},
			{Key: "receipt", Label: "公安机关收据号"},
			{Key: "handed_at", Label: "移交时间"},
			{Key: "note", Label: "备注"},
		}},
		{Name: "police_in", Title: "公安机关护送交接表", Letter: "护", Right: access.IssuePapers, fits: fromPolice, photo: smallPhoto, fill: fillPoliceIn, Extras: []Extra{
			{Key: "badge", Label: "民警警号"},
			{Key: "found_how", Label: "发现经过", Multi: true},
			{Key: "queried", Label: "公安机关已做的查询", Multi: true},
			{Key: "note", Label: "备注"},
		}},
		{Name: "hospital", Title: "送医交接单", Letter: "医", Right: access.IssuePapers, fits: forAll, photo: smallPhoto, fill: fillHospital, Extras: []Extra{
			{Key: "sent_at", Label: "送医时间"},
			{Key: "cause", Label: "送医事由", Multi: true},
			{Key: "hospital", Label: "首诊医院"},
			{Key: "department", Label: "科室"},
			{Key: "vitals", Label: "生命体征（体温、脉搏、呼吸、血压、神志）", Multi: true},
			{Key: "history", Label: "已知病史", Multi: true},
			{Key: "category", Label: "救治类别"},
			{Key: "funding", Label: "费用渠道"},
			{Key: "escort", Label: "送医人"},
		}},
		{Name: "police", Title: "移交公安机关交接单", Letter: "公", Right: access.IssuePapers, fits: forAll, photo: smallPhoto, fill: fillPolice, Extras: []Extra{
			{Key: "cause", Label: "移交事由", Multi: true},
			{Key: "handed_at", Label: "移交时间"},
			{Key: "unit", Label: "接收单位"},
			{Key: "officer", Label: "接收民警姓名、警号"},
			{Key: "phone", Label: "接收单位电话"},
			{Key: "note", Label: "备注"},
		}},
		{Name: "spot", Title: "不住站救助记录", Letter: "临", Right: access.IssuePapers, fits: forSpot, fill: fillSpot},
		{Name: "notice", Title: "寻亲公告", Letter: "寻", Right: access.IssuePapers, fits: forAdmitted, photo: noticePhoto, Extras: []Extra{
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
		{Name: "transfer", Title: "移交接收单", Letter: "移", Right: access.IssuePapers, fits: forAdmitted, photo: smallPhoto, fill: fillTransfer, Extras: []Extra{
			{Key: "kind", Label: "移交类型"},
			{Key: "receiver", Label: "接收机构"},
			{Key: "address", Label: "接收机构地址"},
			{Key: "phone", Label: "接收机构电话"},
			{Key: "self_care", Label: "自理能力"},
			{Key: "assessment", Label: "健康、用药与行为风险评估", Multi: true},
			{Key: "term", Label: "协议期限"},
			{Key: "visits", Label: "探视频次"},
		}},
		ticketKind(), collectKind(), escortKind(), handoverKind(),
		{Name: "departure", Title: "在站服务及离站登记表", Letter: "离", Right: access.IssuePapers, fits: forAdmitted, fill: fillDeparture, Extras: []Extra{
			{Key: "medical", Label: "就医记录", Multi: true},
			{Key: "guidance", Label: "教育、心理服务", Multi: true},
		}},
		{Name: "leave_statement", Title: "自行离站声明书", Letter: "声", Right: access.IssuePapers, fits: forLeaving, fill: fillLeave, Extras: []Extra{
			{Key: "cause", Label: "离站原因", Multi: true},
			{Key: "whereto", Label: "去向"},
			{Key: "risks", Label: "另行告知的风险", Multi: true},
			{Key: "witnesses", Label: "见证人"},
		}},
		{Name: "ending", Title: "终止救助通知书", Letter: "终", Right: access.IssuePapers, fits: forEnding, fill: fillEnding, Extras: []Extra{
			{Key: "clause", Label: "终止救助的情形", Options: clausesOf(intake.ClauseEnd)},
			{Key: "basis", Label: "依据条款"},
			{Key: "detail", Label: "具体情况", Multi: true},
			{Key: "ended_at", Label: "终止时间"},
			{Key: "witnesses", Label: "拒签见证人（两名）"},
			{Key: "appeal_to", Label: "申诉举报机关"},
			{Key: "appeal_phone", Label: "申诉举报电话"},
		}},
		{Name: "issue", Title: "物资领取单", Letter: "领", Right: access.IssuePapers, fits: forAdmitted, fill: fillIssue, Extras: []Extra{
			{Key: "note", Label: "备注"},
		}},
	}
}
