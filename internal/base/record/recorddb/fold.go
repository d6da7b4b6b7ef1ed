package recorddb

import (
	"context"

	"nianlun/internal/base/record"
	"nianlun/internal/kit/store"
)

func (r formRow) revision() record.Document {
	return record.Document{
		Record: r.RecordID, Form: r.Form, Rev: r.Rev, Version: r.Version, From: r.FromRev, Values: r.Document, Raw: r.Raw,
		Person: r.PersonID, At: r.At.Time,
	}
}

var foldedDocument = store.FixedUpdate((*documentRow)(nil), "bureau_id = ? AND record_id = ? AND rev = ? AND from_rev = 0", "document", "raw", "from_rev")

// Fold implements record.Store.
func (d *DB) Fold(ctx context.Context, bureau string, doc record.Document) error {
	row := documentRowOf(bureau, doc)
	return d.s.Put(ctx, foldedDocument, &row, store.Any, bureau, doc.Record, doc.Rev)
}

// Chain implements record.Store.
func (d *DB) Chain(ctx context.Context, bureau, id string, rev int) ([]record.Document, error) {
	whole := d.s.Read(ctx).NewSelect().Model((*documentRow)(nil)).ColumnExpr("min(d.rev)").
		Where("d.bureau_id = ?", bureau).Where("d.record_id = ?", id).Where("d.rev >= ?", rev).Where("d.from_rev = 0")
	var rows []formRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).ColumnExpr("d.*, r.form").
		Join("JOIN record AS r ON r.bureau_id = d.bureau_id AND r.id = d.record_id").
		Where("d.bureau_id = ?", bureau).Where("d.record_id = ?", id).
		Where("d.rev >= ?", rev).Where("d.rev <= (?)", whole).OrderExpr("d.rev").Scan(ctx)
	if err != nil {
		return nil, err
	}
	documents := make([]record.Document, len(rows))
	for i, row := range rows {
		documents[i] = row.revision()
	}
	return documents, nil
}
