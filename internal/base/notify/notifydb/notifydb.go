// Package notifydb keeps notices in the database.
package notifydb

import (
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
)

// DB implements notify.Store.
type DB struct{ s *store.Store }

var _ notify.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

type noticeRow struct {
	bun.BaseModel `bun:"table:notice,alias:n"`

	BureauID string     `bun:"bureau_id,pk"`
	ID       string     `bun:"id,pk"`
	PersonID string     `bun:"person_id"`
	UnitID   string     `bun:"unit_id"`
	Role     string     `bun:"role"`
	Text     string     `bun:"text"`
	Link     string     `bun:"link"`
	Kind     string     `bun:"kind"`
	Thing    string     `bun:"thing"`
	At       store.Time `bun:"at"`
}

type readRow struct {
	bun.BaseModel `bun:"table:notice_read,alias:r"`

	BureauID string     `bun:"bureau_id,pk"`
	NoticeID string     `bun:"notice_id,pk"`
	PersonID string     `bun:"person_id,pk"`
	At       store.Time `bun:"at"`
}

// Insert implements notify.Store.
func (d *DB) Insert(ctx context.Context, notices []notify.Notice) error {
	for part := range slices.Chunk(notices, 300) {
		rows := make([]noticeRow, len(part))
		for i, n := range part {
			text, err := encodeText(n.Text)
			if err != nil {
				return err
			}
			rows[i] = noticeRow{
				BureauID: n.Bureau, ID: n.ID, PersonID: n.Person, UnitID: n.Unit, Role: string(n.Role),
				Text: text, Link: n.Link, Kind: string(n.Kind), Thing: n.Thing, At: store.At(n.At),
			}
		}
		if _, err := d.s.Write(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// mine asks for the notices of a reader: those for the person, and those for the
// role in the unit. Two selects in a union, so that each uses its index.
const mine = `SELECT n.* FROM notice AS n WHERE n.bureau_id = ? AND n.person_id = ? AND n.person_id <> ''
	UNION ALL SELECT n.* FROM notice AS n WHERE n.bureau_id = ? AND n.unit_id = ? AND n.role = ? AND n.person_id = ''`

func (d *DB) mine(ctx context.Context, r notify.Reader) *bun.SelectQuery {
	return d.s.Read(ctx).NewSelect().
		TableExpr("("+mine+") AS n", r.Bureau, r.Person, r.Bureau, r.Unit, string(r.Role)).
		Join("LEFT JOIN notice_read AS r ON r.bureau_id = n.bureau_id AND r.notice_id = n.id AND r.person_id = ?", r.Person)
}

// Inbox implements notify.Store.
func (d *DB) Inbox(ctx context.Context, r notify.Reader, limit int) ([]notify.Notice, error) {
	var rows []struct {
		noticeRow `bun:",extend"`
		ReadAt    store.Time `bun:"read_at"`
	}
	err := d.mine(ctx, r).ColumnExpr("n.*, r.at AS read_at").
		OrderExpr("CASE WHEN r.at IS NULL THEN 0 ELSE 1 END, n.at DESC, n.id DESC").Limit(int64(limit)).Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	notices := make([]notify.Notice, len(rows))
	for i, row := range rows {
		text, err := decodeText([]byte(row.Text))
		if err != nil {
			return nil, err
		}
		notices[i] = notify.Notice{
			ID: row.ID, Bureau: row.BureauID, Person: row.PersonID, Unit: row.UnitID, Role: access.Role(row.Role),
			Text: text, Link: row.Link, Kind: access.Kind(row.Kind), Thing: row.Thing, At: row.At.Time, Read: !row.ReadAt.IsZero(),
		}
	}
	return notices, nil
}

// Unread implements notify.Store.
func (d *DB) Unread(ctx context.Context, r notify.Reader) (int, error) {
	var n int
	err := d.mine(ctx, r).ColumnExpr("count(*)").Where("r.at IS NULL").Scan(ctx, &n)
	return n, err
}

// MarkRead implements notify.Store.
func (d *DB) MarkRead(ctx context.Context, r notify.Reader, notice string, at time.Time) error {
	var n int
	if err := d.mine(ctx, r).ColumnExpr("count(*)").Where("n.id = ?", notice).Scan(ctx, &n); err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.NotFound, "notfound")
	}
	return d.insertRead(ctx, []readRow{{BureauID: r.Bureau, NoticeID: notice, PersonID: r.Person, At: store.At(at)}})
}

// MarkAllRead implements notify.Store.
func (d *DB) MarkAllRead(ctx context.Context, r notify.Reader, at time.Time) error {
	var ids []string
	if err := d.mine(ctx, r).ColumnExpr("n.id").Where("r.at IS NULL").Scan(ctx, &ids); err != nil {
		return err
	}
	rows := make([]readRow, len(ids))
	for i, id := range ids {
		rows[i] = readRow{BureauID: r.Bureau, NoticeID: id, PersonID: r.Person, At: store.At(at)}
	}
	return d.insertRead(ctx, rows)
}

func (d *DB) insertRead(ctx context.Context, rows []readRow) error {
	for part := range slices.Chunk(rows, 500) {
		_, err := d.s.Write(ctx).NewInsert().Model(&part).On("CONFLICT (bureau_id, notice_id, person_id) DO NOTHING").Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}

// Withdraw implements notify.Store.
func (d *DB) Withdraw(ctx context.Context, bureau string, kind access.Kind, thing string) error {
	return d.remove(ctx, bureau, "n.kind = ? AND n.thing = ?", string(kind), thing)
}

// Clear implements notify.Store.
func (d *DB) Clear(ctx context.Context, bureau string, before time.Time) error {
	return d.remove(ctx, bureau, "n.at < ?", store.At(before))
}

// remove deletes notices together with the marks of who read them.
func (d *DB) remove(ctx context.Context, bureau, which string, args ...any) error {
	return d.s.InTx(ctx, func(ctx context.Context) error {
		gone := d.s.Write(ctx).NewSelect().Model((*noticeRow)(nil)).Column("id").Where("n.bureau_id = ?", bureau).Where(which, args...)
		_, err := d.s.Write(ctx).NewDelete().Model((*readRow)(nil)).
			Where("bureau_id = ?", bureau).Where("notice_id IN (?)", gone).Exec(ctx)
		if err != nil {
			return err
		}
		_, err = d.s.Write(ctx).NewDelete().Model((*noticeRow)(nil)).Where("n.bureau_id = ?", bureau).Where(which, args...).Exec(ctx)
		return err
	})
}
