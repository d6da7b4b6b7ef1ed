// Package hookdb keeps hooks and deliveries in the database.
package hookdb

import (
	"context"
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
}

func (r hookRow) hook() hook.Hook {
	return hook.Hook{ID: r.ID, Bureau: r.BureauID, Name: r.Name, Address: r.Address, Secret: r.Secret, Events: r.Events.V,
		Person: r.PersonID, Made: r.MadeAt.Time, Off: r.OffAt.Time}
}

// AddHook implements hook.Store.
func (d *DB) AddHook(ctx context.Context, h hook.Hook) error {
	row := hookRow{BureauID: h.Bureau, ID: h.ID, Name: h.Name, Address: h.Address, Secret: h.Secret, Events: store.AsJSON(h.Events),
		PersonID: h.Person, MadeAt: store.At(h.Made), OffAt: store.At(h.Off)}
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
func (d *DB) Deliveries(ctx context.Context, bureau, of string, state hook.State, limit int) ([]hook.Delivery, error) {
	var rows []deliveryRow
	query := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ? AND hook_id = ?", bureau, of).Order("made_at DESC", "id").Limit(int64(limit))
	if state != "" {
		query.Where("state = ?", string(state))
	}
	err := query.Scan(ctx)
	return deliveries(rows), err
}

// Due implements hook.Store.
func (d *DB) Due(ctx context.Context, now time.Time, limit int) ([]hook.Delivery, error) {
	var rows []deliveryRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).Where("state = 'waiting' AND next_at <= ?", store.At(now)).Order("next_at", "id").Limit(int64(limit)).Scan(ctx)
	return deliveries(rows), err
}

// UpdateDelivery implements hook.Store.
func (d *DB) UpdateDelivery(ctx context.Context, one hook.Delivery, was int) error {
	row := rowOf(one)
	result, err := d.s.Write(ctx).NewUpdate().Model(&row).Column("state", "attempts", "next_at", "status", "error", "sent_at").
		WherePK().Where("attempts = ?", was).Exec(ctx)
	return store.Changed(result, err, "hook.moved")
}
