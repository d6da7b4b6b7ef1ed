package collect_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// row is the number of a row with these visible texts, from the left after the
// hidden column; a missing one is the first that is blank.
func (b book) row(sheet string, texts ...string) int {
	b.t.Helper()
	rows, err := b.GetRows(sheet)
	must(b.t, err)
next:
	for i, cells := range rows {
		if len(cells) == 0 || i < 4 {
			continue
		}
		for j, text := range texts {
			if j+1 >= len(cells) || cells[j+1] != text {
				continue next
			}
		}
		return i + 1
	}
	b.t.Fatalf("no row %v on %s", texts, sheet)
	return 0
}

// put writes into a row, by the code in the hidden head.
func (b book) put(sheet string, row int, values map[string]any) {
	b.t.Helper()
	rows, err := b.GetRows(sheet)
	must(b.t, err)
	for _, cells := range rows {
		if len(cells) > 0 && strings.HasPrefix(cells[0], "head:") {
			for j, code := range cells {
				if v, found := values[code]; found {
					b.set(sheet, column(j+1)+itoa(row), v)
				}
			}
			return
		}
	}
}

func column(n int) string { return string(rune('A' + n - 1)) }

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// pastSheet fills one school's month: good figures, or figures that break a check.
func (b book) pastMonth(code, name, month string, good bool) {
	for i, grade := range []string{"一年级", "二年级", "三年级"} {
		row := b.row("在校生", code, name, month, grade)
		end := 202 + i
		if !good {
			end = 900
		}
		b.put("在校生", row, map[string]any{"classes": 5, "begin": 200 + i, "came": 3, "went": 1, "end": end})
	}
	b.put(fillSheet, b.row(fillSheet, code, name, month), map[string]any{"spent": 12.5, "stopped": "否"})
}

