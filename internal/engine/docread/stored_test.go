package docread_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"nianlun/internal/engine/docread"
)

func TestAStoredDocumentIsTheSame(t *testing.T) {
	doc := docread.ReadText("2026年工作要点\n一、重点任务\n12月底前投资达到1.5亿元，新建食堂3处。", docread.Options{})
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var again docread.Document
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	f := doc.Figures[0]
	if got, want := again.Slice(f.Start, f.End), doc.Slice(f.Start, f.End); got != want || got == "" {
		t.Errorf("slice %q, want %q", got, want)
	}
	if again.Text != doc.Text || len(again.Commitments) != len(doc.Commitments) || !reflect.DeepEqual(again.Outline, doc.Outline) {
		t.Error("the document came back otherwise")
	}
}
