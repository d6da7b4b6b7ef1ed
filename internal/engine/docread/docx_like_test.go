package docread

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianlun/internal/engine/doctext"
	"nianlun/internal/engine/doctext/doctexttest"
)

// TestDocxReadsLikeText checks that a text saved as docx gives the same findings.
func TestDocxReadsLikeText(t *testing.T) {
	texts := map[string]string{"own": benchText, "sample": sample}
	files, _ := filepath.Glob("../../../../shared/documents/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(data)
	}
	for name, text := range texts {
		want := ReadText(strings.TrimSuffix(text, "\n")+"\n", Options{})
		got := readDocx(t, doctexttest.Plain(t, want.Text))
		if got.Text != want.Text {
			t.Errorf("%s: texts differ", name)
			continue
		}
		if showFigures(got) != showFigures(want) || tree(got) != tree(want) ||
			showDeadlines(got) != showDeadlines(want) || showCommitments(got) != showCommitments(want) {
			t.Errorf("%s: docx and text read differently", name)
		}
	}
}

func readDocx(t *testing.T, data []byte) *Document {
	t.Helper()
	doc, err := Read(doctext.Source{Name: "test.docx", Data: data}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestNumbersOfWordAreMarkers checks that the outline holds the numbers that
// Word generates.
func TestNumbersOfWordAreMarkers(t *testing.T) {
	body := doctexttest.Listed(1, 0, "主要成绩") + doctexttest.Listed(1, 1, "项目建设") + doctexttest.Listed(1, 2, "新建") +
		doctexttest.Listed(1, 2, "改建") + doctexttest.Listed(1, 1, "队伍建设") + doctexttest.Listed(1, 0, "下一步打算")
	doc := readDocx(t, doctexttest.Package(t, append(doctexttest.Styles(), doctexttest.Document(body))...))
	if len(doc.Outline) != 6 || doc.Outline[5].Section != SectionPlan || doc.Outline[2].Parent != doc.Outline[1].Start {
		t.Errorf("outline\n%s", tree(doc))
	}
}
