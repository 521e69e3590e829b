package desk

import (
	"math"
	"strconv"
	"strings"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// newKinLine is one relative: name, relation, telephone, address.
func (s *sheet) newKinLine() *line {
	l := newLine()
	g := l.form.Group("")
	g.Add("name", "亲属姓名", l.keep("name", spelled(kit.NewEntry())))
	g.Beside("relation", "与本人关系", l.keep("relation", kit.NewLookup(codes("relationship"))))
	g.Add("phone", "亲属电话", l.keep("phone", dialled(kit.NewEntry())))
	g.Add("address", "亲属住址", l.keep("address", newPlaceFieldFor(s.places)))
	return l
}

func takeKin(r *rows) (all []intake.Kin) {
	for _, l := range r.filled() {
		all = append(all, intake.Kin{Name: l.text("name"), Relation: l.text("relation"), Phone: l.text("phone"), Address: l.text("address")})
	}
	return all
}

func putKin(r *rows, all []intake.Kin) {
	r.reset(len(all))
	for i, k := range all {
		l := r.lines[i]
		l.put("name", k.Name)
		l.put("relation", k.Relation)
		l.put("phone", k.Phone)
		l.put("address", k.Address)
	}
}

// newItemLine is one kept thing: name, kind, quantity, cash, features, and the
// photo of it where one was taken.
func (s *sheet) newItemLine() *line {
	l := newLine()
	g := l.form.Group("")
	name := kit.NewEntry()
	l.leaveAtOnce(name)
	g.Add("name", "物品名称", l.keep("name", name))
	g.Beside("kind", "类别", l.keep("kind", kit.NewLookup(codes("belongings"))))
	g.Add("quantity", "数量（空即1）", l.keep("quantity", kit.NewDigitsEntry()))
	g.Beside("cash", "现金（元）", l.keep("cash", s.newCashField()))
	g.Beside("features", "特征", l.keep("features", kit.NewEntry()))
	photo := newPhotoPick(func() []intake.Photo { return s.photoChoices() })
	g.Add("photo", "这件物品的照片", l.keep("photo", photo)).Show(photo.offers())
	return l
}

// newCashField takes yuan, and says under it the amount as receipts do.
func (s *sheet) newCashField() *kit.HelpedEntry {
	cash, said := kit.NewEntry(), kit.NewLabel("")
	said.Whole = false
	said.Hide()
	cash.Verify = func(text string) error {
		_, err := readMoney(text)
		return err
	}
	field := kit.Helped(cash, nil, said)
	cash.OnChanged = func(text string) {
		words := ""
		if fen, err := readMoney(text); err == nil && fen > 0 {
			words = s.inWords(fen)
		}
		said.Paint(words, kit.Accent)
		said.Hidden = words == ""
		field.Refresh()
		cash.Marked()
	}
	return field
}

// followPhotos offers the photos that were taken since it was asked last.
func (s *sheet) followPhotos() {
	now := ""
	for _, photo := range s.photoChoices() {
		now += photo.ID + photo.Kind + " "
	}
	if now == s.offered {
		return
	}
	s.offered = now
	s.photosChanged()
}

// photosChanged offers the photos of belongings that there are.
func (s *sheet) photosChanged() {
	for _, l := range s.items.lines {
		photo := l.fields["photo"].(*photoPick)
		photo.look()
		l.form.Item("photo").Show(photo.offers())
	}
}

// takeItems reads the list; a line without a quantity is of one thing.
func takeItems(r *rows) (all []intake.Item) {
	for _, l := range r.filled() {
		item := intake.Item{Name: l.text("name"), Kind: l.text("kind"), Quantity: 1, Features: l.text("features"), Photo: l.text("photo")}
		if n, err := strconv.Atoi(l.text("quantity")); err == nil {
			item.Quantity = n
		}
		item.CashFen, _ = readMoney(l.text("cash")) // what cannot be read keeps the form from being saved
		all = append(all, item)
	}
	return all
}

func putItems(r *rows, all []intake.Item) {
	r.reset(len(all))
	for i, item := range all {
		l := r.lines[i]
		l.put("name", item.Name)
		l.put("kind", item.Kind)
		l.put("features", item.Features)
		if item.Photo != "" {
			l.put("photo", item.Photo)
			l.form.Item("photo").Show(true)
		}
		if item.Quantity != 1 {
			l.put("quantity", strconv.Itoa(item.Quantity))
		}
		if item.CashFen != 0 {
			l.put("cash", sayMoney(item.CashFen))
		}
	}
}

// readMoney reads yuan with at most two decimals, 12 or 12.5, as 分.
func readMoney(text string) (fen int64, err error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	yuan, part, _ := strings.Cut(strings.NewReplacer("元", "", "，", "", ",", "", "。", ".", "．", ".").Replace(text), ".")
	part += "00"[min(2, len(part)):]
	whole, err := strconv.ParseInt(yuan, 10, 64)
	cents, err2 := strconv.ParseInt(part, 10, 64)
	if err != nil || err2 != nil || whole < 0 || len(part) != 2 || whole > math.MaxInt64/1000 {
		return 0, store.Fail(store.Invalid, "看不懂这个金额：请写成元，如 12.50。")
	}
	return whole*100 + cents, nil
}

func sayMoney(fen int64) string {
	cents := strconv.FormatInt(fen%100, 10)
	if len(cents) < 2 {
		cents = "0" + cents
	}
	return strconv.FormatInt(fen/100, 10) + "." + cents
}
