package collect_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

var (
	alone = []collect.SignRole{collect.Filler}
	three = collect.SignRoles()
)

// fill puts a sheet into the fields of a return's form.
func fill(values url.Values, raw form.Raw) url.Values {
	for path, text := range raw {
		values.Set(string(path), text)
	}
	return values
}

func TestFillAndHandIn(t *testing.T) {
	b := newBureau(t, 2)
	b.open(three, "2026-09")
	o := b.owed(0, "2026-09")
	clerk := b.browser("wangxue")

	home := clerk.get("/collect").want(200)
	home.has(".owed", "教育事业月报，2026 年 9 月")
	home.has(".owed .light", "余 1 天")

	p := clerk.get(collect.Link(o.ID)).want(200)
	p.has("h1", "教育事业月报，2026 年 9 月")
	p.has(".verdict", "10 月 13 日前报送给计划财务科")
	if n := p.Find(".grid input:not([type=hidden])").Length(); n != 3*5+2 {
		t.Errorf("%d cells", n)
	}
	values := fill(p.fields("return"), goodSheet("１２３.5")) // full-width digits
	values.Set("return:act", "save")
	saved := clerk.post(collect.Link(o.ID), values).want(303)
	p = clerk.get(saved.location).want(200)
	if v := p.Find("#f-spent").AttrOr("value", ""); v != "123.5" {
		t.Errorf("spent reads %q", v)
	}
	if v := p.Find("input[name=revision]").First().AttrOr("value", ""); v != "1" {
		t.Errorf("revision %q", v)
	}
	values = p.fields("return")
	values.Set("return:act", "submit")
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location)
	p.has(".verdict", "等审核人签字")
	p.has(".signs", "王雪")
	if p.Find("form#return").Length() != 0 {
		t.Error("a return that is handed in can still be typed into")
	}
	p.has("#history ~ *, .time", "报送")
}

func TestWrongSumIsNamedWithItsMend(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	clerk := b.browser("wangxue")
	raw := goodSheet("10")
	raw["pupils[g2].end"] = "205"
	values := fill(clerk.get(collect.Link(o.ID)).fields("return"), raw)
	values.Set("return:act", "submit")
	p := clerk.post(collect.Link(o.ID), values).want(422)
	p.has("[role=alert]", "1 处要处理")
	p.has("aside .issue", "月初 210，加转入 3，减转出 1，应为 212，您填了 205")
	p.has("aside .issue", "二年级，月末")
	cell := p.Find("#f-pupils-g2-end")
	if cell.AttrOr("value", "") != "205" || !cell.Parent().Is(".wrong") || cell.AttrOr("aria-invalid", "") != "true" {
		t.Errorf("the cell does not show what was typed as wrong: %v", cell.AttrOr("value", ""))
	}
	mend := p.Find("aside button[name=mend]")
	values = p.fields("return")
	values.Set("mend", mend.AttrOr("value", ""))
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location)
	if v := p.Find("#f-pupils-g2-end").AttrOr("value", ""); v != "212" {
		t.Errorf("mended to %q", v)
	}
}

func TestEmptyCellsAndWordsAreNamed(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	clerk := b.browser("wangxue")
	raw := goodSheet("约十万")
	raw["pupils[g1].came"] = ""
	raw["stopped"] = "yes"
	values := fill(clerk.get(collect.Link(o.ID)).fields("return"), raw)
	values.Set("return:act", "submit")
	p := clerk.post(collect.Link(o.ID), values).want(422)
	p.has("aside", "一年级，转入")
	p.has("aside", "约十万")
	p.has("aside", "停课原因")
	if v := p.Find("#f-spent").AttrOr("value", ""); v != "约十万" {
		t.Errorf("what was typed is lost: %q", v)
	}
	// A draft keeps it too.
	values = p.fields("return")
	values.Set("return:act", "save")
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location)
	if v := p.Find("#f-spent").AttrOr("value", ""); v != "约十万" {
		t.Errorf("the draft lost it: %q", v)
	}
}

func TestExperienceAsksForAnExplanation(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-07", "2026-08", "2026-09")
	clerk := b.browser("wangxue")
	b.submit(b.actor("wangxue"), b.owed(0, "2026-07"), goodSheet("100"))
	o := b.owed(0, "2026-08")
	values := fill(clerk.get(collect.Link(o.ID)).fields("return"), goodSheet("90"))
	values.Set("return:act", "submit")
	p := clerk.post(collect.Link(o.ID), values).want(422)
	box := p.Find("aside .issue.amber textarea")
	if box.Length() != 1 {
		t.Fatalf("nothing asks for an explanation: %s", text(p.Find("aside")))
	}
	values = p.fields("return")
	values.Set(box.AttrOr("name", ""), "上月多报一笔，已核减")
	values.Set("return:act", "submit")
	clerk.post(collect.Link(o.ID), values).want(303)

	// Another figure asks again; what was said stays at hand, and a save loses nothing of it.
	o = b.owed(0, "2026-08")
	_, err := b.Withdraw(context.Background(), b.actor("wangxue"), collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(t, err)
	values = fill(clerk.get(collect.Link(o.ID)).fields("return"), goodSheet("80"))
	for _, act := range []string{"submit", "save"} {
		values.Set("return:act", act)
		p = clerk.post(collect.Link(o.ID), values)
		if p.status == 303 {
			p = clerk.get(p.location).want(200)
		}
		p.has("aside .issue.amber .said", "之前的说明：上月多报一笔，已核减（数改过了，要再说明）")
		if box := p.Find("aside .issue.amber textarea"); box.Text() != "" {
			t.Errorf("the old text stands for the new figure: %q", box.Text())
		}
		values = p.fields("return")
	}
	values = p.pressing("return", "again", p.Find("aside .issue.amber button[name=again]").AttrOr("value", ""))
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location).want(200)
	p.has("aside .issue.amber textarea", "上月多报一笔，已核减")
	values = p.pressing("return", "return:act", "submit")
	clerk.post(collect.Link(o.ID), values).want(303)

	// Whoever reviews reads it at the cell.
	p = b.browser("hewei").get(collect.Link(o.ID)).want(200)
	p.has(".field.odd", "说明：上月多报一笔，已核减")
	p.has("aside blockquote.said", "上月多报一笔，已核减")

	// Next month it is brought out again, and counts only when it is said again.
	o = b.owed(0, "2026-09")
	values = fill(clerk.get(collect.Link(o.ID)).fields("return"), goodSheet("70"))
	values.Set("return:act", "save")
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location)
	p.has("aside .issue.amber .said", "上期（8月）说明：上月多报一笔，已核减")
	values = p.pressing("return", "return:act", "submit")
	p = clerk.post(collect.Link(o.ID), values).want(422)
	values = p.pressing("return", "again", p.Find("aside .issue.amber button[name=again]").AttrOr("value", ""))
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location)
	clerk.post(collect.Link(o.ID), p.pressing("return", "return:act", "submit")).want(303)
}

