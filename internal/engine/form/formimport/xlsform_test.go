package formimport_test

import (
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formimport"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/kit/goldentest"
)

func imported(t *testing.T, sheets ...sheet) formimport.Result {
	t.Helper()
	r, refused := formimport.XLSForm(book(t, sheets...), formxlsx.Limits{})
	if refused != nil {
		t.Fatalf("refused: %s", refused.Code)
	}
	return r
}

// A canteen inspection: groups, a repeat, choices of three lists, one of them dependent, conditions and constraints.
const canteenSurvey = `
start;; name=start_time
begin_group;; name=base;; en=Basics;; zh=基本情况
text;; name=school;; en=School name;; zh=学校全称;; hint=与公章一致;; required=yes;; constraint=string-length(.) <= 40
select_one zone;; name=zone;; en=Zone;; zh=片区;; required=yes
select_one town;; name=town;; en=Town;; zh=镇街;; required=yes;; choice_filter=zone=${zone}
integer;; name=pupils;; en=Pupils;; zh=就餐人数;; required=yes;; constraint=. >= 0 and . <= 20000;; default=0
decimal;; name=area;; en=Area;; zh=食堂面积;; constraint=. > 0;; message=面积要大于 0
date;; name=visited;; en=Date;; zh=检查日期;; required=true();; constraint=. <= today();; message=不能晚于今天
end_group
begin_group;; name=kitchen;; en=Kitchen;; zh=后厨;; relevant=${pupils} > 0 and not(selected(${zone}, 'east'))
select_multiple facts or_other;; name=facts;; en=Findings;; zh=发现的问题;; constraint=count-selected(.) <= 3;; message=最多选三项
note;; name=hint;; en=Look at the licence;; zh=请当面核对许可证;; relevant=selected(${facts}, 'licence')
text;; name=why;; en=Why;; zh=说明;; required=${facts} != '';; appearance=multiline;; media=kitchen.png
image;; name=photo;; en=Photo;; zh=现场照片
geopoint;; name=where;; en=Place;; zh=位置
end_group
begin_repeat;; name=meals;; en=Meals;; zh=餐次;; repeat_count=${pupils}
text;; name=meal;; en=Meal;; zh=餐次名称;; required=yes
integer;; name=eaters;; en=Eaters;; zh=就餐人次;; required=yes;; constraint=. <= ${pupils};; message=就餐人次多于就餐人数 {超}
integer;; name=left;; en=Left over;; zh=剩餐份数;; relevant=${eaters} > 0
end_repeat
calculate;; name=total;; en=Total;; zh=就餐人次合计;; calculation=sum(${eaters}) + 0
calculate;; name=share;; en=Share;; zh=剩餐率;; calculation=if(${pupils} > 0, round(sum(${left}) div ${pupils} * 100, 1), 0)
calculate;; name=label;; en=Label;; zh=拼接;; calculation=concat(${school}, '-')
acknowledge;; name=ok;; en=I confirm;; zh=确认无误
barcode;; name=code;; en=Code;; zh=设备条码
`

// surveySheet writes lines such as "type;; name=a;; zh=甲" as a sheet.
func surveySheet(lines string) sheet {
	columns := []string{"type", "name", "en", "zh", "hint", "required", "relevant", "constraint", "message", "calculation", "appearance", "choice_filter", "repeat_count", "default", "media"}
	heads := map[string]string{"en": "label::English", "zh": "label::中文 (zh)", "hint": "hint::中文 (zh)", "message": "constraint_message::中文 (zh)", "media": "media::image"}
	var b strings.Builder
	for _, column := range columns {
		if head := heads[column]; head != "" {
			column = head
		}
		b.WriteString(column + "|")
	}
	for _, line := range strings.Split(strings.Trim(lines, "\n"), "\n") {
		cells := map[string]string{}
		for i, part := range strings.Split(line, ";;") {
			key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			if i == 0 {
				key, value = "type", strings.TrimSpace(part)
			}
			cells[key] = value
		}
		b.WriteString("\n")
		for _, column := range columns {
			b.WriteString(cells[column] + "|")
		}
	}
	return sheet{name: "survey", lines: b.String()}
}

const canteenChoices = `
list_name|name|label::English|label::中文 (zh)|zone
zone|east|East|东片|
zone|west|West|西片|
town|t1|Town one|一镇|east
town|t2|Town two|二镇|west
town|t 3|Town three|三镇|west
facts|licence|Licence|许可证过期|
facts|wash|Washing|清洗消毒不到位|
`

