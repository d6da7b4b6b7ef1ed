package plan_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/work/plan"
)

func opened(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.few()
	h.serve()
	return h
}

func TestListOpensWithWhatNeedsEyes(t *testing.T) {
	v := opened(t).signIn("chen")
	doc := v.get("/plan/tasks", http.StatusOK)
	if got, want := texts(doc.Find("tbody td.main")), []string{"公办园在园幼儿占比达到 60%", "重大隐患清零 <b>", "新建基地 4 处", "还没有人管的事"}; !slices.Equal(got, want) {
		t.Errorf("order: %q, want %q", got, want)
	}
	if got, want := texts(doc.Find("tbody .light")), []string{"逾期 2 天", "余 5 天", "正常", "未定时限"}; !slices.Equal(got, want) {
		t.Errorf("lights: %q, want %q", got, want)
	}
	figure := doc.Find("tbody a.fig").First()
	if figure.Text() != "57.8%" || figure.AttrOr("hx-get", "") != "/figures/public-share/2026-09" || !figure.HasClass("locked") {
		t.Errorf("figure: %s", figure.Text())
	}
	if got := texts(doc.Find(".views a")); !slices.Equal(got, []string{"全部 4", "未办结 4", "要盯的 2", "我牵头或配合 0", "10月到期 2", "有指标值的 2", "缺单位或时限 1"}) {
		t.Errorf("views: %q", got)
	}
	if doc.Find("input[name=task][form=bulk]").Length() != 4 || doc.Find("[data-list] table.stack").Length() != 1 {
		t.Error("rows cannot be ticked, or the list has no keys")
	}
}

func TestListKeepsItsFiltersInTheAddress(t *testing.T) {
	v := opened(t).signIn("chen")
	doc := v.get("/plan/tasks?view=all&lead=edu&light=green", http.StatusOK)
	if got := texts(doc.Find("tbody td.main")); !slices.Equal(got, []string{"新建基地 4 处"}) {
		t.Errorf("filtered: %q", got)
	}
	if got := texts(doc.Find(".chip.on")); len(got) != 2 || !strings.HasPrefix(got[0], "灯：正常") || !strings.HasPrefix(got[1], "牵头单位：基础教育科") {
		t.Errorf("chips: %q", got)
	}
	href := doc.Find("a.chip.on").First().AttrOr("href", "")
	if got := texts(v.get(href, http.StatusOK).Find("tbody td.main")); len(got) != 2 {
		t.Errorf("without the light, %s shows %q", href, got)
	}
	if got := texts(v.get("/plan/tasks?q=隐患", http.StatusOK).Find("tbody td.main")); !slices.Equal(got, []string{"重大隐患清零 <b>"}) {
		t.Errorf("words: %q", got)
	}
	if doc := v.get("/plan/tasks?view=watch&theme=none", http.StatusOK); doc.Find(".empty").Length() != 1 || doc.Find("table").Length() != 0 {
		t.Error("a filter that nothing passes shows no way out")
	}
	if doc := v.get("/plan/tasks?year=2019", http.StatusOK); !strings.Contains(doc.Find(".empty").Text(), "2019 年还没有任务") {
		t.Errorf("an empty year: %s", doc.Find(".empty").Text())
	}
}

func TestListShowsASchoolItsOwnTasksOnly(t *testing.T) {
	h := opened(t)
	doc := h.signIn("tan").get("/plan/tasks", http.StatusOK)
	if got := texts(doc.Find("tbody td.main")); !slices.Equal(got, []string{"公办园在园幼儿占比达到 60%"}) {
		t.Errorf("the school sees %q", got)
	}
	if doc.Find("input[name=task], form.bulk, .head .primary").Length() != 0 {
		t.Error("the school is offered acts that it may not do")
	}
	h.signIn("luo").get(plan.Link(h.tasks["1.1"].ID), http.StatusNotFound)
	h.signIn("luo").post(plan.Link(h.tasks["1.1"].ID)+"/report", url.Values{"text": {"x"}}, http.StatusNotFound)
}

