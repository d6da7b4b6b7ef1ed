package doctext

import (
	"strings"
	"testing"
)

// columnPage is a title over two columns as pdftotext -layout sets them.
const columnPage = `                  某县教育局   2031 年工作总结
   一、学校建设                      名，占应交流教师的 12.5%。
   今年以来，全县新建小学 3 所，改扩建初中          三、校园安全
5 所，新增学位 2400 个，完成投资 1.2 亿元，      开展校园安全专项整治 4 次，排查隐患
全部项目于 9 月底前投入使用。其中城北小学规        312 处，整改率 100%，新增一键报警装置 45
模最大，可容纳学生 1800 人。              套。
   二、教师队伍                         四、下一步打算
   全年招聘教师 126 名，其中研究生 18 名，       2032 年，计划新建幼儿园 2 所，改造食堂
组织骨干教师培训 6 期，参训教师达到 1800 人     12 处，培训校长 60 名，力争义务教育巩固率达
次，覆盖全县各级各类学校。交流轮岗教师 96         到 99.2%。
名，占应交流教师的 12.5%。                  一、学校建设
   三、校园安全                         今年以来，全县新建小学 3 所，改扩建初中
   开展校园安全专项整治 4 次，排查隐患         5 所，新增学位 2400 个，完成投资 1.2 亿元，
`

// TestPageColumns reads the left column before the right one.
func TestPageColumns(t *testing.T) {
	text := readPages(t, columnPage).String()
	at := 0
	for _, words := range []string{"某县教育局", "一、学校建设\n", "改扩建初中5所", "二、教师队伍\n", "交流轮岗教师96名，占应交流教师", "三、校园安全\n", "排查隐患312处，整改率100%", "四、下一步打算\n"} {
		k := strings.Index(text[at:], words)
		if k < 0 {
			t.Fatalf("%q is missing behind %q in\n%s", words, text[:at], text)
		}
		at += k
	}
}

// TestPageTableIsNoColumns keeps a wide table whole.
func TestPageTableIsNoColumns(t *testing.T) {
	const row = "新建小学三所并于秋季投入使用      全部达到办学标准并完成验收\n"
	text := readPages(t, "工作任务                目标要求\n"+strings.Repeat(row, 6))
	if len(text.Tables) != 1 || len(text.Tables[0].Rows) != 7 {
		t.Errorf("tables %v in\n%s", text.Tables, text)
	}
}
