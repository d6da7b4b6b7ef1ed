package checkbook_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/doccheck/checkbook"
	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

func compared() checkbook.Comparison {
	plan := docread.ReadText("云湖区教育局2026年工作要点\n一、重点任务\n1．8月底前建成青溪幼儿园，由学前教育科牵头。\n2．全年培训教师9600人次，由人事科负责。\n", docread.Options{})
	summary := docread.ReadText("云湖区教育局2026年工作总结\n一、主要工作\n青溪幼儿园8月25日建成开园。全年培训教师9120人次。举办校园足球联赛，46支球队参赛。\n", docread.Options{})
	return checkbook.Comparison{PlanName: "要点", SummaryName: "总结", Plan: plan, Summary: summary, Report: doccheck.Compare(plan, summary, doccheck.Options{})}
}

// The shape is documented for other programs; a key that changes its name breaks them.
func TestJSONHasTheDocumentedKeys(t *testing.T) {
	var out bytes.Buffer
	if err := compared().WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	commitments := got["commitments"].([]any)
	if len(commitments) != 2 || len(got["unplanned"].([]any)) != 1 {
		t.Fatalf("%s", out.String())
	}
	trained := commitments[1].(map[string]any)
	target := trained["targets"].([]any)[0].(map[string]any)
	if trained["verdict"] != "partly" || target["planned"] != "9600" || target["result"] != "9120" || target["unit"] != "人次" || target["met"] != false {
		t.Errorf("%v", trained)
	}
	for of, keys := range map[string][]string{
		"counts":      {"commitments", "done", "partly", "missing", "unplanned", "targets_met", "targets_missed"},
		"commitments": {"text", "start", "end", "heading", "owner", "deadline", "verdict", "reason", "score", "confidence", "answers", "targets"},
	} {
		object, ok := got[of].(map[string]any)
		if !ok {
			object = trained
		}
		for _, key := range keys {
			if _, ok := object[key]; !ok {
				t.Errorf("%s has no %q", of, key)
			}
		}
	}
}

func TestBookSpeaksTheReadersLanguage(t *testing.T) {
	for lang, want := range map[i18n.Lang][2]string{i18n.Chinese: {"要点与总结对照", "对照表"}, i18n.English: {"要点", "Comparison"}} {
		book := compared().Book(lang)
		if !strings.Contains(book.Title, want[0]) || book.Sheets[0].Name != want[1] || len(book.Sheets[0].Rows) != 2 || len(book.Sheets[1].Rows) != 1 {
			t.Errorf("%+v", book)
		}
		if len(book.Sheets[0].Rows[0]) != len(book.Sheets[0].Columns) || len(book.Sheets[1].Rows[0]) != len(book.Sheets[1].Columns) {
			t.Error("cells without a column")
		}
	}
}
