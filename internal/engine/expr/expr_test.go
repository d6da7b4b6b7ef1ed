package expr_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
)

// values is a document for tests; its places are the codes themselves, behind a prefix.
type values struct {
	prefix string
	of     map[string]expr.Value
}

func (v values) Get(code string) expr.Value { return v.of[code] }
func (v values) Locate(code string) string {
	if v.prefix == "previous." {
		return ""
	}
	return v.prefix + code
}

func num(text string) expr.Value { return expr.NumberOf(decimal.RequireFromString(text)) }

func date(text string) expr.Value {
	d, err := period.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return expr.DateOf(d)
}

func scope() *expr.Scope {
	number := expr.Type{Kind: expr.Number}
	row := expr.NewScope()
	row.Declare("paid", number, "已付")
	row.Declare("plan", number, "计划投资")
	row.Declare("name", expr.Type{Kind: expr.Text}, "名称")
	phases := []expr.Option{{Code: "main", Name: "主体施工"}, {Code: "accept", Name: "验收"}}
	fields := expr.NewScope()
	fields.Declare("a", number, "甲")
	fields.Declare("b", number, "乙")
	fields.Declare("gone", number, "缺")
	fields.Declare("stopped", expr.Type{Kind: expr.Bool}, "有无停工")
	fields.Declare("phase", expr.Type{Kind: expr.Text, Options: phases}, "进度")
	fields.Declare("start", expr.Type{Kind: expr.Date}, "开工")
	fields.Declare("end", expr.Type{Kind: expr.Date}, "竣工")
	fields.Declare("first", expr.Type{Kind: expr.Text, Shape: hours("time")}, "上课")
	fields.Declare("last", expr.Type{Kind: expr.Text, Shape: hours("time")}, "下课")
	fields.Declare("late", expr.Type{Kind: expr.Text, Shape: hours("time")}, "缺时")
	fields.Declare("never", expr.Type{Kind: expr.Date}, "缺日")
	fields.Declare("month", expr.Type{Kind: expr.Text, Shape: hours("period.month")}, "月份")
	fields.Declare("sports", expr.Type{Kind: expr.List, Elem: &expr.Type{Kind: expr.Text, Options: []expr.Option{{Code: "ball", Name: "篮球"}}}}, "项目类")
	fields.Declare("list", expr.Rows(row), "项目")
	root := expr.Within(fields)
	root.Declare("previous", expr.Type{Kind: expr.Row, Members: fields}, "上期")
	root.Declare("param", expr.Type{Kind: expr.Params}, "参数")
	return root
}

// hours is a shape of two digits, a colon and two digits; a single digit before the colon is taken too.
func hours(name string) *expr.Shape {
	return &expr.Shape{Name: name, Example: "09:30", Read: func(text string) (string, bool) {
		if len(text) == 4 {
			text = "0" + text
		}
		return text, len(text) == 5 && text[2] == ':'
	}}
}

func document() values {
	row := func(key, paid, plan string) expr.Value {
		of := map[string]expr.Value{"paid": num(paid), "name": expr.TextOf(key)}
		if plan != "" {
			of["plan"] = num(plan)
		}
		return expr.RowOf(values{prefix: "list[" + key + "].", of: of})
	}
	return values{of: map[string]expr.Value{
		"a": num("0.1"), "b": num("0.2"), "stopped": expr.BoolOf(true), "phase": expr.TextOf("main"),
		"start": date("2026-02-27"), "end": date("2026-03-02"),
		"first": expr.TextOf("09:30"), "last": expr.TextOf("10:15"), "month": expr.TextOf("12:00"),
		"sports":   expr.ListOf(expr.TextOf("ball")),
		"list":     expr.ListOf(row("r1", "10", "20"), row("r2", "30", "20"), row("r3", "5.5", "6")),
		"previous": expr.RowOf(values{prefix: "previous.", of: map[string]expr.Value{"a": num("0.3")}}),
		"param":    expr.RowOf(values{of: map[string]expr.Value{"差异系数上限.小学": num("0.5"), "期限.main": num("30")}}),
	}}
}

