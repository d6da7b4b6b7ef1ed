package doclint

import (
	"strings"
)

// axis is a way of dividing a whole: by sex, by stage of school, by owner. Parts
// on one axis exclude each other; parts on different axes overlap.
type axis struct {
	name   string
	values [][]string // each value with its words
	closed bool       // two different values of it leave nothing out
	mixed  bool       // its values overlap: one person may carry several
}

// axes are looked through in order; the first word found decides. Marks that one
// thing may carry beside others come last.
var axes = []axis{
	{name: "sex", values: [][]string{{"男"}, {"女"}}, closed: true},
	{name: "household", values: [][]string{{"非农业", "非农"}, {"农业人口", "农业户口"}}, closed: true},
	{name: "owner", values: [][]string{{"公办", "公立", "公益性"}, {"民办", "私立", "社会力量办"}}, closed: true},
	{name: "stream", values: [][]string{{"文科", "文史", "历史类"}, {"理科", "理工", "物理类"}}, closed: true},
	{name: "quarter", values: [][]string{{"一季度"}, {"二季度"}, {"三季度"}, {"四季度"}}},
	{name: "half", values: [][]string{{"上半年"}, {"下半年"}}, closed: true},
	{name: "line", values: [][]string{{"一本", "第一批本科"}, {"二本", "第二批本科"}, {"三本", "第三批本科"}}},
	{name: "lesson", values: [][]string{
		{"语文"}, {"数学"}, {"英语", "外语"}, {"物理"}, {"化学"}, {"生物"}, {"历史"}, {"地理"}, {"政治", "思政"}, {"音乐"}, {"体育"}, {"美术"}, {"信息技术"}, {"心理"},
	}},
	{name: "boarding", values: [][]string{{"走读"}, {"寄宿生", "住校生", "住宿生"}}, closed: true},
	{name: "state", values: [][]string{
		{"未开工", "未动工", "前期", "筹建", "待建", "拟建"}, {"在建", "施工", "正在建设", "建设中"},
		{"完工", "竣工", "建成", "完成", "投用", "投入使用"},
	}},
	{name: "grade", values: [][]string{{"不合格", "不达标", "未达标", "未通过"}, {"基本合格"}, {"优秀"}, {"良好"}, {"合格", "达标", "通过"}}},
	{name: "source", values: [][]string{{"中央"}, {"省财政", "省级资金", "省拨", "省级补助"}, {"市财政", "市级资金"}, {"县财政", "区财政", "县级资金", "本级", "地方配套", "配套"}, {"自筹"}}},
	{name: "degree", mixed: true, values: [][]string{{"博士"}, {"硕士", "研究生"}, {"本科"}, {"专科", "大专"}, {"中专学历", "中师"}}},
	{name: "title", values: [][]string{{"正高"}, {"副高"}, {"高级教师", "高级职称", "高级专业"}, {"中级教师", "中级职称", "一级教师"}, {"初级职称", "二级教师", "三级教师"}}},
	{name: "rank", values: [][]string{{"县处级", "正县级", "正处级"}, {"副县级", "副处级"}, {"正科级"}, {"副科级"}, {"科级"}, {"股级"}}},
	{name: "level", values: [][]string{{"国家级", "全国"}, {"省级"}, {"市级"}, {"县级", "区级", "县（区）级"}, {"校级", "镇级"}}},
	{name: "stage", values: [][]string{
		{"九年一贯", "一贯制"}, {"十二年一贯"}, {"完全中学", "完中"}, {"初级中学", "初中"}, {"高级中学", "普通高中", "普高", "高中"}, {"幼儿园", "学前", "幼教", "幼儿"},
		{"中等职业", "职业中学", "职业高中", "职中", "职高", "中职", "职业学校", "职教"}, {"特殊教育", "特教"}, {"中专"}, {"高校", "大学", "高等", "学院"}, {"小学"}, {"中学"}, {"教学点"}, {"进修学校", "电大"},
	}},
	{name: "place", values: [][]string{{"城区", "城市", "县城", "城镇", "市区", "县直", "市直", "区直"}, {"乡镇", "农村", "镇区", "乡村"}}},
	{name: "work", values: [][]string{{"加固", "维修"}, {"重建", "新建"}, {"改建"}, {"扩建"}, {"迁建"}}},
	{name: "merit", mixed: true, values: [][]string{
		{"党员"}, {"骨干"}, {"名师"}, {"特级"}, {"学科带头人"}, {"班主任"}, {"留守"}, {"随迁"}, {"贫困", "困难"}, {"寄宿", "住宿"}, {"残疾"}, {"少数民族"},
		{"独生"}, {"专任"}, {"在编"}, {"持证"}, {"岁"}, {"以上"}, {"先进"}, {"获奖"}, {"达到"}, {"参加"}, {"示范"}, {"标准化"}, {"规范化"}, {"特色"}, {"普惠"},
	}},
}

// place on an axis; ok is false for a label with no word of any axis.
type place struct {
	axis  *axis
	value int
	ok    bool
}

// placeOf finds the axis of a part by the words around its numeral.
func placeOf(label string) place {
	if span, ok := ageOf(label); ok {
		return place{&ageAxis, span.low*ageBase + span.high, true}
	}
	for k := range axes {
		for v, words := range axes[k].values {
			for _, w := range words {
				if strings.Contains(label, w) {
					return place{&axes[k], v, true}
				}
			}
		}
	}
	return place{}
}

// labelOf returns the words of the item that a figure stands in: before the
// numeral back to a mark, and after the unit up to one.
func (c *checker) labelOf(i int) string {
	const before, after = 16, 16
	f := &c.doc.Figures[i]
	floor, ceil := 0, len(c.text)
	if i > 0 {
		floor = c.doc.Figures[i-1].UnitEnd
	}
	if i+1 < len(c.doc.Figures) {
		ceil = c.doc.Figures[i+1].Start
	}
	start := f.Start
	for start > floor && f.Start-start < before && !itemMark(c.text[start-1]) {
		start--
	}
	end := f.UnitEnd
	for end < ceil && end-f.UnitEnd < after && !itemMark(c.text[end]) {
		end++
	}
	return c.slice(start, f.Start) + c.slice(f.UnitEnd, end)
}

// itemMark tells the marks between the items of a list.
func itemMark(r rune) bool {
	return strings.ContainsRune("，,、；;。：:（）()\n！？", r)
}