func TestCanteen(t *testing.T) {
	r := imported(t, surveySheet(canteenSurvey), sheet{name: "choices", lines: canteenChoices},
		sheet{name: "settings", lines: "form_title|form_id|version|default_language\n食堂检查|canteen_check|20260901|English (en)"})
	goldentest.Same(t, "testdata/canteen.yaml", string(r.Draft.YAML()))
	goldentest.Same(t, "testdata/canteen.txt", told(t, r.Notes))
	// What could not be said is left open: the draft is no definition until somebody writes it.
	if _, err := form.Parse(r.Draft.YAML(), nil); err == nil || !strings.Contains(err.Error(), `missing_key key="value"`) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	for i := range r.Draft.Sections {
		s := &r.Draft.Sections[i]
		for j := range s.Fields {
			if s.Fields[j].Code == "label" {
				s.Fields[j].Value = "0"
			}
		}
	}
	def := whole(t, r.Draft)
	town, _ := def.Field("town")
	if len(town.Options) != 3 {
		t.Errorf("got %+v", town.Options)
	}
}

// Expressions that forms can say exactly, and those that they cannot.
func TestExpressions(t *testing.T) {
	tests := []struct{ relevant, want, lost string }{
		{"${n} > 5", "件数 > 5", ""},
		{"5 < ${n}", "件数 > 5", ""},
		{"${n} = '5'", "件数 == 5", ""},
		{"${n} != 5", "empty(件数) or 件数 != 5", ""},
		{"not(${n} > 5)", "empty(件数) or 件数 <= 5", ""},
		{"not(${n} > 5 or ${t} = 'a')", `(empty(件数) or 件数 <= 5) and (empty(文字) or 文字 != "a")`, ""},
		{"${n} + 2 * -(3) >= 1 div 4", "件数 + 2 * -3 >= 1 / 4", ""},
		{"(${n} + 2) mod 3 = 1", "(件数 + 2) % 3 == 1", ""},
		{"${n} - (2 - 1) = 0", "件数 - (2 - 1) == 0", ""},
		{"${one} = 'a'", `单项 == "a"`, ""},
		{"${one} = 2", `单项 == "2"`, ""},
		{"selected(${one}, 'a') and selected(${many}, '2')", `单项 == "a" and "2" in 多项`, ""},
		{"not(selected(${many}, 'a'))", `empty(多项) or not ("a" in 多项)`, ""},
		{"${t} = ''", "empty(文字)", ""},
		{"not(${t} = '')", "filled(文字)", ""},
		{"string-length(${t}) > 0 or count-selected(${many}) >= 1", "filled(文字) or filled(多项)", ""},
		{"${t}", "filled(文字)", ""},
		{"${ok} = 'OK'", "认可 == 是", ""},
		{"true()", "true", ""},
		{"${d} < ${d2}", "日期 < 另一日期", ""},
		{"${t} = \"it's \\\"", `文字 == "it's \\"`, ""},
		{"if(${n} > 1, 2, 3) = 2", "(((件数 > 1) ?? false) ? 2 : 3) == 2", ""},
		{"coalesce(${n}, 0) = 0", "(件数 ?? 0) == 0", ""},
		{"max(${n}, 3) > round(${n} div 3, 1)", "max(件数, 3) > round(件数 / 3, 1)", ""},
		{"pow(${n}, 2) > 4", "件数 ** 2 > 4", ""},

		{"${d} <= today()", "", "today()"},
		{"regex(${t}, '^a')", "", "regex()"},
		{"${one} = 'zzz'", "", "="},
		{"${later} > 1", "", "${later}"},
		{"${nowhere} > 1", "", "${nowhere}"},
		{"${n} > 1 | ${n}", "", "|"},
		{"../n > 1", "", ".."},
		{"/data/n > 1", "", "/"},
		{"${many} = 'a'", "", "="},
		{"${n}", "", "件数"},
		{"${t} > 5", "", ">"},
		{"${n} >", "", "…"},
		{"'abc", "", "'abc"},
		{"${n", "", "${n"},
		{"position(..) > 1", "", ".."},
		{"${photo} = 'x'", "", "${photo}"},
		{"${n} = 1.0000000001", "", "1.0000000001"},
		{strings.Repeat("(", 3000) + "1", "", "("},
	}
	for _, tt := range tests {
		r := imported(t, sheet{name: "survey", lines: `
type|name|label|relevant
integer|n|件数|
text|t|文字|
select_one l|one|单项|
select_multiple l|many|多项|
acknowledge|ok|认可|
date|d|日期|
date|d2|另一日期|
image|photo|照片|
text|here|此处|` + strings.ReplaceAll(tt.relevant, "|", "\x01") + `
integer|later|后来|
`}, sheet{name: "choices", lines: "list_name|name|label\nl|a|甲\nl|2|乙"}, sheet{name: "settings", lines: "form_title|form_id\n一|one"})
		if strings.Contains(tt.relevant, "|") {
			continue // the sign divides cells in these tests
		}
		at, _ := r.Draft.Find("here")
		if got := r.Draft.Field(at).When; got != tt.want {
			t.Errorf("%.60s: got %s, want %s", tt.relevant, got, tt.want)
		}
		lost := ""
		for _, n := range r.Notes {
			if n.Code == formimport.Expression {
				lost = n.Params["why"]
				if n.At.String() != "survey!D10" || !n.Lost {
					t.Errorf("%.60s: at %s", tt.relevant, n.At)
				}
			}
		}
		if lost != tt.lost {
			t.Errorf("%.60s: lost %q, want %q", tt.relevant, lost, tt.lost)
		}
		whole(t, r.Draft)
	}
}

