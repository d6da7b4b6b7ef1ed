package collectdb

import (
	"context"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
)

// PassOn implements collect.Store.
func (db *DB) PassOn(ctx context.Context, o collect.Obligation) error {
	result, err := db.s.Write(ctx).NewUpdate().Table("obligation").Set("heir_id = ?", o.Heir).Set("rev = rev + 1").
		Where("bureau_id = ? AND id = ? AND rev = ?", o.Bureau, o.ID, o.Rev).Exec(ctx)
	return store.Changed(result, err, "return.moved")
}

// MoveVersion implements collect.Store. The revision in the WHERE clause decides
// races with whoever is typing.
func (db *DB) MoveVersion(ctx context.Context, o collect.Obligation) error {
	result, err := db.s.Write(ctx).NewUpdate().Table("obligation").
		Set("version = ?", o.Version).Set("record_id = ?", o.Record).Set("record_no = ?", o.RecordNo).Set("rev = rev + 1").
		Where("bureau_id = ? AND id = ? AND rev = ?", o.Bureau, o.ID, o.Rev).Exec(ctx)
	return store.Changed(result, err, "return.moved")
}
