package intake

// What the default rules rest on. Article numbers were taken from secondary
// sources and are to be verified by the station, which can edit each.
const (
	byProcedure  = "《生活无着的流浪乞讨人员救助管理机构工作规程》（民发〔2014〕132号），条号待核对"
	byMeasures   = "《城市生活无着的流浪乞讨人员救助管理办法》（国务院令第381号）"
	byQuery      = "《关于加强生活无着流浪乞讨人员身份查询和照料安置工作的意见》（民发〔2015〕158号）一（一）"
	byMental     = "《精神卫生法》第二十八条"
	byMinors     = "《未成年人保护法》第九十二条"
	byViolence   = "《反家庭暴力法》第十八条，待核对"
	byDisabled   = "《残疾人保障法》，条号待核对"
	byExit       = "《出境入境管理法》，条号待核对"
	byHouseRules = "站内照料要求"
)

// DefaultTriageRules are the rules with which a station starts.
func DefaultTriageRules() []TriageRule {
	return []TriageRule{
		{Code: "critical", Do: DoHospital, Now: true, Paper: PaperHospital, Basis: byProcedure,
			When: []string{"look:critical", "mind:unconscious", "category:critical"},
			Text: "危重或昏迷：马上打120送医疗机构，派人陪同，登记以后再补。"},
		{Code: "wound", Do: DoHospital, Now: true, Paper: PaperHospital, Basis: byProcedure,
			When: []string{"look:wound", "look:frostbite"},
			Text: "明显外伤或冻伤：送医疗机构处理，给伤处拍照，问清怎么受的伤。"},
		{Code: "ill", Do: DoHospital, Now: true, Paper: PaperHospital, Basis: byMeasures + "第七条",
			When: []string{"look:ill"},
			Text: "有疾病症状：送医疗机构诊治，把已知的病史、用药和过敏告诉医生。"},
		{Code: "infectious", Do: DoIsolate, Now: true, Paper: PaperHospital, Basis: byProcedure,
			When: []string{"look:fever", "look:infectious", "category:infectious"},
			Text: "发热或疑似传染病：戴口罩，先到隔离室，再送医疗机构；排除以前不与别人同住。"},
		{Code: "drunk_threat", Do: DoPolice, Now: true, Paper: PaperPolice, Basis: byProcedure,
			When: []string{"look:drunk+mind:agitated"},
			Text: "醉酒并有威胁行为：报110请公安机关处置，工作人员保持距离。"},
		{Code: "drugs", Do: DoPolice, Now: true, Paper: PaperPolice, Basis: byProcedure,
			When: []string{"look:drugs"},
			Text: "疑似吸毒：报请公安机关处置；身体不适的先送医。"},
		{Code: "trafficked", Do: DoPolice, Now: true, Paper: PaperPolice, Basis: byQuery,
			When: []string{"reason:trafficked", "reason:abandoned"},
			Text: "疑似被拐卖或遗弃：马上向当地公安机关报案，写明体貌特征和发现经过；全身和特征照片今天就拍。"},
		{Code: "lost", Do: DoPolice, Basis: byQuery,
			When: []string{"reason:lost"},
			Text: "疑似走失：及时报告当地公安机关，写明体貌特征和发现经过，请查走失报警。"},
		{Code: "mental", Do: DoHospital, Now: true, Paper: PaperHospital, Basis: byMental,
			When: []string{"mind:mental", "category:mental"},
			Text: "疑似精神障碍：送医疗机构诊断；找不到近亲属的，由民政等部门帮助送诊。"},
		{Code: "guardian_child", Do: DoGuardian, Now: true, Basis: byMinors,
			When: []string{"age:<16", "category:minor"},
			Text: "可能不满16周岁：马上查找监护人并请公安机关协查，由专人照看，与无亲属关系的成年人分开；离站要由监护人接领。"},
		{Code: "guardian_alone", Do: DoGuardian, Now: true, Basis: byMinors,
			When: []string{"age:<18+alone:yes"},
			Text: "可能是未成年人，身边没有监护人：查找监护人，暂时找不到的由民政部门临时监护，告知未成年人救助保护机构。"},
		{Code: "violence", Do: DoProtect, Now: true, Basis: byViolence,
			When: []string{"reason:violence", "category:violence"},
			Text: "遭受家庭暴力：单独问话，女性由女工作人员接待；问本人要不要列为保护对象，不向加害人透露在这里；有伤的送医并留下证据。"},
		{Code: "self_harm", Do: DoWatch, Now: true, Basis: byHouseRules,
			When: []string{"mind:low"},
			Text: "情绪低落，注意自伤：收好绳带、刀具和药品，安排观察室下铺，专人看护，每班交接。"},
		{Code: "drunk", Do: DoWatch, Basis: byHouseRules,
			When: []string{"look:drunk+!mind:agitated"},
			Text: "醉酒：安排观察室下铺，侧卧，每半小时看一次；叫不醒或呕吐不止的马上送医。"},
		{Code: "agitated", Do: DoWatch, Basis: byHouseRules,
			When: []string{"mind:agitated+!look:drunk"},
			Text: "激动不安：换安静的地方，一个人慢慢谈；有伤人或自伤危险的报公安机关或送医。"},
		{Code: "confused", Do: DoWatch, Basis: byHouseRules,
			When: []string{"mind:dementia", "mind:confused", "mind:intellectual", "category:intellectual"},
			Text: "记不清事或疑似失智、智力障碍：先救助后核实，专人照看，防止走失，把说过的地名人名记下来。"},
		{Code: "pregnant", Do: DoWatch, Basis: byHouseRules,
			When: []string{"look:pregnant", "category:pregnant"},
			Text: "怀孕：安排下铺，尽快做孕检；腹痛、出血或破水马上送医。"},
		{Code: "frail", Do: DoWatch, Basis: byHouseRules,
			When: []string{"look:frail", "look:malnourished", "age:>=70"},
			Text: "年老体弱或行动不便：安排下铺和靠近值班室的房间，问有没有长期服的药。"},
		{Code: "interpreter", Do: DoInterpret, Basis: byDisabled,
			When: []string{"disability:2", "disability:3", "language:csl"},
			Text: "听不见或不能说话：请手语翻译，先用纸笔或图片交流；告知事项要让本人看懂。"},
		{Code: "language", Do: DoInterpret, Basis: byHouseRules,
			When: []string{"accent:minority", "accent:foreign"},
			Text: "不懂汉语：请懂这种语言的人翻译，记下翻译是谁。"},
		{Code: "silent", Do: DoInterpret, Basis: byHouseRules,
			When: []string{"mind:silent", "accent:silent", "silent:yes"},
			Text: "不说话：先弄清是不愿说、听不见还是语言不通，可以请手语或方言翻译，不逼问。"},
		{Code: "foreigner", Do: DoPolice, Basis: byExit,
			When: []string{"foreign:yes", "category:foreign"},
			Text: "境外人员：告知公安机关出入境管理部门，查看证件，请翻译；需要时由他们联系使领馆。"},
	}
}
