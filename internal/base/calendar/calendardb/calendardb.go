// Package calendardb keeps the years that a bureau has set in the database.
package calendardb

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/store"
)

// DB implements calendar.Store.
type DB struct{ s *store.Store }

var _ calendar.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

type yearRow struct {
	bun.BaseModel `bun:"table:calendar_year,alias:y"`

	BureauID string               `bun:"bureau_id,pk"`
	Year     int                  `bun:"year,pk"`
	Papers   store.JSON[[]string] `bun:"papers"`
}

type dayRow struct {
	bun.BaseModel `bun:"table:calendar_day,alias:d"`

	BureauID string `bun:"bureau_id,pk"`
	Year     int    `bun:"year,pk"`
	Day      string `bun:"day,pk"`
	Off      int    `bun:"off"`
	Name     string `bun:"name"`
}

// Years implements calendar.Store.
func (d *DB) Years(ctx context.Context, bureau string) ([]workdays.Year, error) {
	var rows []yearRow
	if err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("year").Scan(ctx); err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, nil
	}
	days, err := d.days(ctx, bureau)
	if err != nil {
		return nil, err
	}
	years := make([]workdays.Year, len(rows))
	for i, r := range rows {
		years[i] = workdays.Year{Year: r.Year, Papers: r.Papers.V, Days: days[r.Year]}
	}
	return years, nil
}

func (d *DB) days(ctx context.Context, bureau string) (map[int][]workdays.Day, error) {
	var rows []dayRow
	if err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("year", "day").Scan(ctx); err != nil {
		return nil, err
	}
	days := map[int][]workdays.Day{}
	for _, r := range rows {
		date, err := period.ParseDate(r.Day)
		if err != nil {
			return nil, fmt.Errorf("calendar day %q: %w", r.Day, err)
		}
		days[r.Year] = append(days[r.Year], workdays.Day{Name: r.Name, Date: date, IsOffDay: r.Off == 1})
	}
	return days, nil
}

// SetYear implements calendar.Store.
func (d *DB) SetYear(ctx context.Context, bureau string, year workdays.Year) error {
	return d.s.InTx(ctx, func(ctx context.Context) error {
		_, err := d.s.Write(ctx).NewDelete().Model((*dayRow)(nil)).
			Where("bureau_id = ?", bureau).Where("year = ?", year.Year).Exec(ctx)
		if err != nil {
			return err
		}
		_, err = d.s.Write(ctx).NewInsert().
			Model(&yearRow{BureauID: bureau, Year: year.Year, Papers: store.AsJSON(year.Papers)}).
			On("CONFLICT (bureau_id, year) DO UPDATE").Set("papers = excluded.papers").Exec(ctx)
		if err != nil {
			return err
		}
		return d.insertDays(ctx, bureau, year)
	})
}

func (d *DB) insertDays(ctx context.Context, bureau string, year workdays.Year) error {
	for part := range slices.Chunk(year.Days, 400) {
		rows := make([]dayRow, len(part))
		for i, day := range part {
			rows[i] = dayRow{BureauID: bureau, Year: year.Year, Day: day.Date.String(), Name: day.Name}
			if day.IsOffDay {
				rows[i].Off = 1
			}
		}
		if _, err := d.s.Write(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
