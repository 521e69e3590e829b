package clock

// DefaultRules returns the periods that a new station starts with: those that
// follow from what the station records itself. Citations are from secondary
// sources; Confidence and Note say what the station should verify.
func DefaultRules() []Rule {
	return []Rule{
		{
			Code: "notice-24h", Title: "发布寻亲公告", Trigger: Arrived, Value: 24, Unit: Hour,
			Stops: []Kind{Notice, Identified, Departed}, Condition: Unidentified, Enabled: true,
			Article: "民发〔2015〕158号 一（二）", Confidence: High,
			Note: "快速查询后仍身份不明的，自入站起24小时内发布带照片的寻亲公告。",
		},
		{
			Code: "dna-request", Title: "报请公安机关采集DNA", Trigger: Arrived, Value: 7, Unit: Workday,
			Stops: []Kind{DNARequested, Identified, Departed}, Condition: Unidentified, Enabled: true,
			Article: "民发〔2015〕158号 一（二）", Confidence: High,
			Note: "仍身份不明的，自入站起7个工作日内报请。部分城市另要求采集指掌纹和人像，请按当地规定核对。",
		},
		{
			Code: "dna-sample", Title: "公安机关完成DNA采样并反馈（请跟进）", Trigger: DNARequested, Value: 1, Unit: Month,
			Stops: []Kind{DNASampled, Identified, Departed}, Condition: Unidentified, Enabled: true,
			Article: "民发〔2015〕158号 一（二）", Confidence: High, WarnHours: 7 * 24,
			Note: "公安机关收到报请后1个月内免费采样、入库并反馈结果。期限是对公安机关的要求，本站负责跟进。",
		},
		{
			Code: "stay-10d", Title: "离站，或办理延期审批和备案", Trigger: Arrived, Value: 10, Unit: Day,
			Stops: []Kind{Departed, Extended}, Condition: OrdinaryStay, Enabled: true,
			Article: "民政部令第24号《实施细则》第十二条；民发〔2014〕132号", Confidence: High,
			Note: "适用于年满16周岁、无精神或智力障碍迹象的人。条款序号请核对。",
		},
		{
			Code: "stranded-plan", Title: "作为滞留人员制定照料安置方案", Trigger: Arrived, Value: 10, Unit: Day,
			Stops: []Kind{CarePlan, Settled, Identified, Departed}, Condition: Unidentified, Enabled: true,
			Article: "民发〔2015〕158号 二", Confidence: High,
			Note: "在站超过10日仍身份不明的为滞留人员：站内照料、站外托养或特困供养，未成年人另行安置。",
		},
		{
			Code: "notice-update", Title: "以新线索更新寻亲公告", Trigger: Notice, Value: 1, Unit: Month,
			Stops: []Kind{Notice, Identified, Departed, Settled}, Condition: Unidentified, Enabled: true,
			Article: "民政部等11部门2020年3月通知", Confidence: Medium,
			Note: "通知只规定滞留超过1个月的应更新，没有规定间隔；每月一次是本软件的建议，可修改。",
		},
		{
			Code: "settle-3m", Title: "启动落户安置", Trigger: Arrived, Value: 3, Unit: Month,
			Stops: []Kind{Settled, Identified, Departed}, Condition: Unidentified, Enabled: true,
			Article: "民政部等11部门2020年3月通知；内蒙古自治区2022年通知", Confidence: Medium, WarnHours: 14 * 24,
			Note: "全国范围的期限依据请核对；各省规定不同的，可添加本省规则。",
		},
		{
			Code: "minor-3m", Title: "将身份不明的未成年人移送儿童福利机构", Trigger: Arrived, Value: 3, Unit: Month,
			Stops: []Kind{Transferred, Identified, Departed}, Condition: UnidentifiedMinor, Enabled: false,
			Article: "民发〔2015〕158号 二（四）", Confidence: Low, WarnHours: 14 * 24,
			Note: "依据尚待核对，默认停用；核对后再启用。",
		},
	}
}
