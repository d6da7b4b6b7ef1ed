package codelist_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"nianlun/internal/web/pagetest"
)

func TestAListIsPastedPublishedAndChanged(t *testing.T) {
	w := newBureau(t).browser("hewei")
	w.Sees("/codelists").Has(".empty", "还没有代码表").Has(".empty a[href='/codelists/new']", "新建代码表")
	w.starts("学校类别", "school-kinds", "代码 名称|211 小学|311 初级中学|312 职业初中").
		Has("h1", "学校类别").Has(".list tbody tr:first-child", "211小学").Has("#versions + *, .edition", "按新标准")
	if n := w.Sees("/codelists/school-kinds").Find(".list tbody tr").Length(); n != 3 {
		t.Errorf("%d items: the head of the columns was taken for one?", n)
	}
	grid := w.Sees("/codelists/school-kinds/edit")
	if grid.Find("[data-codes-row]").Length() != 8 || grid.Find("[name='row.0.code']").AttrOr("readonly", "-") == "-" {
		t.Errorf("%d rows, and the published code can be typed over", grid.Find("[data-codes-row]").Length())
	}
	w.saves("school-kinds", "publish", "row.0.name", "普通小学", "row.2.retired", "2026/9/1", "row.3.code", "３４５", "row.3.name", "完全中学", "source", "JY/T 1001").
		Has(".differences", "依据写明“JY/T 1001”").
		Has("#differences + *, .differences", "211 “小学”改为“普通小学”").Has(".differences", "345 完全中学").Has(".differences", "2026 年 9 月 1 日起停用").
		Has("#why + *, form", "为什么发布")
	w.Post("/codelists/school-kinds/publish", pagetest.Values("revision", revision(w.Sees("/codelists/school-kinds/publish")), "reason", "")).
		Want(http.StatusUnprocessableEntity).Has("#reason-why", "请写原因")
	w.publishes("school-kinds").Has(".head", "第 2 版，在用 3 项").Has("tr.retired", "职业初中")
	w.Sees("/codelists/school-kinds?version=1").Has(".note", "这是第 1 版").Has(".list tbody tr:first-child", "211小学").Lacks("tr.retired")
	w.Sees("/codelists").Has(".list tbody tr", "学校类别 school-kinds").Has(".list tbody tr", "第 2 版")
}

func TestMistakesStandAtTheirCellsAndNothingIsLost(t *testing.T) {
	w := newBureau(t).browser("hewei")
	w.starts("学校类别", "school-kinds", "211 小学|311 初级中学")
	p := w.saves("school-kinds", "publish", "row.2.code", "1.2", "row.2.name", "小学", "row.3.name", "没有代码", "row.1.retired", "明年")
	p.Has(".issue", "第 3 行的代码“1.2”").Has("form", "改好了才能发布").Lacks("[name=reason]")
	grid := w.Sees("/codelists/school-kinds/edit")
	for cell, words := range map[string]string{"row.2.code": "只能用字母", "row.2.name": "和第 1 行一样", "row.3.code": "没有代码", "row.1.retired": "不是日期"} {
		input := grid.Find("[name='" + cell + "']")
		if input.AttrOr("aria-invalid", "") != "true" || !strings.Contains(pagetest.Text(input.Next()), words) {
			t.Errorf("%s says %q", cell, pagetest.Text(input.Next()))
		}
	}
	if grid.Find("[name='row.1.retired']").AttrOr("value", "") != "明年" {
		t.Error("what was typed is lost")
	}
}

func TestTwoWritersAreToldOfEachOther(t *testing.T) {
	w := newBureau(t).browser("hewei")
	w.starts("学校类别", "school-kinds", "211 小学")
	mine := w.Sees("/codelists/school-kinds/edit").Fields("grid")
	w.saves("school-kinds", "save", "row.1.code", "311", "row.1.name", "初中")
	mine.Set("row.1.code", "345")
	mine.Set("row.1.name", "完全中学")
	mine.Set("do", "save")
	p := w.Post("/codelists/school-kinds/edit", mine).Want(http.StatusConflict)
	p.Has("[role=alert]", "别人也改了这张代码表")
	if p.Find("[name='row.1.name']").AttrOr("value", "") != "完全中学" {
		t.Error("what was typed is lost")
	}
}

