package documentdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/document"
)

type draftRow struct {
	bun.BaseModel `bun:"table:draft"`

	BureauID  string                       `bun:"bureau_id,pk"`
	ID        string                       `bun:"id,pk"`
	Kind      document.DraftKind           `bun:"kind"`
	Year      int                          `bun:"year"`
	Period    string                       `bun:"period"`
	Title     string                       `bun:"title"`
	Content   store.JSON[document.Content] `bun:"content"`
	State     document.DraftState          `bun:"state"`
	Rev       int                          `bun:"rev"`
	ChangedBy string                       `bun:"changed_by"`
	ChangedAt store.Time                   `bun:"changed_at"`
	IssueID   string                       `bun:"issue_id"`
}

func rowOfDraft(d document.Draft) draftRow {
	return draftRow{
		BureauID: d.Bureau, ID: d.ID, Kind: d.Kind, Year: d.Year, Period: d.Period, Title: d.Title,
		Content: store.AsJSON(d.Content), State: d.State, Rev: d.Rev, ChangedBy: d.By,
		ChangedAt: store.At(d.Changed), IssueID: d.Issue,
	}
}

func (r draftRow) draft() document.Draft {
	return document.Draft{
		Bureau: r.BureauID, ID: r.ID, Kind: r.Kind, Year: r.Year, Period: r.Period, Title: r.Title,
		Content: r.Content.V, State: r.State, Rev: r.Rev, By: r.ChangedBy, Changed: r.ChangedAt.Time, Issue: r.IssueID,
	}
}

// InsertDraft implements document.DraftStore.
func (db *DB) InsertDraft(ctx context.Context, d document.Draft) error {
	row := rowOfDraft(d)
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

// UpdateDraft implements document.DraftStore.
func (db *DB) UpdateDraft(ctx context.Context, d document.Draft, base int) error {
	row := rowOfDraft(d)
	row.Rev = base + 1
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).
		Column("title", "content", "state", "rev", "changed_by", "changed_at", "issue_id").
		Where("bureau_id = ? AND id = ? AND rev = ? AND state = ?", d.Bureau, d.ID, base, document.Writing).Exec(ctx)
	return store.Changed(result, err, "draft.stale")
}

// Draft implements document.DraftStore.
func (db *DB) Draft(ctx context.Context, bureau, id string) (document.Draft, error) {
	var row draftRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	return row.draft(), store.Found(err)
}

// Drafts implements document.DraftStore.
func (db *DB) Drafts(ctx context.Context, bureau string, year int) ([]document.Draft, error) {
	var rows []draftRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).ExcludeColumn("content").
		Where("bureau_id = ? AND year = ?", bureau, year).OrderExpr("changed_at DESC, id DESC").Scan(ctx)
	drafts := make([]document.Draft, 0, len(rows))
	for _, row := range rows {
		drafts = append(drafts, row.draft())
	}
	return drafts, err
}