func TestBulkRemindTellsEachTaskByItself(t *testing.T) {
	h := opened(t)
	v := h.signIn("chen")
	form := url.Values{"act": {"remind"}, "text": {"请说明"}, "back": {"view=all&year=2026"}, "task": {h.tasks["1.1"].ID, h.tasks["2.2"].ID}}
	doc := v.post("/plan/tasks/bulk", form, http.StatusOK)
	if got := texts(doc.Find("section[role=status] .light")); !slices.Equal(got, []string{"1 项已办好", "1 项没有办成"}) {
		t.Errorf("batch: %q", got)
	}
	if got := texts(doc.Find("section[role=status] li")); len(got) != 1 || !strings.HasPrefix(got[0], "2.2 还没有人管的事 还没有牵头单位") {
		t.Errorf("failed: %q", got)
	}
	form.Set("task", h.tasks["1.1"].ID)
	doc = v.post("/plan/tasks/bulk", form, http.StatusOK)
	if got := doc.Find(".toast").Text(); !strings.Contains(got, "催进展：1 项都已办好") {
		t.Errorf("toast: %q", got)
	}
	notices, err := h.notify.Inbox(context.Background(), h.actor("shen"))
	if err != nil || len(notices) != 2 || notices[0].Link != plan.Link(h.tasks["1.1"].ID) {
		t.Errorf("inbox: %+v, %v", notices, err)
	}
	form.Del("task")
	v.post("/plan/tasks/bulk", form, http.StatusUnprocessableEntity)
	form.Set("act", "fly")
	v.post("/plan/tasks/bulk", form, http.StatusUnprocessableEntity)
	h.signIn("shen").post("/plan/tasks/bulk", url.Values{"act": {"assign"}, "lead": {"fin"}, "task": {h.tasks["1.1"].ID}}, http.StatusOK).
		Find("section[role=status] li").Each(func(_ int, s *goquery.Selection) { wantText(t, s.Text(), "不能做这件事") })
}

func TestBulkAssignAndExtend(t *testing.T) {
	h := opened(t)
	v := h.signIn("chen")
	ids := []string{h.tasks["2.1"].ID, h.tasks["2.2"].ID}
	v.post("/plan/tasks/bulk", url.Values{"act": {"assign"}, "lead": {"fin"}, "participants": {"edu", "safe"}, "duedate": {"2026-11-30"}, "task": ids}, http.StatusOK)
	doc := v.get(plan.Link(ids[1]), http.StatusOK)
	facts := strings.Join(texts(doc.Find("main .facts dd")), "|")
	if facts != "林建平|计划财务科|基础教育科、安全稳定科|11 月 30 日|工作要点 云教〔2026〕3 号|还没有定" {
		t.Errorf("facts: %s", facts)
	}
	v.post("/plan/tasks/bulk", url.Values{"act": {"extend"}, "due": {"2026-12-20"}, "reason": {"等批复"}, "basis": {"纪要 11 号"}, "task": ids}, http.StatusOK)
	doc = v.get(plan.Link(ids[0]), http.StatusOK)
	if got := texts(doc.Find(".time li").First().Find("p")); !slices.Equal(got, []string{"理由：等批复，依据：纪要 11 号", "时限 11 月 30 日 改为 12 月 20 日"}) {
		t.Errorf("timeline: %q", got)
	}
}

func TestTaskSaysWhereItStands(t *testing.T) {
	h := opened(t)
	doc := h.signIn("chen").get(plan.Link(h.tasks["1.1"].ID), http.StatusOK)
	if got := strings.Join(strings.Fields(doc.Find(".verdict").Text()), " "); got != "逾期 2 天时限是 10 月 14 日，还没有办结。现值 57.8%，还差 2.2 个百分点。" {
		t.Errorf("verdict: %s", got)
	}
	if got := texts(doc.Find(".tiles .bigfig")); len(got) != 3 || !strings.Contains(got[0], "57.8%") || !strings.Contains(got[2], "比年初提高 5.4 个百分点") {
		t.Errorf("tiles: %q", got)
	}
	if doc.Find("svg.chart path.main").Length() != 1 {
		t.Error("no chart")
	}
	if got := texts(doc.Find("#steps").Closest("section").Find("tbody .light")); !slices.Equal(got, []string{"已逾期", "已逾期"}) {
		t.Errorf("milestones: %q", got)
	}
	if got := doc.Find("section[aria-labelledby=src] a").AttrOr("href", ""); got != "/documents/doc-1?at=120" {
		t.Errorf("source: %s", got)
	}
	if got := doc.Find(".crumb").Text(); !strings.Contains(got, "一、普惠与均衡") {
		t.Errorf("crumb: %s", got)
	}
}

