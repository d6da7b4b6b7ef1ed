package docjson_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docjson"
)

func TestWrite(t *testing.T) {
	const text = "某县2031年工作计划\n一、任务\n9月底前新增学位1800个，投入资金xx万元，师生比达到1:13.5。\n"
	var out bytes.Buffer
	if err := docjson.Write(&out, docread.ReadText(text, docread.Options{})); err != nil {
		t.Fatal(err)
	}
	const want = `{
  "title": "某县2031年工作计划",
  "year": 2031,
  "outline": [
    {"start":12,"marker":"一、","parent":-1,"title":"任务","section":"plan"}
  ],
  "figures": [
    {"start":25,"end":29,"text":"1800","value":1800,"kind":"count","unit":"个","subject":"学位","approx":"","role":"target"},
    {"start":35,"end":38,"text":"xx万","value":null,"kind":"money","unit":"元","subject":"资金","approx":"","role":"target","masked":true},
    {"start":45,"end":51,"text":"1:13.5","value":1,"value2":13.5,"kind":"ratio","unit":"","subject":"师生比","approx":"","role":"target"}
  ],
  "deadlines": [
    {"start":17,"end":21,"text":"9月底前","date":"2031-09-30"}
  ],
  "commitments": [
    {"start":17,"end":51,`
	if got := out.String(); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
}

// What is written line by line is what the wire form says.
func TestWriteIsTheWireForm(t *testing.T) {
	for _, text := range []string{"", "全县学校60所，其中小学45所，占75%。", "一、任务\n９月底前建成<b>3</b>所\u200b学校，“甲&乙”培训1:2。"} {
		doc := docread.ReadText(text, docread.Options{})
		var out bytes.Buffer
		if err := docjson.Write(&out, doc); err != nil {
			t.Fatal(err)
		}
		var got, want any
		whole, err := json.Marshal(docjson.From(doc))
		if err != nil || json.Unmarshal(whole, &want) != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out.Bytes(), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v\n%s\nwant %s", text, err, out.String(), whole)
		}
	}
}

func TestEmptyListsAreNoNull(t *testing.T) {
	body, err := json.Marshal(docjson.From(docread.ReadText("", docread.Options{})))
	if want := `{"title":"","outline":[],"figures":[],"deadlines":[],"commitments":[]}`; err != nil || string(body) != want {
		t.Errorf("got %s, %v", body, err)
	}
}

func TestRelations(t *testing.T) {
	const text = "全县学校60所，其中小学45所，占75%，比上年增加3所。"
	body, err := json.Marshal(docjson.From(docread.ReadText(text, docread.Options{})).Relations)
	const want = `[{"kind":"growth","from":3,"to":1,"complete":false,"down":false},` +
		`{"kind":"part","from":1,"to":0,"group":1,"complete":false,"down":false},` +
		`{"kind":"share","from":2,"to":1,"of":0,"complete":false,"down":false}]`
	if err != nil || string(body) != want {
		t.Errorf("got %s, %v", body, err)
	}
}
