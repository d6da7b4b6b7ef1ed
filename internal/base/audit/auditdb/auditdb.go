// Package auditdb keeps the log in the database. It never changes what an entry
// says: only its place is written after it.
package auditdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"
	"golang.org/x/mod/sumdb/tlog"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
)

// DB implements audit.Store.
type DB struct{ s *store.Store }

var _ audit.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

type entryRow struct {
	bun.BaseModel `bun:"table:audit_entry,alias:e"`

	BureauID   string     `bun:"bureau_id,pk"`
	ID         string     `bun:"id,pk"`
	No         int64      `bun:"no"`
	At         store.Time `bun:"at"`
	PersonID   string     `bun:"person_id"`
	PersonName string     `bun:"person_name"`
	PostID     string     `bun:"post_id"`
	PostUnit   string     `bun:"post_unit"`
	Role       string     `bun:"role"`
	Door       string     `bun:"door"`
	Verb       string     `bun:"verb"`
	Kind       string     `bun:"kind"`
	Thing      string     `bun:"thing"`
	UnitID     string     `bun:"unit_id"`
	Data       string     `bun:"data"`
	Digest     string     `bun:"digest"`
	MAC        string     `bun:"mac"`
}

// inline is the longest data that stands in the entry's own row. Longer ones lie
// in audit_data: a row is written again when its entry gets its place.
const inline = 1000

type dataRow struct {
	bun.BaseModel `bun:"table:audit_data,alias:x"`

	BureauID string `bun:"bureau_id,pk"`
	EntryID  string `bun:"entry_id,pk"`
	Data     string `bun:"data"`
}

// columns are those of an entry without its data.
var columns = []string{
	"bureau_id", "id", "no", "at", "person_id", "person_name", "post_id", "post_unit", "role", "door", "verb", "kind", "thing",
	"unit_id", "digest", "mac",
}

// whole selects entries with their data, wherever it lies.
func (d *DB) whole(ctx context.Context, rows *[]entryRow) *bun.SelectQuery {
	return d.selected(ctx, rows, "coalesce((SELECT x.data FROM audit_data AS x WHERE x.bureau_id = e.bureau_id AND x.entry_id = e.id), e.data)")
}

func (d *DB) selected(ctx context.Context, rows *[]entryRow, data string) *bun.SelectQuery {
	return d.s.Read(ctx).NewSelect().Model(rows).Column(columns...).ColumnExpr(data + " AS data")
}

func (r entryRow) entry() audit.Entry {
	return audit.Entry{
		ID: r.ID, Bureau: r.BureauID, No: r.No, At: r.At.Time, Person: r.PersonID, PersonName: r.PersonName,
		Post: r.PostID, PostUnit: r.PostUnit, Role: access.Role(r.Role), Door: access.Door(r.Door), Verb: r.Verb,
		Kind: access.Kind(r.Kind), Thing: r.Thing, Unit: r.UnitID, Data: []byte(r.Data), Digest: r.Digest, MAC: r.MAC,
	}
}

func entries(rows []entryRow) []audit.Entry {
	out := make([]audit.Entry, len(rows))
	for i, r := range rows {
		out[i] = r.entry()
	}
	return out
}

var (
	newEntry = store.FixedInsert((*entryRow)(nil), "")
	newData  = store.FixedInsert((*dataRow)(nil), "")
)

// Insert writes one entry, and its data apart when it is long.
func (d *DB) Insert(ctx context.Context, e audit.Entry) error {
	row := entryRow{
		BureauID: e.Bureau, ID: e.ID, No: e.No, At: store.At(e.At), PersonID: e.Person, PersonName: e.PersonName,
		PostID: e.Post, PostUnit: e.PostUnit, Role: string(e.Role), Door: string(e.Door), Verb: e.Verb,
		Kind: string(e.Kind), Thing: e.Thing, UnitID: e.Unit, Data: string(e.Data), Digest: e.Digest, MAC: e.MAC,
	}
	if len(row.Data) > inline {
		apart := dataRow{BureauID: e.Bureau, EntryID: e.ID, Data: row.Data}
		if err := d.s.Put(ctx, newData, &apart, store.Any); err != nil {
			return err
		}
		row.Data = ""
	}
	return d.s.Put(ctx, newEntry, &row, store.Any)
}

// AfterCommit implements audit.Store.
func (d *DB) AfterCommit(ctx context.Context, fn func()) { d.s.AfterCommit(ctx, fn) }

