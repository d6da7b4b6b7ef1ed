// Package recorddb keeps form versions and records in the database.
package recorddb

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/base/record"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
)

// DB implements record.Store.
type DB struct{ s *store.Store }

var _ record.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

type versionRow struct {
	bun.BaseModel `bun:"table:form_version,alias:v"`

	BureauID    string     `bun:"bureau_id,pk"`
	Form        string     `bun:"form,pk"`
	No          int        `bun:"no,pk"`
	YAML        string     `bun:"yaml"`
	PublishedAt store.Time `bun:"published_at"`
	PublishedBy string     `bun:"published_by"`
}

func (r versionRow) version() record.StoredVersion {
	return record.StoredVersion{Form: r.Form, No: r.No, YAML: r.YAML, Published: r.PublishedAt.Time, By: r.PublishedBy}
}

// Hold implements record.Store.
func (d *DB) Hold(ctx context.Context, bureau, name string) error { return d.s.Hold(ctx, bureau, name) }

// AfterCommit implements record.Store.
func (d *DB) AfterCommit(ctx context.Context, fn func()) { d.s.AfterCommit(ctx, fn) }

// InsertVersion implements record.Store.
func (d *DB) InsertVersion(ctx context.Context, bureau string, v record.StoredVersion) error {
	row := versionRow{BureauID: bureau, Form: v.Form, No: v.No, YAML: v.YAML, PublishedAt: store.At(v.Published), PublishedBy: v.By}
	_, err := d.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	if store.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, "record.published")
	}
	return err
}

// Version implements record.Store.
func (d *DB) Version(ctx context.Context, bureau, form string, no int) (record.StoredVersion, error) {
	var row versionRow
	err := d.s.Read(ctx).NewSelect().Model(&row).
		Where("bureau_id = ?", bureau).Where("form = ?", form).Where("no = ?", no).Scan(ctx)
	return row.version(), store.Found(err)
}

// VersionAt implements record.Store.
func (d *DB) VersionAt(ctx context.Context, bureau, form string, at time.Time) (record.StoredVersion, error) {
	var row versionRow
	err := d.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ?", bureau).Where("form = ?", form).
		Where("published_at <= ?", store.At(at)).OrderExpr("no DESC").Limit(1).Scan(ctx)
	return row.version(), store.Found(err)
}

// LatestNo implements record.Store.
func (d *DB) LatestNo(ctx context.Context, bureau, form string) (int, error) {
	var no int
	err := d.s.Read(ctx).NewSelect().Model((*versionRow)(nil)).ColumnExpr("coalesce(max(no), 0)").
		Where("bureau_id = ?", bureau).Where("form = ?", form).Scan(ctx, &no)
	return no, err
}

// Forms implements record.Store.
func (d *DB) Forms(ctx context.Context, bureau string) ([]record.StoredVersion, error) {
	var rows []versionRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).
		Where("no = (SELECT max(w.no) FROM form_version AS w WHERE w.bureau_id = v.bureau_id AND w.form = v.form)").
		Order("form").Scan(ctx)
	if err != nil {
		return nil, err
	}
	versions := make([]record.StoredVersion, len(rows))
	for i, r := range rows {
		versions[i] = r.version()
	}
	return versions, nil
}

type recordRow struct {
	bun.BaseModel `bun:"table:record,alias:r"`

	BureauID string `bun:"bureau_id,pk"`
	ID       string `bun:"id,pk"`
	Form     string `bun:"form"`
	Version  int    `bun:"version"`
	Rev      int    `bun:"rev"`
	Cells    string `bun:"cells"`
}

func rowOf(bureau string, c record.Current) recordRow {
	return recordRow{BureauID: bureau, ID: c.ID, Form: c.Form, Version: c.Version, Rev: c.Rev, Cells: c.Cells}
}

// A hand-in writes one record and one document; many are written when a campaign
// is opened or a workbook taken in.
var (
	newRecord     = store.FixedInsert((*recordRow)(nil), "")
	changedRecord = store.FixedUpdate((*recordRow)(nil), "bureau_id = ? AND id = ? AND rev = ? AND form = ?", "version", "rev", "cells")
	newDocument   = store.FixedInsert((*documentRow)(nil), "")
)

