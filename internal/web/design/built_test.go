package design_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/engine/expr/exprbuild"
)

// side is a side of one field.
func side(name string) exprbuild.Side {
	return exprbuild.Side{Terms: []exprbuild.Term{{Name: name}}}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	must(t, err)
	return string(data)
}

// pupils is a form with three whole numbers.
func (b *bureau) pupils() designer {
	d := b.browser("hewei").starts("课后服务月报")
	for _, name := range []string{"男生", "女生", "合计"} {
		d.does("act", "field.add", "section", "0", "name", name, "type", "integer")
	}
	return d
}

// saves posts a panel as the script does and reads what it is told.
func (d designer) saves(pairs ...string) (told struct {
	Texts, Now, Problems map[string]string
	Reload               string
}) {
	d.t.Helper()
	values := url.Values{"revision": {revision(d.sees("form"))}}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	must(d.t, json.Unmarshal([]byte(d.Post(d.draft, values, "Accept", "application/json").Want(http.StatusOK).Body), &told))
	return told
}

// TestChoosingWritesTheExpression: what was put together by choosing is written as
// an expression, computed with the trial, and offered to be put together again.
func TestChoosingWritesTheExpression(t *testing.T) {
	d := newBureau(t).pupils()
	d.Post(d.draft+"/sample", url.Values{"sample:of": {"now"}, "nansheng": {"30"}, "nvsheng": {"20"}, "heji": {"40"}}).Want(http.StatusSeeOther)
	rule := exprbuild.Rule{Then: exprbuild.Group{Rows: []exprbuild.Row{{Left: side("合计"), Is: exprbuild.Equal,
		Right: exprbuild.Side{Terms: []exprbuild.Term{{Name: "男生"}, {Name: "女生"}}}}}}}
	d.does("act", "check.edit", "at", "-1", "class", "logic", "rule", "", "built.rule", asJSON(t, rule), "say", "")
	p := d.sees("check:0")
	p.Has("#p-rule", "合计 == 男生 + 女生").Has("#p-say", "{男生 + 女生}").Has("#now-rule", "不成立").Has("#now-rule", "合计 40")
	var parts exprbuild.Rule
	must(t, json.Unmarshal([]byte(p.Find("[data-input=rule]").AttrOr("data-parts", "")), &parts))
	if parts.String() != "合计 == 男生 + 女生" {
		t.Errorf("read back as %s", parts)
	}
	rule.Then.Rows[0].Is = exprbuild.AtMost
	told := d.saves("look", "check:0", "act", "check.edit", "at", "0", "class", "experience", "rule", "合计 == 男生 + 女生", "built.rule", asJSON(t, rule), "say", "合计太大")
	if told.Texts["rule"] != "合计 <= 男生 + 女生" || !strings.Contains(told.Now["rule"], "成立") || strings.Contains(told.Now["rule"], "不成立") {
		t.Errorf("told %+v", told)
	}
	when := exprbuild.Rule{Then: exprbuild.Group{Rows: []exprbuild.Row{{Left: side("男生"), Is: exprbuild.More, Right: exprbuild.Side{Terms: []exprbuild.Term{{Number: "5"}}}}}}}
	told = d.saves("act", "field.edit", "key", "heji", "name", "合计", "type", "integer", "built.when", asJSON(t, when), "required", "when", "built.requiredwhen", asJSON(t, when))
	if told.Texts["when"] != "男生 > 5" || told.Texts["requiredwhen"] != "男生 > 5" || len(told.Problems) > 0 {
		t.Errorf("told %+v", told)
	}
	told = d.saves("act", "field.edit", "key", "heji", "name", "合计", "type", "integer", "when", "男生 > 5", "built.when", asJSON(t, exprbuild.Rule{}))
	if told.Texts["when"] != "" {
		t.Errorf("a condition without rows is %q", told.Texts["when"])
	}
}