// WaitingBureaus implements audit.Store. It goes from one bureau to the next in the
// index of those that wait, where a DISTINCT would read the whole log whenever the
// server's statistics were taken in the middle of a burst.
func (d *DB) WaitingBureaus(ctx context.Context) ([]string, error) {
	var bureaus []string
	for {
		var next []string
		query := d.s.Read(ctx).NewSelect().Model((*entryRow)(nil)).Column("bureau_id").
			Where("no = 0").Order("bureau_id", "at", "id").Limit(1)
		if n := len(bureaus); n > 0 {
			query.Where("bureau_id > ?", bureaus[n-1])
		}
		if err := query.Scan(ctx, &next); err != nil || len(next) == 0 {
			return bureaus, err
		}
		bureaus = append(bureaus, next[0])
	}
}

// Unsealed implements audit.Store.
func (d *DB) Unsealed(ctx context.Context, bureau string, skip, limit int) ([]audit.Entry, error) {
	var rows []entryRow
	return unplaced(ctx, d.whole(ctx, &rows), &rows, bureau, skip, limit)
}

// Waiting implements audit.Store.
func (d *DB) Waiting(ctx context.Context, bureau string, skip, limit int) ([]audit.Entry, error) {
	var rows []entryRow
	return unplaced(ctx, d.selected(ctx, &rows, "CASE WHEN e.digest = '' THEN e.data ELSE '' END"), &rows, bureau, skip, limit)
}

func unplaced(ctx context.Context, query *bun.SelectQuery, rows *[]entryRow, bureau string, skip, limit int) ([]audit.Entry, error) {
	err := query.Where("bureau_id = ?", bureau).Where("no = 0").Order("at", "id").Limit(int64(limit)).Offset(int64(skip)).Scan(ctx)
	return entries(*rows), err
}

type headRow struct {
	bun.BaseModel `bun:"table:audit_head,alias:h"`

	BureauID string     `bun:"bureau_id,pk"`
	Size     int64      `bun:"size"`
	Hash     string     `bun:"hash"`
	At       store.Time `bun:"at"`
}

// Head implements audit.Store.
func (d *DB) Head(ctx context.Context, bureau string) (audit.Head, error) {
	var row headRow
	err := d.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ?", bureau).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return audit.Head{Bureau: bureau}, nil
	}
	return audit.Head{Bureau: bureau, Size: row.Size, Hash: row.Hash, At: row.At.Time}, err
}

// Grow implements audit.Store. On PostgreSQL the row's lock makes a second sealer
// wait here and then find that the size is another.
func (d *DB) Grow(ctx context.Context, from int64, to audit.Head) error {
	row := headRow{BureauID: to.Bureau, Size: to.Size, Hash: to.Hash, At: store.At(to.At)}
	if from == 0 {
		result, err := d.s.Write(ctx).NewInsert().Model(&row).On("CONFLICT (bureau_id) DO NOTHING").Exec(ctx)
		return store.Changed(result, err, "audit.head")
	}
	result, err := d.s.Write(ctx).NewUpdate().Model(&row).WherePK().Where("size = ?", from).Exec(ctx)
	return store.Changed(result, err, "audit.head")
}

// Place implements audit.Store.
func (d *DB) Place(ctx context.Context, bureau string, placed []audit.Placed) error {
	for part := range slices.Chunk(placed, 500) {
		values := make([]bun.TupleValues, len(part))
		for i, p := range part {
			values[i] = bun.Tuple([]any{p.ID, p.No})
		}
		result, err := d.s.Write(ctx).NewRaw(`WITH v (id, no) AS (VALUES ?)
			UPDATE audit_entry SET no = v.no FROM v
			WHERE audit_entry.bureau_id = ? AND audit_entry.id = v.id AND audit_entry.no = 0`,
			bun.List(values), bureau).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n != int64(len(part)) {
			return errors.Join(err, fault.New(fault.Conflict, "audit.head"))
		}
	}
	return nil
}

type hashRow struct {
	bun.BaseModel `bun:"table:audit_hash,alias:h"`

	BureauID string `bun:"bureau_id,pk"`
	Idx      int64  `bun:"idx,pk"`
	Hash     string `bun:"hash"`
}

// Hashes implements audit.Store.
func (d *DB) Hashes(ctx context.Context, bureau string, indexes []int64) ([]tlog.Hash, error) {
	var rows []hashRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Where("idx IN (?)", bun.List(indexes)).Scan(ctx)
	if err != nil {
		return nil, err
	}
	byIndex, err := parsed(rows)
	if err != nil {
		return nil, err
	}
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		h, ok := byIndex[index]
		if !ok {
			return nil, fmt.Errorf("audit: hash %d of bureau %s is gone", index, bureau)
		}
		out[i] = h
	}
	return out, nil
}

