package documentdb

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/document"
)

type correctionRow struct {
	bun.BaseModel `bun:"table:correction"`

	BureauID  string                          `bun:"bureau_id,pk"`
	ReadingID string                          `bun:"reading_id,pk"`
	ID        string                          `bun:"id,pk"`
	Rev       int                             `bun:"rev"`
	Body      store.JSON[document.Correction] `bun:"body"`
}

// PutCorrections implements document.ReadingStore.
func (db *DB) PutCorrections(ctx context.Context, bureau, reading string, all []document.Correction) error {
	for some := range slices.Chunk(all, insertAtOnce) {
		rows := make([]correctionRow, len(some))
		for i, c := range some {
			rows[i] = correctionRow{BureauID: bureau, ReadingID: reading, ID: c.ID, Rev: c.Rev, Body: store.AsJSON(c)}
		}
		_, err := db.s.Write(ctx).NewInsert().Model(&rows).
			On("CONFLICT (bureau_id, reading_id, id) DO UPDATE").Set("rev = EXCLUDED.rev, body = EXCLUDED.body").Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}

// DropCorrections implements document.ReadingStore.
func (db *DB) DropCorrections(ctx context.Context, bureau, reading string, ids []string) error {
	_, err := db.s.Write(ctx).NewDelete().Table("correction").
		Where("bureau_id = ? AND reading_id = ? AND id IN (?)", bureau, reading, bun.List(ids)).Exec(ctx)
	return err
}

// corrections are a reading's corrections, the oldest first.
func (db *DB) corrections(ctx context.Context, bureau, reading string) ([]document.Correction, error) {
	var rows []correctionRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).Column("body").
		Where("bureau_id = ? AND reading_id = ?", bureau, reading).OrderExpr("rev, id").Scan(ctx)
	all := make([]document.Correction, 0, len(rows))
	for _, row := range rows {
		all = append(all, row.Body.V)
	}
	return all, err
}

// SaveText implements document.ReadingStore.
func (db *DB) SaveText(ctx context.Context, r document.Reading, doc docread.Document) error {
	row := readingRow{Doc: store.AsJSON(doc), Title: r.Title, Number: r.Number, Version: r.Version}
	_, err := db.s.Write(ctx).NewUpdate().Model(&row).Column("doc", "title", "number", "version").
		Where("bureau_id = ? AND id = ?", r.Bureau, r.ID).Exec(ctx)
	return err
}
