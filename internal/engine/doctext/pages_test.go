package doctext

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func readPages(t *testing.T, data string) Text {
	t.Helper()
	text, err := Extract(Source{Name: "test.pdf", Data: []byte(data), Format: FormatPages}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func listed(list []Cleaning) []string {
	var out []string
	for _, c := range list {
		out = append(out, fmt.Sprintf("%d %s %s", c.Start, c.Kind, c.Was))
	}
	return out
}

const indentedPages = `某县教育局文件


          某县教育局关于印发 2031 年工作要点
                     的通知

    一、总体要求
    今年新建小学 3 所，改扩建初中 5 所，新增学位 2400 个，
完成投资 1.2 亿元，全部项目于 9 月底前投入使用。其中城北小
学规模最大。
    （一）推进教师队伍建设。招聘教师 126 名，其中研究生
18 名；全部到岗。按照市里的部署，引进省外优秀教师一共是

                —1—
` + "\f" + `某县教育局文件

6 名；组织骨干教师培训 6 期，参训教师达到 1800 人次，覆盖
全县各级各类学校。
    二、重点任务
序号         工作任务          责任单位
1          新建小学 3 所        项目办
2          招聘教师 126 名      人事股
                —2—
` + "\f"

func TestPages(t *testing.T) {
	text := readPages(t, indentedPages)
	const before = "某县教育局关于印发2031年工作要点的通知\n一、总体要求\n" +
		"今年新建小学3所，改扩建初中5所，新增学位2400个，完成投资1.2亿元，全部项目于9月底前投入使用。其中城北小学规模最大。\n" +
		"（一）推进教师队伍建设。招聘教师126名，其中研究生18名；全部到岗。按照市里的部署，引进省外优秀教师一共是"
	const want = before + "6名；组织骨干教师培训6期，参训教师达到1800人次，覆盖全县各级各类学校。\n二、重点任务\n" +
		"序号\t工作任务\t责任单位\n1\t新建小学3所\t项目办\n2\t招聘教师126名\t人事股\n"
	if text.String() != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	at := len([]rune(before))
	cleaned := []string{"0 header 某县教育局文件", fmt.Sprintf("%d pagenumber —1—", at), fmt.Sprintf("%d header 某县教育局文件", at), fmt.Sprintf("%d pagenumber —2—", len(text.Runes))}
	if got := listed(text.Cleaned); !slices.Equal(got, cleaned) {
		t.Errorf("cleaned %q, want %q", got, cleaned)
	}
}

// TestPagesOfBlocks reads pages whose paragraphs are not indented.
func TestPagesOfBlocks(t *testing.T) {
	const pages = `某县教育局 2031 年工作总结
一、学校建设稳步推进
新建小学 3 所，改扩建初中 5 所，新增学位 2400 个，完成投资 1.2
亿元，全部项目投入使用。
（一）加快项目建设，采用 engineering procurement
construction 模式，其中城北小学规模最大，城南小学、滨江实验学
校次之，三所学校都按期开学。
1.2 亿元投资全部落实。
2.招聘教师 126 名。
` + "\f"
	const want = "某县教育局2031年工作总结\n一、学校建设稳步推进\n新建小学3所，改扩建初中5所，新增学位2400个，完成投资1.2亿元，全部项目投入使用。\n" +
		"（一）加快项目建设，采用 engineering procurement construction 模式，其中城北小学规模最大，城南小学、滨江实验学校次之，三所学校都按期开学。\n" +
		"1.2亿元投资全部落实。\n2.招聘教师126名。\n"
	if got := readPages(t, pages).String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPageFurniture(t *testing.T) {
	body := func(i int) string {
		return fmt.Sprintf("    第%c段说明各校情况，内容各不相同，写满一行为止再往下一行去写\n结束%c。\n", 'A'+i, 'A'+i)
	}
	build := func(n int, top, bottom func(int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(top(i) + body(3*i) + body(3*i+1) + body(3*i+2) + bottom(i) + "\f")
		}
		return b.String()
	}
	none := func(int) string { return "" }
	number, header, footer := CleanPageNumber, CleanHeader, CleanFooter
	cases := []struct {
		name  string
		pages string
		want  []CleaningKind
	}{
		{"bare numbers", build(3, none, func(i int) string { return fmt.Sprintf("      %d\n", i+1) }), []CleaningKind{number, number, number}},
		{"numbers that begin later", build(3, none, func(i int) string { return fmt.Sprintf("%d\n", i+5) }), []CleaningKind{number, number, number}},
		{"a number of the text", build(3, none, func(i int) string { return []string{"37\n", "", ""}[i] }), nil},
		{"said in words", build(2, none, func(i int) string { return fmt.Sprintf("第 %d 页 共 2 页\n", i+1) }), []CleaningKind{number, number}},
		{"left and right", build(4, func(i int) string { return []string{"左页名\n", "右页名\n"}[i%2] }, none), []CleaningKind{header, header, header, header}},
		{"header with the number", build(2, func(i int) string { return fmt.Sprintf("某县教育局 %d\n", i+1) }, none), []CleaningKind{header, header}},
		{"footer above the number", build(2, none, func(i int) string { return fmt.Sprintf("内部资料\n- %d -\n", i+1) }), []CleaningKind{footer, number, footer, number}},
		{"table heading", build(3, func(int) string { return "序号    任务    单位\n" }, none), []CleaningKind{header, header}},
		{"one page", build(1, func(int) string { return "某县教育局\n" }, func(int) string { return "1\n" }), []CleaningKind{number}},
	}
	for _, c := range cases {
		var got []CleaningKind
		for _, cleaned := range readPages(t, c.pages).Cleaned {
			got = append(got, cleaned.Kind)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestBeginsItem(t *testing.T) {
	for words, want := range map[string]bool{
		"一、甲": true, "十二、甲": true, "（一）甲": true, "(3)甲": true, "1.甲": true, "1、甲": true, "12．甲": true, "①甲": true, "第三条 甲": true, "附件1": true,
		"一是甲": true, "二要甲": true, "1.2亿元": false, "3所学校": false, "一所": false, "（含民办）": false, "第三季度": false, "甲": false, "一": false, "2031年": false, "（": false,
	} {
		if got := beginsItem(words); got != want {
			t.Errorf("%s: %v", words, got)
		}
	}
}

func TestPagesLimits(t *testing.T) {
	_, err := Extract(Source{Data: []byte(strings.Repeat("一、行\n", 30)), Format: FormatPages}, Limits{MaxParagraphs: 20})
	if CodeOf(err) != CodeTooLarge {
		t.Errorf("too many paragraphs: %v", err)
	}
}