// Insert implements record.Store.
func (d *DB) Insert(ctx context.Context, bureau string, records []record.Current) error {
	if len(records) == 1 {
		row := rowOf(bureau, records[0])
		return d.s.Put(ctx, newRecord, &row, store.Any)
	}
	for part := range slices.Chunk(records, 200) {
		rows := make([]recordRow, len(part))
		for i, c := range part {
			rows[i] = rowOf(bureau, c)
		}
		if _, err := d.s.Write(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Update implements record.Store.
func (d *DB) Update(ctx context.Context, bureau string, c record.Current, base int) error {
	row := rowOf(bureau, c)
	return d.s.Put(ctx, changedRecord, &row, store.Met("record.stale"), bureau, c.ID, base, c.Form)
}

type documentRow struct {
	bun.BaseModel `bun:"table:record_revision,alias:d"`

	BureauID string     `bun:"bureau_id,pk"`
	RecordID string     `bun:"record_id,pk"`
	Rev      int        `bun:"rev,pk"`
	Version  int        `bun:"version"`
	Document string     `bun:"document"`
	Raw      string     `bun:"raw"`
	PersonID string     `bun:"person_id"`
	At       store.Time `bun:"at"`
	FromRev  int        `bun:"from_rev"`
}

func documentRowOf(bureau string, doc record.Document) documentRow {
	return documentRow{
		BureauID: bureau, RecordID: doc.Record, Rev: doc.Rev, Version: doc.Version,
		Document: doc.Values, Raw: doc.Raw, PersonID: doc.Person, At: store.At(doc.At), FromRev: doc.From,
	}
}

// InsertDocuments implements record.Store.
func (d *DB) InsertDocuments(ctx context.Context, bureau string, documents []record.Document) error {
	if len(documents) == 1 {
		row := documentRowOf(bureau, documents[0])
		return d.s.Put(ctx, newDocument, &row, store.Any)
	}
	for part := range slices.Chunk(documents, 200) {
		rows := make([]documentRow, len(part))
		for i, doc := range part {
			rows[i] = documentRowOf(bureau, doc)
		}
		if _, err := d.s.Write(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// formRow is a document with the form that it fills.
type formRow struct {
	documentRow `bun:",extend"`
	Form        string `bun:"form"`
}

var (
	newestDocument = documentOf("d.rev = r.rev")
	documentAt     = documentOf("d.rev = $3")
)

func documentOf(rev string) *store.Fixed {
	return store.FixedSelect((*formRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.ColumnExpr("d.*, r.form").
			Join("JOIN record AS r ON r.bureau_id = d.bureau_id AND r.id = d.record_id").
			Where("d.bureau_id = $1 AND d.record_id = $2").Where(rev)
	})
}

// Document implements record.Store.
func (d *DB) Document(ctx context.Context, bureau, id string, rev int) (record.Document, error) {
	var row formRow
	var err error
	if rev == 0 {
		err = d.s.One(ctx, newestDocument, &row, bureau, id)
	} else {
		err = d.s.One(ctx, documentAt, &row, bureau, id, rev)
	}
	return row.revision(), store.Found(err)
}

// History implements record.Store.
func (d *DB) History(ctx context.Context, bureau, id string) ([]record.Revision, error) {
	var rows []documentRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).Column("rev", "version", "person_id", "at").
		Where("bureau_id = ?", bureau).Where("record_id = ?", id).Order("rev DESC").Scan(ctx)
	if err != nil {
		return nil, err
	}
	revisions := make([]record.Revision, len(rows))
	for i, r := range rows {
		revisions[i] = record.Revision{Rev: r.Rev, Version: r.Version, Person: r.PersonID, At: r.At.Time}
	}
	return revisions, nil
}

// Currents implements record.Store.
func (d *DB) Currents(ctx context.Context, bureau string, ids []string) ([]record.Current, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []recordRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).Column("id", "form", "version", "rev", "cells").
		Where("bureau_id = ?", bureau).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]record.Current, len(rows))
	for i, r := range rows {
		out[i] = record.Current{ID: r.ID, Form: r.Form, Version: r.Version, Rev: r.Rev, Cells: r.Cells}
	}
	return out, nil
}
