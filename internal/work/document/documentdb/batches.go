package documentdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/document"
)

var _ document.BatchStore = (*DB)(nil)

type batchRow struct {
	bun.BaseModel `bun:"table:batch"`

	BureauID string                   `bun:"bureau_id,pk"`
	ID       string                   `bun:"id,pk"`
	Year     int                      `bun:"year"`
	Chosen   int                      `bun:"chosen"`
	MadeBy   string                   `bun:"made_by"`
	MadeAt   store.Time               `bun:"made_at"`
	Actor    store.JSON[access.Actor] `bun:"actor"`
	Want     int                      `bun:"want"`
	Working  int                      `bun:"working"`
	EndedAt  store.Time               `bun:"ended_at"`
}

func rowOfBatch(b document.Batch) batchRow {
	row := batchRow{
		BureauID: b.Bureau, ID: b.ID, Year: b.Year, Chosen: b.Chosen, MadeBy: b.By.Person, MadeAt: store.At(b.At),
		Actor: store.AsJSON(b.By), Want: b.Want, EndedAt: store.At(b.Ended),
	}
	if b.Working {
		row.Working = 1
	}
	return row
}

func (row batchRow) batch() document.Batch {
	return document.Batch{
		Bureau: row.BureauID, ID: row.ID, Year: row.Year, Chosen: row.Chosen, By: row.Actor.V, At: row.MadeAt.Time,
		Want: row.Want, Working: row.Working == 1, Ended: row.EndedAt.Time,
	}
}

// InsertBatch implements document.BatchStore.
func (db *DB) InsertBatch(ctx context.Context, b document.Batch) error {
	row := rowOfBatch(b)
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

// Batch implements document.BatchStore.
func (db *DB) Batch(ctx context.Context, bureau, id string) (document.Batch, error) {
	var row batchRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	if err != nil {
		return document.Batch{}, store.Found(err)
	}
	b := row.batch()
	if b.Files, err = db.files(ctx, bureau, id); err != nil {
		return document.Batch{}, err
	}
	for _, f := range b.Files {
		count(&b.Tally, f.State, 1)
	}
	return b, nil
}

func count(t *document.Tally, state document.FileState, n int) {
	switch state {
	case document.FileDone:
		t.Done += n
	case document.FileFailed:
		t.Failed += n
	default:
		t.Waiting += n
	}
}

// HoldBatch implements document.BatchStore. The update takes the row's lock.
func (db *DB) HoldBatch(ctx context.Context, bureau, id string) (document.Batch, error) {
	_, err := db.s.Write(ctx).NewUpdate().Table("batch").Set("want = want").
		Where("bureau_id = ? AND id = ?", bureau, id).Exec(ctx)
	if err != nil {
		return document.Batch{}, err
	}
	return db.Batch(ctx, bureau, id)
}

// SaveBatch implements document.BatchStore.
func (db *DB) SaveBatch(ctx context.Context, b document.Batch) error {
	row := rowOfBatch(b)
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).Column("want", "working", "ended_at").
		Where("bureau_id = ? AND id = ?", b.Bureau, b.ID).Exec(ctx)
	return store.Changed(result, err, "notfound")
}

// Batches implements document.BatchStore.
func (db *DB) Batches(ctx context.Context, bureau string, year int) ([]document.Batch, error) {
	var rows []batchRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).
		Where("bureau_id = ? AND year = ?", bureau, year).OrderExpr("made_at DESC, id DESC").Scan(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	tallies, err := db.tallies(ctx, bureau, year)
	list := make([]document.Batch, 0, len(rows))
	for _, row := range rows {
		b := row.batch()
		b.Tally = tallies[b.ID]
		list = append(list, b)
	}
	return list, err
}

