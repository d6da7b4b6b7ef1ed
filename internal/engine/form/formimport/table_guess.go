package formimport

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/form/formxlsx"
)

// guess is what a column asks for.
type guess struct {
	typ      string
	decimals string
	of       string
	options  []formdraft.Option
}

// units are the words that stand in brackets behind a name as its unit.
var units = []string{"人", "个", "所", "元", "千元", "万元", "亿元", "平方米", "㎡", "亩", "公顷", "平方公里", "台", "套", "册", "万册", "间", "栋", "幢", "处", "次", "人次",
	"天", "日", "小时", "学时", "课时", "分钟", "岁", "年", "月", "周", "米", "公里", "千米", "公斤", "千克", "吨", "份", "名", "班", "个班", "辆", "张", "本", "项", "篇", "件", "分", "度",
	"千瓦时", "户", "座", "位", "节", "期", "场", "支", "块", "条", "片", "轨", "学分", "门", "GB", "Mbps", "MB", "立方米", "米²", "m²", "升"}

var shareUnits = []string{"%", "％", "百分比"}

var (
	inBrackets = regexp.MustCompile(`^(.+?)[（(\[【]([^（）()\[\]【】]{1,30})[)）\]】]$`)
	sheetUnit  = regexp.MustCompile(`(?:计量)?单位[:：]\s*([^\s，,;；、]{1,6})`)
)

// unitOf is the unit of a whole sheet, as 单位：万元 says it.
func unitOf(text string) (string, bool) {
	m := sheetUnit.FindStringSubmatch(text)
	if m == nil || !slices.Contains(units, m[1]) {
		return "", false
	}
	if rest := text[strings.Index(text, m[0])+len(m[0]):]; strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "，") || strings.HasPrefix(rest, ",") {
		return "", false // several units: which number has which is for the heads to say
	}
	return m[1], true
}

// takeApart divides a head into name, unit and remark: 在校生数（人）, 教师数（含附设班）.
func takeApart(head string) (name, unit, remark string) {
	m := inBrackets.FindStringSubmatch(head)
	if m == nil {
		return head, "", ""
	}
	inside := strings.TrimPrefix(strings.TrimPrefix(m[2], "单位:"), "单位：")
	if slices.Contains(units, inside) || slices.Contains(shareUnits, inside) {
		return m[1], inside, ""
	}
	return m[1], "", m[2]
}

var (
	wholeText  = regexp.MustCompile(`^[+-]?[0-9]{1,3}(,[0-9]{3})+$|^[+-]?[0-9]{1,15}$`)
	pointText  = regexp.MustCompile(`^[+-]?[0-9,]{1,20}\.([0-9]{1,15})$`)
	dayText    = regexp.MustCompile(`^(19|20)[0-9]{2}([-/.][0-9]{1,2}[-/.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)$`)
	mobileText = regexp.MustCompile(`^1[3-9][0-9]{9}$`)
	personText = regexp.MustCompile(`^[0-9]{17}[0-9Xx]$`)
	creditText = regexp.MustCompile(`^[0-9A-Z]{18}$`)
)

// shapes are looked for in this order; every value of a column must have the shape.
var shapes = []struct {
	typ string
	is  func(c formxlsx.SheetCell) bool
}{
	{"percent", func(c formxlsx.SheetCell) bool {
		return c.Shown == formxlsx.ShownShare || strings.HasSuffix(c.Text, "%") && pointOrWhole(strings.TrimSuffix(c.Text, "%"))
	}},
	{"date", func(c formxlsx.SheetCell) bool { return c.Shown == formxlsx.ShownDate || dayText.MatchString(c.Text) }},
	{"idnumber", func(c formxlsx.SheetCell) bool { return personText.MatchString(c.Text) }},
	{"phone", func(c formxlsx.SheetCell) bool { return mobileText.MatchString(c.Text) }},
	{"creditcode", func(c formxlsx.SheetCell) bool {
		return creditText.MatchString(c.Text) && strings.ContainsFunc(c.Text, func(r rune) bool { return r >= 'A' })
	}},
	{"integer", func(c formxlsx.SheetCell) bool { return wholeText.MatchString(c.Text) }},
	{"decimal", func(c formxlsx.SheetCell) bool { return pointOrWhole(c.Text) }},
	{"yesno", func(c formxlsx.SheetCell) bool {
		return slices.Contains([]string{"是", "否", "有", "无", "√", "×", "TRUE", "FALSE"}, c.Text)
	}},
}

func pointOrWhole(text string) bool {
	return wholeText.MatchString(text) || pointText.MatchString(text)
}

