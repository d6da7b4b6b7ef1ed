package formhtml_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/i18n"
)

const offers = `form: offers
title: 登记
lists:
  场所: {teach: 教学楼, dorm: 宿舍, road: 周边道路}
  隐患: {exit: {name: 疏散通道堵塞, under: [teach, dorm]}, wire: {name: 私拉电线, under: [dorm]}}
sections:
  - title: 基本
    tab: 登记
    fields:
      - {code: place, name: 场所, type: choice, of: 场所, required: true}
      - {code: kind, name: 类别, type: choice, of: 隐患, under: 场所, required: true}
      - {code: all, name: 其他类别, type: multichoice, of: 隐患, under: 场所}
  - title: 人
    tab: 登记
    fields:
      - {code: who, name: 负责人, type: person}
      - {code: unit, name: 单位, type: unit, of: primary}
  - title: 照片
    tab: 附件
    fields:
      - {code: photo, name: 照片, type: photo, max: 2}
      - {code: file, name: 文件, type: file}
  - title: 只给寄宿
    tab: 寄宿
    when: 场所 == "宿舍"
    fields: [{code: beds, name: 床位, type: integer}]
  - title: 点位
    tab: 点位
    rows: {code: list, name: 点, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: shift, name: 班次, type: choice, of: {day: 白班, night: 夜班}, default: day}
      - {code: kind, name: 点的类别, type: choice, of: 隐患, under: 场所}
`

func offersInput(t *testing.T, raw form.Raw) formhtml.Input {
	t.Helper()
	def, err := form.Parse([]byte(offers), nil)
	if err != nil {
		t.Fatal(err)
	}
	values, issues := form.Decode(def, raw)
	return formhtml.Input{Def: def, Raw: raw, Values: values, Issues: issues, FormID: "return", Spare: 1}
}

func texts(doc interface{ Text() string }) string {
	return strings.Join(strings.Fields(doc.Text()), " ")
}

func TestDependentCells(t *testing.T) {
	for _, tt := range []struct {
		raw                 form.Raw
		kind, chosen, boxes string
	}{
		{form.Raw{}, "请先选场所", "请先选场所", "请先选场所"},
		{form.Raw{"place": "dorm", "kind": "wire", "all": "wire"}, "请选择 疏散通道堵塞 私拉电线", "私拉电线", "疏散通道堵塞 私拉电线✓"},
		{form.Raw{"place": "teach", "kind": "wire", "all": "wire,exit"}, "请选择 私拉电线 疏散通道堵塞", "私拉电线", "疏散通道堵塞✓ 私拉电线✓"},
		{form.Raw{"place": "road"}, "“周边道路”下面没有可选的", "“周边道路”下面没有可选的", "“周边道路”下面没有可选的"},
	} {
		doc := pageOf(t, offersInput(t, tt.raw))
		if got := texts(doc.Find("#f-kind")); got != tt.kind {
			t.Errorf("%v: offered %q", tt.raw, got)
		}
		chosen := doc.Find("#f-kind option[selected]")
		if chosen.Length() == 0 {
			chosen = doc.Find("#f-kind option").First()
		}
		if got := texts(chosen); got != tt.chosen {
			t.Errorf("%v: chosen %q", tt.raw, got)
		}
		doc.Find("#f-all input[checked]").Parent().AppendHtml("✓")
		if got := strings.ReplaceAll(texts(doc.Find("#f-all")), " ✓", "✓"); got != tt.boxes {
			t.Errorf("%v: boxes %q", tt.raw, got)
		}
		if tt.raw["place"] == "" {
			continue
		}
		if wrong := doc.Find("#f-kind[aria-invalid]").Length(); (wrong == 1) != (tt.raw["place"] == "teach") {
			t.Errorf("%v: marked %d", tt.raw, wrong)
		}
	}
	doc := pageOf(t, offersInput(t, form.Raw{"list[r1].name": "南门"}))
	if got := doc.Find("#f-place").AttrOr("data-decides", ""); got != "f-kind f-all f-list-r1-kind" {
		t.Errorf("decides %q", got)
	}
	if doc.Find("#f-kind[data-decides], #f-who[data-decides]").Length() > 0 {
		t.Error("cells that decide nothing say they do")
	}
}

// A blank row holds the defaults of its columns; one that is written keeps what it has.
func TestSpareRowsHoldDefaults(t *testing.T) {
	doc := pageOf(t, offersInput(t, form.Raw{"list[r1].name": "南门"}))
	if got := doc.Find("#f-list-r2-shift option[selected]").AttrOr("value", ""); got != "day" {
		t.Errorf("the blank row offers %q", got)
	}
	if doc.Find("#f-list-r1-shift option[selected]").AttrOr("value", "") != "" {
		t.Error("a written row was given the default")
	}
}

