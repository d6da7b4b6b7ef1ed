package documentdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/document"
)

type stepRow struct {
	bun.BaseModel `bun:"table:reading_step"`

	BureauID  string                    `bun:"bureau_id,pk"`
	ReadingID string                    `bun:"reading_id,pk"`
	No        int                       `bun:"no,pk"`
	Step      store.JSON[document.Step] `bun:"step"`
}

// AddStep implements document.ReadingStore.
func (db *DB) AddStep(ctx context.Context, bureau, reading string, step document.Step) error {
	row := stepRow{BureauID: bureau, ReadingID: reading, No: step.No, Step: store.AsJSON(step)}
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

// Step implements document.ReadingStore.
func (db *DB) Step(ctx context.Context, bureau, reading string, no int) (document.Step, error) {
	var row stepRow
	err := db.s.Read(ctx).NewSelect().Model(&row).
		Where("bureau_id = ? AND reading_id = ? AND no = ?", bureau, reading, no).Scan(ctx)
	return row.Step.V, store.Found(err)
}

// ForgetSteps implements document.ReadingStore.
func (db *DB) ForgetSteps(ctx context.Context, bureau, reading string, from int) error {
	_, err := db.s.Write(ctx).NewDelete().Table("reading_step").
		Where("bureau_id = ? AND reading_id = ? AND no >= ?", bureau, reading, from).Exec(ctx)
	return err
}
