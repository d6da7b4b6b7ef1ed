package docread

import (
	"strings"
	"testing"
	"time"
)

func showDeadlines(doc *Document) string {
	var list []string
	for _, d := range doc.Deadlines {
		s := d.Text + "=" + d.Date
		if d.Vague {
			s += " vague"
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

func TestDeadlinesInPlans(t *testing.T) {
	cases := []struct{ text, want string }{
		{"年底前完成迁建", "年底前=2031-12-31"},
		{"9月份，开展检查", "9月份=2031-09-30"},
		{"9月底前建成学校", "9月底前=2031-09-30"},
		{"2032年9月前投入使用", "2032年9月前=2032-08-31"},
		{"确保32年8月份竣工", "32年8月份=2032-08-31"},
		{"4月中旬召开运动会，5月10日前上报", "4月中旬=2031-04-20; 5月10日前=2031-05-10"},
		{"十月底前完成排查", "十月底前=2031-10-31"},
		{"上半年完成招聘，下半年组织培训", "上半年=2031-06-30; 下半年=2031-12-31"},
		{"第三季度开展督导，一季度完成招标", "第三季度=2031-09-30; 一季度=2031-03-31"},
		{"暑期组织全员培训，寒假开展家访", "暑期=2031-08-31; 寒假=2031-02-28"},
		{"秋季学期启用新校区，春季学期完成搬迁", "秋季学期=2032-01-31; 春季学期=2031-07-15"},
		{"确保秋季开学前建成", "秋季开学前=2031-08-31"},
		{"秋季学期开学前完成改造", "秋季学期开学前=2031-08-31"},
		{"推进转制，秋季学期公办园在园幼儿占比达到60%", "秋季学期=2032-01-31"},
		{"明年3月开工，到2033年底全部建成", "明年3月=2032-03-31; 2033年底=2033-12-31"},
		{"力争用三年左右时间消除大班额", "三年左右= vague"},
		{"力争两年内全部达标", "两年内=2033-12-31"},
		{"xx月底前完成，20xx年春季开园", "xx月底前=; 20xx年春季="},
		{"2月底前完成统计", "2月底前=2031-02-28"},
		{"实施学前教育三年行动计划，落实2030—2032年规划", ""},
		{"按照2030年工作要点的部署，做好2031年全县教育工作", ""},
		{"去年9月完成了改造，3月已开工", ""},
		{"每年评选一次", ""},
		{"各校在开学前进行自查，开学第一周上好安全课", "开学前= vague; 开学第一周= vague"},
		{"国庆前完成搬迁，“六一”前慰问儿童", "国庆前=2031-09-30; “六一”前=2031-05-31"},
		{"“十五五”期间新建学校6所", "“十五五”期间=2030-12-31"},
		{"2031—2033年，每年新建幼儿园2所", "2031—2033年=2033-12-31"},
		{"3-5月开展排查，9月至11月组织评估", "3-5月=2031-05-31; 9月至11月=2031-11-30"},
		{"10月10日至20日举办运动会", "10月10日至20日=2031-10-20"},
		{"实施校安工程（2030—2032年）", ""},
		{"2031年，是改革的关键之年", ""},
		{"2031年秋季开学在即", ""},
		{"本学期学习内容分为两类", ""},
		{"每学期开学第一周上安全课", ""},
		{"组织年终督导评估", ""},
		{"“七一”前后走访党员", "“七一”前后= vague"},
		{"每月通报进展，年底统一考核", "年底=2031-12-31"},
		{"具体时间为9月底前自查", "9月底前=2031-09-30"},
		{"到2033年，全部达标", "2033年=2033-12-31"},
		{"2031年，全县工作的总要求是：新建学校", ""},
		{"推进实施2031年教师职称评审", ""},
		{"2031年全县新建幼儿园9所", "2031年=2031-12-31"},
		{"2031年全县教育事业发展", ""},
		{"组织实施“春学期资助信息”回头看", ""},
	}
	for _, c := range cases {
		doc := ReadText("某县教育局2031年工作计划\n一、主要任务\n全县工作如下。"+c.text+"。\n", Options{})
		if got := showDeadlines(doc); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestDeadlinesInReviews(t *testing.T) {
	cases := []struct{ text, want string }{
		{"10个项目将于下半年建成投用", "下半年=2031-12-31"},
		{"预计明年秋季可建成", "明年秋季=2032-11-30"},
		{"教学楼将于7月启动建设", "7月=2031-07-31"},
		{"明年，我们将继续努力", "明年=2032-12-31"},
		{"9月份开展了检查，年底进行了考核", ""},
		{"今年，我局开展活动", ""},
		{"12月9日至11日，督导组进行检查", ""},
		{"全年平稳。\n某县教育局\n2031年12月5日", ""},
	}
	for _, c := range cases {
		doc := ReadText("某县教育局2031年工作总结\n一、主要成绩\n"+c.text+"。\n", Options{})
		if got := showDeadlines(doc); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestMonthLines checks that a month alone on its line binds what stands under it,
// and that a date of signing does not.
func TestMonthLines(t *testing.T) {
	lead := strings.Repeat("全县各校按照要求开展各项工作，办好每一所学校。", 10) + "\n"
	doc := ReadText("全县2031年工作计划\n"+lead+"云溪县教育局\n二○三一年二月\n月份安排\n3月份\n组织学校艺术节活动\n4月份\n开展安全教育活动\n五月主题：争先\n开展比赛。\n", Options{})
	if got := showDeadlines(doc); got != "3月份=2031-03-31; 4月份=2031-04-30" {
		t.Errorf("months: %s", got)
	}
	var found []string
	for _, c := range doc.Commitments[max(0, len(doc.Commitments)-3):] {
		found = append(found, c.Text)
	}
	if got := strings.Join(found, " "); got != "组织学校艺术节活动 开展安全教育活动 开展比赛" {
		t.Errorf("commitments: %s", got)
	}
}

func TestYears(t *testing.T) {
	const two = "某县2031年工作总结和2032年工作计划\n一、2031年工作总结\n平稳。\n二、2032年工作计划\n年底前完成迁建。\n"
	if got := showDeadlines(ReadText(two, Options{})); got != "年底前=2032-12-31" {
		t.Errorf("heading's year: %s", got)
	}
	const none = "全县工作计划\n一、任务\n年底前完成迁建。\n"
	if got := showDeadlines(ReadText(none, Options{})); got != "年底前=" {
		t.Errorf("no year: %s", got)
	}
	if got := showDeadlines(ReadText(none, Options{Year: 2040})); got != "年底前=2040-12-31" {
		t.Errorf("given year: %s", got)
	}
	cal := DefaultSchoolCalendar()
	cal.SummerHoliday = MonthDay{time.August, 20}
	if got := showDeadlines(ReadText("2031年计划\n一、任务\n暑期完成维修。\n", Options{Calendar: &cal})); got != "暑期=2031-08-20" {
		t.Errorf("given calendar: %s", got)
	}
}
