package api_test

import (
	"context"
	"net/http"
	"testing"

	"nianlun/client"
	"nianlun/internal/api"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// A locked return changes only by a request that the clerk asks, the head signs
// and the section approves; each through the API, each in its turn.
func TestCorrectALockedReturn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := context.Background(), newBureau(t, s, api.DefaultSettings())
		clerk, chief, section := b.as("新桥填报员"), b.as("新桥校长"), b.as("科员")
		head := b.owed("新桥填报员", "2026-08")
		done, err := clerk.Submit(ctx, head.ID, "k", sheet(0, "10"))
		b.must(err)
		ask := client.Ask{Base: done.Revision, Cells: map[string]string{"spent": "12"}, Reason: "漏了一张发票"}
		_, err = clerk.AskCorrection(ctx, head.ID, ask)
		_ = refused(t, err, http.StatusConflict, "return.moved")
		seen := collect.Seen{Return: head.ID, Base: done.Revision}
		_, err = b.collect.Review(ctx, b.section, seen)
		b.must(err)
		_, err = b.collect.Lock(ctx, b.section, seen)
		b.must(err)

		bad := ask
		bad.Reason, bad.Cells = "", map[string]string{"spent": "很多"}
		_, err = clerk.AskCorrection(ctx, head.ID, bad)
		if p := refused(t, err, http.StatusUnprocessableEntity, "correction.checks"); len(p.Fields) == 0 {
			t.Errorf("fields: %+v", p.Fields)
		}
		asked, err := clerk.AskCorrection(ctx, head.ID, ask)
		b.must(err)
		if asked.State != "open" || len(asked.Cells) != 1 || asked.Cells[0].Path != "spent" || asked.Cells[0].Old != "10.00 万元" || asked.Cells[0].New != "12.00 万元" {
			t.Errorf("asked: %+v", asked)
		}
		_, err = section.Decide(ctx, asked.ID, "approve", asked.Revision, "")
		if err == nil {
			t.Error("approved before the head signed")
		}
		_, err = b.as("古渡填报员").Correction(ctx, asked.ID)
		_ = refused(t, err, http.StatusNotFound, "notfound")
		signed, err := chief.Decide(ctx, asked.ID, "sign", asked.Revision, "")
		b.must(err)
		_, err = section.Decide(ctx, asked.ID, "refuse", asked.Revision, "不对")
		_ = refused(t, err, http.StatusConflict, "correction.moved")
		_, err = section.Decide(ctx, asked.ID, "eat", signed.Revision, "")
		_ = refused(t, err, http.StatusUnprocessableEntity, "api.input")
		approved, err := section.Decide(ctx, asked.ID, "approve", signed.Revision, "")
		b.must(err)
		if approved.State != "approved" || approved.Result != done.Revision+1 {
			t.Errorf("approved: %+v", approved)
		}
		kept, err := clerk.Return(ctx, head.ID)
		b.must(err)
		if kept.State != "locked" || kept.Values["spent"] != "12" || kept.Revision != approved.Result {
			t.Errorf("kept: %+v", kept)
		}
		all, err := clerk.Corrections(ctx, head.ID)
		b.must(err)
		if len(all) != 1 || all[0].ID != asked.ID || all[0].State != "approved" {
			t.Errorf("all: %+v", all)
		}
	})
}
