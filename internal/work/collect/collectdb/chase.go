package collectdb

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// Remind implements collect.Store. The day in the WHERE clause decides races: of
// two that remind at once, one counts the row.
func (db *DB) Remind(ctx context.Context, bureau string, ids []string, since, day period.Date) ([]string, error) {
	return db.each(ctx, ids, func(part []string) *bun.UpdateQuery {
		query := db.s.Write(ctx).NewUpdate().Table("obligation").
			Set("reminders = reminders + 1").Set("reminded_on = ?", day.String()).
			Where("bureau_id = ? AND id IN (?) AND "+open, bureau, bun.List(part))
		if since == day {
			return query.Where("reminded_on < ? OR reminders = 0", day.String())
		}
		return query.Where("reminded_on < ?", since.String())
	})
}

// Extend implements collect.Store.
func (db *DB) Extend(ctx context.Context, bureau string, ids []string, due, grace period.Date) error {
	_, err := db.each(ctx, ids, func(part []string) *bun.UpdateQuery {
		return db.s.Write(ctx).NewUpdate().Table("obligation").
			Set("due_on = CASE WHEN state = 'back' THEN due_on ELSE ? END", due.String()).
			Set("grace_on = CASE WHEN state = 'back' THEN grace_on ELSE ? END", grace.String()).
			Set("back_due_on = CASE WHEN state = 'back' THEN ? ELSE back_due_on END", due.String()).
			Where("bureau_id = ? AND id IN (?) AND "+open, bureau, bun.List(part))
	})
	return err
}

// Lift implements collect.Store.
func (db *DB) Lift(ctx context.Context, bureau string, ids []string, cause, why string) ([]string, error) {
	return db.each(ctx, ids, func(part []string) *bun.UpdateQuery {
		return db.s.Write(ctx).NewUpdate().Table("obligation").
			Set("state = 'exempt'").Set("lifted_by = ?", cause).Set("lifted_why = ?", why).Set("rev = rev + 1").
			Where("bureau_id = ? AND id IN (?) AND "+open, bureau, bun.List(part))
	})
}

// Restore implements collect.Store. What had been sent back still has its day,
// what had been typed its record.
func (db *DB) Restore(ctx context.Context, bureau, campaign, cause string) ([]string, error) {
	return db.ids(ctx, db.s.Write(ctx).NewUpdate().Table("obligation").
		Set("state = CASE WHEN back_due_on <> '' THEN 'back' WHEN record_id <> '' THEN 'draft' ELSE 'owed' END").
		Set("lifted_by = ''").Set("lifted_why = ''").Set("rev = rev + 1").
		Where("bureau_id = ? AND campaign_id = ? AND state = 'exempt' AND lifted_by = ?", bureau, campaign, cause))
}

// Redate implements collect.Store. It raises the revision: from the day on which a
// return opens, it is missing in figures (collect.Stamp).
func (db *DB) Redate(ctx context.Context, bureau, campaign, p string, notBegun period.Date, opens, due, grace period.Date) (int, error) {
	ids, err := db.ids(ctx, db.s.Write(ctx).NewUpdate().Table("obligation").
		Set("opens_on = ?", opens.String()).Set("due_on = ?", due.String()).Set("grace_on = ?", grace.String()).Set("rev = rev + 1").
		Where("bureau_id = ? AND campaign_id = ? AND period = ? AND opens_on > ?", bureau, campaign, p, notBegun.String()))
	return len(ids), err
}

// HandOver implements collect.Store.
func (db *DB) HandOver(ctx context.Context, bureau, campaign, owner string) error {
	for _, table := range []string{"obligation", "return_correction"} {
		_, err := db.s.Write(ctx).NewUpdate().Table(table).Set("owner_id = ?", owner).
			Where("bureau_id = ? AND campaign_id = ?", bureau, campaign).Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}

// Open implements collect.Store.
func (db *DB) Open(ctx context.Context, bureau, campaign string, day period.Date) ([]collect.Obligation, error) {
	var rows []obligationRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).
		Where("bureau_id = ? AND campaign_id = ? AND opens_on <= ? AND "+open, bureau, campaign, day.String()).
		OrderExpr("unit_id, period").Scan(ctx)
	if err != nil {
		return nil, err
	}
	return obligations(rows)
}

// Overdue implements collect.Store. due_on < day leads into the index of what is
// open; what was sent back may have a later day and is looked at again.
func (db *DB) Overdue(ctx context.Context, q collect.OverdueQuery) ([]collect.Obligation, map[string]int, error) {
	late := func(query *bun.SelectQuery) *bun.SelectQuery {
		query.Where("bureau_id = ? AND due_on < ? AND "+open+" AND "+lateAfter+" < ?", q.Bureau, q.Day.String(), q.Day.String())
		if q.Owner != "" {
			query.Where("owner_id = ?", q.Owner)
		}
		return query
	}
	var counts []struct {
		Campaign string `bun:"campaign_id"`
		N        int    `bun:"n"`
	}
	err := late(db.s.Read(ctx).NewSelect().TableExpr("obligation AS o").ColumnExpr("campaign_id, count(*) AS n")).
		GroupExpr("campaign_id").Scan(ctx, &counts)
	if err != nil {
		return nil, nil, err
	}
	byCampaign := make(map[string]int, len(counts))
	for _, c := range counts {
		byCampaign[c.Campaign] = c.N
	}
	var rows []obligationRow
	query := late(db.s.Read(ctx).NewSelect().Model(&rows)).OrderExpr(deadline + ", id").Limit(int64(q.Limit))
	if q.Campaign != "" {
		query.Where("campaign_id = ?", q.Campaign)
	}
	if err := query.Scan(ctx); err != nil {
		return nil, nil, err
	}
	all, err := obligations(rows)
	return all, byCampaign, err
}

// each runs an update over ids in parts and returns the ids of the rows it met.
func (db *DB) each(ctx context.Context, ids []string, update func(part []string) *bun.UpdateQuery) ([]string, error) {
	var met []string
	for part := range slices.Chunk(ids, 500) {
		some, err := db.ids(ctx, update(part))
		if err != nil {
			return nil, err
		}
		met = append(met, some...)
	}
	return met, nil
}

// ids runs an update and returns the ids of the rows it met.
func (db *DB) ids(ctx context.Context, update *bun.UpdateQuery) ([]string, error) {
	var ids []string
	_, err := update.Returning("id").Exec(ctx, &ids)
	return ids, err
}
