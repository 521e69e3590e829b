package intake

import (
	"context"
	"strings"
	"unicode/utf8"

	"guitu/internal/access"
	"guitu/internal/store"
)

// maxRights is how many characters a text of rights may have: it is read aloud
// to people who are tired.
const maxRights = 4000

// defaultRights is what people are told, in words that can be read aloud, by
// language. A station edits them and adds languages.
// Sources: 国务院令第381号 art. 6–11, 14–16; 实施细则 art. 3, 6; 个人信息保护法 art. 17, 35.
var defaultRights = map[string]string{
	"zh": `一、救助是自愿的，不收钱，也不用干活。您随时可以离开，没有人可以拦您。
二、站里提供吃的、住的；生病了送医院；帮您联系家人或单位；没有钱回家的，帮您安排车票。一般不发现金。
三、男女分开住。女性由女工作人员照管。孩子不和不认识的大人住在一起。
四、请如实告诉我们您的姓名、从哪里来、家里有谁。说不清楚也没关系，我们先照顾您，再慢慢查。
五、刀具、火种、药品等危险的东西不能带进房间。其他不方便随身带的由站里保管，当面清点、双方签字，离站时还给您。
六、您的照片、指纹和说过的话，只用来救助您、帮您找家人，站里要保密。您可以问记了什么，写错了可以要求改。不愿让某个人知道您在这里，请告诉我们。
七、未满16岁的人，和自己不能照顾自己的人，要由家人或流出地来接。
八、请遵守站里的规定，不要打人、骂人，不要损坏东西。
九、如果有人打您、骂您、要您的钱、扣您的东西，或者对我们的工作不满意，可以向当地民政部门反映。
十、听不懂、看不懂、听不见，请告诉我们，我们请人翻译。`,
	"en": `1. Help here is voluntary. It is free, and you do not have to work for it. You may leave at any time; nobody may stop you.
2. You get food and a bed. If you are ill, we take you to a hospital. We help you to reach your family or employer. If you have no money to go home, we arrange a ticket. As a rule we do not give cash.
3. Men and women sleep apart. Women are cared for by women. Children do not share a room with adults they do not know.
4. Please tell us truly what your name is, where you come from and who your family is. If you cannot say, that is all right: we care for you first and find out later.
5. Knives, lighters, medicine and other dangerous things may not come into the rooms. What you cannot keep with you is kept by the station. It is counted in front of you, both sign for it, and you get it back when you leave.
6. Your photographs, your fingerprints and what you tell us are used only to help you and to find your family. They are kept secret. You may ask what was written down, and have mistakes corrected. If somebody must not know that you are here, tell us.
7. Who is under 16, or cannot look after themselves, is collected by family or by the home station.
8. Please keep the rules of the house: no violence, no insults, no damage.
9. If anybody hits or insults you, asks you for money or keeps what is yours, or if you are not satisfied with our work, you may tell the local civil affairs department.
10. If you cannot understand, read or hear this, tell us and we find an interpreter.`,
}

// RightsText is what people are told of their rights, in plain words. lang is
// zh, en, or a code of the language table; the text is empty where the station
// has none in that language.
func (d *Desk) RightsText(ctx context.Context, lang string) (text string, err error) {
	err = d.Session.Read(ctx, "", func(tx *access.Tx) error {
		text, err = FindRightsText(tx, lang)
		return err
	})
	return text, err
}

// SaveRightsText keeps the station's own words in a language. An empty text
// puts back the one that comes with the program.
func (d *Desk) SaveRightsText(ctx context.Context, lang, text string) error {
	text = strings.TrimSpace(text)
	switch {
	case defaultRights[lang] == "" && !isCode("language", lang):
		return store.Fail(store.Invalid, "没有这种语言，请从列表中选择。").On("language")
	case utf8.RuneCountInString(text) > maxRights:
		return store.Fail(store.Invalid, "告知事项太长，请控制在{{.N}}字以内：它要念给人听。").With(store.Args{"N": maxRights}).On("text")
	}
	return d.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		return saveRule(tx, rightsSetting+lang, text, 1)
	})
}