func TestAListGoesToExcelAndComesBack(t *testing.T) {
	w := newBureau(t).browser("hewei")
	w.starts("学段", "stages", "2 小学|3 初中")
	w.starts("学校类别", "school-kinds", "211 小学|311 初级中学")
	w.saves("school-kinds", "save", "parent", "stages")
	w.saves("school-kinds", "publish", "row.0.under", "小学", "row.1.under", "3").Has(".differences", "311 初级中学，换了上级")
	w.publishes("school-kinds").Has(".list tbody tr:nth-child(2)", "311初级中学初中")
	book := w.Get("/codelists/school-kinds/export").Want(http.StatusOK)
	w.Upload("/codelists/school-kinds/import", pagetest.Values("revision", revision(w.Sees("/codelists/school-kinds/edit"))), "book", "代码.xlsx", []byte(book.Body)).Want(http.StatusSeeOther)
	w.Sees("/codelists/school-kinds/publish").Has("form", "没有不同")
	csv := "名称,代码\n小学,211\n"
	w.Upload("/codelists/school-kinds/import", pagetest.Values("revision", revision(w.Sees("/codelists/school-kinds/edit"))), "book", "x.csv", []byte(csv)).Want(http.StatusSeeOther)
	w.Sees("/codelists/school-kinds/publish").Lacks(".light.green")
}

func TestWhatIsEmptiedInAWorkbookIsClearedWhereItsColumnStands(t *testing.T) {
	w := newBureau(t).browser("hewei")
	w.starts("学段", "stages", "2 小学|3 初中")
	w.starts("学校类别", "school-kinds", "211 小学|312 职业初中")
	w.saves("school-kinds", "save", "parent", "stages")
	w.saves("school-kinds", "publish", "row.0.under", "2", "row.1.under", "3", "row.1.retired", "2026-09-01")
	w.publishes("school-kinds").Has("tr.retired", "职业初中")
	send := func(csv string) {
		form := pagetest.Values("revision", revision(w.Sees("/codelists/school-kinds/edit")))
		w.Upload("/codelists/school-kinds/import", form, "book", "x.csv", []byte(csv)).Want(http.StatusSeeOther)
	}
	send("312,职业初中\n")
	send("代码,名称\n312,职业初中\n")
	w.Sees("/codelists/school-kinds/publish").Has("form", "没有不同")
	send("代码,名称,停用日期\n312,职业初中,\n")
	w.Sees("/codelists/school-kinds/publish").Has(".differences", "312 职业初中，恢复使用")
	if above := w.Sees("/codelists/school-kinds/edit").Find("[name='row.1.under']").AttrOr("value", ""); above != "3" {
		t.Errorf("the workbook has no column for what is above, which is now %q", above)
	}
	send("代码,名称,上级,停用日期\n211,小学,,\n312,职业初中,3,\n")
	w.Sees("/codelists/school-kinds/publish").Has(".differences", "312 职业初中，恢复使用").Has(".differences", "211 小学，换了上级")
}

func TestAnImportMayRetireWhatItLeavesOut(t *testing.T) {
	w := newBureau(t).browser("hewei")
	w.starts("学校类别", "school-kinds", "211 小学|311 初级中学|312 职业初中")
	send := func(name, content string, retire bool) pagetest.Page {
		form := pagetest.Values("revision", revision(w.Sees("/codelists/school-kinds/edit")))
		if retire {
			form.Set("retire", "1")
		}
		return w.Upload("/codelists/school-kinds/import", form, "book", name, []byte(content))
	}
	send("新版.csv", "code,name\n211,小学\n311,初级中学\n345,完全中学\n", true).Want(http.StatusSeeOther)
	w.Sees("/codelists/school-kinds/publish").Has(".differences", "312 职业初中，2026 年 10 月 12 日起停用").Has(".differences", "345 完全中学")
	send("信.docx", "\x00\x01", false).Want(http.StatusUnprocessableEntity).Has("[role=alert]", "读不出代码和名称")
	send("空.csv", " \n", false).Want(http.StatusUnprocessableEntity)
}

func TestOnlyItsSectionWritesAList(t *testing.T) {
	b := newBureau(t)
	b.browser("hewei").starts("学校类别", "school-kinds", "211 小学")
	w := b.browser("jilan")
	w.Sees("/codelists/school-kinds").Lacks("a[href$='/edit']").Lacks("#turn")
	if p := w.Get("/codelists/school-kinds/edit"); p.Status != http.StatusSeeOther {
		t.Errorf("the grid of another section's list: %d", p.Status)
	}
	w.Post("/codelists/school-kinds/edit", pagetest.Values("revision", "2", "do", "save", "name", "x")).Want(http.StatusForbidden)
	w.Post("/codelists/school-kinds/close", pagetest.Values("revision", "2", "reason", "x")).Want(http.StatusForbidden)
}

