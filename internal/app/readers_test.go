package app_test

import (
	"context"
	"slices"
	"testing"

	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/document"
	"nianlun/internal/work/indicator"
)

// Whoever asks to correct a cell is told of the indicators that read it and of
// the issued documents that quoted one of them for a time that holds the period.
func TestWhatReadsACellIsListed(t *testing.T) {
	ctx := context.Background()
	d, err := world.Drafts.Start(ctx, system(), document.NewDraft{Kind: document.Annual, Year: today.Year(), Period: "2026"})
	must(t, err)
	issue, err := world.Drafts.Issue(ctx, system(), document.IssueDraft{ID: d.ID, Base: d.Rev, Reason: "试印"})
	must(t, err)
	if len(issue.Figures) == 0 {
		t.Fatal("the issue quotes no figure")
	}
	ref, ok := indicator.ParseRef(issue.Figures[0].Ref)
	if !ok {
		t.Fatal(issue.Figures[0].Ref)
	}
	versions, err := world.Indicators.Versions(ctx, system(), ref.Code)
	must(t, err)
	read := versions[0].Definition()
	all, err := world.Collect.List(ctx, system(), collect.Filter{})
	must(t, err)
	unit := all[0].Unit
	of := func(month string, field string) []collect.Use {
		p, err := period.Parse(month)
		must(t, err)
		uses, err := world.Collect.Uses.UsesOf(ctx, world.id, collect.Used{
			Return: all[0].ID, Unit: unit, Form: read.Operands[0].Form, Period: p, Fields: []string{field},
		})
		must(t, err)
		return uses
	}
	uses := of("2026-09", read.Operands[0].Field)
	figure := func(u collect.Use) bool { return u.Kind == collect.UseIndicator && u.Name == read.Name && u.Unit != "" }
	quote := func(u collect.Use) bool {
		return u.Kind == collect.UseDocument && u.Href == "/issues/"+issue.ID && u.Of == read.Name
	}
	if !slices.ContainsFunc(uses, figure) || !slices.ContainsFunc(uses, quote) {
		t.Errorf("%s %s is read by %+v", read.Operands[0].Form, read.Operands[0].Field, uses)
	}
	if before := of("2025-09", read.Operands[0].Field); slices.ContainsFunc(before, quote) {
		t.Errorf("a document of 2026 quotes September 2025: %+v", before)
	}
	if none := of("2026-09", "no-such-field"); len(none) != 0 {
		t.Errorf("nothing reads a field that is not there: %+v", none)
	}
}

// The form that asks for a correction and the request's page speak English to
// who reads English.
func TestCorrectionSpeaksEnglish(t *testing.T) {
	ctx := context.Background()
	own := ownReturn(t, "school01")
	all, err := world.Collect.List(ctx, system(), collect.Filter{State: collect.Locked})
	must(t, err)
	at := slices.IndexFunc(all, func(i collect.Item) bool { return i.Unit == own.Unit })
	if at < 0 {
		t.Fatal("the school has no locked return")
	}
	messages := chinese()
	v := signIn(t, "school01").english()
	for _, path := range []string{collect.Link(all[at].ID), collect.Link(all[at].ID) + "/correct"} {
		p := v.get(path)
		if p.status != 200 {
			t.Fatalf("%s answers %d", path, p.status)
		}
		eachText(p, func(words string) { judge(t, path, words, messages) })
	}
}
