package intake

import (
	"strings"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Arrival is what the desk fills in before somebody is registered: everything
// on 求助登记表. Every part may be empty but CameBy and Sex.
type Arrival struct {
	SameAs    string    `json:"same_as,omitempty"` // an earlier person found to be the same, chosen by the clerk
	Amends    *Amends   `json:"amends,omitempty"`  // a registration that this completes; nil for a new one
	Party     string    `json:"party,omitempty"`
	Protect   bool      `json:"protect,omitempty"` // 登记即保护: in danger, to be found by nobody else from the start
	CameBy    string    `json:"came_by,omitempty"`
	Sex       string    `json:"sex,omitempty"`
	ArrivedAt time.Time `json:"arrived_at"`
	Identity  Identity  `json:"identity,omitempty"` // empty means: from what was entered
	Profile
	Circumstances
	Health
	Bag        string `json:"bag,omitempty"` // 封条号: number of the sealed bag
	Cabinet    string `json:"cabinet,omitempty"`
	Belongings []Item `json:"belongings,omitempty"`
	Signed     []Sign `json:"signed,omitempty"`
}

// Amends is the registration that a draft completes, as it was when the draft
// was begun. 补登记
type Amends struct {
	Stay          string `json:"stay"`
	Person        string `json:"person"`
	PersonVersion int64  `json:"person_version"`
	StayDigest    string `json:"stay_digest"` // of what a draft can change of the stay
	Kept          int    `json:"kept"`        // that many of the items were signed for and stay as they are
}

// Item is one line of the list of belongings.
type Item struct {
	Name     string `json:"name"`
	Kind     string `json:"kind,omitempty"` // belongings table
	Quantity int    `json:"quantity"`
	Features string `json:"features,omitempty"`
	CashFen  int64  `json:"cash_fen,omitempty"` // cash, in 分
	Photo    string `json:"photo,omitempty"`    // id of its picture
}

// Check reports the first thing that keeps the arrival from being registered,
// bound to its field.
func (a *Arrival) Check(now time.Time) error {
	switch {
	case a.CameBy == "":
		return store.Fail(store.Invalid, "请选择来站方式。").On("came_by")
	case a.Sex == "":
		return store.Fail(store.Invalid, "请选择性别（按看到的填）。").On("sex")
	case a.ArrivedAt.After(now.Add(5 * time.Minute)):
		return store.Fail(store.Invalid, "来站时间在将来，请改成实际到站的时间。").On("arrived_at")
	case a.AgeFrom < 0 || a.AgeTo < 0 || a.AgeTo > 130 || a.AgeTo != 0 && a.AgeTo < a.AgeFrom:
		return store.Fail(store.Invalid, "年龄范围不对，请填写如 30-40。").On("age")
	case a.HeightCM != 0 && (a.HeightCM < 30 || a.HeightCM > 250):
		return store.Fail(store.Invalid, "身高请填厘米数，如 165。").On("height_cm")
	}
	for _, item := range a.Belongings {
		if strings.TrimSpace(item.Name) == "" || item.Quantity < 1 {
			return store.Fail(store.Invalid, "物品清单里有一行缺名称或数量，请补上或删去这一行。").On("belongings")
		}
	}
	return nil
}

// identity is how sure the station is of who came, from what was entered: a
// valid citizen number from a certificate proves, a name or a number claims.
func (a *Arrival) identity() Identity {
	switch {
	case a.Identity != "":
		return a.Identity
	case a.IDNumber != "" && certificate(a.IDKind):
		return IdentityProven
	case a.IDNumber != "" || a.Name != "" && !a.NameBySound:
		return IdentityClaimed
	}
	return IdentityUnknown
}

// certificate reports whether an id_kind code stands for a certificate that was
// shown, rather than a number that was told.
func certificate(kind string) bool {
	return kind != "" && kind != "told" && kind != "none" && kind != "other"
}

// Unnamed is the name of who has none: 无名氏 with where and on which day they
// were found, so that two of them can be told apart.
func Unnamed(place string, at time.Time) string {
	day := calendar.On(at)
	when := store.Fill("{{.M}}月{{.D}}日", store.Args{"M": int(day.Month), "D": day.Day})
	if place = strings.TrimSpace(place); place == "" {
		return "无名氏（" + when + "）"
	}
	return "无名氏（" + place + " " + when + "）"
}

// DisplayName is what stands on lists and papers: the name, with （音） where
// it was written by its sound, or 无名氏.
func DisplayName(p Person, s Stay) string {
	switch {
	case p.Hidden:
		return "保护对象"
	case p.Name == "":
		return Unnamed(s.FoundPlace, s.ArrivedAt)
	case p.NameBySound:
		return p.Name + "（音）"
	}
	return p.Name
}