// TestOtherShapesAreWrittenAsText: an expression that cannot be taken apart says so
// and keeps its text.
func TestOtherShapesAreWrittenAsText(t *testing.T) {
	d := newBureau(t).pupils()
	d.does("act", "check.edit", "at", "-1", "class", "logic", "rule", "合计 == max(男生, 女生) + 1", "say", "不对")
	p := d.sees("check:0")
	if p.Find("[data-input=rule]").AttrOr("data-parts", "?") != "" {
		t.Error("a maximum is offered as rows")
	}
	p.Has("#p-rule", "合计 == max(男生, 女生) + 1")
}

// TestNamesToChooseFrom: what an expression may name at its place, with sums of
// tables, the period before, and the fields of other forms.
func TestNamesToChooseFrom(t *testing.T) {
	b := newBureau(t)
	other := b.published("jilan", "学籍月报")
	d := b.pupils()
	d.does("act", "section.add", "after", "0", "title", "班级", "kind", "table")
	d.does("act", "field.add", "section", "1", "name", "人数", "type", "integer")
	d.does("act", "field.add", "section", "0", "name", "等级", "type", "choice")
	d.does("act", "refer.edit", "refer", "", "to", "", "refers", other, "period", "last")
	d.sees("refer:学籍月报_上一期").Has("#outline", "学籍月报，上一期").Has("#props", "能用的 1 个字段")
	names := func(at, input, each string) string {
		t.Helper()
		return d.Get(d.draft + "/names?at=" + url.QueryEscape(at) + "&input=" + input + "&each=" + url.QueryEscape(each)).Want(http.StatusOK).Body
	}
	all := names("check:-1", "rule", "")
	for _, want := range []string{`"name":"合计"`, `"name":"上期.男生"`, `"how":"sum","column":"人数"`, `"how":"count"`, `"name":"学籍月报_上一期.在校生"`, `"options":["甲","乙"]`} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not offered: %s", want, all)
		}
	}
	if !strings.Contains(names("check:-1", "rule", "班级"), `"name":"上期.人数"`) {
		t.Error("a check of each row offers no columns of the period before")
	}
	if above := names("field:nvsheng", "when", ""); !strings.Contains(above, `"name":"男生"`) || strings.Contains(above, `"name":"合计"`) {
		t.Errorf("a condition is offered %s", above)
	}
	for _, at := range [][2]string{{"field:nvsheng", "when"}, {"field:nvsheng", "requiredwhen"}, {"field:nvsheng", "value"}, {"section:0", "when"}} {
		offered := names(at[0], at[1], "")
		for _, want := range []string{`"name":"上期.合计"`, `"name":"学籍月报_上一期.在校生"`} {
			if !strings.Contains(offered, want) {
				t.Errorf("%v is not offered %s: %s", at, want, offered)
			}
		}
	}
}

// TestReferences: a reference can be prefilled from, is renamed everywhere, and is
// named where it is broken.
func TestReferences(t *testing.T) {
	b := newBureau(t)
	other := b.published("jilan", "学籍月报")
	d := b.pupils()
	d.does("act", "refer.edit", "refer", "", "to", "学籍", "refers", other, "period", "same")
	d.does("act", "field.edit", "key", "heji", "name", "合计", "type", "integer", "prefill", "form", "prefillfield", "=学籍.zaixiaosheng")
	d.sees("field:heji").Has("#p-prefillfield option[selected]", "在校生")
	d.does("act", "check.edit", "at", "-1", "class", "logic", "rule", "合计 == 学籍.在校生", "say", "不同")
	d.does("act", "refer.edit", "refer", "学籍", "to", "学籍表", "refers", other, "period", "last")
	d.sees("check:0").Has("#p-rule", "学籍表.在校生")
	d.sees("refer:学籍表").Has("#props", "合计")
	d.does("do", "refer.remove 学籍表")
	d.sees("check:0").Has("#p-rule-why", "学籍表")
	d.sees("field:heji").Has("#props .why", "学籍表")
	if p := d.does("act", "refer.edit", "refer", "", "to", "去年", "refers", "kehoufuwuyuebao", "period", "same"); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("a form refers to itself: %d", p.Status)
	}
}

