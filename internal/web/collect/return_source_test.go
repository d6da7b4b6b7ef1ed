package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// meals takes over from the monthly report what the school has said there.
const meals = `
form: meals
title: 营养餐月报
period: month
basis: 营养改善计划
refers:
  月报: {form: school-monthly}
sections:
  - title: 总体
    fields:
      - {code: pupils, name: 在校生, type: integer, prefill: 月报.年级.月末}
      - {code: spent, name: 支出, type: money, unit: 万元, decimals: 2, prefill: 月报.本年支出}
      - {code: school, name: 学校, type: text, prefill: {unit: name}}
  - title: 分年级
    rows: {code: grades, name: 年级, fixed: {g1: 一年级, g2: 二年级, g3: 三年级}}
    fields:
      - {code: eating, name: 用餐人数, type: integer, prefill: 月报.年级.月末}
checks:
  - {logic: 支出 <= 月报.本年支出, say: '多于月报的 {月报.本年支出} 万元'}
  - {logic: 月报.本年支出 > 0, say: 月报没有支出}
`

// openMeals sends the second form to the schools and returns the first school's.
func (b *bureau) openMeals(month string) collect.Obligation {
	b.t.Helper()
	return b.openMealsOf(meals, month)
}

func (b *bureau) openMealsOf(yaml, month string) collect.Obligation {
	b.t.Helper()
	b.publish(yaml)
	p, err := period.Parse(month)
	must(b.t, err)
	out, err := b.OpenCampaign(context.Background(), b.chief, collect.NewCampaign{
		Form: "meals", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕4号", EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Periods: []period.Period{p},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: alone, Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
		Again: map[string]string{"spent": "按专项", "pupils": "按用餐", "grades.eating": "按用餐", "school": "核对"},
	})
	must(b.t, err)
	matrix, err := b.Matrix(context.Background(), b.chief, out.Campaign.ID)
	must(b.t, err)
	o, err := b.Store.Obligation(context.Background(), b.id, matrix.Rows[0].Cells[0].ID)
	must(b.t, err)
	return o
}

func TestWhereCellsAreFilledInFrom(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	monthly := b.owed(0, "2026-09")
	o := b.openMeals("2026-09")
	clerk := b.browser("wangxue")

	p := clerk.get(collect.Link(o.ID)).want(200)
	p.has(".skipped", "《月报》没有报送，没有校验")
	p.has("label[for=f-school]", "来自单位登记")
	p.has(".note.absent", "《教育事业月报》本期还没有报送。先报那张表，这里有 3 项会自动带入。")

	b.submit(b.actor("wangxue"), monthly, goodSheet("100"))
	p = clerk.get(collect.Link(o.ID)).want(200)
	if p.Find(".skipped").Length() != 0 {
		t.Error("the check is still said to be skipped")
	}
	if p.Find(".note.absent").Length() != 0 {
		t.Error("the other return is still said not to be there")
	}
	p.has(".known-key", "6 格是从《教育事业月报》9月、单位登记带来的")
	p.has("label[for=f-spent]", "来自《教育事业月报》9月")
	if v := p.Find("#f-pupils").AttrOr("value", ""); v != "636" {
		t.Errorf("the sum of the grades is %q", v)
	}
	if td := p.Find("td.known[title='来自《教育事业月报》9月']"); td.Length() != 3 {
		t.Errorf("%d cells of the table say where they are from", td.Length())
	}

	// What is written differs: both values stand there, and one click takes it back.
	values := fill(p.fields("return"), form.Raw{"spent": "120", "grades[g2].eating": "200"})
	values.Set("return:act", "save")
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location).want(200)
	p.has(".differs-key", "来自《教育事业月报》9月：100.00，与填的不同")
	p.has("aside .issue.red", "多于月报的 100 万元")
	p.has("td.differs details", "来自《教育事业月报》9月：212，与填的不同")
	values = p.pressing("return", "mend", p.Find("td.differs button").AttrOr("value", ""))
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location).want(200)
	if v := p.Find("#f-grades-g2-eating").AttrOr("value", ""); v != "212" || p.Find("td.differs").Length() != 0 {
		t.Errorf("taken back to %q", v)
	}
	values = p.pressing("return", "mend", p.Find(".differs-key button").AttrOr("value", ""))
	p = clerk.get(clerk.post(collect.Link(o.ID), values).want(303).location).want(200)
	clerk.post(collect.Link(o.ID), p.pressing("return", "return:act", "submit")).want(303)
	o, err := b.Store.Obligation(context.Background(), b.id, o.ID)
	must(t, err)
	if share := o.Paper.Prefilled; share == nil || *share != (collect.Share{Cells: 6, Offered: 6, Kept: 6}) {
		t.Errorf("share %+v", share)
	}
}

func TestReviewersSeeOnlyWhatChanged(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("100"))
	section, clerk := b.browser("hewei"), b.browser("wangxue")
	href := collect.Link(o.ID)
	if p := section.get(href).want(200); p.Find("#changes").Length() != 0 {
		t.Error("changes of what was never sent back")
	}
	_, err := b.SendBack(context.Background(), b.chief, collect.SendBackInput{Seen: collect.Seen{Return: o.ID, Base: o.RecordNo}, Workdays: 2,
		Label: func(key string, _ ...any) string { return key }, Reasons: []collect.Reason{{Path: "spent", Text: "与台账不符"}, {Path: "pupils[g1].came", Text: "名册是 2 人"}}})
	must(t, err)

	// The list says the day by which to mend it, as the desk does, and not the first one.
	clerk.get("/collect").want(200).has("td.soft", "10 月 14 日")

	// The clerk reads the reasons at the cells, with the day by which to mend them.
	p := clerk.get(href).want(200)
	p.has(".field.bad .why", "何伟：与台账不符")
	p.has(".head", "10 月 14 日前重报")
	values := fill(p.fields("return"), form.Raw{"spent": "98.5"})
	values.Set("answer:spent", "已按台账改")
	values.Set("answer:pupils[g1].came", "名册漏一人，已附后")
	values.Set("return:act", "submit")
	clerk.post(href, values).want(303)

	p = section.get(href).want(200)
	p.has("#changes h2", "退回后改了什么（1 格）")
	p.has("#changes tr#f-spent del", "100.00")
	p.has("#changes tr#f-spent ins", "98.50")
	p.has("#changes tr#f-spent", "与台账不符")
	p.has("#changes tr#f-spent", "已按台账改")
	p.has("#changes tr#f-pupils-g1-came", "没有改")
	if p.Find("#changes tbody tr").Length() != 2 || p.Find("table.grid").Length() != 0 {
		t.Errorf("%d rows of changes, %d tables beside", p.Find("#changes tbody tr").Length(), p.Find("table.grid").Length())
	}
	whole, _ := p.Find("#changes .push a").Attr("href")
	p = section.get(whole).want(200)
	if p.Find("table.grid").Length() == 0 || p.Find("[id=f-spent]").Length() != 1 {
		t.Errorf("the whole return is not shown")
	}
	p.has("#changes .push a", "只看改动")
	// The clerk sees the whole of it, and the changes above.
	if p = clerk.get(href).want(200); p.Find("table.grid").Length() == 0 || p.Find("#changes").Length() != 1 {
		t.Error("the clerk is not shown the whole return")
	}
}
