package design_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/work/design"
)

// small makes a form with two numbers and a sum.
func small(w *browser) designer {
	d := w.starts("课后服务月报")
	for _, name := range []string{"男生", "女生", "合计"} {
		d.does("act", "field.add", "section", "0", "name", name, "type", "integer")
	}
	return d
}

func TestFieldsAreAddedMovedAndRemovedWithoutScript(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	p := d.sees("field:nvsheng")
	p.has("#outline [data-field=nvsheng] a[aria-current]", "女生")
	if got := p.Find("#p-name").AttrOr("value", ""); got != "女生" {
		t.Errorf("the panel shows %q", got)
	}
	up := p.Find("#outline [data-field=heji] .moves button").First().AttrOr("value", "")
	p = d.does("do", up)
	if got := text(p.Find("#outline [data-field] .name")); got != "男生合计女生" && got != "男生 合计 女生" {
		t.Errorf("after moving up: %q", got)
	}
	p = d.does("do", "field.remove nansheng")
	if p.Find("#outline [data-field]").Length() != 2 {
		t.Error("nothing was removed")
	}
	p = d.does("do", "undo")
	if p.Find("#outline [data-field]").Length() != 3 {
		t.Error("nothing was undone")
	}
	if p.Find("[data-redo][disabled]").Length() != 0 {
		t.Error("what was undone cannot be redone")
	}
}

func TestThePanelFitsTheType(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	for kind, want := range map[string]string{
		"money": "#p-unit, #p-decimals, #p-min", "choice": "[name='option.0'], #p-of", "date": "#p-min, #p-max", "calculated": "textarea#p-value",
		"period": "select#p-of", "text": "#p-max", "phone": "select#p-of", "file": "#p-max",
	} {
		p := d.does("act", "field.add", "section", "0", "name", "字段"+kind, "type", kind)
		for _, selector := range strings.Split(want, ", ") {
			if p.Find("#inputs").Find(selector).Length() != 1 {
				t.Errorf("%s has no %s", kind, selector)
			}
		}
		if kind == "calculated" && p.Find("#p-required").Length() != 0 {
			t.Error("a calculated field can be required")
		}
	}
}

func TestMistakesStandBesideTheirInput(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	p := d.does("act", "field.edit", "key", "nvsheng", "name", "女生", "type", "integer", "when", "男孩 > 0", "look", "field:nvsheng")
	p.has("#p-when-why", "男孩").has("#outline .tools", "1 处没写好")
	if p.Find("#outline [data-field=nvsheng] .light.red").Length() != 1 {
		t.Error("the outline does not show where the mistake is")
	}
	// What cannot be kept at all is refused, and what was typed stays.
	p = d.does("act", "field.edit", "key", "nvsheng", "name", "", "type", "integer", "help", "只算在籍", "look", "field:nvsheng")
	p.want(http.StatusUnprocessableEntity).has("#p-name-why", "请写名称")
	if got := p.Find("#p-help").Text(); got != "只算在籍" {
		t.Errorf("what was typed is lost: %q", got)
	}
}

func TestSavingWhileTypingIsToldInJSON(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	values := url.Values{"revision": {d.sees("form").revision()}, "act": {"field.edit"}, "key": {"nansheng"}, "name": {"男生"}, "type": {"integer"}, "required": {"when"}, "requiredwhen": {"合计 >"}}
	answer := d.post(d.draft, values, "Accept", "application/json").want(http.StatusOK)
	var told struct {
		Revision int
		Problems map[string]string
		Reload   string
	}
	must(t, json.Unmarshal([]byte(answer.body), &told))
	if told.Revision != 5 || told.Problems["requiredwhen"] == "" || told.Reload != "" {
		t.Errorf("%+v", told)
	}
	values.Set("revision", "5")
	values.Set("type", "choice")
	values.Del("required")
	answer = d.post(d.draft, values, "Accept", "application/json").want(http.StatusOK)
	must(t, json.Unmarshal([]byte(answer.body), &told))
	if !strings.HasSuffix(told.Reload, "?at=field:nansheng") {
		t.Errorf("another type asks for another panel: %+v", told)
	}
	values.Set("name", "")
	answer = d.post(d.draft, values, "Accept", "application/json")
	if answer.status != http.StatusConflict && answer.status != http.StatusUnprocessableEntity {
		t.Errorf("status %d", answer.status)
	}
}