func TestAListIsClosedAndOpenedAgain(t *testing.T) {
	w := newBureau(t).browser("hewei")
	w.starts("学校类别", "school-kinds", "211 小学")
	w.saves("school-kinds", "save", "row.1.code", "311", "row.1.name", "初中")
	rev := revision(w.Sees("/codelists/school-kinds"))
	w.Post("/codelists/school-kinds/close", pagetest.Values("revision", rev, "reason", " ")).Want(http.StatusUnprocessableEntity).Has("#turn[open]", "请写原因")
	w.Does("/codelists/school-kinds/close", "revision", rev, "reason", "标准废止").Has(".head", "已停用").Lacks("a[href$='/edit']")
	if p := w.Get("/codelists/school-kinds/publish"); p.Status != http.StatusSeeOther || p.Location != "/codelists/school-kinds" {
		t.Errorf("the draft of a closed list can be published: %d %s", p.Status, p.Location)
	}
	rev = revision(w.Sees("/codelists/school-kinds"))
	w.Does("/codelists/school-kinds/publish", "revision", rev, "reason", "x").Has(".head", "已停用").Has(".head", "第 1 版，在用 1 项")
	w.Does("/codelists/school-kinds/reopen", "revision", revision(w.Sees("/codelists/school-kinds")), "reason", "还要用").Has(".head", "在用")
}

// Of a list that is too long for the grid a part is looked for, changed, taken out and added to; the rest stays.
func TestALongListIsWrittenInParts(t *testing.T) {
	w := newBureau(t).browser("hewei")
	var lines strings.Builder
	for i := range 5000 {
		n := strconv.Itoa(10000 + i)
		lines.WriteString(n + "\t单位" + n + "\n")
	}
	p := w.Does("/codelists", "name", "单位", "code", "bodies", "paste", lines.String())
	p.Has("form#part", "这张表有 5000 项")
	if rows := p.Find("[data-codes-row]").Length(); rows > 10 {
		t.Errorf("%d rows are shown of what nobody looks for", rows)
	}
	w.Sees("/codelists/bodies/edit?q=单位").Has("form#part", "找到 5000 项，列出前 300 项")
	part := w.Sees("/codelists/bodies/edit?q=1213")
	part.Has("form#part", "找到 11 项") // 12130 to 12139, and 11213
	fields := part.Fields("grid")
	at := func(code string) string {
		row := part.Find("[data-codes-row] input[name$='.code'][value='" + code + "']")
		return strings.TrimSuffix(row.AttrOr("name", "none"), "code")
	}
	fields.Set(at("12130")+"name", "市教育局")
	fields.Set(at("12131")+"code", "98")
	fields.Set(at("12131")+"name", "改了代码")
	for _, column := range []string{"code", "name", "under", "retired", "was"} {
		fields.Del(at("12132") + column) // taken out by the script
	}
	fields.Set("row.9001.code", "12999") // pasted, and known elsewhere in the list
	fields.Set("row.9001.name", "另一个")
	fields.Set("do", "save")
	to := w.Post("/codelists/bodies/edit", fields).Want(303).Location
	p = w.Sees(to)
	p.Has("form#part", "这张表有 4999 项")
	if got := p.Find("input[name='"+at("12130")+"name']").AttrOr("value", ""); got != "市教育局" || p.Find("form#part input[type=search]").AttrOr("value", "") != "1213" {
		t.Errorf("the changed one is called %q", got)
	}
	for look, want := range map[string]string{"12999": "另一个", "98": "改了代码", "12133": "单位12133", "12132": ""} {
		p := w.Sees("/codelists/bodies/edit?q=" + look)
		code := p.Find("[data-codes-row] input[name$='.code'][value='" + look + "']")
		if got := code.Closest("tr").Find("input[name$='.name']").AttrOr("value", ""); got != want {
			t.Errorf("%s is called %q, want %q", look, got, want)
		}
	}
	// A mistake is shown wherever it stands.
	fields = w.Sees("/codelists/bodies/edit?q=14999").Fields("grid")
	for name := range fields {
		if strings.HasSuffix(name, ".name") && fields.Get(name) == "单位14999" {
			fields.Set(name, "")
		}
	}
	fields.Set("do", "save")
	w.Post("/codelists/bodies/edit", fields)
	p = w.Sees("/codelists/bodies/edit")
	if got := p.Find("[data-codes-row] input[value='14999']").Length(); got == 0 {
		t.Error("a mistake is not on the page")
	}
	fields = p.Fields("grid")
	for name := range fields {
		if strings.HasSuffix(name, ".code") && fields.Get(name) == "14999" {
			fields.Set(strings.TrimSuffix(name, "code")+"name", "单位14999")
		}
	}
	fields.Set("do", "save")
	w.Post("/codelists/bodies/edit", fields).Want(303)
	w.saves("bodies", "save", "source", "民政部门").Has("form#part", "4999 项")
	w.publishes("bodies").Has(".head", "在用 4999 项")
}