// Each role finds the acts that it may do, and no others.
func TestTaskOffersWhatThePostMayDo(t *testing.T) {
	h := opened(t)
	for person, want := range map[string]string{
		"chen": "暂停 延期 办结 催进展 | 指派 修改",
		"wu":   "暂停 延期 办结 催进展 报进展",
		"lin":  "",
		"boss": "暂停 延期 办结 催进展",
		"shen": "申请延期 报进展",
		"tan":  "申请延期 报进展",
	} {
		doc := h.signIn(person).get(plan.Link(h.tasks["1.1"].ID), http.StatusOK)
		got := texts(doc.Find(".head .acts [data-dialog]"))
		for i := range got {
			got[i], _, _ = strings.Cut(got[i], " ")
		}
		if beside := texts(doc.Find("aside .row [data-dialog]")); len(beside) > 0 {
			got = append(append(got, "|"), beside...)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s is offered %q, want %q", person, got, want)
		}
		if n := doc.Find(".head .primary").Length(); n > 1 {
			t.Errorf("%s has %d primary buttons", person, n)
		}
	}
}

func TestReportIsShownAgainWithWhatIsWrong(t *testing.T) {
	h := opened(t)
	v := h.signIn("shen")
	path := plan.Link(h.tasks["1.2"].ID)
	doc := v.post(path+"/report", url.Values{"text": {" "}, "value": {"三"}}, http.StatusUnprocessableEntity)
	dialog := doc.Find("dialog#report")
	if _, open := dialog.Attr("data-open"); !open || dialog.Find("input[name=value]").AttrOr("value", "") != "三" {
		t.Error("the dialog is shut or lost what was typed")
	}
	if got := dialog.Find(".field.bad .why").Text(); got != "这里填数字，例如 57.8。" {
		t.Errorf("error: %s", got)
	}
	doc = v.post(path+"/report", url.Values{"text": {"建成三处"}, "value": {"3"}}, http.StatusOK)
	first := doc.Find(".time li").First()
	if got := strings.Join(strings.Fields(first.Text()), " "); got != "10 月 16 日 09:00 基础教育科 沈悦 报进展 3 处 建成三处" {
		t.Errorf("timeline: %s", got)
	}
	if got := doc.Find(".tiles a.fig, .tiles .fig").First().Text(); got != "3处" {
		t.Errorf("figure: %s", got)
	}
}

func TestEvidenceIsKeptAndGuarded(t *testing.T) {
	h := opened(t)
	v := h.signIn("shen")
	path := plan.Link(h.tasks["1.1"].ID)
	page := v.Upload(path+"/report", url.Values{"text": {"评估完成"}}, "files", "会签单.txt", []byte("甲方同意。")).Want(http.StatusOK)
	file := page.Find(".time a.file").First()
	href := file.AttrOr("href", "")
	if strings.TrimSpace(file.Text()) != "会签单.txt" || href == "" {
		t.Fatalf("file: %q %q", file.Text(), href)
	}
	kept := h.signIn("tan").Get(href)
	if how := kept.Response.Header.Get("Content-Disposition"); kept.Body != "甲方同意。" || !strings.HasPrefix(how, "attachment") {
		t.Errorf("came back as %q, %s", kept.Body, how)
	}
	h.signIn("luo").get(href, http.StatusNotFound)
	v.get(path+"/files/none", http.StatusNotFound)
	v.get(plan.Link(h.tasks["1.2"].ID)+href[strings.LastIndex(href, "/files/"):], http.StatusNotFound)
}

func TestExtensionIsAskedAndAnswered(t *testing.T) {
	h := opened(t)
	path := plan.Link(h.tasks["1.1"].ID)
	h.signIn("shen").post(path+"/ask", url.Values{"due": {"2026-11-25"}, "reason": {"协议会签"}}, http.StatusOK)
	wu := h.signIn("wu")
	if got := texts(wu.get("/plan/tasks?view=asked", http.StatusOK).Find("tbody td.main")); !slices.Equal(got, []string{"公办园在园幼儿占比达到 60%"}) {
		t.Errorf("waiting: %q", got)
	}
	doc := wu.get(path, http.StatusOK)
	wantText(t, doc.Find(".note").Text(), "沈悦 申请延期到 11 月 25 日：协议会签")
	if got := doc.Find("#extend-due").AttrOr("value", ""); got != "2026-11-25" {
		t.Errorf("the day that was asked for is not offered: %q", got)
	}
	doc = wu.post(path+"/extend", url.Values{"due": {""}, "reason": {"x"}}, http.StatusUnprocessableEntity)
	wantText(t, doc.Find("dialog#extend .why").Text(), "请选新的时限")
	doc = wu.post(path+"/extend", url.Values{"due": {"2026-11-25"}, "reason": {"同意"}}, http.StatusOK)
	if doc.Find(".note").Length() != 0 {
		t.Error("the request still waits")
	}
	h.signIn("lin").post(path+"/extend", url.Values{"due": {"2026-12-25"}, "reason": {"x"}}, http.StatusForbidden)
}

