package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// planAndSummary writes two texts and returns their files.
func planAndSummary(t *testing.T) (plan, summary string) {
	t.Helper()
	dir := t.TempDir()
	plan, summary = filepath.Join(dir, "要点.txt"), filepath.Join(dir, "总结.txt")
	for file, text := range map[string]string{
		plan: "云湖区教育局2026年工作要点\n一、重点任务\n1．8月底前建成青溪幼儿园，由学前教育科牵头。\n2．全年培训教师9600人次，由人事科负责。\n3．4月启动读书月活动，由基础教育科负责。\n",
		summary: "云湖区教育局2026年工作总结\n一、主要工作\n青溪幼儿园8月25日建成开园。全年培训教师9120人次。举办校园足球联赛，46支球队参赛。\n" +
			"二、下一步打算\n明年再建幼儿园2所。\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return plan, summary
}

func TestCheckAnswersAPlanFromASummary(t *testing.T) {
	plan, summary := planAndSummary(t)
	code, out, errs := run(t, "check", "--plan", plan, "--summary", summary)
	for _, want := range []string{"计划事项 3 条：已完成 1，部分完成 1，未提及 1；计划外工作 1 处", "1. 【已完成】", "总结：“青溪幼儿园8月25日建成开园”", "目标 9600人次，结果 9120人次，没有达到", "举办校园足球联赛"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if code != 0 {
		t.Error(code, errs)
	}
}

func TestCheckAsJSON(t *testing.T) {
	plan, summary := planAndSummary(t)
	file := filepath.Join(t.TempDir(), "check.json")
	if code, _, errs := run(t, "check", "--plan", plan, "--summary", summary, "--format", "json", "--out", file); code != 0 {
		t.Fatal(code, errs)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Commitments []struct {
			Verdict, Owner string
			Answers        []struct {
				Start, End int
				Text       string
			}
			Targets []struct {
				Result *string
				Met    *bool
			}
		}
		Unplanned []struct{ Text string }
		Counts    struct{ Partly int }
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Commitments) != 3 || len(got.Unplanned) != 1 || got.Counts.Partly != 1 {
		t.Fatalf("%s", data)
	}
	trained := got.Commitments[1]
	if trained.Verdict != "partly" || trained.Owner != "人事科" || len(trained.Targets) != 1 || *trained.Targets[0].Met || *trained.Targets[0].Result != "9120" {
		t.Errorf("%+v", trained)
	}
	text, err := os.ReadFile(summary)
	if err != nil {
		t.Fatal(err)
	}
	runes := []rune(string(text))
	for _, c := range got.Commitments {
		for _, a := range c.Answers {
			if string(runes[a.Start:a.End]) != a.Text {
				t.Errorf("%d-%d is not %q", a.Start, a.End, a.Text)
			}
		}
	}
}

func TestCheckAsWorkbook(t *testing.T) {
	plan, summary := planAndSummary(t)
	if code, _, errs := run(t, "check", "--plan", plan, "--summary", summary, "--format", "xlsx"); code != exitError || !strings.Contains(errs, "--out") {
		t.Error(code, errs)
	}
	file := filepath.Join(t.TempDir(), "check.xlsx")
	if code, _, errs := run(t, "check", "--plan", plan, "--summary", summary, "--format", "xlsx", "--out", file); code != 0 {
		t.Fatal(code, errs)
	}
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows("对照表")
	if err != nil || len(rows) < 5 || rows[1][5] != "完成情况" || rows[3][5] != "部分完成" || rows[3][3] != "人事科" || !strings.HasSuffix(rows[3][7], "9600人次") || rows[3][8] != "9120人次" {
		t.Errorf("%v %q", err, rows)
	}
	if rows, err = f.GetRows("计划外工作"); err != nil || len(rows) != 3 || !strings.Contains(rows[2][1], "足球联赛") {
		t.Errorf("%v %q", err, rows)
	}
}

func TestCheckNeedsFilesThatCanBeRead(t *testing.T) {
	plan, _ := planAndSummary(t)
	empty := filepath.Join(t.TempDir(), "空.txt")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := run(t, "check", "--plan", plan, "--summary", empty); code != exitError || !strings.Contains(errs, "文件是空的") {
		t.Error(code, errs)
	}
	if code, _, _ := run(t, "check", "--plan", plan, "--summary", "nowhere.txt"); code != exitError {
		t.Error(code)
	}
}
