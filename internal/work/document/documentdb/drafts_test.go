package documentdb_test

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/document"
	"nianlun/internal/work/document/documentdb"
)

var at = time.Date(2026, 7, 3, 9, 0, 0, 0, time.UTC)

func newDraft(bureau, title string) document.Draft {
	return document.Draft{
		ID: id.New(), Bureau: bureau, Kind: document.HalfYear, Year: 2026, Period: "2026-06", Title: title,
		State: document.Writing, Rev: 1, By: "p", Changed: at,
		Content: document.Content{Blocks: []document.Block{{Kind: document.ParagraphBlock, Answers: []string{"t"}, Inlines: []document.Inline{
			{Text: "完成投资"}, {Figure: &document.Bound{Ref: "spend@1:2026-06:all", Value: "10.50", Unit: "万元", State: document.FigureLocked}},
		}}}},
	}
}

func TestDrafts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		d := newDraft("b", "甲")
		if err := db.InsertDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
		got, err := db.Draft(ctx, "b", d.ID)
		if err != nil || got.Content.Blocks[0].Text() != "完成投资10.50万元" || !got.Changed.Equal(at) {
			t.Fatalf("%+v, %v", got, err)
		}
		d.Title = "乙"
		if err := db.UpdateDraft(ctx, d, 1); err != nil {
			t.Fatal(err)
		}
		if err := db.UpdateDraft(ctx, d, 1); !fault.Is(err, "draft.stale") {
			t.Errorf("the second saving of one revision: %v", err)
		}
		if _, err := db.Draft(ctx, "other", d.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau: %v", err)
		}
		list, err := db.Drafts(ctx, "b", 2026)
		if err != nil || len(list) != 1 || list[0].Title != "乙" || list[0].Rev != 2 || len(list[0].Content.Blocks) != 0 {
			t.Errorf("list: %+v, %v", list, err)
		}
		d.State = document.Issued
		if err := db.UpdateDraft(ctx, d, 2); err != nil {
			t.Fatal(err)
		}
		if err := db.UpdateDraft(ctx, d, 3); !fault.Is(err, "draft.stale") {
			t.Errorf("an issued draft was changed: %v", err)
		}
	})
}

func TestIssues(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		value := decimal.RequireFromString("10.50")
		issue := document.Issue{
			ID: id.New(), Bureau: "b", Draft: "d", Title: "总结", At: at, Open: []string{"unbound: 3所"}, Reason: "年底核实", Job: "j",
			Figures: []document.Figure{{Ref: "spend@1:2026-06:all", Value: &value, Unit: "万元"}, {Ref: "spend@1:2026-05:all"}, {Ref: "rate@2:2026-06:all"}},
		}
		if err := db.InsertIssue(ctx, issue); err != nil {
			t.Fatal(err)
		}
		if err := db.SetIssueFile(ctx, "b", issue.ID, "file"); err != nil {
			t.Fatal(err)
		}
		got, err := db.Issue(ctx, "b", issue.ID)
		if err != nil || got.File != "file" || got.Figures[0].Value.String() != "10.5" || got.Open[0] != "unbound: 3所" {
			t.Fatalf("%+v, %v", got, err)
		}
		uses, err := db.UsesOf(ctx, "b", "spend")
		if err != nil || len(uses) != 1 || uses[0].Title != "总结" || !uses[0].At.Equal(at) {
			t.Errorf("uses: %+v, %v", uses, err)
		}
		if uses, _ := db.UsesOf(ctx, "other", "spend"); len(uses) != 0 {
			t.Errorf("another bureau sees %+v", uses)
		}
	})
}
