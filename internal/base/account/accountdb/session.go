package accountdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
)

// Sessions keeps server sessions for scs. A session's token is stored as its
// SHA-256, so that a copy of the database opens no session.
type Sessions struct {
	s   *store.Store
	now func() time.Time
}

var _ scs.CtxStore = (*Sessions)(nil)

// NewSessions makes the sessions' store.
func NewSessions(s *store.Store, now func() time.Time) *Sessions { return &Sessions{s: s, now: now} }

type sessionRow struct {
	bun.BaseModel `bun:"table:session,alias:s"`

	Digest string     `bun:"digest,pk"`
	Data   []byte     `bun:"data"`
	Expiry store.Time `bun:"expiry"`
}

func sessionDigest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// FindCtx implements scs.CtxStore.
func (d *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	var row sessionRow
	err = d.s.Read(ctx).NewSelect().Model(&row).Where("digest = ?", sessionDigest(token)).
		Where("expiry > ?", d.now().UnixMicro()).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return row.Data, err == nil, err
}

// CommitCtx implements scs.CtxStore.
func (d *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	row := sessionRow{Digest: sessionDigest(token), Data: data, Expiry: store.At(expiry)}
	_, err := d.s.Write(ctx).NewInsert().Model(&row).On("CONFLICT (digest) DO UPDATE").
		Set("data = excluded.data").Set("expiry = excluded.expiry").Exec(ctx)
	return err
}

// DeleteCtx implements scs.CtxStore.
func (d *Sessions) DeleteCtx(ctx context.Context, token string) error {
	_, err := d.s.Write(ctx).NewDelete().Model((*sessionRow)(nil)).Where("digest = ?", sessionDigest(token)).Exec(ctx)
	return err
}

// Clean removes sessions that are over and returns how many; a job calls it.
func (d *Sessions) Clean(ctx context.Context) (int64, error) {
	result, err := d.s.Write(ctx).NewDelete().Model((*sessionRow)(nil)).Where("expiry <= ?", d.now().UnixMicro()).Exec(ctx)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Find implements scs.Store.
func (d *Sessions) Find(token string) ([]byte, bool, error) {
	return d.FindCtx(context.Background(), token)
}

// Commit implements scs.Store.
func (d *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return d.CommitCtx(context.Background(), token, data, expiry)
}

// Delete implements scs.Store.
func (d *Sessions) Delete(token string) error { return d.DeleteCtx(context.Background(), token) }
