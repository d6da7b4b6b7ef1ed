package documentdb

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/document"
)

type issueRow struct {
	bun.BaseModel `bun:"table:issue"`

	BureauID string                        `bun:"bureau_id,pk"`
	ID       string                        `bun:"id,pk"`
	DraftID  string                        `bun:"draft_id"`
	Title    string                        `bun:"title"`
	Content  store.JSON[document.Content]  `bun:"content"`
	Figures  store.JSON[[]document.Figure] `bun:"figures"`
	Open     store.JSON[[]string]          `bun:"open"`
	Reason   string                        `bun:"reason"`
	IssuedBy string                        `bun:"issued_by"`
	IssuedAt store.Time                    `bun:"issued_at"`
	JobID    string                        `bun:"job_id"`
	FileID   string                        `bun:"file_id"`
}

type useRow struct {
	bun.BaseModel `bun:"table:issue_use"`

	BureauID  string `bun:"bureau_id,pk"`
	Indicator string `bun:"indicator,pk"`
	IssueID   string `bun:"issue_id,pk"`
}

// InsertIssue implements document.DraftStore; it notes the indicators quoted.
func (db *DB) InsertIssue(ctx context.Context, i document.Issue) error {
	row := issueRow{
		BureauID: i.Bureau, ID: i.ID, DraftID: i.Draft, Title: i.Title, Content: store.AsJSON(i.Content),
		Figures: store.AsJSON(i.Figures), Open: store.AsJSON(i.Open), Reason: i.Reason, IssuedBy: i.By,
		IssuedAt: store.At(i.At), JobID: i.Job, FileID: i.File,
	}
	return db.s.InTx(ctx, func(ctx context.Context) error {
		if _, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		uses := usesOf(i)
		if len(uses) == 0 {
			return nil
		}
		_, err := db.s.Write(ctx).NewInsert().Model(&uses).Exec(ctx)
		return err
	})
}

func usesOf(i document.Issue) []useRow {
	seen := map[string]bool{}
	var rows []useRow
	for _, f := range i.Figures {
		code, _, _ := strings.Cut(f.Ref, "@")
		if !seen[code] {
			seen[code] = true
			rows = append(rows, useRow{BureauID: i.Bureau, Indicator: code, IssueID: i.ID})
		}
	}
	return rows
}

// SetIssueFile implements document.DraftStore.
func (db *DB) SetIssueFile(ctx context.Context, bureau, issue, file string) error {
	result, err := db.s.Write(ctx).NewUpdate().Table("issue").Set("file_id = ?", file).
		Where("bureau_id = ? AND id = ?", bureau, issue).Exec(ctx)
	return store.Changed(result, err, "notfound")
}

// Issue implements document.DraftStore.
func (db *DB) Issue(ctx context.Context, bureau, id string) (document.Issue, error) {
	var r issueRow
	err := db.s.Read(ctx).NewSelect().Model(&r).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	return document.Issue{
		Bureau: r.BureauID, ID: r.ID, Draft: r.DraftID, Title: r.Title, Content: r.Content.V, Figures: r.Figures.V,
		Open: r.Open.V, Reason: r.Reason, By: r.IssuedBy, At: r.IssuedAt.Time, Job: r.JobID, File: r.FileID,
	}, store.Found(err)
}

// UsesOf implements document.DraftStore.
func (db *DB) UsesOf(ctx context.Context, bureau, indicator string) ([]document.Use, error) {
	var rows []issueRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).Column("issue.id", "issue.draft_id", "issue.title", "issue.issued_at").
		ModelTableExpr("issue AS issue").
		Join("JOIN issue_use AS u ON u.bureau_id = issue.bureau_id AND u.issue_id = issue.id").
		Where("u.bureau_id = ? AND u.indicator = ?", bureau, indicator).OrderExpr("issue.issued_at DESC").Scan(ctx)
	uses := make([]document.Use, 0, len(rows))
	for _, r := range rows {
		uses = append(uses, document.Use{Issue: r.ID, Draft: r.DraftID, Title: r.Title, At: r.IssuedAt.Time})
	}
	return uses, err
}
