package collectdb_test

import (
	"context"
	"testing"

	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

const kindsYAML = `form: kinds
title: 办学类别
basis: 专项报表制度
period: month
codelists:
  类别: {list: school-kinds, version: 2}
lists:
  类别: {"211": 小学, "312": {name: 职业初中, retired: "2026-09-01"}}
sections:
  - title: 总体
    fields:
      - {code: kind, name: 类别, type: choice, of: 类别}
`

// An option that was retired on 1 September is an answer for August still, and is told
// at its cell for September; the draft keeps it.
func TestARetiredOptionIsHandedInForPeriodsBeforeAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w, ctx := newWorld(t, s, 1), context.Background()
		_, err := w.Records.(*record.Service).Publish(ctx, w.Chief, kindsYAML)
		must(t, err)
		in := w.asking("2026-08", "2026-09")
		in.Form = "kinds"
		if _, err = w.OpenCampaign(ctx, w.Chief, in); err != nil {
			t.Fatalf("%v %+v", err, fault.As(err).Fields)
		}
		clerk := w.Clerk("clerk", 0)
		submit := func(month, kind string) error {
			o := w.Owes(0, month)
			_, err := w.Submit(ctx, clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: form.Raw{"kind": kind}}})
			return err
		}
		if err := submit("2026-08", "职业初中"); err != nil {
			t.Errorf("August: %v %+v", err, fault.As(err).Fields)
		}
		err = submit("2026-09", "职业初中")
		if !fault.Is(err, "return.checks") || len(fault.As(err).Fields) != 1 || fault.As(err).Fields[0].Path != "kind" || fault.As(err).Fields[0].Key != "form.issue.retired" {
			t.Fatalf("September: %v %+v", err, fault.As(err).Fields)
		}
		o := w.Owes(0, "2026-09")
		_, err = w.SaveDraft(ctx, clerk, collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: form.Raw{"kind": "职业初中"}})
		must(t, err)
		r, err := w.Return(ctx, clerk, o.ID)
		must(t, err)
		if issue, told := r.Issues.At("kind"); !told || issue.Code != form.Retired || r.Values.Get("kind").Text() != "312" {
			t.Errorf("the draft says %+v of %v", r.Issues, r.Values.Get("kind"))
		}
		if err := submit("2026-09", "小学"); err != nil {
			t.Errorf("September, chosen anew: %v %+v", err, fault.As(err).Fields)
		}
	})
}
