package accountdb

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/base/account"
	"nianlun/internal/kit/store"
)

type tokenRow struct {
	bun.BaseModel `bun:"table:api_token,alias:k"`

	BureauID string     `bun:"bureau_id,pk"`
	ID       string     `bun:"id,pk"`
	Digest   string     `bun:"digest"`
	PersonID string     `bun:"person_id"`
	PostID   string     `bun:"post_id"`
	Name     string     `bun:"name"`
	MadeAt   store.Time `bun:"made_at"`
	Until    store.Time `bun:"until"`
	UsedAt   store.Time `bun:"used_at"`
	EndedAt  store.Time `bun:"ended_at"`
}

func (r tokenRow) token() account.Token {
	return account.Token{
		ID: r.ID, Person: r.PersonID, Post: r.PostID, Name: r.Name,
		Made: r.MadeAt.Time, Until: r.Until.Time, Used: r.UsedAt.Time, Ended: r.EndedAt.Time,
	}
}

// InsertToken implements account.Store.
func (d *DB) InsertToken(ctx context.Context, bureau string, t account.Token, digest string) error {
	row := tokenRow{
		BureauID: bureau, ID: t.ID, Digest: digest, PersonID: t.Person, PostID: t.Post, Name: t.Name, MadeAt: store.At(t.Made),
	}
	if !t.Until.IsZero() {
		row.Until = store.At(t.Until)
	}
	_, err := d.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

var tokenByDigest = store.FixedSelect((*tokenRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("bureau_id = $1 AND digest = $2")
})

// TokenByDigest implements account.Store.
func (d *DB) TokenByDigest(ctx context.Context, bureau, digest string) (account.Token, error) {
	var row tokenRow
	err := d.s.One(ctx, tokenByDigest, &row, bureau, digest)
	return row.token(), store.Found(err)
}

// Tokens implements account.Store.
func (d *DB) Tokens(ctx context.Context, bureau, person string) ([]account.Token, error) {
	var rows []tokenRow
	query := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("id DESC")
	if person != "" {
		query.Where("person_id = ?", person)
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	tokens := make([]account.Token, len(rows))
	for i, r := range rows {
		tokens[i] = r.token()
	}
	return tokens, nil
}

// EndToken implements account.Store.
func (d *DB) EndToken(ctx context.Context, bureau, token string, at time.Time) error {
	result, err := d.s.Write(ctx).NewUpdate().Model((*tokenRow)(nil)).Set("ended_at = ?", at.UnixMicro()).
		Where("bureau_id = ?", bureau).Where("id = ?", token).Where("ended_at IS NULL").Exec(ctx)
	return store.Changed(result, err, "account.token.ended")
}

// UseToken implements account.Store.
func (d *DB) UseToken(ctx context.Context, bureau, token string, at time.Time) error {
	_, err := d.s.Write(ctx).NewUpdate().Model((*tokenRow)(nil)).Set("used_at = ?", at.UnixMicro()).
		Where("bureau_id = ?", bureau).Where("id = ?", token).Exec(ctx)
	return err
}