func TestValues(t *testing.T) {
	tests := []struct{ source, want string }{
		{"甲 + 乙 == 0.3", "是"},
		{"0.1 + 0.2 == 0.3", "是"},
		{"1 / 3 * 3 == 1", "是"},
		{"0.1 * 3", "0.3"},
		{"1.005 * 1000", "1005"},
		{"9007199254740993 - 9007199254740992", "1"},
		{"1_000_000.25 + 0.75", "1000001"},
		{"10 / 4", "2.5"},
		{"7 % 4", "3"},
		{"2 ^ 10 + 2 ** -1", "1024.5"},
		{"-甲 + +乙", "0.1"},
		{"round(2.345, 2)", "2.35"},
		{"round(-2.5)", "-3"},
		{"abs(-3) + floor(2.9) + ceil(2.1)", "8"},
		{"min(3, 1, 2)", "1"},
		{"max(map(项目, .已付))", "30"},
		{"mean(map(项目, .已付))", "15.1667"},
		{"sum(项目, .已付)", "45.5"},
		{"sum(map(项目, .已付 * 2))", "91"},
		{"count(项目)", "3"},
		{"len(项目)", "3"},
		{"count(项目, .已付 > .计划投资)", "1"},
		{"count(filter(项目, .已付 < 20))", "2"},
		{"all(项目, .已付 <= .计划投资)", "否"},
		{"any(项目, .已付 > .计划投资)", "是"},
		{"none(项目, .已付 > 100)", "是"},
		{"all(filter(项目, false), false)", "是"},
		{"sum(filter(项目, false), .已付)", "0"},
		{"上期.甲 - 甲", "0.2"},
		{"previous.a == 0.3", "是"},
		{"有无停工 == 是", "是"},
		{"有无停工 != 否 and not (甲 > 乙)", "是"},
		{"有无停工 ? 1 : 2", "1"},
		{"if 甲 > 乙 { 1 } else { 2 }", "2"},
		{`进度 == "主体施工"`, "是"},
		{`进度 == "main"`, "是"},
		{`进度 in ["主体施工", "验收"]`, "是"},
		{`进度 not in ["验收"]`, "是"},
		{`"篮球" in 项目类`, "是"},
		{`any(项目, .名称 startsWith "r3")`, "是"},
		{"竣工 - 开工", "3"},
		{"开工 + 3 == 竣工", "是"},
		{"开工 < 竣工", "是"},
		{`竣工 - "2026-02-27"`, "3"},
		{`"2026-03-01" - 开工`, "2"},
		{"开工 - 竣工", "-3"},
		{`开工 >= "2026-02-27" and 开工 != "2026-02-28"`, "是"},
		{`开工 in ["2026-02-26", "2026-02-27"]`, "是"},
		{"上课 < 下课", "是"},
		{"上课 >= 下课", "否"},
		{`上课 == "9:30"`, "是"},
		{`"9:45" > 上课 and 上课 <= "09:30"`, "是"},
		{`上课 != "9:30" or 下课 > "10:15"`, "否"},
		{`上课 in ["8:00", "9:30"]`, "是"},
		{`"9:30" in [下课, 上课]`, "是"},
		{`月份 > "11:00"`, "是"},
		{`(缺时 ?? "9:45") > 上课`, "是"},
		{`缺时 ?? "未定"`, "未定"},
		{`(有无停工 ? 上课 : 下课) < "10:00"`, "是"},
		{`上课 startsWith "09"`, "是"},
		{"参数.差异系数上限.小学", "0.5"},
		{"param.期限[进度] > 29", "是"},
		{"0 < 甲 < 乙", "是"},
		{"percent(1 / 3, 1)", "33.3%"},
		{"filled(甲) and empty(缺)", "是"},
		{"缺 ?? 5", "5"},
		// Kleene: what is known decides, whatever is missing.
		{"缺 > 1 and false", "否"},
		{"缺 > 1 or true", "是"},
		{"true or 1 / 0 > 1", "是"},
		{"any(项目, .已付 > 20) or 缺 > 0", "是"},
	}
	for _, tt := range tests {
		program, err := expr.Compile(tt.source, scope())
		if err != nil {
			t.Errorf("%s: %v", tt.source, err)
			continue
		}
		result, err := program.Eval(document(), expr.Options{})
		if err != nil || result.Value.String() != tt.want {
			t.Errorf("%s: got %q %v, want %q", tt.source, result.Value, err, tt.want)
		}
		if program.Holds(document(), expr.Options{}) != result.Value.Bool() {
			t.Errorf("%s: Holds says otherwise than %q", tt.source, result.Value)
		}
	}
}

