package formhtml_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/i18n"
)

func TestRead(t *testing.T) {
	def, err := formtest.Load(formtest.BuildingProgress)
	if err != nil {
		t.Fatal(err)
	}
	stored := form.Raw{"projects": "1", "why": "雨", "list": "r1,r2", "list[r1].name": "甲", "list[r2].name": "乙", "list[r2].photo": "p1,p2"}
	posted := map[string][]string{
		"projects": {"二"}, "list": {"r2", "r3"}, "list[r2].name": {"乙"}, "list[r2].photo": {"", "p2"}, "list[r3].name": {"丙"},
		"explain:spent-falls": {" 冲回 "}, "answer:list[r2].paid": {"已补"}, "mend": {"done=3"}, "add": {"list"}, "csrf": {"x"}, "list[r2].nothing": {"1"}, "upload:list[r2].photo": {"f"},
	}
	got := formhtml.Read(def, stored, posted)
	want := form.Raw{"projects": "二", "why": "雨", "list": "r2,r3", "list[r2].name": "乙", "list[r2].photo": ",p2", "list[r3].name": "丙", "done": "3"}
	if !reflect.DeepEqual(got.Raw, want) {
		t.Errorf("raw %v", got.Raw)
	}
	if got.Explanations["spent-falls"] != "冲回" || got.Answers["list[r2].paid"] != "已补" || got.Mended != "done" || got.AddTo != "list" {
		t.Errorf("%+v", got)
	}
	if stored["projects"] != "1" {
		t.Error("what was stored has changed")
	}
	got = formhtml.Read(def, stored, map[string][]string{"mend": {"nothing=1"}, "add": {"nothing"}})
	if got.Mended != "" || got.AddTo != "" || !reflect.DeepEqual(got.Raw, stored) {
		t.Errorf("%+v", got)
	}
}

// What a page shows and sends back unchanged means the same as before.
func TestPageComesBack(t *testing.T) {
	in := buildingInput(t)
	text := i18n.Chinese.T
	page := formhtml.Build(in, text)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, formhtml.Sections(page, text), formhtml.Problems(page, text))))
	if err != nil {
		t.Fatal(err)
	}
	posted := map[string][]string{}
	doc.Find("input,select,textarea").Each(func(_ int, s *goquery.Selection) {
		name, value := s.AttrOr("name", ""), s.AttrOr("value", "")
		kind := s.AttrOr("type", "")
		if kind == "file" || kind == "checkbox" && s.AttrOr("checked", "no") == "no" {
			return
		}
		if goquery.NodeName(s) == "select" {
			value = s.Find("option[selected]").AttrOr("value", "")
		}
		if goquery.NodeName(s) == "textarea" {
			value = s.Text()
		}
		posted[name] = append(posted[name], value)
	})
	read := formhtml.Read(in.Def, in.Raw, posted)
	values, issues := form.Decode(in.Def, read.Raw)
	if diff := form.Diff(in.Def, in.Values, values); len(diff) > 0 {
		t.Errorf("%v", diff)
	}
	if _, found := issues.At("list[r1].area"); !found || read.Raw["spent"] != "７９０．２" {
		t.Error("what was wrong is still there as it was written")
	}
	if read.Explanations["spent-falls"] != "上月多报一笔，本月冲回" {
		t.Errorf("%v", read.Explanations)
	}
}