func TestLastMonthIsBroughtAndMarked(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-08", "2026-09")
	b.submit(b.actor("wangxue"), b.owed(0, "2026-08"), goodSheet("100"))
	p := b.browser("wangxue").get(collect.Link(b.owed(0, "2026-09").ID)).want(200)
	if n := p.Find("td.known").Length(); n != 3 {
		t.Errorf("%d cells are marked", n)
	}
	p.has(".known-key", "3 格是从8月带来的")
}

func TestStaleSaveShowsTheDifferenceAndLosesNothing(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	one, two := b.browser("wangxue"), b.browser("lina")
	first := fill(one.get(collect.Link(o.ID)).fields("return"), goodSheet("10"))
	second := fill(two.get(collect.Link(o.ID)).fields("return"), goodSheet("20"))
	second.Set("big[r1].name", "综合楼")
	first.Set("return:act", "save")
	second.Set("return:act", "save")
	one.post(collect.Link(o.ID), first).want(303)

	p := two.post(collect.Link(o.ID), second).want(409)
	p.has(".clash", "王雪刚才也保存过")
	p.has(".clash tbody tr", "本年支出")
	p.has(".clash tbody tr", "20.00")
	p.has(".clash tbody tr", "10.00")
	if n := p.Find(".clash tbody tr").Length(); n != 1 {
		t.Errorf("%d cells differ", n)
	}
	if v := p.Find("#f-spent").AttrOr("value", ""); v != "20" {
		t.Errorf("what was typed is lost: %q", v)
	}
	if v := p.Find("#f-big-r1-name").AttrOr("value", ""); v != "综合楼" {
		t.Errorf("the new row is lost: %q", v)
	}
	take := p.fields("return")
	take.Set("mend", p.Find(".clash button").AttrOr("value", ""))
	p = two.get(two.post(collect.Link(o.ID), take).want(303).location)
	if v := p.Find("#f-spent").AttrOr("value", ""); v != "10" {
		t.Errorf("the other's value was not taken: %q", v)
	}
	if v := p.Find("#f-big-r1-name").AttrOr("value", ""); v != "综合楼" {
		t.Errorf("the new row is lost: %q", v)
	}
}

func TestForeignReturnIsNotThereAndLogged(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	stranger := b.browser("sunli")
	stranger.get(collect.Link(o.ID)).want(404)
	stranger.post(collect.Link(o.ID), fill(url.Values{"revision": {"0"}, "return:act": {"save"}}, goodSheet("1"))).want(404)
	entries, err := b.audit.Of(context.Background(), b.id, access.Return, o.ID)
	must(t, err)
	n := 0
	for _, e := range entries {
		if e.Verb == "return.hidden" && e.Person == "sunli" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d attempts are in the log", n)
	}
	stranger.get("/collect/returns/nothing").want(404)
}

func TestNULIsRefused(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	clerk := b.browser("wangxue")
	values := fill(clerk.get(collect.Link(o.ID)).fields("return"), goodSheet("1\x00"))
	values.Set("return:act", "save")
	clerk.post(collect.Link(o.ID), values).want(422)
	values.Set("spent", "\xff")
	clerk.post(collect.Link(o.ID), values).want(422)
}

func TestNothingToReport(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	clerk := b.browser("wangxue")
	values := clerk.get(collect.Link(o.ID)).fields("return")
	values.Set("return:act", "submit")
	p := clerk.post(collect.Link(o.ID), values).want(422)
	p.has(".field.bad .why", "写明原因")
	values.Set("return:nothing", "学校停办")
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location)
	p.has(".note", "学校停办")
}

func TestRowsAreAdded(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	clerk := b.browser("wangxue")
	values := fill(clerk.get(collect.Link(o.ID)).fields("return"), form.Raw{"big[r1].name": "综合楼"})
	values.Set("add", "big")
	to := clerk.post(collect.Link(o.ID), values).want(303).location
	p := clerk.get(strings.SplitN(to, "#", 2)[0])
	if n := p.Find("#f-big tbody tr").Length(); n != 4 {
		t.Errorf("%d rows", n)
	}
	if v := p.Find("#f-big-r1-name").AttrOr("value", ""); v != "综合楼" {
		t.Errorf("the row reads %q", v)
	}
}
