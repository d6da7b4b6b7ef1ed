package app_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/demo"
	"nianlun/internal/web/pagetest"
)

// listmaker is somebody of a section who makes lists and forms.
type listmaker struct {
	*pagetest.Browser
	t *testing.T
}

func revisionOf(p pagetest.Page) string {
	return p.Find("main [name=revision]").First().AttrOr("value", "")
}

// starts makes a list from lines "211 小学|311 初中" and publishes it.
func (w listmaker) starts(name, code, lines string) {
	w.t.Helper()
	w.Does("/codelists", "name", name, "code", code, "paste", strings.NewReplacer(" ", "\t", "|", "\n").Replace(lines)).Has("h1", name)
	w.publishes(code)
}

func (w listmaker) publishes(code string) pagetest.Page {
	w.t.Helper()
	path := "/codelists/" + code + "/publish"
	return w.Does(path, "revision", revisionOf(w.Sees(path)), "reason", "按新标准")
}

// saves sends the grid as it is shown with some cells changed.
func (w listmaker) saves(code string, pairs ...string) {
	w.t.Helper()
	path := "/codelists/" + code + "/edit"
	form := w.Sees(path).Fields("grid")
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	form.Set("do", "save")
	w.Post(path, form).Want(http.StatusSeeOther)
}

// TestCodeListsInForms: what lists and forms are to each other, on the pages of one
// bureau.
func TestCodeListsInForms(t *testing.T) {
	b, err := openBureau(t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, b.Close()) })
	server := httptest.NewServer(b.Handler())
	t.Cleanup(server.Close)
	for name, test := range map[string]func(listmaker){
		"a form takes a list, and its next version the newer one": formTakesList,
		"publishing asks again when a list changed meanwhile":     publishingAsksAgain,
		"a form's own list becomes the bureau's":                  ownListBecomesBureaus,
		"a dependent list comes under its parent":                 dependentList,
		"an imported form takes the list that says the same":      importedFormTakesList,
	} {
		t.Run(name, func(t *testing.T) {
			test(listmaker{pagetest.SignIn(t, server.URL, "jicai1", demo.Password), t})
		})
	}
}

// listdesigner is somebody at work on the draft of a form.
type listdesigner struct {
	listmaker
	draft string
}

func (w listmaker) designs(title string) listdesigner {
	w.t.Helper()
	made := w.Post("/forms", pagetest.Values("from", "blank", "title", title)).Want(http.StatusSeeOther)
	path, _, _ := strings.Cut(made.Location, "?")
	return listdesigner{w, path}
}

func (d listdesigner) acts(pairs ...string) pagetest.Page {
	d.t.Helper()
	rev := d.Sees(d.draft).Find("#acts [name=revision]").AttrOr("value", "")
	return d.Does(d.draft, append([]string{"revision", rev}, pairs...)...)
}

// chooses adds a choice and lets it choose from a list of the bureau.
func (d listdesigner) chooses(name, key, list string) pagetest.Page {
	d.t.Helper()
	d.acts("act", "field.add", "section", "0", "name", name, "type", "choice")
	d.Sees(d.draft+"?at=field:"+key).Has("#p-of optgroup[label='代码表'] option[value='codelist:"+list+"']", "项")
	return d.acts("act", "field.edit", "key", key, "name", name, "type", "choice", "of", "codelist:"+list)
}

func (d listdesigner) releases() pagetest.Page {
	d.t.Helper()
	p := d.Sees(d.draft + "/publish")
	said := []string{"revision", revisionOf(p), "lists", p.Find("[name=lists]").AttrOr("value", "-"), "reason", "新表"}
	p.Find("[name^='again:']").Each(func(_ int, s *goquery.Selection) {
		said = append(said, s.AttrOr("name", ""), "口径不同")
	})
	return d.Does(d.draft+"/publish", said...)
}