// The past years of a form come in one workbook: tried first, then stored as locked
// returns that say where they come from; schools are known by code or exact name.
func TestPastYears(t *testing.T) {
	b := newBureau(t, 4)
	b.open(alone, "2026-08", "2026-09")
	done := b.submit(b.actor("wangxue"), b.owed(0, "2026-08"), goodSheet("5"))
	section := b.browser("hewei")
	section.get("/collect").want(200).has("main", "导入历年数据")
	ask := "/collect/past?form=school-monthly&first=2025.11&last=2026年8月"
	p := section.get(ask).want(200)
	p.has("main", "4 个单位")
	p.has("main", "10 期")
	p = section.get("/collect/past?form=school-monthly&first=去年&last=2026-08").want(200)
	p.has(".field.bad", "看不出“去年”是哪一期")

	f := section.workbook("/collect/past/template.xlsx?" + strings.SplitN(ask, "?", 2)[1])
	november := "2025 年 11 月"
	f.pastMonth("2135000000", "青溪小学", november, true)
	f.pastMonth("2135000001", "石桥中学", november, false)
	f.pastMonth("2135000000", "青溪小学", "2026 年 8 月", true)
	// Rows that people paste: by name alone, by a code in full width, with a near name, an unknown code, a strange period.
	for _, one := range []map[string]any{
		{"c:unit": "第2学校", "c:period": "2025.12", "spent": 3},
		{"c:school": "２１３５０００００３", "c:period": "2025-12", "spent": "=1+1"},
		{"c:unit": "第二学校", "c:period": "2025-12", "spent": 3},
		{"c:school": "9999999999", "c:period": "2025-12", "spent": 3},
		{"c:unit": "第2学校", "c:period": "冬天", "spent": 3},
		{"c:school": "2135000001", "c:unit": "青溪小学", "c:period": "2025-12", "spent": 3},
	} {
		f.put(fillSheet, blankRow(f), one)
	}
	look := section.upload("/collect/past/school-monthly", url.Values{}, "file", "历年.xlsx", f.bytes()).want(303).location
	p = section.get(look).want(200)
	p.has("main", "可以存 1 份")
	issues := text(p.Find("section[aria-labelledby=issues]"))
	for _, words := range []string{"是不是“第2学校”", "没有标识码是“9999999999”的学校", "看不出“冬天”是哪一期", "分不清是哪一所", "“=1+1”不是数", "应为 202"} {
		if !strings.Contains(issues, words) {
			t.Errorf("without %q: %s", words, issues)
		}
	}
	rows := text(p.Find("section[aria-labelledby=schools]"))
	for _, words := range []string{"青溪小学，2026 年 8 月已有", "石桥中学，2025 年 11 月要写理由", "第3学校，2025 年 12 月不能存", "第2学校，2025 年 12 月要写理由"} {
		if !strings.Contains(rows, words) {
			t.Errorf("without %q: %s", words, rows)
		}
	}
	if _, found := b.past(0, "2025-11"); found {
		t.Fatal("the dry run stored something")
	}
	section.workbook(look + "/marked.xlsx")

	section.post(look, url.Values{}).want(200).has("main", "已存 1 份")
	o, found := b.past(0, "2025-11")
	if !found || o.State != collect.Locked || o.Paper.Imported == nil || o.Paper.Imported.Person != "hewei" || o.Paper.Imported.Book != "历年.xlsx" {
		t.Fatalf("not stored: %v %+v", found, o)
	}
	if _, found := b.past(1, "2025-11"); found {
		t.Error("a broken check was stored without a reason")
	}
	section.post(look, url.Values{"reason": {"当年口径不同"}}).want(200).has("main", "已存 2 份")
	if o, found := b.past(1, "2025-11"); !found || o.Paper.Imported.Reason != "当年口径不同" {
		t.Errorf("not stored with its reason: %+v", o)
	}
	if now := b.owed(0, "2026-08"); now.Rev != done.Rev {
		t.Error("what was there was touched")
	}
	// The imported return is shown, locked, with its origin, and the figures count.
	p = section.get(collect.Link(o.ID)).want(200)
	p.has("main", "历年数据：何伟")
	p.has("main", "历年.xlsx")
	facts, err := b.Facts(context.Background(), b.id, "school-monthly", []string{"spent"}, []string{"2025-11"})
	must(t, err)
	if len(facts) != 2 || facts[0].Values[0] == nil || facts[0].Values[0].String() != "12.5" {
		t.Errorf("facts %+v", facts)
	}
	// One campaign for each year, ended, and none twice.
	years, err := b.Campaigns(context.Background(), b.chief, 2025)
	must(t, err)
	if len(years) != 1 || years[0].Campaign.State != collect.Ended {
		t.Errorf("%d campaigns of 2025", len(years))
	}
	section.get("/collect/campaigns/" + years[0].Campaign.ID).want(200)

	// Neither a school nor a section that does not ask for the form imports.
	b.browser("wangxue").get("/collect/past").want(404)
	b.browser("wangxue").upload("/collect/past/school-monthly", url.Values{}, "file", "a.xlsx", f.bytes()).want(404)
	wrong := section.upload("/collect/past/school-monthly", url.Values{}, "file", "a.xlsx", b.browser("sunli").workbook(collect.Link(b.owed(1, "2026-09").ID)+"/workbook.xlsx").bytes())
	wrong.want(422).has("#file-why", "2026 年 9 月")
}

// blankRow is the first row below the head in which nothing visible stands.
func blankRow(f book) int {
	rows, err := f.GetRows(fillSheet)
	must(f.t, err)
	for i := 4; i < len(rows); i++ {
		if strings.TrimSpace(strings.Join(rows[i][min(1, len(rows[i])):], "")) == "" {
			return i + 1
		}
	}
	return len(rows) + 1
}

// past is a school's return of a past month.
func (b *bureau) past(i int, month string) (collect.Obligation, bool) {
	b.t.Helper()
	all, err := b.Store.Find(context.Background(), collect.Query{Bureau: b.id, Unit: schoolID(i), Period: month, Begun: period.Date{Year: 2027, Month: 1, Day: 1}, Limit: 10})
	must(b.t, err)
	if len(all) == 0 {
		return collect.Obligation{}, false
	}
	return all[0], true
}
