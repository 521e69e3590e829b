package supply

import (
	"context"
	"slices"
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
)

// categoriesSetting is where a station keeps its categories.
const categoriesSetting = "supply.categories"

// Category is a group of kinds that is looked at and counted together, as the
// winter campaign (寒冬送温暖) counts what was handed out. 统计口径
type Category struct {
	Name  string   `json:"name"`
	Kinds []string `json:"kinds"` // supply_kind table
}

// Holds reports whether an item belongs to it.
func (c Category) Holds(i Item) bool { return slices.Contains(c.Kinds, i.Kind) }

// DefaultCategories are those of a station that set none: what the campaign
// counts apart.
func DefaultCategories() []Category {
	return []Category{{Name: "防疫", Kinds: []string{"mask"}}, {Name: "冬衣棉被", Kinds: []string{"quilt", "coat"}}}
}

// Categories lists the categories in the station's order.
func (r *Room) Categories(ctx context.Context) (all []Category, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		found, err := tx.Setting(categoriesSetting, &all)
		if err == nil && !found {
			all = DefaultCategories()
		}
		return err
	})
	return all, err
}

// SetCategories replaces them.
func (r *Room) SetCategories(ctx context.Context, all []Category) error {
	seen := map[string]bool{}
	for i := range all {
		c := &all[i]
		c.Name = strings.TrimSpace(c.Name)
		switch {
		case c.Name == "":
			return store.Fail(store.Invalid, "请填写类别组的名称，如“冬衣棉被”。").On("name")
		case seen[c.Name]:
			return store.Fail(store.Invalid, "已经有同名的类别组，请换个名称。").On("name")
		case len(c.Kinds) == 0 || slices.ContainsFunc(c.Kinds, func(kind string) bool { return !isCode("supply_kind", kind) }):
			return store.Fail(store.Invalid, "请至少选一个类别。").On("kinds")
		}
		seen[c.Name] = true
	}
	return r.saveRule(ctx, categoriesSetting, all)
}
