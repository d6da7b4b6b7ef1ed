package documentdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/document"
)

var _ document.ReadingStore = (*DB)(nil)

type readingRow struct {
	bun.BaseModel `bun:"table:reading"`

	BureauID string                       `bun:"bureau_id,pk"`
	ID       string                       `bun:"id,pk"`
	Year     int                          `bun:"year"`
	Title    string                       `bun:"title"`
	Number   string                       `bun:"number"`
	FileID   string                       `bun:"file_id"`
	FileName string                       `bun:"file_name"`
	BatchID  string                       `bun:"batch_id"`
	ReadBy   string                       `bun:"read_by"`
	ReadAt   store.Time                   `bun:"read_at"`
	Doc      store.JSON[docread.Document] `bun:"doc"`
	State    document.ReadingState        `bun:"state"`
	Counts   store.JSON[document.Counts]  `bun:"counts"`
	Rev      int                          `bun:"rev"`
	Steps    int                          `bun:"steps"`
	Version  int                          `bun:"version"`
}

func rowOfReading(r document.Reading) readingRow {
	return readingRow{
		BureauID: r.Bureau, ID: r.ID, Year: r.Year, Title: r.Title, Number: r.Number, FileID: r.File, FileName: r.FileName, BatchID: r.Batch,
		ReadBy: r.By, ReadAt: store.At(r.At), Doc: store.AsJSON(r.Doc), State: r.State, Counts: store.AsJSON(r.Counts),
		Rev: r.Rev, Steps: r.Steps, Version: r.Version,
	}
}

func (row readingRow) reading() document.Reading {
	return document.Reading{
		Bureau: row.BureauID, ID: row.ID, Year: row.Year, Title: row.Title, Number: row.Number, File: row.FileID, FileName: row.FileName, Batch: row.BatchID,
		By: row.ReadBy, At: row.ReadAt.Time, Doc: row.Doc.V, State: row.State, Counts: row.Counts.V, Rev: row.Rev, Steps: row.Steps, Version: row.Version,
	}
}

// InsertReading implements document.ReadingStore.
func (db *DB) InsertReading(ctx context.Context, r document.Reading) error {
	row := rowOfReading(r)
	if _, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx); err != nil {
		return err
	}
	return db.putProposals(ctx, r.Bureau, r.ID, r.Proposals)
}

// Reading implements document.ReadingStore.
func (db *DB) Reading(ctx context.Context, bureau, id string) (document.Reading, error) {
	var row readingRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	if err != nil {
		return document.Reading{}, store.Found(err)
	}
	r := row.reading()
	if r.Proposals, err = db.proposals(ctx, bureau, id); err != nil {
		return document.Reading{}, err
	}
	if r.Corrections, err = db.corrections(ctx, bureau, id); err != nil {
		return document.Reading{}, err
	}
	return r, nil
}

// HoldReading implements document.ReadingStore. The update takes the row's lock,
// which keeps other acts on the same reading waiting until the commit.
func (db *DB) HoldReading(ctx context.Context, bureau, id string) (document.Reading, error) {
	_, err := db.s.Write(ctx).NewUpdate().Table("reading").Set("rev = rev").
		Where("bureau_id = ? AND id = ?", bureau, id).Exec(ctx)
	if err != nil {
		return document.Reading{}, err
	}
	return db.Reading(ctx, bureau, id)
}

// Readings implements document.ReadingStore.
func (db *DB) Readings(ctx context.Context, bureau string, year int) ([]document.Reading, error) {
	var rows []readingRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).ExcludeColumn("doc").
		Where("bureau_id = ? AND year = ?", bureau, year).OrderExpr("read_at DESC, id DESC").Scan(ctx)
	all := make([]document.Reading, 0, len(rows))
	for _, row := range rows {
		all = append(all, row.reading())
	}
	return all, err
}

// SaveReading implements document.ReadingStore.
func (db *DB) SaveReading(ctx context.Context, r document.Reading, changed []document.Proposal, gone []string) error {
	row := rowOfReading(r)
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).Column("state", "counts", "rev", "steps").
		Where("bureau_id = ? AND id = ? AND rev = ?", r.Bureau, r.ID, r.Rev-1).Exec(ctx)
	if err := store.Changed(result, err, "reading.changed"); err != nil {
		return err
	}
	if len(gone) > 0 {
		_, err := db.s.Write(ctx).NewDelete().Table("proposal").
			Where("bureau_id = ? AND reading_id = ? AND id IN (?)", r.Bureau, r.ID, bun.List(gone)).Exec(ctx)
		if err != nil {
			return err
		}
	}
	return db.putProposals(ctx, r.Bureau, r.ID, changed)
}
