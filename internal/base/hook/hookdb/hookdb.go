// Package hookdb keeps hooks and deliveries in the database.
package hookdb

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/base/hook"
	"nianlun/internal/kit/store"
)

// DB implements hook.Store.
type DB struct{ s *store.Store }

var _ hook.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

type hookRow struct {
	bun.BaseModel `bun:"table:hook,alias:h"`

	BureauID string                   `bun:"bureau_id,pk"`
	ID       string                   `bun:"id,pk"`
	Name     string                   `bun:"name"`
	Address  string                   `bun:"address"`
	Secret   string                   `bun:"secret"`
	Events   store.JSON[[]hook.Event] `bun:"events"`
	PersonID string                   `bun:"person_id"`
	MadeAt   store.Time               `bun:"made_at"`
	OffAt    store.Time               `bun:"off_at"`
	PausedAt store.Time               `bun:"paused_at"`
}

func (r hookRow) hook() hook.Hook {
	return hook.Hook{ID: r.ID, Bureau: r.BureauID, Name: r.Name, Address: r.Address, Secret: r.Secret, Events: r.Events.V,
		Person: r.PersonID, Made: r.MadeAt.Time, Off: r.OffAt.Time, Paused: r.PausedAt.Time}
}

// AddHook implements hook.Store.
func (d *DB) AddHook(ctx context.Context, h hook.Hook) error {
	row := hookRow{BureauID: h.Bureau, ID: h.ID, Name: h.Name, Address: h.Address, Secret: h.Secret, Events: store.AsJSON(h.Events),
		PersonID: h.Person, MadeAt: store.At(h.Made), OffAt: store.At(h.Off), PausedAt: store.At(h.Paused)}
	_, err := d.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

// Hook implements hook.Store.
func (d *DB) Hook(ctx context.Context, bureau, id string) (hook.Hook, error) {
	var row hookRow
	err := d.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	return row.hook(), store.Found(err)
}

// Hooks implements hook.Store.
func (d *DB) Hooks(ctx context.Context, bureau string) ([]hook.Hook, error) {
	var rows []hookRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ? AND off_at IS NULL", bureau).Order("id").Scan(ctx)
	hooks := make([]hook.Hook, len(rows))
	for i, row := range rows {
		hooks[i] = row.hook()
	}
	return hooks, err
}

// Pause implements hook.Store.
func (d *DB) Pause(ctx context.Context, bureau, id string, since time.Time) error {
	result, err := d.s.Write(ctx).NewUpdate().Table("hook").Set("paused_at = ?", store.At(since)).
		Where("bureau_id = ? AND id = ? AND off_at IS NULL", bureau, id).Exec(ctx)
	return store.Changed(result, err, "hook.off")
}

// Standings implements hook.Store.
func (d *DB) Standings(ctx context.Context, bureau string) (map[string]hook.Standing, error) {
	var rows []struct {
		HookID string `bun:"hook_id"`
		State  string `bun:"state"`
		Count  int    `bun:"n"`
	}
	err := d.s.Read(ctx).NewSelect().Table("hook_delivery").Column("hook_id", "state").ColumnExpr("count(*) AS n").
		Where("bureau_id = ? AND state <> 'done' AND event <> ?", bureau, string(hook.Ping)).Group("hook_id", "state").Scan(ctx, &rows)
	all := map[string]hook.Standing{}
	for _, row := range rows {
		s := all[row.HookID]
		switch hook.State(row.State) {
		case hook.Waiting:
			s.Waiting = row.Count
		case hook.Failed:
			s.Failed = row.Count
		}
		all[row.HookID] = s
	}
	return all, err
}

// TurnOff implements hook.Store.
func (d *DB) TurnOff(ctx context.Context, bureau, id string, at time.Time) error {
	result, err := d.s.Write(ctx).NewUpdate().Table("hook").Set("off_at = ?", store.At(at)).
		Where("bureau_id = ? AND id = ? AND off_at IS NULL", bureau, id).Exec(ctx)
	if err := store.Changed(result, err, "hook.off"); err != nil {
		return err
	}
	_, err = d.s.Write(ctx).NewDelete().Table("hook_delivery").Where("bureau_id = ? AND hook_id = ? AND state = 'waiting'", bureau, id).Exec(ctx)
	return err
}

type deliveryRow struct {
	bun.BaseModel `bun:"table:hook_delivery,alias:d"`

	BureauID string     `bun:"bureau_id,pk"`
	ID       string     `bun:"id,pk"`
	HookID   string     `bun:"hook_id"`
	Event    string     `bun:"event"`
	Body     string     `bun:"body"`
	State    string     `bun:"state"`
	Attempts int        `bun:"attempts"`
	NextAt   store.Time `bun:"next_at"`
	Status   int        `bun:"status"`
	Error    string     `bun:"error"`
	MadeAt   store.Time `bun:"made_at"`
	SentAt   store.Time `bun:"sent_at"`
}

func rowOf(d hook.Delivery) deliveryRow {
	return deliveryRow{BureauID: d.Bureau, ID: d.ID, HookID: d.Hook, Event: string(d.Event), Body: string(d.Body), State: string(d.State), Attempts: d.Attempts,
		NextAt: store.At(d.Next), Status: d.Status, Error: d.Error, MadeAt: store.At(d.Made), SentAt: store.At(d.Sent)}
}

func (r deliveryRow) delivery() hook.Delivery {
	return hook.Delivery{ID: r.ID, Bureau: r.BureauID, Hook: r.HookID, Event: hook.Event(r.Event), Body: json.RawMessage(r.Body), State: hook.State(r.State),
		Attempts: r.Attempts, Next: r.NextAt.Time, Status: r.Status, Error: r.Error, Made: r.MadeAt.Time, Sent: r.SentAt.Time}
}

func deliveries(rows []deliveryRow) []hook.Delivery {
	all := make([]hook.Delivery, len(rows))
	for i, row := range rows {
		all[i] = row.delivery()
	}
	return all
}

// AddDelivery implements hook.Store.
func (d *DB) AddDelivery(ctx context.Context, one hook.Delivery) error {
	row := rowOf(one)
	_, err := d.s.Write(ctx).NewInsert().Model(&row).On("CONFLICT (bureau_id, id) DO NOTHING").Exec(ctx)
	return err
}

// Delivery implements hook.Store.
func (d *DB) Delivery(ctx context.Context, bureau, id string) (hook.Delivery, error) {
	var row deliveryRow
	err := d.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	return row.delivery(), store.Found(err)
}

// Deliveries implements hook.Store.
func (d *DB) Deliveries(ctx context.Context, bureau string, q hook.Query) ([]hook.Delivery, error) {
	var rows []deliveryRow
	query := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ? AND hook_id = ?", bureau, q.Hook).Order("made_at DESC", "id DESC").Limit(int64(q.Limit))
	if q.State != "" {
		query.Where("state = ?", string(q.State))
	}
	if q.After.ID != "" {
		made := store.At(q.After.Made)
		query.Where("made_at < ? OR made_at = ? AND id < ?", made, made, q.After.ID)
	}
	err := query.Scan(ctx)
	return deliveries(rows), err
}

// Due implements hook.Store.
func (d *DB) Due(ctx context.Context, now time.Time, perHook int) ([]hook.Delivery, error) {
	var rows []deliveryRow
	ranked := d.s.Read(ctx).NewSelect().TableExpr("hook_delivery AS d").
		Join("JOIN hook AS h ON h.bureau_id = d.bureau_id AND h.id = d.hook_id AND h.off_at IS NULL AND h.paused_at IS NULL").
		ColumnExpr("d.*, ROW_NUMBER() OVER (PARTITION BY d.bureau_id, d.hook_id ORDER BY d.next_at, d.made_at, d.id) AS place").
		Where("d.state = 'waiting' AND d.next_at <= ?", store.At(now))
	err := d.s.Read(ctx).NewSelect().Model(&rows).ModelTableExpr("(?) AS d", ranked).
		Where("place <= ?", perHook).Order("next_at", "made_at", "id").Scan(ctx)
	return deliveries(rows), err
}

// UpdateDelivery implements hook.Store.
func (d *DB) UpdateDelivery(ctx context.Context, one hook.Delivery, was int) error {
	row := rowOf(one)
	result, err := d.s.Write(ctx).NewUpdate().Model(&row).Column("state", "attempts", "next_at", "status", "error", "sent_at").
		WherePK().Where("attempts = ?", was).Exec(ctx)
	return store.Changed(result, err, "hook.moved")
}

// AgainAll implements hook.Store.
func (d *DB) AgainAll(ctx context.Context, bureau, of string, now time.Time) (int, error) {
	result, err := d.s.Write(ctx).NewUpdate().Table("hook_delivery").Set("state = 'waiting'").Set("attempts = 0").Set("next_at = ?", store.At(now)).
		Where("bureau_id = ? AND hook_id = ? AND state = 'failed' AND event <> ?", bureau, of, string(hook.Ping)).Exec(ctx)
	return counted(result, err)
}

// Forget implements hook.Store.
func (d *DB) Forget(ctx context.Context, before time.Time) (int, error) {
	n := 0
	err := d.s.InTx(ctx, func(ctx context.Context) error {
		result, err := d.s.Write(ctx).NewDelete().Table("hook_delivery").Where("state <> 'waiting' AND made_at < ?", store.At(before)).Exec(ctx)
		n, err = counted(result, err)
		return err
	})
	return n, err
}

func counted(result sql.Result, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}