// TestATrialOverOtherForms: whoever tries a form gives values to the forms that it reads, and sees what checks,
// calculated fields, conditions and prefills make of them.
func TestATrialOverOtherForms(t *testing.T) {
	b := newBureau(t)
	other := b.published("jilan", "学籍月报")
	d := b.pupils()
	d.does("act", "refer.edit", "refer", "", "to", "学籍", "refers", other, "period", "same")
	d.does("act", "field.edit", "key", "heji", "name", "合计", "type", "integer", "prefill", "form", "prefillfield", "=学籍.zaixiaosheng")
	d.does("act", "check.edit", "at", "-1", "class", "logic", "rule", "合计 == 学籍.在校生", "say", "学籍是 {学籍.在校生}")
	d.does("act", "field.add", "section", "0", "name", "差", "type", "calculated")
	told := d.saves("look", "field:cha", "act", "field.edit", "key", "cha", "name", "差", "type", "calculated", "value", "学籍.在校生 - 男生", "decimals", "0")
	if len(told.Problems) > 0 || !strings.Contains(told.Now["value"], "还没有填") && told.Now["value"] == "" {
		t.Errorf("told %+v", told)
	}
	preview := d.Get(d.draft + "/preview").Want(http.StatusOK)
	tab := preview.Find(".views a").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), "学籍") })
	if tab.Length() != 1 {
		t.Fatalf("no tab for the other form: %s", text(preview.Find("#trial")))
	}
	key := other + "@same"
	p := d.Get(d.draft + "/preview?of=" + url.QueryEscape(key)).Want(http.StatusOK)
	p.Has("#trial", "学籍月报").Has("#sample", "在校生")
	if p.Find("#sample [name=nansheng]").Length() != 0 {
		t.Error("the trial of the other form shows this one")
	}
	d.Post(d.draft+"/sample", url.Values{"sample:of": {key}, "zaixiaosheng": {"１０0"}}).Want(http.StatusSeeOther)
	p = d.Get(d.draft + "/preview").Want(http.StatusOK)
	if got := p.Find("#sample [name=heji]").AttrOr("value", ""); got != "100" {
		t.Errorf("the prefilled cell holds %q", got)
	}
	p = d.Post(d.draft+"/sample", url.Values{"sample:of": {"now"}, "nansheng": {"30"}, "heji": {"90"}}, "HX-Request", "true").Want(http.StatusOK)
	p.Has("#trial", "学籍是 100").Has("#sample output", "70")
	if told := d.saves("look", "check:0", "act", "check.edit", "at", "0", "class", "logic", "rule", "合计 == 学籍.在校生", "say", "学籍是 {学籍.在校生}"); !strings.Contains(told.Now["rule"], "不成立") {
		t.Errorf("told %+v", told)
	}
	d.Post(d.draft+"/sample", url.Values{"sample:of": {key}, "sample:act": {"clear"}}).Want(http.StatusSeeOther)
	p = d.Get(d.draft + "/preview").Want(http.StatusOK)
	if strings.Contains(text(p.Find("#trial")), "学籍是 100") || p.Find("#sample [name=heji]").AttrOr("value", "") != "90" {
		t.Errorf("after the other form is cleared: %s", text(p.Find("#trial")))
	}
	d.Post(d.draft+"/sample", url.Values{"sample:of": {"nothing@same"}, "zaixiaosheng": {"5"}, "nansheng": {"7"}}).Want(http.StatusSeeOther)
	if p = d.Get(d.draft + "/preview").Want(http.StatusOK); p.Find("#sample [name=nansheng]").AttrOr("value", "") != "30" {
		t.Error("values of a form that is not read came into this one")
	}
}