const pitches = `form: pitches
title: 摊位
lists:
  场所: {gate: 校门, road: 道路}
  隐患: {crowd: {name: 拥堵, under: [gate]}, light: {name: 无照明, under: [road]}}
sections:
  - title: 摊位
    rows: {code: list, name: 摊, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: place, name: 所在, type: choice, of: 场所, default: gate}
      - {code: kind, name: 类别, type: choice, of: 隐患, under: 所在}
      - {code: more, name: 其他, type: multichoice, of: 隐患, under: 所在}
  - title: 巡查
    rows: {code: walk, name: 次}
    fields:
      - {code: who, name: 巡查人, type: text}
      - {code: shift, name: 班次, type: choice, of: {day: 白班, night: 夜班}, default: day}
`

// A row that is only offered, and the pattern that scripts make rows of, are as a written one: they hold the defaults,
// say which lists follow, and offer in these what stands under the default.
func TestBlankRowsFollowTheirDefaults(t *testing.T) {
	def, err := form.Parse([]byte(pitches), nil)
	if err != nil {
		t.Fatal(err)
	}
	doc := pageOf(t, formhtml.Input{Def: def, Values: form.NewValues(), FormID: "return", Spare: 1})
	for _, key := range []string{"r1", formhtml.BlankKey} {
		id := "#f-list-" + key
		if got := doc.Find(id+"-place option[selected]").AttrOr("value", ""); got != "gate" {
			t.Errorf("%s offers %q", key, got)
		}
		if got, want := doc.Find(id+"-place").AttrOr("data-decides", ""), "f-list-"+key+"-kind f-list-"+key+"-more"; got != want {
			t.Errorf("%s decides %q, want %q", key, got, want)
		}
		if got := texts(doc.Find(id + "-kind")); got != "请选择 拥堵" {
			t.Errorf("%s offers under the default %q", key, got)
		}
		if doc.Find("#f-walk-"+key+"-shift").Length() != 1 || doc.Find("#f-walk-"+key+"-shift option[selected]").Length() > 0 {
			t.Errorf("%s: a table that cannot tell its rows apart offers a default", key)
		}
	}
}

// The headings of the print go down one by one, with tabs and without.
func TestPaperHeadings(t *testing.T) {
	for text, want := range map[string]string{pitches: "h2:摊位 h2:巡查", offers: "h2:登记 h3:基本 h3:人 h2:附件 h3:照片 h2:点位 h3:点位"} {
		def, err := form.Parse([]byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		page := formhtml.Build(formhtml.Input{Def: def, Values: form.NewValues(), ReadOnly: true}, i18n.Chinese.T)
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, formhtml.Paper(page))))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		doc.Find("h1, h2, h3, h4").Each(func(_ int, s *goquery.Selection) { got = append(got, goquery.NodeName(s)+":"+s.Text()) })
		if strings.Join(got, " ") != want {
			t.Errorf("headings %v, want %s", got, want)
		}
	}
}

func TestTabs(t *testing.T) {
	in := offersInput(t, form.Raw{"place": "teach", "kind": "wire", "list[r1].name": "南门", "list[r1].kind": "wire", "list[r1].shift": "早班"})
	doc := pageOf(t, in)
	var panels []string
	doc.Find("[data-tab]").Each(func(_ int, s *goquery.Selection) {
		panels = append(panels, s.AttrOr("id", "")+" "+texts(s.Find("h2")))
	})
	if got := strings.Join(panels, "; "); got != "tab-1 登记基本人; tab-2 附件照片; tab-4 点位点位" {
		t.Error(got)
	}
	zh := i18n.Chinese.T
	bar, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, formhtml.TabBar(formhtml.Build(in, zh), zh))))
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(bar.Find("nav")); got != "登记 1处要处理 附件 点位 2处要处理" {
		t.Error(got)
	}
	if bar.Find("nav a[href='#tab-4']").Length() != 1 || bar.Find("a b.bad").Length() != 2 {
		t.Error("a tab is not linked, or its mistakes are not marked")
	}
	if pageOf(t, typesInput(t, everyType())).Find("[data-tab]").Length() > 0 {
		t.Error("a form without tabs has some")
	}
}

func TestLongListsAreSearched(t *testing.T) {
	in := offersInput(t, form.Raw{"who": "p-7", "unit": "u-2"})
	people := func(n int) func(string) []formhtml.Choice {
		return func(string) []formhtml.Choice {
			var all []formhtml.Choice
			for i := range n {
				all = append(all, formhtml.Choice{Value: fmt.Sprintf("p-%d", i), Text: fmt.Sprintf("张%d", i)})
			}
			return all
		}
	}
	in.People, in.Units = people(500), func(of string) []formhtml.Choice { return []formhtml.Choice{{Value: "u-1", Text: of}} }
	in.Name = func(id string) string { return map[string]string{"p-7": "张7", "u-2": "已撤并的小学"}[id] }
	doc := pageOf(t, in)
	who := doc.Find("input#f-who[type=text][autocomplete=off]")
	if who.AttrOr("value", "") != "张7" || doc.Find("datalist#"+who.AttrOr("list", "none")+" option").Length() != 500 {
		t.Errorf("%q %q", who.AttrOr("value", ""), who.AttrOr("list", ""))
	}
	if got := texts(doc.Find("#f-unit option[selected]")); got != "已撤并的小学" || doc.Find("#f-unit option[value='u-1']").Text() != "primary" {
		t.Errorf("the unit: %q", got)
	}
	in.ReadOnly = true
	doc = pageOf(t, in)
	if doc.Find("#f-who").AttrOr("value", "") != "张7" || doc.Find("#f-unit").AttrOr("value", "") != "已撤并的小学" || doc.Find("datalist, select#f-unit").Length() > 0 {
		t.Error("a reader does not see the names, or is offered others")
	}
	in.ReadOnly, in.Raw = false, form.Raw{"who": "张三"}
	in.Values, in.Issues = form.DecodeIn(in.Def, in.Raw, nobody{})
	if doc = pageOf(t, in); doc.Find("#f-who[aria-invalid]").AttrOr("value", "") != "张三" {
		t.Error("an unknown name is not shown as it was written")
	}
}

