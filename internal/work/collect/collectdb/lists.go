package collectdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
)

// open is what State.Open means.
const open = "state IN ('owed', 'draft', 'back')"

// deadline is what Obligation.Deadline means.
const deadline = "CASE WHEN state = 'back' AND back_due_on <> '' THEN back_due_on ELSE due_on END"

// lateAfter is what Obligation.LateAfter means.
const lateAfter = "CASE WHEN state = 'back' AND back_due_on <> '' THEN back_due_on WHEN grace_on > due_on THEN grace_on ELSE due_on END"

// answeredBy is what Answers means, of one unit. Each half names the index that it can use.
const answeredBy = "(unit_id = ? AND heir_id = '' OR heir_id = ? AND heir_id <> '')"

// OwedBy implements collect.Store.
func (db *DB) OwedBy(ctx context.Context, bureau, unit string, day period.Date) ([]collect.Obligation, error) {
	var rows []obligationRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).
		Where("bureau_id = ? AND "+answeredBy+" AND opens_on <= ? AND "+open, bureau, unit, unit, day.String()).
		OrderExpr(deadline + ", id").Scan(ctx)
	if err != nil {
		return nil, err
	}
	return obligations(rows)
}

// Find implements collect.Store.
func (db *DB) Find(ctx context.Context, q collect.Query) ([]collect.Obligation, error) {
	var rows []obligationRow
	query := db.s.Read(ctx).NewSelect().Model(&rows).
		Where("bureau_id = ? AND opens_on <= ?", q.Bureau, q.Begun.String()).
		OrderExpr("due_on DESC, id DESC").Limit(int64(q.Limit))
	for column, value := range map[string]string{"unit_id": q.Unit, "state": string(q.State), "period": q.Period, "campaign_id": q.Campaign} {
		if value != "" {
			query.Where("? = ?", bun.Ident(column), value)
		}
	}
	if q.Answers != "" {
		query.Where(answeredBy, q.Answers, q.Answers)
	}
	if q.Nothing {
		query.Where("nil_return <> 0")
	}
	if !q.DueBy.IsZero() {
		query.Where(deadline+" <= ?", q.DueBy.String())
	}
	if q.After.ID != "" {
		query.Where("due_on < ? OR due_on = ? AND id < ?", q.After.Due.String(), q.After.Due.String(), q.After.ID)
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	return obligations(rows)
}

// WaitingFor implements collect.Store.
func (db *DB) WaitingFor(ctx context.Context, bureau string, whom []collect.Awaits, unit, owner string, limit int) ([]collect.Obligation, error) {
	var rows []obligationRow
	query := db.s.Read(ctx).NewSelect().Model(&rows).
		Where("bureau_id = ? AND awaits <> '' AND awaits IN (?)", bureau, bun.List(whom)).
		OrderExpr("submitted_at, id").Limit(int64(limit))
	if unit != "" {
		query.Where(answeredBy, unit, unit)
	}
	if owner != "" {
		query.Where("owner_id = ?", owner)
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	return obligations(rows)
}

// Tallies implements collect.Store.
func (db *DB) Tallies(ctx context.Context, bureau string, year int, day period.Date) ([]collect.Tally, error) {
	rows, err := db.s.Read(ctx).QueryContext(ctx, `
		SELECT o.campaign_id, o.period, o.state, count(*),
		       sum(CASE WHEN `+open+` AND `+lateAfter+` < ? THEN 1 ELSE 0 END), max(o.due_on)
		FROM obligation AS o
		WHERE o.bureau_id = ? AND o.opens_on <= ?
		  AND o.campaign_id IN (SELECT c.id FROM campaign AS c WHERE c.bureau_id = ? AND c.year = ?)
		GROUP BY o.campaign_id, o.period, o.state`, day.String(), bureau, day.String(), bureau, year)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []collect.Tally
	for rows.Next() {
		var t collect.Tally
		var due string
		if err := rows.Scan(&t.Campaign, &t.Period, &t.State, &t.Count, &t.Late, &due); err != nil {
			return nil, err
		}
		t.Due = date(due)
		all = append(all, t)
	}
	return all, rows.Err()
}

var obligationBefore = store.FixedSelect((*obligationRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("bureau_id = $1 AND form = $2 AND unit_id = $3 AND period < $4 AND length(period) = $5").
		Where("record_id <> ''").OrderExpr("period DESC").Limit(1)
})

// Before implements collect.Store. Period ids of one kind sort as their periods
// follow each other; the length keeps kinds apart.
func (db *DB) Before(ctx context.Context, bureau, form, unit string, p period.Period) (collect.Obligation, error) {
	id := p.String()
	var row obligationRow
	if err := db.s.One(ctx, obligationBefore, &row, bureau, form, unit, id, len(id)); err != nil {
		return collect.Obligation{}, store.Found(err)
	}
	return row.obligation()
}

// Cells implements collect.Store. The matrix of 1,300 units and 12 months is
// 15,600 rows: plain scanning of short texts, without the paper.
func (db *DB) Cells(ctx context.Context, bureau, campaign string) ([]collect.Cell, error) {
	rows, err := db.s.Read(ctx).QueryContext(ctx, `
		SELECT id, unit_id, heir_id, period, state, due_on, grace_on, back_due_on, handed_in_on, backs, reminders, nil_return, lifted_by
		FROM obligation WHERE bureau_id = ? AND campaign_id = ? ORDER BY unit_id, period`, bureau, campaign)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []collect.Cell
	days := map[string]period.Date{}
	for rows.Next() {
		var c collect.Cell
		var due, grace, backDue, handedIn string
		var nothing int
		if err := rows.Scan(&c.ID, &c.Unit, &c.Heir, &c.Period, &c.State, &due, &grace, &backDue, &handedIn, &c.Backs, &c.Reminders, &nothing, &c.LiftedBy); err != nil {
			return nil, err
		}
		c.Due, c.GraceOn, c.BackDue, c.HandedInOn = known(days, due), known(days, grace), known(days, backDue), known(days, handedIn)
		c.Nothing = nothing != 0
		all = append(all, c)
	}
	return all, rows.Err()
}

// known reads a day once: a matrix holds the same few hundred days over and over.
func known(days map[string]period.Date, text string) period.Date {
	if text == "" {
		return period.Date{}
	}
	d, ok := days[text]
	if !ok {
		d = date(text)
		days[text] = d
	}
	return d
}

// Facts implements collect.Store.
func (db *DB) Facts(ctx context.Context, bureau, form string, periods []string) ([]collect.Stated, error) {
	rows, err := db.s.Read(ctx).NewSelect().TableExpr("obligation AS o").
		ColumnExpr("id, unit_id, period, state, opens_on, CASE WHEN state IN ('submitted', 'reviewed', 'locked') THEN record_id ELSE '' END").
		ColumnExpr("CASE WHEN reviewed_at IS NULL THEN submitted_at ELSE reviewed_at END").
		Where("bureau_id = ? AND form = ? AND period IN (?)", bureau, form, bun.List(periods)).
		Where("state <> 'exempt'").OrderExpr("period, unit_id").Rows(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []collect.Stated
	days := map[string]period.Date{}
	for rows.Next() {
		var f collect.Stated
		var opens string
		var at store.Time
		if err := rows.Scan(&f.Return, &f.Unit, &f.Period, &f.State, &opens, &f.Record, &at); err != nil {
			return nil, err
		}
		f.Opens, f.At = known(days, opens), at.Time
		all = append(all, f)
	}
	return all, rows.Err()
}

// Stamps implements collect.Store.
func (db *DB) Stamps(ctx context.Context, bureau, form string, periods []string) (map[string]collect.Stamp, error) {
	if db.s.Inside(ctx) {
		return nil, nil
	}
	rows, err := db.s.Read(ctx).NewSelect().TableExpr("obligation AS o").
		ColumnExpr("period, count(*), CAST(sum(rev) AS BIGINT), CAST(sum(record_no) AS BIGINT)").
		Where("bureau_id = ? AND form = ? AND period IN (?)", bureau, form, bun.List(periods)).
		GroupExpr("period").Rows(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	stamps := make(map[string]collect.Stamp, len(periods))
	for rows.Next() {
		var p string
		var stamp collect.Stamp
		if err := rows.Scan(&p, &stamp.Returns, &stamp.Moves, &stamp.Records); err != nil {
			return nil, err
		}
		stamps[p] = stamp
	}
	return stamps, rows.Err()
}

// HandedIn implements collect.Store: all that is wanted in one query.
func (db *DB) HandedIn(ctx context.Context, bureau, unit string, wanted []collect.Wanted) ([]collect.Obligation, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	const there = "record_id <> '' AND state IN ('submitted', 'reviewed', 'locked')"
	var rows []obligationRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).
		Where("bureau_id = ? AND unit_id = ? AND "+there, bureau, unit).
		WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			for _, w := range wanted {
				id := w.Period.String()
				if !w.Before {
					q.WhereOr("form = ? AND period = ?", w.Form, id)
					continue
				}
				q.WhereOr(`form = ? AND period = (SELECT max(p.period) FROM obligation AS p
					WHERE p.bureau_id = ? AND p.form = ? AND p.unit_id = ? AND p.period < ? AND length(p.period) = ?
					AND p.record_id <> '' AND p.state IN ('submitted', 'reviewed', 'locked'))`,
					w.Form, bureau, w.Form, unit, id, len(id))
			}
			return q
		}).OrderExpr("submitted_at DESC, id DESC").Scan(ctx)
	if err != nil {
		return nil, err
	}
	return obligations(rows)
}
