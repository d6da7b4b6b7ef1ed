package designdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/design"
)

type revisionRow struct {
	bun.BaseModel `bun:"table:form_draft_revision,alias:r"`

	BureauID  string     `bun:"bureau_id,pk"`
	DraftID   string     `bun:"draft_id,pk"`
	Rev       int        `bun:"rev,pk"`
	YAML      string     `bun:"yaml"`
	Act       string     `bun:"act"`
	Target    string     `bun:"target"`
	Back      int        `bun:"back"`
	Forth     int        `bun:"forth"`
	ChangedBy string     `bun:"changed_by"`
	ChangedAt store.Time `bun:"changed_at"`
}

func (db *DB) addRevision(ctx context.Context, d design.Draft, r design.Revision) error {
	row := revisionRow{
		BureauID: d.Bureau, DraftID: d.ID, Rev: r.Rev, YAML: r.YAML, Act: r.Act, Target: r.Target,
		Back: r.Back, Forth: r.Forth, ChangedBy: r.By, ChangedAt: store.At(r.At),
	}
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

// Revision implements design.Store.
func (db *DB) Revision(ctx context.Context, bureau, draft string, rev int) (design.Revision, error) {
	var row revisionRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND draft_id = ? AND rev = ?", bureau, draft, rev).Scan(ctx)
	return design.Revision{
		Rev: row.Rev, YAML: row.YAML, Act: row.Act, Target: row.Target, Back: row.Back, Forth: row.Forth,
		By: row.ChangedBy, At: row.ChangedAt.Time,
	}, store.Found(err)
}

// Heads implements design.Store.
func (db *DB) Heads(ctx context.Context, bureau string) (map[string]string, error) {
	var rows []revisionRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).Column("draft_id", "yaml").
		Join("JOIN form_draft AS d ON d.bureau_id = r.bureau_id AND d.id = r.draft_id AND d.rev = r.rev").
		Where("r.bureau_id = ? AND d.state = ?", bureau, design.Writing).Scan(ctx)
	heads := make(map[string]string, len(rows))
	for _, row := range rows {
		heads[row.DraftID] = row.YAML
	}
	return heads, err
}