func TestMissing(t *testing.T) {
	tests := []struct {
		source, missing string
		asZero          string
	}{
		{"甲 + 缺", "gone", "0.1"},
		{"缺 == 0", "gone", "是"},
		{"缺 > 1 or 甲 > 乙", "gone", "否"},
		{"缺 > 1 and 甲 < 乙", "gone", "否"},
		{"not (缺 > 1)", "gone", "是"},
		{"round(缺, 1)", "gone", "0"},
		{"max(缺, 1)", "gone", "1"},
		{"缺 > 0 ? 1 : 2", "gone", "2"},
		{"上期.乙 > 0", "", "否"},
		{"sum(项目, .已付 * 缺)", "gone", "0"},
		{"param.没有 > 1", "", ""},
		{"缺时 < 下课", "late", ""},
		{`缺时 == "9:30"`, "late", ""},
		{"竣工 - 缺日", "never", ""},
		{"缺日 <= 竣工", "never", ""},
	}
	for _, tt := range tests {
		program, err := expr.Compile(tt.source, scope())
		if err != nil {
			t.Fatalf("%s: %v", tt.source, err)
		}
		result, err := program.Eval(document(), expr.Options{})
		if err != nil || !result.Value.IsMissing() || strings.Join(result.Missing, " ") != tt.missing {
			t.Errorf("%s: %v %v missing %v", tt.source, result.Value, err, result.Missing)
		}
		result, err = program.Eval(document(), expr.Options{MissingAsZero: true})
		if err != nil || result.Value.String() != tt.asZero {
			t.Errorf("%s as zero: got %q %v, want %q", tt.source, result.Value, err, tt.asZero)
		}
		if program.Holds(document(), expr.Options{}) || program.Holds(document(), expr.Options{MissingAsZero: true}) != result.Value.Bool() {
			t.Errorf("%s: Holds says otherwise", tt.source)
		}
	}
}

func TestCannotCompute(t *testing.T) {
	tests := []struct {
		source, code string
		column       int
	}{
		{"甲 / (乙 - 0.2)", expr.DivideByZero, 3},
		{"1 % 0", expr.DivideByZero, 3},
		{"0 ^ -1", expr.DivideByZero, 3},
		{"2 ^ 0.5", expr.TooBig, 3},
		{"10 ^ 1000", expr.TooBig, 4},
		{"(10 ^ 100) * (10 ^ 100)", expr.TooBig, 12},
		{"count(项目,\n .已付 / 0 > 1)", expr.DivideByZero, 6},
		{"cv([1, 2], [0, 0])", expr.DivideByZero, 1},
	}
	for _, tt := range tests {
		program, err := expr.Compile(tt.source, scope())
		if err != nil {
			t.Errorf("%s: %v", tt.source, err)
			continue
		}
		result, err := program.Eval(document(), expr.Options{})
		var e *expr.Error
		if !errors.As(err, &e) || e.Code != tt.code || e.Column != tt.column {
			t.Errorf("%s: got %v %v, want %s at %d", tt.source, result.Value, err, tt.code, tt.column)
		}
	}
}

