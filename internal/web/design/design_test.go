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
	p.Has("#outline [data-field=nvsheng] a[aria-current]", "女生")
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
	p.Has("#p-when-why", "男孩").Has("#outline .tools", "1 处没写好")
	if p.Find("#outline [data-field=nvsheng] .light.red").Length() != 1 {
		t.Error("the outline does not show where the mistake is")
	}
	// What cannot be kept at all is refused, and what was typed stays.
	p = d.does("act", "field.edit", "key", "nvsheng", "name", "", "type", "integer", "help", "只算在籍", "look", "field:nvsheng")
	p.Want(http.StatusUnprocessableEntity).Has("#p-name-why", "请写名称")
	if got := p.Find("#p-help").Text(); got != "只算在籍" {
		t.Errorf("what was typed is lost: %q", got)
	}
}

func TestSavingWhileTypingIsToldInJSON(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	values := url.Values{"revision": {revision(d.sees("form"))}, "act": {"field.edit"}, "key": {"nansheng"}, "name": {"男生"}, "type": {"integer"}, "required": {"when"}, "requiredwhen": {"合计 >"}}
	answer := d.Post(d.draft, values, "Accept", "application/json").Want(http.StatusOK)
	var told struct {
		Revision int
		Problems map[string]string
		Reload   string
	}
	must(t, json.Unmarshal([]byte(answer.Body), &told))
	if told.Revision != 5 || told.Problems["requiredwhen"] == "" || told.Reload != "" {
		t.Errorf("%+v", told)
	}
	values.Set("revision", "5")
	values.Set("type", "choice")
	values.Del("required")
	answer = d.Post(d.draft, values, "Accept", "application/json").Want(http.StatusOK)
	must(t, json.Unmarshal([]byte(answer.Body), &told))
	if !strings.HasSuffix(told.Reload, "?at=field:nansheng") {
		t.Errorf("another type asks for another panel: %+v", told)
	}
	values.Set("name", "")
	answer = d.Post(d.draft, values, "Accept", "application/json")
	if answer.Status != http.StatusConflict && answer.Status != http.StatusUnprocessableEntity {
		t.Errorf("status %d", answer.Status)
	}
}

func TestTheSecondDesignerIsToldAndLosesNothing(t *testing.T) {
	b := newBureau(t)
	d := small(b.browser("hewei"))
	seen := revision(d.sees("field:nansheng"))
	other := designer{b.browser("lina"), d.draft}
	other.does("act", "field.edit", "key", "nansheng", "name", "男孩", "type", "integer")
	p := d.Post(d.draft, url.Values{"revision": {seen}, "act": {"field.edit"}, "key": {"nansheng"}, "name": {"男学生"}, "type": {"integer"}, "help": {"在籍"}, "look": {"field:nansheng"}})
	p.Want(http.StatusConflict).Has("[role=alert]", "李娜")
	if p.Find("#p-name").AttrOr("value", "") != "男学生" || p.Find("#p-help").Text() != "在籍" {
		t.Error("what was typed is lost")
	}
	p.Has("#outline [data-field=nansheng]", "男孩")
}

func TestThePreviewIsTheFormItself(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	d.does("act", "check.edit", "at", "-1", "class", "logic", "rule", "合计 == 男生 + 女生", "say", "应为 {男生 + 女生}")
	d.does("act", "field.add", "section", "0", "name", "原因", "type", "longtext")
	d.does("act", "field.edit", "key", "yuanyin", "name", "原因", "type", "longtext", "when", "合计 > 100")
	p := d.Get(d.draft + "/preview").Want(http.StatusOK)
	if policy := p.Response.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'self'") {
		t.Errorf("the preview cannot stand in the designer: %s", policy)
	}
	if policy := d.sees("form").Response.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-src 'self'") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("the designer's policy: %s", policy)
	}
	if p.Find("#sample [name=nansheng]").Length() != 1 || p.Find("[name=yuanyin]").Length() != 0 {
		t.Error("the preview shows other fields than a return would")
	}
	sample := url.Values{"sample:of": {"now"}, "nansheng": {"90"}, "nvsheng": {"30"}, "heji": {"110"}}
	p = d.Post(d.draft+"/sample", sample, "HX-Request", "true").Want(http.StatusOK)
	p.Has("#issues", "1").Has(".issue", "应为 120")
	if p.Find("[name=yuanyin]").Length() != 1 {
		t.Error("the condition holds and the field is not shown")
	}
	sample.Set("sample:of", "last")
	d.Post(d.draft+"/sample", sample).Want(http.StatusSeeOther)
	p = d.Get(d.draft + "/preview?of=last").Want(http.StatusOK)
	if p.Find("[name=heji]").AttrOr("value", "") != "110" {
		t.Error("the period before was not kept")
	}
}

