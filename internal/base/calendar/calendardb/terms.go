package calendardb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
)

type schoolYearRow struct {
	bun.BaseModel `bun:"table:calendar_school_year,alias:sy"`

	BureauID string                 `bun:"bureau_id,pk"`
	Year     int                    `bun:"year,pk"`
	Terms    store.JSON[[]termSpan] `bun:"terms"`
	Source   string                 `bun:"source"`
	Rev      int                    `bun:"rev"`
}

type termSpan struct {
	First period.Date `json:"first"`
	Last  period.Date `json:"last"`
}

// SchoolYears implements calendar.Store.
func (d *DB) SchoolYears(ctx context.Context, bureau string) ([]calendar.SchoolYear, error) {
	var rows []schoolYearRow
	if err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("year").Scan(ctx); err != nil {
		return nil, err
	}
	years := make([]calendar.SchoolYear, len(rows))
	for i, r := range rows {
		years[i] = calendar.SchoolYear{Year: r.Year, Source: r.Source, Known: true, Rev: r.Rev}
		for _, t := range r.Terms.V {
			years[i].Terms = append(years[i].Terms, period.TermDays(t))
		}
	}
	return years, nil
}

// SetSchoolYear implements calendar.Store.
func (d *DB) SetSchoolYear(ctx context.Context, bureau string, year calendar.SchoolYear) error {
	row := schoolYearRow{BureauID: bureau, Year: year.Year, Source: year.Source, Rev: year.Rev + 1}
	var terms []termSpan
	for _, t := range year.Terms {
		terms = append(terms, termSpan(t))
	}
	row.Terms = store.AsJSON(terms)
	query := d.s.Write(ctx).NewInsert().Model(&row).On("CONFLICT (bureau_id, year) DO NOTHING").Exec
	if year.Rev > 0 {
		query = d.s.Write(ctx).NewUpdate().Model(&row).Column("terms", "source", "rev").WherePK().Where("rev = ?", year.Rev).Exec
	}
	res, err := query(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return fault.New(fault.Conflict, "calendar.stale")
}