func TestCompileErrors(t *testing.T) {
	tests := []struct {
		source, want string
		kinds        []expr.Kind
	}{
		{"甲 +", `expr: unfinished at 1:3`, nil},
		{"", `expr: unfinished at 1:1`, nil},
		{"(甲 + 乙", `expr: unfinished at 1:6`, nil},
		{"甲)", `expr: syntax at 1:2 token=")"`, nil},
		{"甲 + * 乙", `expr: syntax at 1:5 token="*"`, nil},
		{"甲 = 乙", `expr: syntax at 1:3 token="="`, nil},
		{"本年完成 > 1", `expr: unknown_name at 1:1 name="本年完成" suggest=""`, nil},
		{"甲 > 上期.計划", `expr: unknown_name at 1:8 name="計划" suggest=""`, nil},
		{"all(项目, .计划投次 > 0)", `expr: unknown_name at 1:10 name="计划投次" suggest="计划投资"`, nil},
		{"合计(项目)", `expr: unknown_function at 1:1 known="abs all any ceil count cv empty filled filter floor len map max mean min none percent round sum" name="合计" suggest=""`, nil},
		{"rond(甲)", `expr: unknown_function at 1:1 known="abs all any ceil count cv empty filled filter floor len map max mean min none percent round sum" name="rond" suggest="round"`, nil},
		{`甲 + "一"`, `expr: wrong_type at 1:5 got="text" want="number"`, nil},
		{"甲 and 乙", `expr: wrong_type at 1:1 got="number" want="bool"`, nil},
		{"甲 == 有无停工", `expr: wrong_type at 1:6 got="bool" want="number"`, nil},
		{"项目 == 1", `expr: wrong_type at 1:1 got="list" want="number|text|bool|date"`, nil},
		{"进度 < 进度", `expr: wrong_type at 1:1 got="text" want="number|date|time|period"`, nil},
		{"上课 < 月份", `expr: wrong_type at 1:6 got="period.month" want="time"`, nil},
		{"上课 == 进度", `expr: wrong_type at 1:7 got="text" want="time"`, nil},
		{"上课 < 竣工", `expr: wrong_type at 1:6 got="date" want="time"`, nil},
		{"上课 > 9", `expr: wrong_type at 1:6 got="number" want="time"`, nil},
		{"上课 - 下课 > 1", `expr: wrong_type at 1:1 got="time" want="number"`, nil},
		{`上课 < "上午"`, `expr: misshapen at 1:6 example="09:30" text="上午" want="time"`, nil},
		{`上课 in ["9:30", "x"]`, `expr: misshapen at 1:7 example="09:30" text="x" want="time"`, nil},
		{`上课 in [进度]`, `expr: wrong_type at 1:7 got="text" want="time"`, nil},
		{`开工 > "2026-02-30"`, `expr: misshapen at 1:6 example="2026-09-01" text="2026-02-30" want="date"`, nil},
		{`竣工 - "昨天"`, `expr: misshapen at 1:6 example="2026-09-01" text="昨天" want="date"`, nil},
		{`(缺时 ?? "未定") < 上课`, `expr: wrong_type at 1:16 got="time" want="text"`, nil},
		{"甲 + 乙", `expr: wrong_type at 1:3 got="number" want="bool"`, []expr.Kind{expr.Bool}},
		{`进度 == "主体"`, `expr: unknown_option at 1:7 known="主体施工、验收" suggest="" text="主体"`, nil},
		{`进度 == "主体施功"`, `expr: unknown_option at 1:7 known="主体施工、验收" suggest="主体施工" text="主体施功"`, nil},
		{"param", `expr: wrong_type at 1:1 got="params" want="number"`, nil},
		{"round()", `expr: wrong_count at 1:1 got="0" name="round" want="1-2"`, nil},
		{"甲 == nil", `expr: unsupported at 1:6 what="nil"`, nil},
		{"let x = 1; x", `expr: unsupported at 1:5 what="let"`, nil},
		{`"a" matches "b"`, `expr: unsupported at 1:5 what="matches"`, nil},
		{"now()", `expr: unknown_function at 1:1 known="abs all any ceil count cv empty filled filter floor len map max mean min none percent round sum" name="now" suggest=""`, nil},
		{"项目[0].已付", `expr: wrong_type at 1:3 got="list" want="row"`, nil},
		{"1.23456789012345678", `expr: bad_number at 1:1 text="1.23456789012345678"`, nil},
		{"甲 >\n 丙", `expr: unknown_name at 2:2 name="丙" suggest=""`, nil},
		{"a\x00", `expr: syntax at 1:1 token=""`, nil},
		{"count(项目, any(项目, all(项目, none(项目, true))))", `expr: too_nested at 1:36 limit="3"`, nil},
		{strings.Repeat("a", 5000), `expr: too_long at 1:1 limit="3.9 KB"`, nil},
		{strings.Repeat("1+", 700) + "1", `expr: too_complex at 1:1 limit="600"`, nil},
	}
	for _, tt := range tests {
		_, err := expr.Compile(tt.source, scope(), tt.kinds...)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%.40q:\n got %v\nwant %s", tt.source, err, tt.want)
		}
	}
}

// What an expression was computed from is where a form marks cells.
func TestCells(t *testing.T) {
	tests := []struct{ source, cells string }{
		{"甲 + 乙 == 1", "a b"},
		{"甲 > 上期.甲", "a"},
		{"all(项目, .已付 <= .计划投资)", "list[r2].paid list[r2].plan"},
		{"none(项目, .已付 > 9 and .已付 < 20)", "list[r1].paid"},
		{"count(项目) == 甲", "list a"},
		{"甲 < 1 and 乙 > 1", "b"},
		{"甲 > 1 or 乙 > 1", "a b"},
	}
	for _, tt := range tests {
		program, err := expr.Compile(tt.source, scope())
		if err != nil {
			t.Fatal(err)
		}
		result, err := program.Eval(document(), expr.Options{})
		if err != nil || result.Value.Bool() || strings.Join(result.Cells, " ") != tt.cells {
			t.Errorf("%s: %v %v from %v, want %s", tt.source, result.Value, err, result.Cells, tt.cells)
		}
	}
}