func TestTheSecondDesignerIsToldAndLosesNothing(t *testing.T) {
	b := newBureau(t)
	d := small(b.browser("hewei"))
	seen := d.sees("field:nansheng").revision()
	other := designer{b.browser("lina"), d.draft}
	other.does("act", "field.edit", "key", "nansheng", "name", "男孩", "type", "integer")
	p := d.post(d.draft, url.Values{"revision": {seen}, "act": {"field.edit"}, "key": {"nansheng"}, "name": {"男学生"}, "type": {"integer"}, "help": {"在籍"}, "look": {"field:nansheng"}})
	p.want(http.StatusConflict).has("[role=alert]", "李娜")
	if p.Find("#p-name").AttrOr("value", "") != "男学生" || p.Find("#p-help").Text() != "在籍" {
		t.Error("what was typed is lost")
	}
	p.has("#outline [data-field=nansheng]", "男孩")
}

func TestThePreviewIsTheFormItself(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	d.does("act", "check.edit", "at", "-1", "class", "logic", "rule", "合计 == 男生 + 女生", "say", "应为 {男生 + 女生}")
	d.does("act", "field.add", "section", "0", "name", "原因", "type", "longtext")
	d.does("act", "field.edit", "key", "yuanyin", "name", "原因", "type", "longtext", "when", "合计 > 100")
	p := d.get(d.draft + "/preview").want(http.StatusOK)
	if policy := p.header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'self'") {
		t.Errorf("the preview cannot stand in the designer: %s", policy)
	}
	if policy := d.sees("form").header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-src 'self'") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("the designer's policy: %s", policy)
	}
	if p.Find("#sample [name=nansheng]").Length() != 1 || p.Find("[name=yuanyin]").Length() != 0 {
		t.Error("the preview shows other fields than a return would")
	}
	sample := url.Values{"sample:of": {"now"}, "nansheng": {"90"}, "nvsheng": {"30"}, "heji": {"110"}}
	p = d.post(d.draft+"/sample", sample, "HX-Request", "true").want(http.StatusOK)
	p.has("#issues", "1").has(".issue", "应为 120")
	if p.Find("[name=yuanyin]").Length() != 1 {
		t.Error("the condition holds and the field is not shown")
	}
	sample.Set("sample:of", "last")
	d.post(d.draft+"/sample", sample).want(http.StatusSeeOther)
	p = d.get(d.draft + "/preview?of=last").want(http.StatusOK)
	if p.Find("[name=heji]").AttrOr("value", "") != "110" {
		t.Error("the period before was not kept")
	}
}

func TestPublishingTellsWhatIsDifferentAndWhoStays(t *testing.T) {
	b := newBureau(t)
	d := small(b.browser("hewei"))
	p := d.get(d.draft + "/publish").want(http.StatusOK)
	rev := p.Find("[name=revision]").AttrOr("value", "")
	d.post(d.draft+"/publish", url.Values{"revision": {rev}}).want(http.StatusUnprocessableEntity).has("#reason-why", "原因")
	done := d.post(d.draft+"/publish", url.Values{"revision": {rev}, "reason": {"新增"}}).want(http.StatusSeeOther)
	list := d.get(done.location).want(http.StatusOK)
	list.has("tbody tr", "第 1 版").has("tbody tr", "课后服务填报").has("#toasts", "已发布第 1 版")

	d.get("/forms/kehoufuwuyuebao").want(http.StatusOK).has("#version-1", "第 1 版").has(".sheet", "新增").has(".sheet", "课后服务填报").has("h1", "课后服务月报")

	next := d.post("/forms/kehoufuwuyuebao/revise", url.Values{}).want(http.StatusSeeOther)
	d.draft = next.location
	p = d.sees("field:nansheng")
	p.has("#inputs", "已发布，类型不能改")
	if p.Find("select#p-type").Length() != 0 {
		t.Error("the type of a published field can be chosen")
	}
	d.does("do", "field.remove heji")
	d.does("act", "field.add", "section", "0", "name", "备注", "type", "text")
	p = d.get(d.draft + "/publish").want(http.StatusOK)
	p.has(".differences", "去掉了“合计”").has(".differences", "新增了“备注”")
	p.has(".release", "应报 7").has(".release", "已锁定 3").has(".release", "其中 7 张还没报送")
}

