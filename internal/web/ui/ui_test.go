package ui

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
)

func render(t *testing.T, ctx context.Context, c templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(ctx, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func page(t *testing.T, ctx context.Context, c templ.Component) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, ctx, c)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func one(t *testing.T, doc *goquery.Document, selector string) *goquery.Selection {
	t.Helper()
	found := doc.Find(selector)
	if found.Length() != 1 {
		html, _ := doc.Html()
		t.Fatalf("%d of %s in\n%s", found.Length(), selector, html)
	}
	return found
}

func TestGolden(t *testing.T) {
	cases := map[string]templ.Component{
		"figure":       Figure(FigureView{Number: "99.6", Unit: "%", State: Locked, Href: "/figures/7?p=2026-09"}),
		"figure-plain": Figure(FigureView{Number: "1,280", Unit: "万元", State: Draft, Long: true}),
		"light":        templ.Join(Light(Red, "逾期 2 天"), BigLight(Amber, "余 3 天"), LightOnly(Blue, "办结")),
		"spread":       Spread([]SpreadPart{{Count: 19, Colour: Blue, Words: "办结"}, {Count: 0, Colour: Amber, Words: "临期"}, {Count: 1, Colour: Red, Words: "逾期", Pale: 2}}),
		"meter":        templ.Join(Meter(MeterView{Share: 0.645, Colour: Green, Words: "64.5%"}), Meter(MeterView{Share: 7, Words: "over"}), Meter(MeterView{Share: -1, Words: "under"})),
		"button":       templ.Join(Btn(BtnView{Words: "报送", Kind: "primary", Submit: true, Key: "r"}), Btn(BtnView{Icon: "more", Label: "更多"}), Btn(BtnView{Words: "查看", Small: true, Href: "/x"})),
		"field":        Field(FieldView{Name: "floor", Label: "封顶楼层", Value: `8"><b>`, Hint: "到 6 层", Error: "填 0 到 6"}),
		"toast":        Toast(ToastView{Words: "没有送达", Alert: true}),
		"panel":        Panel(PanelView{Label: "数据来历", Light: Green, Words: "已锁定"}),
	}
	for name, c := range cases {
		path := filepath.Join("testdata", name+".html")
		got := render(t, context.Background(), c) + "\n"
		goldentest.Same(t, path, got)
	}
}

func TestFrame(t *testing.T) {
	frame := FrameView{
		Title: "计划任务", Bureau: "云湖区教育局", Year: 2026, Years: []int{2026, 2025}, Notices: 3, NoticesAt: "/notices", SearchAt: "/search", AccountAt: "/account", Person: "陈晓岚", Back: "/tasks?light=red",
		Posts: []PostChoice{{ID: "p1", Words: "办公室 · 科员", Current: true}, {ID: "p2", Words: "计划财务科 · 科长"}},
		Nav: []NavGroup{
			{Items: []NavItem{{Code: "tasks", Words: "计划任务", Href: "/tasks", Icon: "task", Count: 7, Near: true, Current: true}}},
			{Words: "台账", Items: []NavItem{{Code: "safety", Words: "隐患整改", Href: "/safety", Icon: "ledger"}}},
		},
	}
	body := templ.Raw("<h1>x</h1>")
	doc := page(t, templ.WithChildren(context.Background(), body), Frame(frame))
	if got := one(t, doc, "title").Text(); got != "计划任务 · 年轮" {
		t.Errorf("title %q", got)
	}
	if got := one(t, doc, "html").AttrOr("lang", ""); got != "zh-CN" {
		t.Errorf("lang %q", got)
	}
	if href := one(t, doc, "body > a.skip").AttrOr("href", ""); doc.Find(href).Length() != 1 {
		t.Errorf("the skip link leads to %q, which is not there", href)
	}
	one(t, doc, "main#main > h1")
	one(t, doc, `.rail > a.to[aria-current]:not(.far)`)
	one(t, doc, `.rail > a.to.far[href="/safety"]`)
	one(t, doc, `.rail .drawer a.to[href="/safety"]`)
	if got := one(t, doc, ".bar .dot").AttrOr("aria-label", ""); got != "通知，3 条未读" {
		t.Errorf("notices %q", got)
	}
	one(t, doc, `.bar form[action="/search"] input[name=q]`)
	one(t, doc, `.bar a[href="/account"]`)
	for _, action := range []string{"/post", "/year", "/lang", "/theme", "/signout"} {
		forms := doc.Find(`form[action="` + action + `"]`)
		if forms.Length() == 0 {
			t.Errorf("no form posts to %s", action)
		}
		forms.Each(func(_ int, f *goquery.Selection) {
			if f.AttrOr("method", "") != "post" {
				t.Errorf("%s is not posted", action)
			}
			if back := f.Find("[name=next]").AttrOr("value", ""); action != "/signout" && back != frame.Back {
				t.Errorf("%s comes back to %q", action, back)
			}
		})
	}
}

func TestFrameWithOnePostOffersNoSwitch(t *testing.T) {
	doc := page(t, context.Background(), Frame(FrameView{Posts: []PostChoice{{ID: "p", Words: "校长", Current: true}}, Year: 2026, Years: []int{2026}}))
	if doc.Find(`form[action="/post"]`).Length() != 0 {
		t.Error("a switch with one post")
	}
	if doc.Find(".find, .bar .i-bell").Length() != 0 {
		t.Error("ways to pages that are not there")
	}
}

func TestEveryThingWithAnIDIsThereOnce(t *testing.T) {
	frame := FrameView{Title: "x", Posts: []PostChoice{{ID: "a"}, {ID: "b"}}, Year: 2026, Years: []int{2026, 2025}}
	doc := page(t, templ.WithChildren(context.Background(), Specimen()), Frame(frame))
	seen := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if seen[id] {
			t.Errorf("id %s stands twice", id)
		}
		seen[id] = true
	})
	for _, attr := range []string{"for", "aria-labelledby", "aria-describedby", "form", "data-dialog"} {
		doc.Find("[" + attr + "]").Each(func(_ int, s *goquery.Selection) {
			for id := range strings.FieldsSeq(s.AttrOr(attr, "")) {
				if !seen[id] {
					t.Errorf("%s=%q leads nowhere", attr, id)
				}
			}
		})
	}
	if n := doc.Find("[style], style, script:not([src])").Length(); n != 0 {
		t.Errorf("%d inline styles or scripts", n)
	}
}

