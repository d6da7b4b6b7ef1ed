package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestReadManyIntoOneTable(t *testing.T) {
	plan := saved(t, "要点.txt", "某县教育局2031年工作要点\n一、重点任务\n1.8月底前新建食堂3处，由基建科负责。\n2.全年培训教师420人次。\n")
	sums := saved(t, "总结.txt", unsoundText)
	blank := saved(t, "空白.txt", " \n")
	out := filepath.Join(t.TempDir(), "汇总.xlsx")
	code, said, errs := run(t, "read", "--table", out, plan, sums, blank)
	if code != exitFound || errs != "" || !strings.Contains(said, "空白.txt") || !strings.Contains(said, "2 份") {
		t.Fatalf("%d %q %q", code, said, errs)
	}
	book, err := excelize.OpenFile(out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	sheets := book.GetSheetList()
	if strings.Join(sheets, " ") != "事项 数据 核算 文件" {
		t.Fatalf("sheets %v", sheets)
	}
	wants := map[string][]string{
		sheets[0]: {"食堂3处", "基建科", "2031-08-31", "建设购置"},
		sheets[1]: {"食堂", "目标", "学校", "现状"},
		sheets[2]: {"错误", "各部分合计 53"},
		sheets[3]: {"要点.txt", "总结.txt", "空白.txt", "2031", "已读"},
	}
	for sheet, all := range wants {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Join(row, "\t") + "\n")
		}
		for _, want := range all {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s has no %q:\n%s", sheet, want, text.String())
			}
		}
	}
	if code, _, errs := run(t, "read", "--table", filepath.Join(t.TempDir(), "none", "x.xlsx"), plan); code != exitError || errs == "" {
		t.Errorf("a folder that is not there: %d %q", code, errs)
	}
}

func TestReadSeveralAsText(t *testing.T) {
	a, b := saved(t, "a.txt", soundText), saved(t, "b.txt", unsoundText)
	if code, out, _ := run(t, "read", a, b); code != exitOK || !strings.Contains(out, "49") || !strings.Contains(out, "50") {
		t.Errorf("%d %s", code, out)
	}
}