// A long list of options stands on the page once; what was retired is named for who chose it and offered to nobody else.
func TestLongChoices(t *testing.T) {
	text := "form: long\ntitle: 长\nlists:\n  民族:\n"
	for i := range 56 {
		text += fmt.Sprintf("    \"%02d\": 第%d族\n", i+1, i+1)
	}
	text += `    "97": {name: 未识别, retired: 2026-01-01}
    "98": {name: 第2族, retired: 2026-01-01}
sections:
  - title: 一
    fields:
      - {code: one, name: 民族, type: choice, of: 民族}
      - {code: old, name: 原民族, type: choice, of: 民族}
      - {code: twin, name: 曾用, type: choice, of: 民族}
      - {code: many, name: 各民族, type: multichoice, of: 民族}
      - {code: odd, name: 其他, type: choice, of: 民族}
`
	def, err := form.Parse([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	raw := form.Raw{"one": "07", "twin": "98", "many": "03,05"}
	values, issues := form.Decode(def, raw)
	in := formhtml.Input{Def: def, Raw: raw, Values: values, Issues: issues, FormID: "return"}
	doc := pageOf(t, in)
	if n := doc.Find("datalist#list-one option").Length(); n != 57 || doc.Find("datalist, select").Length() != 1 {
		t.Errorf("%d options, want those in use and the one that is held", n)
	}
	for id, want := range map[string]string{"one": "第7族", "old": "", "twin": "98", "many": "第3族、第5族"} {
		cell := doc.Find("input#f-" + id + "[type=text][list=list-one]")
		if cell.Length() != 1 || cell.AttrOr("value", "") != want {
			t.Errorf("%s shows %q, want %q", id, cell.AttrOr("value", "none"), want)
		}
	}
	if o := doc.Find("datalist option[value='98'][data-c='98'][data-gone]"); texts(o) != "第2族" {
		t.Errorf("the retired one is %q", texts(o))
	}
	if o := doc.Find("datalist option[value='第7族']"); o.AttrOr("data-l", "") != "d7[zs]" || texts(o) != "07" {
		t.Errorf("the seventh is searched by %q and %q", o.AttrOr("data-l", ""), texts(o))
	}
	in.ReadOnly = true
	if doc = pageOf(t, in); doc.Find("datalist").Length() > 0 || doc.Find("#f-one").AttrOr("value", "") != "第7族" || doc.Find("#f-many").AttrOr("value", "") != "第3族、第5族" {
		t.Error("a reader is offered what he cannot choose, or sees no names")
	}
}

type nobody struct{}

func (nobody) Find(*form.Field, string) (string, int) { return "", 0 }

func TestFiles(t *testing.T) {
	in := offersInput(t, form.Raw{"photo": "a", "file": "b"})
	in.File = func(id string) formhtml.File {
		if id == "a" {
			return formhtml.File{Name: "<b>门.jpg", Href: "/files/a", Thumb: "/thumbs/a"}
		}
		return formhtml.File{Name: "方案.pdf", Href: "/files/b"}
	}
	doc := pageOf(t, in)
	if doc.Find("a.thumb[href='/files/a'] img[src='/thumbs/a'][loading=lazy]").AttrOr("alt", "") != "<b>门.jpg的缩略图，点开看原图" {
		t.Error("no small picture with its words")
	}
	for selector, want := range map[string]int{
		"#f-photo input[type=checkbox][value=a][checked]": 1, "#f-photo input[type=file]": 2, "#f-photo input[capture=environment][name='upload:photo']": 1,
		"#f-file img": 0, "#f-file a[href='/files/b']": 1, "#f-file input[type=file]": 0, "b": 0,
	} {
		if got := doc.Find(selector).Length(); got != want {
			t.Errorf("%s: %d", selector, got)
		}
	}
	in.ReadOnly = true
	if doc = pageOf(t, in); doc.Find("#f-photo input[type=checkbox], #f-photo input[type=file]").Length() > 0 || doc.Find("#f-photo a img").Length() != 1 {
		t.Error("a reader is not just shown the files")
	}
}