func TestPauseResumeCloseReopen(t *testing.T) {
	h := opened(t)
	v := h.signIn("wu")
	path := plan.Link(h.tasks["1.1"].ID)
	wantText(t, v.post(path+"/pause", url.Values{"reason": {"等选址"}}, http.StatusOK).Find(".verdict").Text(), "暂停")
	wantText(t, v.post(path+"/resume", url.Values{}, http.StatusOK).Find(".verdict").Text(), "逾期 2 天")
	doc := v.post(path+"/close", url.Values{"on": {"2026-10-15"}}, http.StatusUnprocessableEntity)
	wantText(t, doc.Find("dialog#close[data-open] .why").Text(), "还没有达到")
	doc = v.post(path+"/close", url.Values{"on": {"2026-10-15"}, "reason": {"按市局口径认定"}}, http.StatusOK)
	wantText(t, doc.Find(".verdict").Text(), "10 月 15 日办结，比时限晚 1 天")
	if doc.Find("#report, #remind, #assign").Length() != 0 {
		t.Error("a closed task offers more than reopening")
	}
	wantText(t, v.post(path+"/reopen", url.Values{"reason": {"复核"}}, http.StatusOK).Find(".verdict").Text(), "逾期 2 天")
}

func TestStepsAreAddedFinishedAndDropped(t *testing.T) {
	h := opened(t)
	v := h.signIn("shen")
	path := plan.Link(h.tasks["1.2"].ID)
	doc := v.post(path+"/steps", url.Values{"step": {""}}, http.StatusUnprocessableEntity)
	wantText(t, doc.Find("dialog#step[data-open] .why").Text(), "请写节点的名称")
	v.post(path+"/steps", url.Values{"step": {"选址"}, "stepdue": {"2026-10-01"}, "owner": {"沈悦"}}, http.StatusOK)
	doc = v.post(path+"/steps", url.Values{"step": {"挂牌"}}, http.StatusOK)
	forms := doc.Find("#steps").Closest("section").Find("tbody form")
	if forms.Length() != 4 {
		t.Fatalf("%d buttons", forms.Length())
	}
	doc = v.post(forms.Eq(0).AttrOr("action", ""), url.Values{}, http.StatusOK)
	doc = v.post(doc.Find("#steps").Closest("section").Find("tbody form").Eq(1).AttrOr("action", ""), url.Values{}, http.StatusOK)
	section := doc.Find("#steps").Closest("section")
	if got := texts(section.Find("tbody td.main")); !slices.Equal(got, []string{"选址"}) {
		t.Errorf("left: %q", got)
	}
	wantText(t, section.Find(".light").Text(), "办结")
}

func TestRingDrawsEveryTaskAndSaysItInATable(t *testing.T) {
	h := opened(t)
	v := h.signIn("boss")
	doc := v.get("/ring", http.StatusOK)
	if n := doc.Find("svg.ring a[data-task]").Length(); n != 4 {
		t.Errorf("%d arcs", n)
	}
	if got := texts(doc.Find(".vh tbody tr")); len(got) != 4 || got[0] != "1.1公办园在园幼儿占比达到 60%逾期 2 天基础教育科10 月 14 日" {
		t.Errorf("table: %q", got)
	}
	if got := texts(doc.Find(".theme-row")); len(got) != 2 || got[1] != "二、安全 <稳定>0 / 2" {
		t.Errorf("themes: %q", got)
	}
	if got := doc.Find("#picked").Text(); got != "一、普惠与均衡" {
		t.Errorf("opens with %s", got)
	}
	second := doc.Find(".theme-row").Eq(1).AttrOr("href", "")
	if got := texts(v.get(second, http.StatusOK).Find("[data-list] td.main")); !slices.Equal(got, []string{"重大隐患清零 <b>", "还没有人管的事"}) {
		t.Errorf("the list beside: %q", got)
	}
	if doc.Find("svg.ring .hand").Length() != 1 || doc.Find("svg.ring .month.now").Text() != "10月" {
		t.Error("no hand at today")
	}
	wantText(t, v.get("/ring/2019", http.StatusOK).Find(".empty").Text(), "2019 年还没有任务")
	v.get("/ring/soon", http.StatusNotFound)
}