// tallies counts the files of a year's batches.
func (db *DB) tallies(ctx context.Context, bureau string, year int) (map[string]document.Tally, error) {
	var rows []struct {
		Batch string             `bun:"batch_id"`
		State document.FileState `bun:"state"`
		N     int                `bun:"n"`
	}
	err := db.s.Read(ctx).NewSelect().TableExpr("batch_file AS f").ColumnExpr("f.batch_id, f.state, count(*) AS n").
		Join("JOIN batch AS b ON b.bureau_id = f.bureau_id AND b.id = f.batch_id").
		Where("b.bureau_id = ? AND b.year = ?", bureau, year).GroupExpr("f.batch_id, f.state").Scan(ctx, &rows)
	tallies := map[string]document.Tally{}
	for _, row := range rows {
		t := tallies[row.Batch]
		count(&t, row.State, row.N)
		tallies[row.Batch] = t
	}
	return tallies, err
}

// Unfinished implements document.BatchStore.
func (db *DB) Unfinished(ctx context.Context) ([]document.Batch, error) {
	var rows []batchRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).Where("working = 1").OrderExpr("bureau_id, id").Scan(ctx)
	list := make([]document.Batch, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.batch())
	}
	return list, err
}

type batchFileRow struct {
	bun.BaseModel `bun:"table:batch_file"`

	BureauID  string                          `bun:"bureau_id,pk"`
	BatchID   string                          `bun:"batch_id,pk"`
	ID        string                          `bun:"id,pk"`
	No        int                             `bun:"no"`
	SentAs    string                          `bun:"sent_as"`
	Name      string                          `bun:"name"`
	Size      int64                           `bun:"size"`
	Hash      string                          `bun:"hash"`
	FileID    string                          `bun:"file_id"`
	State     document.FileState              `bun:"state"`
	Tries     int                             `bun:"tries"`
	ReadingID string                          `bun:"reading_id"`
	Title     string                          `bun:"title"`
	Counts    store.JSON[document.FileCounts] `bun:"counts"`
	Fault     store.JSON[i18n.Text]           `bun:"fault"`
}

func rowOfFile(bureau string, f document.BatchFile) batchFileRow {
	return batchFileRow{
		BureauID: bureau, BatchID: f.Batch, ID: f.ID, No: f.No, SentAs: f.SentAs, Name: f.Name, Size: f.Size, Hash: f.Hash,
		FileID: f.File, State: f.State, Tries: f.Tries, ReadingID: f.Reading, Title: f.Title,
		Counts: store.AsJSON(f.Counts), Fault: store.AsJSON(f.Fault),
	}
}

func (db *DB) files(ctx context.Context, bureau, batch string) ([]document.BatchFile, error) {
	var rows []batchFileRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).
		Where("bureau_id = ? AND batch_id = ?", bureau, batch).OrderExpr("no, id").Scan(ctx)
	files := make([]document.BatchFile, 0, len(rows))
	for _, r := range rows {
		files = append(files, document.BatchFile{
			ID: r.ID, Batch: r.BatchID, No: r.No, SentAs: r.SentAs, Name: r.Name, Size: r.Size, Hash: r.Hash, File: r.FileID,
			State: r.State, Tries: r.Tries, Reading: r.ReadingID, Title: r.Title, Counts: r.Counts.V, Fault: r.Fault.V,
		})
	}
	return files, err
}

// InsertFile implements document.BatchStore.
func (db *DB) InsertFile(ctx context.Context, bureau string, f document.BatchFile) error {
	row := rowOfFile(bureau, f)
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

// SaveFile implements document.BatchStore.
func (db *DB) SaveFile(ctx context.Context, bureau string, f document.BatchFile) (bool, error) {
	row := rowOfFile(bureau, f)
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).
		Column("name", "size", "hash", "file_id", "state", "tries", "reading_id", "title", "counts", "fault").
		Where("bureau_id = ? AND batch_id = ? AND id = ? AND state <> ?", bureau, f.Batch, f.ID, document.FileDone).Exec(ctx)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}
