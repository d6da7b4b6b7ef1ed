// Package blobdb keeps the rows of files in the database.
package blobdb

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"nianlun/internal/base/blob"
	"nianlun/internal/kit/store"
)

// DB implements blob.Store.
type DB struct{ s *store.Store }

var _ blob.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

type row struct {
	bun.BaseModel `bun:"table:blob_file,alias:f"`

	BureauID string     `bun:"bureau_id,pk"`
	ID       string     `bun:"id,pk"`
	Hash     string     `bun:"hash"`
	Name     string     `bun:"name"`
	Size     int64      `bun:"size"`
	Type     string     `bun:"type"`
	PersonID string     `bun:"person_id"`
	At       store.Time `bun:"at"`
}

func (r row) file() blob.File {
	return blob.File{ID: r.ID, Hash: r.Hash, Name: r.Name, Size: r.Size, Type: r.Type, Person: r.PersonID, At: r.At.Time}
}

// Insert implements blob.Store.
func (d *DB) Insert(ctx context.Context, bureau string, f blob.File) error {
	r := row{BureauID: bureau, ID: f.ID, Hash: f.Hash, Name: f.Name, Size: f.Size, Type: f.Type, PersonID: f.Person, At: store.At(f.At)}
	_, err := d.s.Write(ctx).NewInsert().Model(&r).Exec(ctx)
	return err
}

// File implements blob.Store.
func (d *DB) File(ctx context.Context, bureau, id string) (blob.File, error) {
	var r row
	err := d.s.Read(ctx).NewSelect().Model(&r).Where("bureau_id = ?", bureau).Where("id = ?", id).Scan(ctx)
	return r.file(), store.Found(err)
}

// Files implements blob.Store.
func (d *DB) Files(ctx context.Context, bureau string, ids []string) ([]blob.File, error) {
	var files []blob.File
	for part := range slices.Chunk(ids, 500) {
		var rows []row
		err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).
			Where("id IN (?)", bun.List(part)).Order("id").Scan(ctx)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			files = append(files, r.file())
		}
	}
	return files, nil
}

// Known implements blob.Store.
func (d *DB) Known(ctx context.Context, hashes []string) (map[string]bool, error) {
	known := map[string]bool{}
	for part := range slices.Chunk(hashes, 500) {
		var found []string
		err := d.s.Read(ctx).NewSelect().Model((*row)(nil)).Distinct().Column("hash").Where("hash IN (?)", bun.List(part)).Scan(ctx, &found)
		if err != nil {
			return nil, err
		}
		for _, hash := range found {
			known[hash] = true
		}
	}
	return known, nil
}