// guessType guesses from the values, and where there are none from the name and unit.
func guessType(c *column) guess {
	var filled []formxlsx.SheetCell
	for _, cell := range c.texts {
		if cell.Text != "" && cell.Text != "-" && cell.Text != "—" && cell.Text != "/" {
			filled = append(filled, cell)
		}
	}
	if len(filled) == 0 {
		return guessByName(c)
	}
	for _, shape := range shapes {
		if !all(filled, shape.is) {
			continue
		}
		return numbered(c, guess{typ: shape.typ}, filled)
	}
	return guessWords(filled)
}

// numbered gives numbers their decimals, and amounts their type.
func numbered(c *column, g guess, cells []formxlsx.SheetCell) guess {
	if g.typ != "integer" && g.typ != "decimal" && g.typ != "percent" {
		return g
	}
	places := 0
	for _, cell := range cells {
		if m := pointText.FindStringSubmatch(strings.TrimSuffix(cell.Text, "%")); m != nil {
			places = max(places, min(len(m[1]), 6))
		}
	}
	switch {
	case g.typ == "percent" || slices.Contains(shareUnits, c.unit):
		return guess{typ: "percent", decimals: itoa(max(places, 1))}
	case isMoney(c.unit):
		return guess{typ: "money", decimals: itoa(max(places, 2))}
	case g.typ == "decimal":
		g.decimals = itoa(places)
	}
	return g
}

func isMoney(unit string) bool { return strings.HasSuffix(unit, "元") }

// maxDistinct is how many different texts make a list of choices at most.
const maxDistinct = 12

func guessWords(cells []formxlsx.SheetCell) guess {
	var distinct []string
	longest := 0
	for _, cell := range cells {
		longest = max(longest, utf8.RuneCountInString(cell.Text))
		if len(distinct) <= maxDistinct && !containsWord(distinct, cell.Text) {
			distinct = append(distinct, cell.Text)
		}
	}
	if longest > 60 {
		return guess{typ: "longtext"}
	}
	if len(distinct) > maxDistinct || len(distinct) < 2 || len(cells) < 3*len(distinct) || longest > 20 {
		return guess{typ: "text"}
	}
	g := guess{typ: "choice"}
	given, taken := &names{map[string]bool{}}, &codes{map[string]bool{}}
	for _, text := range distinct {
		g.options = append(g.options, formdraft.Option{Code: taken.of(text, "o"), Name: given.of(text, "-")})
	}
	return g
}

// byName are the words in a name that tell the type, in the order in which they are looked for.
var byName = []struct{ word, typ string }{
	{"身份证", "idnumber"}, {"信用代码", "creditcode"}, {"是否", "yesno"}, {"有无", "yesno"}, {"日期", "date"}, {"电话", "phone"}, {"手机", "phone"},
	{"联系方式", "phone"}, {"备注", "longtext"}, {"说明", "longtext"}, {"原因", "longtext"}, {"简介", "longtext"}, {"照片", "photo"}, {"附件", "file"},
	{"地址", "place"}, {"比例", "percent"}, {"占比", "percent"}, {"率", "percent"}, {"经费", "money"}, {"金额", "money"}, {"投资", "money"}, {"收入", "money"},
	{"支出", "money"}, {"面积", "decimal"}, {"人数", "integer"}, {"数量", "integer"}, {"班数", "integer"}, {"生数", "integer"}, {"人次", "integer"},
}

func guessByName(c *column) guess {
	switch {
	case slices.Contains(shareUnits, c.unit):
		return guess{typ: "percent", decimals: "1"}
	case isMoney(c.unit):
		return guess{typ: "money", decimals: "2"}
	case slices.Contains([]string{"平方米", "㎡", "亩", "公顷", "平方公里", "米", "公里", "千米", "吨", "m²", "米²", "立方米"}, c.unit):
		return guess{typ: "decimal", decimals: "2"}
	case c.unit != "":
		return guess{typ: "integer"}
	}
	for _, known := range byName {
		if strings.Contains(c.name, known.word) {
			g := guess{typ: known.typ}
			if known.typ == "decimal" || known.typ == "money" {
				g.decimals = "2"
			}
			return g
		}
	}
	if strings.HasSuffix(c.name, "数") || len(c.groups) > 0 && strings.HasSuffix(c.groups[len(c.groups)-1], "数") {
		return guess{typ: "integer"}
	}
	return guess{typ: "text"}
}

func all(cells []formxlsx.SheetCell, is func(formxlsx.SheetCell) bool) bool {
	for _, c := range cells {
		if !is(c) {
			return false
		}
	}
	return true
}