func TestAPlanByHandAndItsBaseline(t *testing.T) {
	h := newHouse(t)
	h.serve()
	v := h.signIn("chen")
	v.post("/plan/tasks", url.Values{}, http.StatusUnprocessableEntity) // without anything, and without a plan
	doc := v.get("/plan/tasks/new", http.StatusOK)
	if doc.Find("form[action='/plan']").Length() != 1 {
		t.Fatal("without a plan the first step is the plan")
	}
	doc = v.post("/plan", url.Values{"year": {"2026"}, "title": {""}}, http.StatusUnprocessableEntity)
	wantText(t, doc.Find(".field.bad").Text(), "请写计划的名称")
	doc = v.post("/plan", url.Values{"year": {"2026"}, "title": {"要点"}}, http.StatusOK)
	id := doc.Find("select[name=plan] option").AttrOr("value", "")
	form := url.Values{"plan": {id}, "year": {"2026"}, "theme": {"普惠"}, "title": {""}, "value": {"60"}, "unit": {"%"}, "op": {"≤"}}
	v.post("/plan/tasks", url.Values{}, http.StatusUnprocessableEntity)
	doc = v.post("/plan/tasks", form, http.StatusUnprocessableEntity)
	wantText(t, doc.Find(".field.bad").Text(), "请写任务的名称")
	if doc.Find("input[name=theme]").AttrOr("value", "") != "普惠" {
		t.Error("what was typed is lost")
	}
	form.Set("title", "近视率下降")
	doc = v.post("/plan/tasks", form, http.StatusOK)
	wantText(t, doc.Find("h1").Text(), "近视率下降")
	freeze := v.get("/plan/tasks", http.StatusOK).Find(".note form").AttrOr("action", "")
	doc = v.post(freeze, url.Values{}, http.StatusUnprocessableEntity)
	wantText(t, doc.Find("main").Text(), "1.1 近视率下降：缺牵头单位")
	list := v.get("/plan/tasks", http.StatusOK)
	v.post("/plan/tasks/bulk", url.Values{"act": {"assign"}, "lead": {"edu"}, "duedate": {"2026-12-31"}, "task": {list.Find("input[name=task]").AttrOr("value", "")}}, http.StatusOK)
	doc = v.post(freeze, url.Values{}, http.StatusOK)
	wantText(t, doc.Find(".toast").Text(), "《要点》已定为基线")
	if doc.Find(".note form").Length() != 0 {
		t.Error("a baseline still offers to be frozen")
	}
	h.signIn("shen").post("/plan", url.Values{"year": {"2026"}, "title": {"x"}}, http.StatusForbidden)
}

func TestEnglishIsComplete(t *testing.T) {
	h := opened(t)
	v := h.signIn("chen")
	v.post("/lang", url.Values{"lang": {"en"}, "next": {"/plan/tasks"}}, http.StatusOK)
	for _, path := range []string{"/plan/tasks", plan.Link(h.tasks["1.1"].ID), "/ring/2026", "/plan/new", "/plan/tasks/new"} {
		v.get(path, http.StatusOK)
	}
	wantText(t, v.get(plan.Link(h.tasks["1.1"].ID), http.StatusOK).Find(".verdict").Text(), "2 days late")
}

func wantText(t *testing.T, got, want string) {
	t.Helper()
	if !strings.Contains(got, want) {
		t.Errorf("%q does not say %q", strings.Join(strings.Fields(got), " "), want)
	}
}

func TestEditFromTheRevisionSeen(t *testing.T) {
	h := opened(t)
	v := h.signIn("chen")
	path := plan.Link(h.tasks["1.2"].ID)
	dialog := v.get(path, http.StatusOK).Find("dialog#edit")
	rev := dialog.Find("input[name=rev]").AttrOr("value", "")
	if dialog.Find("input[name=value]").AttrOr("value", "") != "4" || rev == "" {
		t.Fatal("the dialog does not hold the promise as it is")
	}
	form := url.Values{"rev": {rev}, "title": {"新建基地 5 处"}, "start": {"2026-03-01"}, "op": {"≥"}, "value": {"5"}, "unit": {"处"}}
	doc := v.post(path+"/edit", form, http.StatusOK)
	wantText(t, doc.Find("h1").Text(), "新建基地 5 处")
	wantText(t, doc.Find(".time li").First().Text(), "≥4处")
	doc = v.post(path+"/edit", form, http.StatusConflict)
	wantText(t, doc.Find("dialog#edit[data-open]").Text(), "刚被别人改过")
	h.signIn("shen").post(path+"/edit", form, http.StatusForbidden)
}
