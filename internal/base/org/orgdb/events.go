package orgdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/base/org"
	"nianlun/internal/kit/store"
)

type eventRow struct {
	bun.BaseModel `bun:"table:unit_event,alias:e"`

	BureauID string     `bun:"bureau_id,pk"`
	ID       string     `bun:"id,pk"`
	UnitID   string     `bun:"unit_id"`
	Kind     string     `bun:"kind"`
	On       civil      `bun:"on_day"`
	IntoID   string     `bun:"into_id"`
	Name     string     `bun:"name"`
	Short    string     `bun:"short"`
	NewName  string     `bun:"new_name"`
	NewShort string     `bun:"new_short"`
	DocNo    string     `bun:"doc_no"`
	Note     string     `bun:"note"`
	PersonID string     `bun:"person_id"`
	Person   string     `bun:"person"`
	At       store.Time `bun:"at"`
}

// Events implements org.Store.
func (d *DB) Events(ctx context.Context, bureau string) ([]org.Event, error) {
	var rows []eventRow
	if err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("on_day", "id").Scan(ctx); err != nil {
		return nil, err
	}
	events := make([]org.Event, len(rows))
	for i, r := range rows {
		events[i] = org.Event{
			ID: r.ID, Unit: r.UnitID, Kind: org.EventKind(r.Kind), On: r.On.Date, Into: r.IntoID, Name: r.Name, Short: r.Short,
			NewName: r.NewName, NewShort: r.NewShort, DocNo: r.DocNo, Note: r.Note, Person: r.PersonID, PersonName: r.Person, At: r.At.Time,
		}
	}
	return events, nil
}

// InsertEvent implements org.Store.
func (d *DB) InsertEvent(ctx context.Context, bureau string, e org.Event) error {
	_, err := d.s.Write(ctx).NewInsert().Model(&eventRow{
		BureauID: bureau, ID: e.ID, UnitID: e.Unit, Kind: string(e.Kind), On: civil{e.On}, IntoID: e.Into, Name: e.Name, Short: e.Short,
		NewName: e.NewName, NewShort: e.NewShort, DocNo: e.DocNo, Note: e.Note, PersonID: e.Person, Person: e.PersonName, At: store.At(e.At),
	}).Exec(ctx)
	return err
}
