// Package accountdb keeps passwords, tries, tokens and sessions in the database.
package accountdb

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/base/account"
	"nianlun/internal/kit/store"
)

// DB implements account.Store.
type DB struct{ s *store.Store }

var _ account.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

type accountRow struct {
	bun.BaseModel `bun:"table:account,alias:a"`

	BureauID   string     `bun:"bureau_id,pk"`
	PersonID   string     `bun:"person_id,pk"`
	Hash       string     `bun:"hash"`
	MustChange int        `bun:"must_change"`
	ChangedAt  store.Time `bun:"changed_at"`
}

// Password implements account.Store.
func (d *DB) Password(ctx context.Context, bureau, person string) (account.Password, error) {
	var row accountRow
	err := d.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ?", bureau).Where("person_id = ?", person).Scan(ctx)
	return account.Password{Person: row.PersonID, Hash: row.Hash, MustChange: row.MustChange == 1, Changed: row.ChangedAt.Time}, store.Found(err)
}

// SetPassword implements account.Store.
func (d *DB) SetPassword(ctx context.Context, bureau string, p account.Password) error {
	row := accountRow{BureauID: bureau, PersonID: p.Person, Hash: p.Hash, ChangedAt: store.At(p.Changed)}
	if p.MustChange {
		row.MustChange = 1
	}
	_, err := d.s.Write(ctx).NewInsert().Model(&row).On("CONFLICT (bureau_id, person_id) DO UPDATE").
		Set("hash = excluded.hash").Set("must_change = excluded.must_change").Set("changed_at = excluded.changed_at").Exec(ctx)
	return err
}

type tryRow struct {
	bun.BaseModel `bun:"table:signin_try,alias:t"`

	BureauID    string     `bun:"bureau_id,pk"`
	Digest      string     `bun:"login_digest,pk"`
	Failures    int        `bun:"failures"`
	LastAt      store.Time `bun:"last_at"`
	LockedUntil int64      `bun:"locked_until"` // microseconds, 0 for not locked
}

func (r tryRow) tries() account.Tries {
	t := account.Tries{Failures: r.Failures, Last: r.LastAt.Time}
	if r.LockedUntil > 0 {
		t.LockedUntil = time.UnixMicro(r.LockedUntil).UTC()
	}
	return t
}

// Tries implements account.Store.
func (d *DB) Tries(ctx context.Context, bureau, digest string) (account.Tries, error) {
	var row tryRow
	err := d.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ?", bureau).Where("login_digest = ?", digest).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return account.Tries{}, nil
	}
	return row.tries(), err
}

// Charge implements account.Store. While a lock holds, a try neither counts nor
// lengthens it.
func (d *DB) Charge(ctx context.Context, bureau, digest string, now, since time.Time) (account.Tries, error) {
	row := tryRow{BureauID: bureau, Digest: digest, Failures: 1, LastAt: store.At(now)}
	moment := now.UnixMicro()
	_, err := d.s.Write(ctx).NewInsert().Model(&row).On("CONFLICT (bureau_id, login_digest) DO UPDATE").
		Set(`failures = CASE WHEN t.locked_until > ? THEN t.failures
			WHEN t.last_at < ? THEN 1 ELSE t.failures + 1 END`, moment, since.UnixMicro()).
		Set("last_at = excluded.last_at").
		Set("locked_until = CASE WHEN t.locked_until > ? THEN t.locked_until ELSE 0 END", moment).
		Returning("*").Exec(ctx)
	return row.tries(), err
}

// Lock implements account.Store.
func (d *DB) Lock(ctx context.Context, bureau, digest string, until time.Time) error {
	_, err := d.s.Write(ctx).NewUpdate().Model((*tryRow)(nil)).
		Set("failures = 0").Set("locked_until = ?", until.UnixMicro()).
		Where("bureau_id = ?", bureau).Where("login_digest = ?", digest).Exec(ctx)
	return err
}

// Forget implements account.Store.
func (d *DB) Forget(ctx context.Context, bureau, digest string) error {
	_, err := d.s.Write(ctx).NewDelete().Model((*tryRow)(nil)).
		Where("bureau_id = ?", bureau).Where("login_digest = ?", digest).Exec(ctx)
	return err
}

// ForgetBefore implements account.Store.
func (d *DB) ForgetBefore(ctx context.Context, before time.Time) error {
	_, err := d.s.Write(ctx).NewDelete().Model((*tryRow)(nil)).
		Where("last_at < ?", before.UnixMicro()).Where("locked_until < ?", before.UnixMicro()).Exec(ctx)
	return err
}