func TestPublishingTellsWhatIsDifferentAndWhoStays(t *testing.T) {
	b := newBureau(t)
	d := small(b.browser("hewei"))
	p := d.Get(d.draft + "/publish").Want(http.StatusOK)
	rev := p.Find("[name=revision]").AttrOr("value", "")
	d.Post(d.draft+"/publish", url.Values{"revision": {rev}}).Want(http.StatusUnprocessableEntity).Has("#reason-why", "原因")
	done := d.Post(d.draft+"/publish", url.Values{"revision": {rev}, "reason": {"新增"}}).Want(http.StatusSeeOther)
	list := d.Get(done.Location).Want(http.StatusOK)
	list.Has("tbody tr", "第 1 版").Has("tbody tr", "课后服务填报").Has("#toasts", "已发布第 1 版")

	d.Get("/forms/kehoufuwuyuebao").Want(http.StatusOK).Has("#version-1", "第 1 版").Has(".sheet", "新增").Has(".sheet", "课后服务填报").Has("h1", "课后服务月报")

	next := d.Post("/forms/kehoufuwuyuebao/revise", url.Values{}).Want(http.StatusSeeOther)
	d.draft = next.Location
	p = d.sees("field:nansheng")
	p.Has("#inputs", "已发布，类型不能改")
	if p.Find("select#p-type").Length() != 0 {
		t.Error("the type of a published field can be chosen")
	}
	d.does("do", "field.remove heji")
	d.does("act", "field.add", "section", "0", "name", "备注", "type", "text")
	p = d.Get(d.draft + "/publish").Want(http.StatusOK)
	p.Has(".differences", "去掉了“合计”").Has(".differences", "新增了“备注”")
	p.Has(".release", "应报 7").Has(".release", "已锁定 3").Has(".release", "其中 7 张还没报送")
}

func TestWhatIsAskedAlreadyIsReusedOrExplained(t *testing.T) {
	b := newBureau(t)
	b.asked = []design.Asked{{Field: "nansheng", By: design.SameName, Form: "works", FormTitle: "学籍月报", Owner: "人事科", Their: "boys", TheirName: "男生", Units: 40,
		Reuse: formdraft.Prefill{Form: "works", Field: "boys", Period: "same"}}}
	// The form that is reused must be there.
	w := b.browser("jilan")
	other := w.starts("学籍月报")
	other.Post(other.draft+"/text", url.Values{"revision": {"1"}, "text": {"form: works\ntitle: 学籍月报\nperiod: month\nsections: [{title: 甲, fields: [{code: boys, name: 男生, type: integer}]}]\n"}}).Want(http.StatusSeeOther)
	other.Post(other.draft+"/publish", url.Values{"revision": {"2"}, "reason": {"新"}}).Want(http.StatusSeeOther)

	d := small(b.browser("hewei"))
	p := d.sees("field:nansheng")
	p.Has(".asked", "学籍月报").Has("#outline [data-field=nansheng] .tag", "已在收")
	rev := revision(p)
	d.Post(d.draft+"/publish", url.Values{"revision": {rev}, "reason": {"新"}}).Want(http.StatusUnprocessableEntity).Has(".again .why", "带入")
	p = d.does("do", p.Find(".asked button").AttrOr("value", ""))
	if p.Find(".asked").Length() != 0 || p.Find("#p-prefill option[selected]").AttrOr("value", "") != "form" {
		t.Errorf("the field is not filled in from there: %s", text(p.Find("#inputs")))
	}
	d.Post(d.draft+"/publish", url.Values{"revision": {revision(p)}, "reason": {"新"}}).Want(http.StatusSeeOther)
}

func TestTheSourceNamesLineAndColumn(t *testing.T) {
	d := small(newBureau(t).browser("hewei"))
	p := d.Get(d.draft + "/text").Want(http.StatusOK)
	source := p.Find("textarea#text").Text()
	broken := strings.Replace(source, "title: 课后服务月报", "titel: 课后服务月报", 1)
	p = d.Post(d.draft+"/text", url.Values{"revision": {p.Find("[name=revision]").AttrOr("value", "")}, "text": {broken}}).Want(http.StatusUnprocessableEntity)
	p.Has("aside .issue", "第 2 行第 1 列")
	if p.Find("textarea#text").Text() != broken {
		t.Error("what was typed is lost")
	}
}

func TestAWorkbookIsImportedWithNotes(t *testing.T) {
	w := newBureau(t).browser("hewei")
	p := w.Upload("/forms", url.Values{"from": {"file"}, "title": {"表"}}, "book", "坏.xlsx", []byte("PK\x03\x04"))
	p.Want(http.StatusUnprocessableEntity)
	if p.Find("#book-why").Length() != 1 {
		t.Errorf("no words beside the file: %s", text(p.Find("main")))
	}
	made := w.Upload("/forms", url.Values{"from": {"blank"}}, "book", "表.yaml", []byte("form: meals\ntitle: 食堂\nsections: [{title: 甲, fields: [{code: n, name: 人数, type: integer}]}]\n"))
	made.Want(http.StatusSeeOther)
	w.Get(made.Location).Want(http.StatusOK).Has("#outline", "人数")
}

func TestWhoMaySeeTheDesigner(t *testing.T) {
	b := newBureau(t)
	d := small(b.browser("hewei"))
	b.browser("wangxue").Get("/forms").Want(http.StatusNotFound)
	b.browser("wangxue").Get(d.draft).Want(http.StatusNotFound)
	p := b.browser("jilan").Get(d.draft).Want(http.StatusOK)
	if p.Find("#inputs [type=submit], .moves button, [data-grip]").Length() != 0 {
		t.Error("another section is offered what it may not do")
	}
	b.browser("jilan").Post(d.draft, url.Values{"revision": {"4"}, "do": {"field.remove nansheng"}}).Want(http.StatusForbidden)
}
