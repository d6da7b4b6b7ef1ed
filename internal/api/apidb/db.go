// Package apidb keeps the answers of the API to requests with an idempotency
// key. It holds no rule.
package apidb

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/api"
	"nianlun/internal/kit/store"
)

// DB is the store of answers. It fulfils api.Replays.
type DB struct{ store *store.Store }

// New makes the store.
func New(s *store.Store) *DB { return &DB{store: s} }

type replayRow struct {
	bun.BaseModel `bun:"table:api_replay,alias:r"`

	Bureau  string     `bun:"bureau_id,pk"`
	Post    string     `bun:"post_id,pk"`
	Key     string     `bun:"key,pk"`
	Request string     `bun:"request"`
	Answer  string     `bun:"answer"`
	At      store.Time `bun:"at"`
}

// replayByKey does not ask for the age: given one, PostgreSQL reads a young table
// by the index of ages, the whole bureau each time.
var replayByKey = store.FixedSelect((*replayRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("bureau_id = $1 AND post_id = $2 AND key = $3")
})

// Find implements api.Replays.
func (db *DB) Find(ctx context.Context, bureau, post, key string, after time.Time) (api.Replay, bool, error) {
	var r replayRow
	err := db.store.One(ctx, replayByKey, &r, bureau, post, key)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return api.Replay{}, false, nil
	case err != nil:
		return api.Replay{}, false, err
	case !r.At.After(after):
		return api.Replay{}, false, nil
	}
	return api.Replay{Bureau: r.Bureau, Post: r.Post, Key: r.Key, Request: r.Request, Answer: r.Answer, At: r.At.Time}, true, nil
}

// newReplay takes the place of an answer that is old: it gives way here as well and
// not only when Forget comes round, or its key would be taken and yet not found
// until then.
var newReplay = store.FixedInsert((*replayRow)(nil), "ON CONFLICT (bureau_id, post_id, key) DO UPDATE "+
	"SET request = EXCLUDED.request, answer = EXCLUDED.answer, at = EXCLUDED.at WHERE api_replay.at <= ?")

// Keep implements api.Replays.
func (db *DB) Keep(ctx context.Context, r api.Replay, after time.Time) error {
	row := replayRow{Bureau: r.Bureau, Post: r.Post, Key: r.Key, Request: r.Request, Answer: r.Answer, At: store.At(r.At)}
	return db.store.Put(ctx, newReplay, &row, store.Met("api.key.taken"), store.At(after))
}

// Forget implements api.Replays.
func (db *DB) Forget(ctx context.Context, after time.Time) error {
	return db.store.InTx(ctx, func(ctx context.Context) error {
		_, err := db.store.Write(ctx).NewDelete().Model((*replayRow)(nil)).Where("at <= ?", store.At(after)).Exec(ctx)
		return err
	})
}
