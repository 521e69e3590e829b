package shelter

import (
	"context"
	"slices"

	"guitu/internal/access"
)

// rulesSetting is the key under which a station keeps its own rows.
const rulesSetting = "shelter.rules"

const (
	byRegulation = "《城市生活无着的流浪乞讨人员救助管理办法》（国务院令第381号）第八条"
	bySafety     = "《城市生活无着的流浪乞讨人员救助管理办法》（国务院令第381号）第九条"
	byProcedure  = "《生活无着的流浪乞讨人员救助管理机构工作规程》（民发〔2014〕132号）第三章"
	byMinorsLaw  = "《未成年人保护法》"
	byHouse      = "站内照料要求"
)

// DefaultRules are the bed rules with which a station starts.
func DefaultRules() Rules {
	return Rules{List: []Rule{
		{Code: "sex_room", Level: Block, Article: byRegulation,
			Text: "“{{.Room}}”与此人的性别不符。男女要分室居住，请另选一间。"},
		{Code: "mixed_sexes", Level: Block, Article: byRegulation,
			Text: "“{{.Room}}”现在住着异性。男女要分室居住，请另选一间。"},
		{Code: "sex_unknown", Level: Warn, Article: byRegulation,
			Text: "性别还不清楚。请先安排单独的房间，确认后再定。"},
		{Code: "minor_apart", Level: Block, Article: byProcedure,
			Text: "“{{.Room}}”里会有未成年人与无亲属关系的成年人同住。请分开安排。"},
		{Code: "minor_unclear", Level: Warn, Article: byProcedure,
			Text: "“{{.Room}}”里可能有未成年人与成年人同住，年龄还不能确定。请先核实，能分开的先分开。"},
		{Code: "minor_room", Level: Block, Article: byProcedure,
			Text: "“{{.Room}}”是未成年人房间，成年人不能入住。请另选一间。"},
		{Code: "minor_zone", Level: Warn, Article: byMinorsLaw,
			Text: "未成年人最好住未成年人房间或家庭房。"},
		{Code: "infectious", Level: Block, Article: byProcedure,
			Text: "疑似传染病的，应先送医；留站的要住隔离室。请选隔离室。"},
		{Code: "mental", Level: Block, Article: byProcedure,
			Text: "疑似精神障碍的，应先送医诊断；留站的要分区居住。请选观察室。"},
		{Code: "isolation_mix", Level: Block, Article: byProcedure,
			Text: "疑似传染病的不能与其他人同住。请另选一间。"},
		{Code: "isolation_well", Level: Block, Article: byProcedure,
			Text: "“{{.Room}}”是隔离室，没有隔离需要的人不要入住。请另选一间。"},
		{Code: "fever", Level: Warn, Article: byProcedure,
			Text: "此人发热。请先就医，排除传染病以前最好单独居住。"},
		{Code: "watch_well", Level: Warn, Article: byHouse,
			Text: "“{{.Room}}”是观察室，请留给需要观察的人。"},
		{Code: "lower_bunk", Level: Warn, Article: byHouse,
			Text: "“{{.Bed}}”是上铺。老年人、残疾人、孕妇、癫痫、体弱或醉酒的人请安排下铺。"},
		{Code: "family_shared", Level: Block, Article: byHouse,
			Text: "“{{.Room}}”住着别的家庭。请另选一间；如是一家人，请先在档案的亲属栏写明。"},
		{Code: "family_alone", Level: Warn, Article: byHouse,
			Text: "“{{.Room}}”是家庭房，请留给带孩子或一起来的家庭。"},
		{Code: "must_not_meet", Level: Block, Article: bySafety,
			Text: "“{{.Room}}”里住着不能与此人见面的人。请另选一间，最好不在同一分区。"},
		{Code: "must_not_meet_near", Level: Warn, Article: bySafety,
			Text: "这个分区里住着不能与此人见面的人。请尽量安排到别的分区。"},
		{Code: "no_woman_on", Level: Warn, Article: byRegulation,
			Text: "现在值班的没有女性工作人员。女性受助人员应由女性工作人员管理，请叫女同事到岗。"},
		{Code: "hidden", Level: Warn, Article: byHouse,
			Text: "此人为保护对象，资料只对指定人员开放。请由指定人员来安排床位。"},
	}}
}

// Rules are the bed rules of this station.
func (h *House) Rules(ctx context.Context) (r Rules, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		r, err = findRules(tx)
		return err
	})
	return r, err
}

func findRules(tx *access.Tx) (Rules, error) {
	var own []Rule
	if _, err := tx.Setting(rulesSetting, &own); err != nil {
		return Rules{}, err
	}
	return DefaultRules().Over(own), nil
}

// SetRules keeps the rows that differ from the default; the others follow it.
func (h *House) SetRules(ctx context.Context, r Rules) error {
	var own []Rule
	for _, rule := range r.List {
		if err := rule.check(); err != nil {
			return err
		}
		if !slices.Contains(DefaultRules().List, rule) {
			own = append(own, rule)
		}
	}
	codes := make([]string, len(own))
	for i := range own {
		codes[i] = own[i].Code
	}
	return h.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		if err := tx.SetSetting(rulesSetting, own); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rules.beds", Table: "setting", Target: rulesSetting, Detail: map[string]any{"own": codes}})
	})
}
