package collect_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/work/collect"
)

// Who hands in nothing says why, and the section reads it without a pointer: in
// the square, in the list below the matrix, on the return and on its print.
func TestNothingToReportIsReadWithItsReason(t *testing.T) {
	b := newBureau(t, 14)
	b.open(alone, "2026-08", "2026-09")
	for i := range 12 {
		b.handInNothing(i, "2026-09", fmt.Sprintf("第%d校<放假>，没有支出", i))
	}
	b.submit(b.clerkOf(12), b.owed(12, "2026-09"), goodSheet("5"))
	section := b.browser("hewei")
	o := b.owed(0, "2026-09")
	p := section.get("/collect/campaigns/" + o.Campaign).want(200)
	if n := p.Find(".matrix i.cell.nil").Length(); n != 12 {
		t.Errorf("%d squares are empty with a reason, want 12", n)
	}
	p.has(".legend", "空表，有说明 12")
	p.has("section[aria-labelledby=nothing] header", "12 件")
	if open, rest := p.Find("section[aria-labelledby=nothing] > :not(details) tbody tr, section[aria-labelledby=nothing] > table tbody tr").Length(), p.Find("details.rest tbody tr").Length(); open != 10 || rest != 2 {
		t.Errorf("%d rows stand open and %d are folded away", open, rest)
	}
	row := p.Find("section[aria-labelledby=nothing] tbody tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(text(s), "青溪小学") })
	if got := text(row); got != "青溪小学2026 年 9 月已报待审第0校<放假>，没有支出" || row.Find("a").AttrOr("href", "") != collect.Link(o.ID) {
		t.Errorf("the row reads %q", got)
	}
	section.get(collect.Link(o.ID)).want(200).has(".note", "本期没有可报的：第0校<放假>，没有支出")
	section.get(collect.Link(o.ID)+"/print").want(200).has(".paper", "第0校<放假>，没有支出")
}

func (b *bureau) handInNothing(i int, month, why string) {
	b.t.Helper()
	o := b.owed(i, month)
	_, err := b.Submit(context.Background(), b.clerkOf(i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: o.RecordNo}, Nothing: why})
	must(b.t, err)
}

// What waits is long on the evening of a deadline: the campaigns stay in sight.
func TestWhatWaitsIsFoldedAway(t *testing.T) {
	b := newBureau(t, 12)
	b.open(alone, "2026-09")
	for i := range 12 {
		b.submit(b.clerkOf(i), b.owed(i, "2026-09"), goodSheet("5"))
	}
	p := b.browser("hewei").get("/collect").want(200)
	p.has("section[aria-labelledby=waiting] header", "12 件")
	p.has("details.rest summary", "其余 4 件")
	if n := p.Find("details.rest .owed li").Length(); n != 4 {
		t.Errorf("%d are folded away", n)
	}
}

// A matrix over several years says which year its months are of.
func TestMonthsOfSeveralYearsAreToldApart(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2025-12", "2026-01", "2026-02")
	p := b.browser("hewei").get("/collect/campaigns/" + b.owed(0, "2026-01").Campaign).want(200)
	var heads []string
	p.Find(".matrix thead th.c").Each(func(_ int, s *goquery.Selection) { heads = append(heads, text(s)) })
	if got := strings.Join(heads, ";"); got != "2025 12月;2026 1月;2月" {
		t.Errorf("the heads read %s", got)
	}
}