func TestFieldWiring(t *testing.T) {
	doc := page(t, context.Background(), Textarea(FieldView{Name: "why", Label: "理由", Hint: "一句话", Error: "不能空"}))
	input := one(t, doc, "textarea#why")
	if got := input.AttrOr("aria-describedby", ""); got != "why-hint why-why" {
		t.Errorf("described by %q", got)
	}
	if input.AttrOr("aria-invalid", "") != "true" || !one(t, doc, ".field").HasClass("bad") {
		t.Error("the error is not marked")
	}
	doc = page(t, context.Background(), Textarea(FieldView{Name: "why", Label: "理由"}))
	if _, ok := one(t, doc, "textarea").Attr("aria-invalid"); ok {
		t.Error("marked as wrong without an error")
	}
}

func TestErrorsOfAFault(t *testing.T) {
	err := fault.New(fault.Invalid, "invalid", "n", 1).With("floor", "fault.door.toolarge", "limit", "1 MB")
	ctx := WithLang(context.Background(), i18n.English)
	errors := ErrorsOf(ctx, err)
	if got := errors.For("floor"); !strings.Contains(got, "at most 1 MB") {
		t.Errorf("floor: %q", got)
	}
	if errors.For("other") != "" || ErrorsOf(ctx, nil) != nil {
		t.Error("errors where there are none")
	}
	doc := page(t, ctx, ErrorSummary(errors))
	if href := one(t, doc, `[role=alert] a`).AttrOr("href", ""); href != "#floor" {
		t.Errorf("leads to %q", href)
	}
}

func TestLinksAreMadeHarmless(t *testing.T) {
	// Views are built from data: a javascript: address must never come through a
	// view that a work fills with what people typed.
	for name, c := range map[string]templ.Component{
		"file": File(FileView{Name: "x", Href: "javascript:alert(1)"}),
		"btn":  Btn(BtnView{Words: "x", Href: "javascript:alert(1)"}),
		"fig":  Figure(FigureView{Number: "1", Href: "javascript:alert(1)"}),
		"chip": Chip(ChipView{Words: "x", Href: "javascript:alert(1)"}),
	} {
		if html := render(t, context.Background(), c); strings.Contains(html, `href="javascript:`) {
			t.Errorf("%s: %s", name, html)
		}
	}
}

func TestFace(t *testing.T) {
	for person, want := range map[string]string{"陈晓岚": "晓岚", "何伟": "何伟", "欧阳明月": "明月", "Ann": "An", "": ""} {
		if got := (FrameView{Person: person}).face(); got != want {
			t.Errorf("%s: %q, want %q", person, got, want)
		}
	}
}