// published makes and publishes a form with one number, and gives its code.
func (b *bureau) published(login, title string) string {
	b.t.Helper()
	d := b.browser(login).starts(title)
	d.does("act", "field.add", "section", "0", "name", "在校生", "type", "integer")
	d.Post(d.draft+"/publish", url.Values{"revision": {revision(d.sees("form"))}, "reason": {"第一版"}}).Want(http.StatusSeeOther)
	return d.sees("form").Find("#p-code").AttrOr("value", "")
}

// TestOptionsAsASheetHasThem: lines as they come from a sheet become options with
// their codes, under choices that are named as people name them.
func TestOptionsAsASheetHasThem(t *testing.T) {
	b := newBureau(t)
	d := b.pupils()
	d.does("act", "field.add", "section", "0", "name", "片区", "type", "choice")
	d.does("act", "field.edit", "key", "pianqu", "name", "片区", "type", "choice", "of", "-", "options", "城区\tcq\r\n山区\tsq")
	d.does("act", "field.add", "section", "0", "name", "学校类型", "type", "choice")
	d.does("act", "field.edit", "key", "xuexiaoleixing", "name", "学校类型", "type", "choice", "of", "-", "under", "片区", "options", "完全小学\twx\t城区、山区\n教学点\tjx\t山区\n九年一贯\tbad code\t城区")
	p := d.sees("field:xuexiaoleixing")
	if got := p.Find("[name='under.0']").AttrOr("value", ""); got != "城区、山区" {
		t.Errorf("under %q", got)
	}
	yaml := d.text()
	for _, want := range []string{"wx: {name: 完全小学, under: [cq, sq]}", "jx: {name: 教学点, under: [sq]}", "o3: {name: 九年一贯, under: [cq]}"} {
		if !strings.Contains(yaml, want) {
			t.Errorf("without %q:\n%s", want, yaml)
		}
	}
	// The order of the rows is the order of the options; codes stay with their names.
	d.does("act", "field.edit", "key", "pianqu", "name", "片区", "type", "choice", "of", "-", "option.0", "山区", "code.0", "sq", "option.1", "城区", "code.1", "cq")
	if yaml := d.text(); !strings.Contains(yaml, "{sq: 山区, cq: 城区}") {
		t.Errorf("the order is another:\n%s", yaml)
	}
}

// text is the draft as text.
func (d designer) text() string {
	d.t.Helper()
	return d.Get(d.draft + "/text").Want(http.StatusOK).Find("textarea").Text()
}

// TestTheTrialChoosesAsAReturnDoes: units, people and periods are chosen by name in
// the preview, photos have their place.
func TestTheTrialChoosesAsAReturnDoes(t *testing.T) {
	d := newBureau(t).browser("hewei").starts("登记表")
	for _, f := range [][2]string{{"学校", "unit"}, {"联系人", "person"}, {"月份", "period"}, {"位置", "place"}, {"照片", "photo"}} {
		d.does("act", "field.add", "section", "0", "name", f[0], "type", f[1])
	}
	p := d.Get(d.draft + "/preview").Want(http.StatusOK)
	p.Has("[name=xuexiao]", "青溪小学").Has("[name=lianxiren]", "何伟").Has("[name=yuefen]", "2026 年 10 月")
	if strings.Contains(text(p.Find("[name=lianxiren]")), "王雪") {
		t.Error("somebody of a school can be chosen")
	}
	p.Has("#sample", "照片")
	d.Post(d.draft+"/sample", url.Values{"sample:of": {"now"}, "xuexiao": {"school"}, "lianxiren": {"hewei"}, "yuefen": {"2026-10"}}).Want(http.StatusSeeOther)
	p = d.Get(d.draft + "/preview").Want(http.StatusOK)
	if p.Find("[name=xuexiao] option[selected]").AttrOr("value", "") != "school" || p.Find(".why").Length() > 0 {
		t.Errorf("what was chosen is not kept: %s", text(p.Find("#sample")))
	}
}
