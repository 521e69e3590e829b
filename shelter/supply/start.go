package supply

import (
	"context"

	"guitu/internal/access"
)

// StartItems is the list with which a new store room starts. Everything in it
// can be changed or switched off.
func StartItems() []Item {
	list := []Item{
		{Kind: "quilt", Name: "棉被", Unit: "条", Reorder: 20},
		{Kind: "bedding", Name: "垫被", Unit: "条", Reorder: 20},
		{Kind: "bedding", Name: "枕头", Unit: "个", Reorder: 20},
		{Kind: "bedding", Name: "床单", Unit: "条", Reorder: 20},
		{Kind: "wash", Name: "洗漱包", Unit: "套", Reorder: 30},
		{Kind: "wash", Name: "毛巾", Unit: "条", Reorder: 30},
		{Kind: "underwear", Name: "袜子", Unit: "双", Reorder: 40},
		{Kind: "hygiene", Name: "卫生巾", Unit: "包", Reorder: 20},
		{Kind: "hygiene", Name: "成人护理垫", Unit: "片", Reorder: 30},
		{Kind: "food", Name: "方便面", Unit: "桶", Reorder: 50},
		{Kind: "food", Name: "面包", Unit: "个", Reorder: 30},
		{Kind: "water", Name: "饮用水", Unit: "瓶", Reorder: 100},
		{Kind: "milk", Name: "奶粉", Unit: "罐", Reorder: 4},
		{Kind: "milk", Name: "纸尿裤", Unit: "包", Reorder: 4},
		{Kind: "mask", Name: "口罩", Unit: "个", Reorder: 100},
	}
	for _, worn := range []Item{
		{Kind: "coat", Name: "棉衣", Unit: "件", Reorder: 10},
		{Kind: "underwear", Name: "保暖内衣", Unit: "套", Reorder: 10},
		{Kind: "clothes", Name: "长裤", Unit: "条", Reorder: 10},
	} {
		for _, worn.Size = range []string{"S", "M", "L", "XL", "XXL"} {
			list = append(list, worn)
		}
	}
	for _, size := range []string{"36", "38", "40", "42", "44"} {
		list = append(list, Item{Kind: "shoes", Name: "棉鞋", Size: size, Unit: "双", Reorder: 5})
	}
	for i := range list {
		list[i].Active = true
	}
	return list
}

// Start fills an empty store room with the starting list, without stock.
func (r *Room) Start(ctx context.Context) error {
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		for _, item := range StartItems() {
			if err := saveItem(tx, &item); err != nil {
				return err
			}
		}
		return tx.Audit(access.Entry{Action: "supply.start", Table: "supply_item"})
	})
}