// HashRange implements audit.Store. A hash that cannot be read is left out.
func (d *DB) HashRange(ctx context.Context, bureau string, from, to int64) (map[int64]tlog.Hash, error) {
	var rows []hashRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).
		Where("idx >= ?", from).Where("idx < ?", to).Scan(ctx)
	if err != nil {
		return nil, err
	}
	readable := slices.DeleteFunc(rows, func(r hashRow) bool { _, err := tlog.ParseHash(r.Hash); return err != nil })
	return parsed(readable)
}

func parsed(rows []hashRow) (map[int64]tlog.Hash, error) {
	byIndex := make(map[int64]tlog.Hash, len(rows))
	for _, r := range rows {
		h, err := tlog.ParseHash(r.Hash)
		if err != nil {
			return nil, fmt.Errorf("audit: hash %d: %w", r.Idx, err)
		}
		byIndex[r.Idx] = h
	}
	return byIndex, nil
}

// LastHash implements audit.Store.
func (d *DB) LastHash(ctx context.Context, bureau string) (int64, error) {
	last := int64(-1)
	err := d.s.Read(ctx).NewSelect().Model((*hashRow)(nil)).ColumnExpr("coalesce(max(idx), -1)").
		Where("bureau_id = ?", bureau).Scan(ctx, &last)
	return last, err
}

// AddHashes implements audit.Store.
func (d *DB) AddHashes(ctx context.Context, bureau string, first int64, hashes []tlog.Hash) error {
	rows := make([]hashRow, len(hashes))
	for i, h := range hashes {
		rows[i] = hashRow{BureauID: bureau, Idx: first + int64(i), Hash: h.String()}
	}
	for part := range slices.Chunk(rows, 500) {
		if _, err := d.s.Write(ctx).NewInsert().Model(&part).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Sealed implements audit.Store.
func (d *DB) Sealed(ctx context.Context, bureau string, after int64, verbs []string, limit int) ([]audit.Entry, error) {
	var rows []entryRow
	query := d.whole(ctx, &rows).Where("bureau_id = ?", bureau).Where("no > ?", max(after, 0)).Where("no > 0")
	if len(verbs) > 0 {
		query.Where("verb IN (?)", bun.List(verbs))
	}
	err := query.Order("no").Limit(int64(limit)).Scan(ctx)
	return entries(rows), err
}

// Find implements audit.Store.
func (d *DB) Find(ctx context.Context, q audit.Query) ([]audit.Entry, error) {
	var rows []entryRow
	query := d.whole(ctx, &rows).Where("bureau_id = ?", q.Bureau)
	for _, c := range []struct{ column, value string }{
		{"kind", string(q.Kind)}, {"thing", q.Thing}, {"person_id", q.Person}, {"unit_id", q.Unit}, {"verb", q.Verb},
	} {
		if c.value != "" {
			query.Where("? = ?", bun.Ident(c.column), c.value)
		}
	}
	if q.Before != "" {
		query.Where("id < ?", q.Before)
	}
	limit := q.Limit
	if limit <= 0 {
		limit = 100
	}
	err := query.Order("id DESC").Limit(int64(limit)).Scan(ctx)
	return entries(rows), err
}

type followerRow struct {
	bun.BaseModel `bun:"table:audit_follower,alias:f"`

	BureauID string `bun:"bureau_id,pk"`
	Name     string `bun:"name,pk"`
	No       int64  `bun:"no"`
}

// Cursor implements audit.Store.
func (d *DB) Cursor(ctx context.Context, bureau, name string) (int64, error) {
	var no int64
	err := d.s.Read(ctx).NewSelect().Model((*followerRow)(nil)).Column("no").
		Where("bureau_id = ?", bureau).Where("name = ?", name).Scan(ctx, &no)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return no, err
}

// Advance implements audit.Store.
func (d *DB) Advance(ctx context.Context, bureau, name string, from, to int64) error {
	row := followerRow{BureauID: bureau, Name: name, No: to}
	if from == 0 {
		result, err := d.s.Write(ctx).NewInsert().Model(&row).On("CONFLICT (bureau_id, name) DO NOTHING").Exec(ctx)
		return store.Changed(result, err, "audit.cursor")
	}
	result, err := d.s.Write(ctx).NewUpdate().Model(&row).WherePK().Where("no = ?", from).Exec(ctx)
	return store.Changed(result, err, "audit.cursor")
}

// Bureaus implements audit.Store.
func (d *DB) Bureaus(ctx context.Context) ([]string, error) {
	var bureaus []string
	err := d.s.Read(ctx).NewSelect().Model((*headRow)(nil)).Column("bureau_id").Order("bureau_id").Scan(ctx, &bureaus)
	return bureaus, err
}