// The whole way: a form takes a list, keeps what it took when the list changes, and its
// next version says what is new and takes it.
func formTakesList(w listmaker) {
	w.starts("学校类别", "school-kinds", "211 小学|312 职业初中")
	d := w.designs("学校基本情况")
	d.chooses("学校类别", "xuexiaoleibie", "school-kinds").Has(".codelistinfo a[href='/codelists/school-kinds']", "学校类别").Lacks("[data-options]")
	d.Sees(d.draft+"?at=list:学校类别").Has(".codelistinfo", "第 1 版 共 2 项")
	d.Sees(d.draft+"/preview").Has("option[value='312']", "职业初中")
	d.releases().Has("main", "学校基本情况")
	w.Sees("/codelists/school-kinds").Has(".usedby a[href='/forms/xuexiaojibenqingkuang']", "学校基本情况")

	w.saves("school-kinds", "row.1.retired", "2026-09-01", "row.2.code", "345", "row.2.name", "完全中学")
	w.publishes("school-kinds").Has(".usedby", "不是最新的")

	revised := w.Post("/forms/xuexiaojibenqingkuang/revise", nil).Want(http.StatusSeeOther)
	next := listdesigner{w, revised.Location}
	next.Sees(next.draft).Has(".parts", "代码表，有新版")
	next.Sees(next.draft+"?at=list:学校类别").Has(".codelistinfo .note", "已发布的表用的是第 1 版，现在是第 2 版").Has(".codelistinfo .note", "345 完全中学")
	next.Sees(next.draft+"/preview").Has("option[value='345']", "完全中学").Lacks("option[value='312']")
	next.Sees(next.draft+"/publish").Has("#codelists", "换成新版的代码表").Has(".release", "第 1 版换成第 2 版").Has(".release", "选项“职业初中”从 2026-09-01 起停用")
	next.releases()
	w.Sees("/forms/xuexiaojibenqingkuang").Has(".differences", "选项“职业初中”从 2026-09-01 起停用").Has(".differences", "完全中学")
	w.Sees("/codelists/school-kinds").Lacks(".usedby .hint:contains('不是最新的')")
}

func publishingAsksAgain(w listmaker) {
	w.starts("办学类型", "run-kinds", "211 小学|312 职业初中")
	d := w.designs("办学情况")
	d.chooses("办学类型", "banxueleixing", "run-kinds")
	seen := d.Sees(d.draft + "/publish")
	w.saves("run-kinds", "row.2.code", "345", "row.2.name", "完全中学")
	w.publishes("run-kinds")
	w.Post(d.draft+"/publish", pagetest.Values("revision", revisionOf(seen), "lists", seen.Find("[name=lists]").AttrOr("value", ""), "reason", "新表")).
		Want(http.StatusConflict).Has("[role=alert]", "用到的代码表又发布了新版")
	d.releases()
	w.Sees("/codelists/run-kinds").Has(".usedby .hint", "第 2 版")
}

// The options of a form become the bureau's, and stand in their place in the form with
// the codes that answers have.
func ownListBecomesBureaus(w listmaker) {
	d := w.designs("供餐情况")
	d.acts("act", "list.edit", "list", "", "to", "供餐方式", "options", "食堂\t1\n配餐\t2")
	make := d.Sees(d.draft+"?at=list:供餐方式").Find("#props a[href^='/codelists/new']").AttrOr("href", "")
	ask := w.Sees(make).Has("#of option[selected]", "供餐方式")
	if got := ask.Find("#name").AttrOr("value", ""); got != "供餐方式" {
		w.t.Errorf("called %q", got)
	}
	of := ask.Find("#of option[selected]").AttrOr("value", "")
	w.Does("/codelists", "name", "供餐方式", "code", "meals", "of", of).Has("h1", "供餐方式")
	w.publishes("meals").Has(".list tbody tr:nth-child(2)", "2配餐")
	d.Sees(d.draft+"?at=list:供餐方式").Has(".alike", "这些选项和代码表“供餐方式”一样")
	d.acts("do", "list.adopt meals 供餐方式").Has(".codelistinfo a[href='/codelists/meals']", "供餐方式")
	d.Sees(d.draft+"/text").Has("textarea", "供餐方式: {list: meals}")
}

func dependentList(w listmaker) {
	w.starts("学段", "stages", "2 小学|3 初中")
	w.starts("学段下类别", "kinds", "211 小学|311 初级中学")
	w.saves("kinds", "parent", "stages")
	w.saves("kinds", "row.0.under", "2", "row.1.under", "3")
	w.publishes("kinds")
	d := w.designs("学段情况")
	d.chooses("学段", "xueduan", "stages")
	d.chooses("学段下类别", "xueduanxialeibie", "kinds").Has("#p-under option[selected]", "学段")
	d.Sees(d.draft + "/publish").Lacks(".issue")
}

func importedFormTakesList(w listmaker) {
	w.starts("是否达标", "meets", "y 达标|n 不达标|u 未评")
	yaml := "form: x\ntitle: 达标情况\nlists:\n  结果: {y: 达标, n: 不达标, u: 未评}\n  其他: {a: 甲, b: 乙}\nsections:\n  - title: 基本\n    fields:\n      - {code: r, name: 结论, type: choice, of: 结果}\n      - {code: o, name: 其他, type: choice, of: 其他}\n"
	made := w.Upload("/forms", pagetest.Values("from", "file", "title", "达标情况"), "book", "表.yaml", []byte(yaml)).Want(http.StatusSeeOther)
	w.Sees(made.Location).Has(".issue", "选项“结果”和本局代码表“是否达标”一样")
	path, _, _ := strings.Cut(made.Location, "?")
	w.Sees(path+"/text").Has("textarea", "结果: {list: meets}").Has("textarea", "其他: {a: 甲, b: 乙}")
}