// What is said of a form holds of its answers as XPath would have it, also where they are missing.
func TestExpressionsMeanTheSame(t *testing.T) {
	r := imported(t, sheet{name: "survey", lines: `
type|name|label|relevant
integer|n|件数|
select_one l|one|单项|
select_multiple l|many|多项|
text|a|甲项|${n} != 5
text|b|乙项|not(${n} > 5)
text|c|丙项|not(selected(${many}, 'a')) and ${one} != 'a'
text|d|丁项|if(${n} > 5, 1, 2) = 2
`}, sheet{name: "choices", lines: "list_name|name|label\nl|a|甲\nl|b|乙"}, sheet{name: "settings", lines: "form_title|form_id\n一|one"})
	def := whole(t, r.Draft)
	for raw, want := range map[string]string{"||": "abcd", "5||": "bcd", "6|a|": "a", "6|b|b": "ac", "4|b|a,b": "abd"} {
		parts := strings.Split(raw, "|")
		values, _ := form.Decode(def, form.Raw{"n": parts[0], "one": parts[1], "many": parts[2], "a": "x", "b": "x", "c": "x", "d": "x"})
		got := ""
		for _, code := range []string{"a", "b", "c", "d"} {
			if !values.Get(form.FieldPath(code)).IsMissing() {
				got += code
			}
		}
		if got != want {
			t.Errorf("%s: shown %s, want %s", raw, got, want)
		}
	}
}

func TestXLSFormIsRefused(t *testing.T) {
	for want, data := range map[string][]byte{
		"no_survey":    book(t, sheet{name: "Sheet1", lines: "a|b\n1|2"}),
		"not_workbook": []byte("type,name\n"),
		"old_excel":    {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1},
		"damaged":      []byte("PK\x03\x04 cut off"),
	} {
		r, refused := formimport.XLSForm(data, formxlsx.Limits{})
		if refused == nil || len(r.Draft.Sections) > 0 {
			t.Errorf("%s was taken", want)
			continue
		}
		if refused.Code != want && (want != "damaged" || refused.Code != "not_workbook") {
			t.Errorf("got %s, want %s", refused.Code, want)
		}
		told(t, []formimport.Note{*refused})
	}
	big := book(t, sheet{name: "survey", lines: "type|name\n" + strings.Repeat("text|a\n", 60)})
	if _, refused := formimport.XLSForm(big, formxlsx.Limits{Rows: 50}); refused == nil || refused.Code != "too_many_rows" {
		t.Errorf("got %v", refused)
	}
}

// Groups that are not closed, names that repeat, types that nobody knows: all of it is told.
func TestXLSFormWithMistakes(t *testing.T) {
	r := imported(t, sheet{name: "survey", lines: `
type|name|label|required|readonly|default|trigger|parameters|appearance
begin group|g|外层|||||
begin repeat|r1|一层|||||
text|a|姓名|${a} = 'x'||||
begin repeat|r2|二层|||||
text|b|姓名|||||
note||表里的话|||||
end repeat||||||
integer|c|${a}的件数||yes|||
end group||||||
range|score|得分||||| start=0 end=10 step=0.5|
dateTime|at|到达|||today()||
select_one missing|pick|选|||||
date|month|月份||||||month-year
xyz|odd|古怪|||x|${a}|
text||没有名字|||||
text|中文|中文名|||||
text|in|是|||||
rank l|order|排序|||||
`}, sheet{name: "choices", lines: "list_name|name|label\nl|一|甲\nl|b|甲\n"})
	goldentest.Same(t, "testdata/mistakes.yaml", string(r.Draft.YAML()))
	goldentest.Same(t, "testdata/mistakes.txt", told(t, r.Notes))
}
