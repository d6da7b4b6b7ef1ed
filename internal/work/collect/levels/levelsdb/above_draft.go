package levelsdb

import (
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect/levels"
)

type aboveDraftRow struct {
	bun.BaseModel `bun:"table:above_draft,alias:ad"`

	BureauID   string                       `bun:"bureau_id,pk"`
	MandateID  string                       `bun:"mandate_id,pk"`
	Period     string                       `bun:"period,pk"`
	Rev        int                          `bun:"rev"`
	PersonID   string                       `bun:"person_id"`
	PersonName string                       `bun:"person_name"`
	SavedAt    store.Time                   `bun:"saved_at"`
	Said       store.JSON[levels.DraftText] `bun:"said"`
}

// Draft implements levels.AboveDrafts.
func (db *DB) Draft(ctx context.Context, bureau, mandate string, p period.Period) (levels.AboveDraft, error) {
	d := levels.AboveDraft{Bureau: bureau, Mandate: mandate, Period: p}
	var row aboveDraftRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND mandate_id = ? AND period = ?", bureau, mandate, p.String()).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return d, nil
	}
	if err != nil {
		return d, err
	}
	d.Rev, d.DraftText, d.Person, d.Name, d.At = row.Rev, row.Said.V, row.PersonID, row.PersonName, row.SavedAt.Time
	return d, nil
}

// KeepDraft implements levels.AboveDrafts. The first save is an insert, of which one
// succeeds; the revision in the WHERE clause decides all others.
func (db *DB) KeepDraft(ctx context.Context, d levels.AboveDraft) error {
	row := aboveDraftRow{
		BureauID: d.Bureau, MandateID: d.Mandate, Period: d.Period.String(), Rev: d.Rev + 1,
		PersonID: d.Person, PersonName: d.Name, SavedAt: store.At(d.At), Said: store.AsJSON(d.DraftText),
	}
	if d.Rev == 0 {
		_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
		if store.IsUnique(err) {
			return fault.New(fault.Conflict, "mandate.draft")
		}
		return err
	}
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).Column("rev", "person_id", "person_name", "saved_at", "said").
		Where("bureau_id = ? AND mandate_id = ? AND period = ? AND rev = ?", d.Bureau, d.Mandate, d.Period.String(), d.Rev).Exec(ctx)
	return store.Changed(result, err, "mandate.draft")
}

// DropDraft implements levels.AboveDrafts.
func (db *DB) DropDraft(ctx context.Context, bureau, mandate string, p period.Period, rev int) error {
	_, err := db.s.Write(ctx).NewDelete().Table("above_draft").
		Where("bureau_id = ? AND mandate_id = ? AND period = ? AND rev = ?", bureau, mandate, p.String(), rev).Exec(ctx)
	return err
}