func TestWhatIsAskedAlreadyIsReusedOrExplained(t *testing.T) {
	b := newBureau(t)
	b.asked = []design.Asked{{Field: "nansheng", By: design.SameName, Form: "works", FormTitle: "学籍月报", Owner: "人事科", Their: "boys", TheirName: "男生", Units: 40,
		Reuse: formdraft.Prefill{Form: "works", Field: "boys", Period: "same"}}}
	// The form that is reused must be there.
	w := b.browser("jilan")
	other := w.starts("学籍月报")
	other.post(other.draft+"/text", url.Values{"revision": {"1"}, "text": {"form: works\ntitle: 学籍月报\nperiod: month\nsections: [{title: 甲, fields: [{code: boys, name: 男生, type: integer}]}]\n"}}).want(http.StatusSeeOther)
	other.post(other.draft+"/publish", url.Values{"revision": {"2"}, "reason": {"新"}}).want(http.StatusSeeOther)

	d := small(b.browser("hewei"))
	p := d.sees("field:nansheng")
	p.has(".asked", "学籍月报").has("#outline [data-field=nansheng] .tag", "已在收")
	rev := p.revision()
	d.post(d.draft+"/publish", url.Values{"revision": {rev}, "reason": {"新"}}).want(http.StatusUnprocessableEntity).has(".again .why", "带入")
	p = d.does("do", p.Find(".asked button").AttrOr("value", ""))
	if p.Find(".asked").Length() != 0 || p.Find("#p-prefill option[selected]").AttrOr("value", "") != "form" {
		t.Errorf("the field is not filled in from there: %s", text(p.Find("#inputs")))
	}
	d.post(d.draft+"/publish", url.Values{"revision": {p.revision()}, "reason": {"新"}}).want(http.StatusSeeOther)
}

func TestTheSourceNamesLineAndColumn(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	p := d.get(d.draft + "/text").want(http.StatusOK)
	source := p.Find("textarea#text").Text()
	broken := strings.Replace(source, "title: 课后服务月报", "titel: 课后服务月报", 1)
	p = d.post(d.draft+"/text", url.Values{"revision": {p.Find("[name=revision]").AttrOr("value", "")}, "text": {broken}}).want(http.StatusUnprocessableEntity)
	p.has("aside .issue", "第 2 行第 1 列")
	if p.Find("textarea#text").Text() != broken {
		t.Error("what was typed is lost")
	}
}

func TestAWorkbookIsImportedWithNotes(t *testing.T) {
	w := newBureau(t).browser("hewei")
	p := w.upload("/forms", url.Values{"from": {"file"}, "title": {"表"}}, "book", "坏.xlsx", []byte("PK\x03\x04"))
	p.want(http.StatusUnprocessableEntity)
	if p.Find("#book-why").Length() != 1 {
		t.Errorf("no words beside the file: %s", text(p.Find("main")))
	}
	made := w.upload("/forms", url.Values{"from": {"blank"}}, "book", "表.yaml", []byte("form: meals\ntitle: 食堂\nsections: [{title: 甲, fields: [{code: n, name: 人数, type: integer}]}]\n"))
	made.want(http.StatusSeeOther)
	w.get(made.location).want(http.StatusOK).has("#outline", "人数")
}

func TestWhoMaySeeTheDesigner(t *testing.T) {
	b := newBureau(t)
	d := small(b.browser("hewei"))
	b.browser("wangxue").get("/forms").want(http.StatusNotFound)
	b.browser("wangxue").get(d.draft).want(http.StatusNotFound)
	p := b.browser("jilan").get(d.draft).want(http.StatusOK)
	if p.Find("#inputs [type=submit], .moves button, [data-grip]").Length() != 0 {
		t.Error("another section is offered what it may not do")
	}
	b.browser("jilan").post(d.draft, url.Values{"revision": {"4"}, "do": {"field.remove nansheng"}}).want(http.StatusForbidden)
}
