package orgdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
)

type consentRow struct {
	bun.BaseModel `bun:"table:bureau_consent,alias:c"`

	BureauID string     `bun:"bureau_id,pk"`
	AboveID  string     `bun:"above_id,pk"`
	PersonID string     `bun:"person_id"`
	Person   string     `bun:"person"`
	At       store.Time `bun:"at"`
}

// Consents implements org.Store.
func (d *DB) Consents(ctx context.Context, bureau string) ([]org.Consent, error) {
	var rows []consentRow
	if err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("above_id").Scan(ctx); err != nil {
		return nil, err
	}
	all := make([]org.Consent, len(rows))
	for i, r := range rows {
		all[i] = org.Consent{Above: r.AboveID, Person: r.PersonID, PersonName: r.Person, At: r.At.Time}
	}
	return all, nil
}

// InsertConsent implements org.Store.
func (d *DB) InsertConsent(ctx context.Context, bureau string, c org.Consent) error {
	row := consentRow{BureauID: bureau, AboveID: c.Above, PersonID: c.Person, Person: c.PersonName, At: store.At(c.At)}
	_, err := d.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	if store.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, "org.consent.given")
	}
	return err
}

// DeleteConsent implements org.Store.
func (d *DB) DeleteConsent(ctx context.Context, bureau, above string) error {
	result, err := d.s.Write(ctx).NewDelete().Model((*consentRow)(nil)).
		Where("bureau_id = ?", bureau).Where("above_id = ?", above).Exec(ctx)
	if err = store.Changed(result, err, "notfound"); fault.Is(err, "notfound") {
		return fault.New(fault.NotFound, "notfound")
	}
	return err
}

// HasBureauUnit implements org.Store.
func (d *DB) HasBureauUnit(ctx context.Context, bureau, code string) (bool, error) {
	return d.s.Read(ctx).NewSelect().Model((*unitRow)(nil)).
		Where("bureau_id = ?", bureau).Where("code = ?", code).Where("code <> ''").Where("type = ?", string(org.BureauUnit)).Exists(ctx)
}
