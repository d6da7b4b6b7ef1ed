package documentdb

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/document"
)

type proposalRow struct {
	bun.BaseModel `bun:"table:proposal"`

	BureauID  string                        `bun:"bureau_id,pk"`
	ReadingID string                        `bun:"reading_id,pk"`
	ID        string                        `bun:"id,pk"`
	Place     int                           `bun:"place"`
	State     document.ProposalState        `bun:"state"`
	Rev       int                           `bun:"rev"`
	Body      store.JSON[document.Proposal] `bun:"body"`
}

// insertAtOnce bounds the length of one statement.
const insertAtOnce = 200

// putProposals writes proposals over those with the same ids.
func (db *DB) putProposals(ctx context.Context, bureau, reading string, all []document.Proposal) error {
	for some := range slices.Chunk(all, insertAtOnce) {
		rows := make([]proposalRow, len(some))
		for i, p := range some {
			rows[i] = proposalRow{
				BureauID: bureau, ReadingID: reading, ID: p.ID, Place: p.Start, State: p.State, Rev: p.Rev, Body: store.AsJSON(p),
			}
		}
		_, err := db.s.Write(ctx).NewInsert().Model(&rows).
			On("CONFLICT (bureau_id, reading_id, id) DO UPDATE").
			Set("place = EXCLUDED.place, state = EXCLUDED.state, rev = EXCLUDED.rev, body = EXCLUDED.body").Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}

// proposals are a reading's proposals in text order.
func (db *DB) proposals(ctx context.Context, bureau, reading string) ([]document.Proposal, error) {
	var rows []proposalRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).Column("body").
		Where("bureau_id = ? AND reading_id = ?", bureau, reading).OrderExpr("place, id").Scan(ctx)
	all := make([]document.Proposal, 0, len(rows))
	for _, row := range rows {
		all = append(all, row.Body.V)
	}
	return all, err
}