func TestUses(t *testing.T) {
	program, err := expr.Compile("甲 + sum(项目, .已付) + 上期.乙 + param.期限[进度] > 甲", scope())
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(program.Uses(), " "); got != "a list list.paid previous previous.b phase param.期限.*" {
		t.Error(got)
	}
}

// The vector is from a printed worked example: five schools' books per pupil, weighted by pupils, come to 0.5153.
func TestCoefficientOfVariation(t *testing.T) {
	source := "cv([279/45, 137/37, 935/89, 160/76, 402/55], [45, 37, 89, 76, 55])"
	program, err := expr.Compile(source, nil)
	if err != nil {
		t.Fatal(err)
	}
	result, err := program.Eval(nil, expr.Options{})
	if err != nil || result.Value.Number().Round(4).String() != "0.5153" {
		t.Errorf("got %v %v", result.Value, err)
	}
}

func TestTemplate(t *testing.T) {
	tests := []struct{ source, want string }{
		{"现差 {甲 - 乙} 个", "现差 -0.1 个"},
		{"{进度}，{开工}", "主体施工，2026-02-27"},
		{"{项目类}", "篮球"},
		{"没有 {缺}，不能 {1 / 0}", "没有 —，不能 —"},
		{"{{甲}} {\"}\"}", "{甲} }"},
		{"{1 / 3}", "0.3333"},
		{"没有花括号", "没有花括号"},
	}
	for _, tt := range tests {
		template, err := expr.CompileTemplate(tt.source, scope())
		if err != nil {
			t.Errorf("%s: %v", tt.source, err)
			continue
		}
		if got := template.Render(document(), expr.Options{}); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.source, got, tt.want)
		}
	}
	for source, want := range map[string]string{
		"差 {甲":        `expr: unclosed_brace at 1:3`,
		"差 {甲 + 丁} 个": `expr: unknown_name at 1:8 name="丁" suggest=""`,
		"{项目[0]}":     `expr: wrong_type at 1:4 got="list" want="row"`,
	} {
		if _, err := expr.CompileTemplate(source, scope()); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", source, err, want)
		}
	}
}

func TestBudget(t *testing.T) {
	rows := make([]expr.Value, 2000)
	for i := range rows {
		rows[i] = expr.RowOf(values{of: map[string]expr.Value{"paid": num("1")}})
	}
	program, err := expr.Compile("sum(项目, sum(map(项目, 1)))", scope())
	if err != nil {
		t.Fatal(err)
	}
	_, err = program.Eval(values{of: map[string]expr.Value{"list": expr.ListOf(rows...)}}, expr.Options{})
	var e *expr.Error
	if !errors.As(err, &e) || e.Code != expr.OverBudget {
		t.Errorf("4 million steps ended with %v", err)
	}
}

func FuzzExpr(f *testing.F) {
	for _, source := range []string{"甲 + 乙 == 0.3", "all(项目, .已付 <= .计划投资)", "上期.甲 / 缺 ?? 1", "param.a[进度]", "{甲}", "cv(map(项目, .已付), [1,2,3])",
		"if 甲 > 1 { 2 } else { 3 }", "2 ** 99", "开工 - 竣工", "上课 < \"9:30\"", "上课 in [\"9:30\", 下课]", "开工 - \"2026-01-01\"", "缺时 ?? \"x\" == 上课", "'\\x00'", "1e9", "a?.b", "count(项目, # != nil)", "[][0]", "甲 | round(2)"} {
		f.Add(source)
	}
	names, doc := scope(), document()
	f.Fuzz(func(t *testing.T, source string) {
		if program, err := expr.Compile(source, names); err == nil {
			result, err := program.Eval(doc, expr.Options{})
			if err == nil && !result.Value.IsMissing() && result.Value.Kind() != program.Type().Kind {
				t.Errorf("%q is a %s, not the %s that was promised", source, result.Value.Kind(), program.Type().Kind)
			}
			if program.Holds(doc, expr.Options{}) != (err == nil && result.Value.Bool()) {
				t.Errorf("%q: Holds says otherwise than %v, %v", source, result.Value, err)
			}
		}
		if template, err := expr.CompileTemplate(source, names); err == nil {
			template.Render(doc, expr.Options{})
		}
	})
}
