package intake

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/store"
)

// ImportResult is what an import wrote.
type ImportResult struct {
	Stays []Stay // in the order of the rows
}

// CheckImport adds to the rows what only the station knows: somebody with the
// same number is in the station. ok is false where any row has a problem.
func (d *Desk) CheckImport(ctx context.Context, rows []ImportRow) (checked []ImportRow, ok bool, err error) {
	checked, ok = make([]ImportRow, len(rows)), len(rows) > 0
	err = d.Session.Read(ctx, access.Register, func(tx *access.Tx) error {
		for i, r := range rows {
			r.Problems = append([]Doubt(nil), r.Problems...)
			err := refuseTwice(tx, r.Arrival.IDNumber)
			if store.KindOf(err) == store.Conflict {
				r.wrong("id_number", "证件号码相同的人正在站内，请从名单里删去，或打开他的档案。", nil)
			} else if err != nil {
				return err
			}
			checked[i], ok = r, ok && r.Ready()
		}
		return nil
	})
	return checked, ok, err
}

// Import registers every row, or none: it is one transaction, and where any
// row has a problem nothing is written. progress, which may be nil, is told as
// rows are written.
func (d *Desk) Import(ctx context.Context, rows []ImportRow, progress func(done, total int)) (result ImportResult, err error) {
	if len(rows) == 0 {
		return result, store.Fail(store.Invalid, "名单里没有人，请检查文件。")
	}
	for _, r := range rows {
		if !r.Ready() {
			return result, store.Fail(store.Invalid, "第{{.Line}}行还有问题，改好以后整份再导入；现在一个人也没有登记。").With(store.Args{"Line": r.Line})
		}
	}
	err = d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		result.Stays, err = importRows(tx, rows, progress)
		if err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "import", Table: "stay", Detail: map[string]any{"rows": len(rows)}})
	})
	if err != nil {
		return ImportResult{}, err
	}
	return result, nil
}

// progressEvery is after how many rows progress is told.
const progressEvery = 20

func importRows(tx *access.Tx, rows []ImportRow, progress func(done, total int)) ([]Stay, error) {
	stays := make([]Stay, 0, len(rows))
	for _, r := range rows {
		if err := tx.Context().Err(); err != nil {
			return nil, err
		}
		slip, err := nextSlip(tx, tx.Now())
		if err != nil {
			return nil, err
		}
		stay, err := admitIn(tx, "", slip, r.Arrival, In, Bed)
		switch store.KindOf(err) {
		case store.Conflict:
			return nil, store.Fail(store.Conflict, "第{{.Line}}行：证件号码相同的人正在站内，请从名单里删去；现在一个人也没有登记。").
				With(store.Args{"Line": r.Line}).On("id_number").Because(err)
		case store.Invalid:
			return nil, store.Fail(store.Invalid, "第{{.Line}}行登记不了，请检查这一行；现在一个人也没有登记。").
				With(store.Args{"Line": r.Line}).Because(err)
		}
		if err != nil {
			return nil, err
		}
		stays = append(stays, stay)
		if progress != nil && (len(stays)%progressEvery == 0 || len(stays) == len(rows)) {
			progress(len(stays), len(rows))
		}
	}
	return stays, nil
}
