package form_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/i18n"
)

const pupils = `
form: pupils
title: 学生情况
period: month
sections:
  - title: 总体
    fields:
      - {code: boys, name: 男生数, type: integer}
      - {code: girls, name: 女生数, type: integer}
      - {code: kind, name: 办学类型, type: choice, of: {public: 公办, private: 民办}}
      - {code: fee, name: 伙食费, type: money, unit: 元, decimals: 2}
  - title: 分年级
    rows: {code: grades, name: 年级, fixed: {g1: 一年级, g2: 二年级}}
    fields:
      - {code: count, name: 人数, type: integer}
  - title: 班级
    rows: {code: classes, name: 班级, key: 班名}
    fields:
      - {code: title, name: 班名, type: text}
      - {code: size, name: 班额, type: integer}
`

// canteen refers to pupils; the checks are filled in by each test.
const canteen = `
form: canteen
title: 食堂情况
period: month
refers:
  学籍: {form: pupils}
  上年学籍: {form: pupils, period: year-ago}
sections:
  - title: 总体
    fields:
      - {code: diners, name: 用餐人数, type: integer, prefill: 学籍.男生数}
      - {code: girls, name: 女生用餐, type: integer, prefill: {form: pupils, field: 女生数, period: last}}
      - {code: all, name: 班额合计, type: integer, prefill: {form: pupils, field: 班级.班额}}
      - {code: rooms, name: 班数, type: integer, prefill: {form: pupils, field: 班级}}
      - {code: kind, name: 类型, type: text, prefill: 学籍.办学类型}
      - {code: school, name: 校名, type: text, prefill: {unit: name}}
      - {code: rate, name: 达标率, type: percent, prefill: {indicator: canteen-rate, period: last}}
  - title: 分年级
    rows: {code: grades, name: 年级, fixed: {g1: 一年级, g2: 二年级}}
    fields:
      - {code: eating, name: 用餐, type: integer, prefill: {form: pupils, field: grades.count}}
  - title: 班级
    rows: {code: classes, name: 班级, key: 班名}
    fields:
      - {code: title, name: 班名, type: text, prefill: last}
      - {code: table, name: 桌数, type: integer, prefill: last}
      - {code: size, name: 人数, type: integer, prefill: 学籍.班级.班额}
`

func parsedWith(t *testing.T, source string, others ...*form.Definition) (*form.Definition, error) {
	t.Helper()
	return form.ParseWith([]byte(source), form.Library{
		Form: func(code string) (*form.Definition, bool) {
			i := slices.IndexFunc(others, func(d *form.Definition) bool { return d.Code == code })
			if i < 0 {
				return nil, false
			}
			return others[i], true
		},
		Codes: func() []string { return []string{"pupils", "canteen"} },
	})
}

func mustParse(t *testing.T, source string, others ...*form.Definition) *form.Definition {
	t.Helper()
	def, err := parsedWith(t, source, others...)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return def
}

func valuesOf(t *testing.T, def *form.Definition, raw form.Raw) form.Values {
	t.Helper()
	values, issues := form.Decode(def, raw)
	if len(issues) > 0 {
		t.Fatalf("%+v", issues)
	}
	return values
}

func enrolled(t *testing.T, def *form.Definition) form.Answer {
	return form.Answer{Def: def, Values: valuesOf(t, def, form.Raw{"boys": "120", "girls": "96", "kind": "公办", "fee": "350.50",
		"grades[g1].count": "100", "grades[g2].count": "116",
		"classes[r1].title": "一（1）班", "classes[r1].size": "50", "classes[r2].title": "二（1）班", "classes[r2].size": "58"})}
}

var thisMonth, yearAgo = form.Reference{Form: "pupils", Period: form.SamePeriod}, form.Reference{Form: "pupils", Period: form.YearAgo}

func TestChecksOverOtherForms(t *testing.T) {
	other := mustParse(t, pupils)
	answer := enrolled(t, other)
	there := map[form.Reference]form.Answer{thisMonth: answer}
	full := form.Raw{"diners": "216", "girls": "96", "grades[g1].eating": "99", "grades[g2].eating": "117", "classes[r1].title": "二（1）班", "classes[r1].size": "60"}
	tests := []struct {
		name, check string
		raw         form.Raw
		returns     map[form.Reference]form.Answer
		want        string
	}{
		{"成立", "{logic: 用餐人数 == 学籍.男生数 + 学籍.女生数, say: 不等}", full, there, ""},
		{"不成立，说出对方的数", "{logic: 用餐人数 <= 学籍.男生数, say: '用餐 {用餐人数}，男生只有 {学籍.男生数}'}", full, there, "logic [diners] 用餐 216，男生只有 120"},
		{"对方的表", "{logic: '用餐人数 == sum(学籍.班级, .班额)', say: '班额合计 {sum(学籍.班级, .班额)}'}", full, there, "logic [diners] 班额合计 108"},
		{"选项写名称", "{logic: '学籍.办学类型 == \"民办\" or 用餐人数 < 100', say: '{学籍.办学类型}校不应有'}", full, there, "logic [diners] 公办校不应有"},
		{"逐行，同一年级", "{logic: 用餐 <= 学籍.人数, each: 年级, say: '{用餐} 多于 {学籍.人数}'}", full, there, "logic@g2 [grades[g2].eating] 117 多于 116"},
		{"逐行，同名的班", "{logic: 人数 <= 学籍.班额, each: 班级, say: '{班名} {学籍.班额}'}", full, there, "logic@r1 [classes[r1].size] 二（1）班 58"},
		{"逐行，读对方表外的数", "{logic: 用餐 <= 学籍.女生数, each: 年级, say: 多}", full, there, "logic@g1 [grades[g1].eating] 多; logic@g2 [grades[g2].eating] 多"},
		{"没有报送，不校验", "{logic: 用餐人数 == 学籍.男生数, say: 不等}", full, nil, "skip no_return [学籍]"},
		{"没有报送，当 0", "{logic: 用餐人数 == 学籍.男生数, say: '差 {用餐人数 - 学籍.男生数}', missing: zero}", full, nil, "logic [diners] 差 216"},
		{"没有报送，算不成立", "{logic: 用餐人数 == 学籍.男生数, say: '对方 {学籍.男生数}', missing: fail}", full, nil, "logic [diners] 对方 — (no_return [学籍])"},
		{"去年没有，fail 也不校验", "{logic: 用餐人数 >= 上年学籍.男生数, say: 少, missing: fail}", full, there, "skip no_return [上年学籍]"},
		{"空格，fail", "{logic: 用餐人数 == 学籍.男生数, say: 不等, missing: fail}", form.Raw{"girls": "1"}, there, "logic [diners] 不等 (missing [diners])"},
		{"空格，先说空格", "{logic: 用餐人数 == 学籍.男生数, say: 不等}", form.Raw{"girls": "1"}, nil, "skip missing [diners]"},
		{"对方的格子没有填", "{logic: 用餐人数 == 学籍.男生数, say: 不等, missing: fail}", full, map[form.Reference]form.Answer{thisMonth: {Def: other, Values: form.NewValues()}}, "skip empty_there [学籍]"},
		{"有没有报送", "{logic: filled(学籍.男生数), say: 请先报学籍}", full, nil, "logic [] 请先报学籍"},
		{"去年同期", "{experience: 用餐人数 <= 上年学籍.男生数 * 1.3, say: '比去年 {上年学籍.男生数} 多'}", full, map[form.Reference]form.Answer{yearAgo: answer}, "experience [diners] 比去年 120 多"},
		{"别的来源解释不成立", "{logic: 用餐人数 > 0 or 学籍.男生数 > 0, say: 空}", full, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			def := mustParse(t, canteen+"checks:\n  - "+tt.check+"\n", other)
			var got []string
			for _, f := range form.Check(def, valuesOf(t, def, tt.raw), form.Context{Returns: tt.returns}) {
				got = append(got, told(f))
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
		})
	}
}

func told(f form.Finding) string {
	if f.Skipped != "" {
		if len(f.Missing) > 0 {
			return fmt.Sprint("skip ", f.Skipped, " ", f.Missing)
		}
		return fmt.Sprint("skip ", f.Skipped, " ", f.Lacks)
	}
	s := string(f.Class)
	if f.Row != "" {
		s += "@" + f.Row
	}
	s += fmt.Sprint(" ", f.Cells, " ", f.Message)
	switch {
	case len(f.Missing) > 0:
		s += fmt.Sprint(" (", f.Failed, " ", f.Missing, ")")
	case f.Failed != "":
		s += fmt.Sprint(" (", f.Failed, " ", f.Lacks, ")")
	}
	return s
}

// A form that is referred to goes on changing: what it no longer asks is missing, and the check says so.
func TestAFormReferredToChanges(t *testing.T) {
	then := mustParse(t, pupils)
	source := canteen + "checks:\n  - {logic: 用餐人数 == 学籍.男生数, say: 不等}\n  - {logic: 用餐人数 == 学籍.男生数, say: 不等, missing: fail, id: must}\n" +
		"  - {logic: '用餐人数 == sum(学籍.班级, .班额)', say: 不等}\n  - {logic: 用餐人数 == 学籍.女生数, say: 不等}\n"
	def := mustParse(t, source, then)
	now := mustParse(t, strings.NewReplacer("      - {code: boys, name: 男生数, type: integer}\n", "      - {code: boys, name: 男生数, type: text}\n",
		"rows: {code: classes, name: 班级, key: 班名}", "rows: {code: rooms, name: 教学班, key: 班名}").Replace(pupils))
	answer := form.Answer{Def: now, Values: valuesOf(t, now, form.Raw{"boys": "很多", "girls": "216", "rooms[r1].size": "40"})}
	var got []string
	for _, f := range form.Check(def, valuesOf(t, def, form.Raw{"diners": "216"}), form.Context{Returns: map[form.Reference]form.Answer{thisMonth: answer}}) {
		got = append(got, told(f))
	}
	want := []string{"skip changed [学籍]", "skip changed [学籍]", "skip changed [学籍]"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	// A definition that was published before must stay readable whatever became of the other form.
	again, err := form.ParseWith([]byte(source), form.Library{Published: true, Form: func(string) (*form.Definition, bool) { return now, true }})
	if err != nil {
		t.Fatal(err)
	}
	gone, err := form.ParseWith([]byte(source), form.Library{Published: true, Form: func(string) (*form.Definition, bool) { return nil, false }})
	if err != nil {
		t.Fatal(err)
	}
	for _, def := range []*form.Definition{again, gone} {
		found := form.Check(def, valuesOf(t, def, form.Raw{"diners": "1"}), form.Context{Returns: map[form.Reference]form.Answer{thisMonth: answer}})
		if len(found) < 3 || told(found[0]) != "skip changed [学籍]" {
			t.Errorf("%v", found)
		}
	}
}

func TestReferencesAreChecked(t *testing.T) {
	other := mustParse(t, pupils)
	form1 := func(refers, field, check string) string {
		return "form: canteen\ntitle: 食堂\nperiod: month\nrefers:\n  学籍: " + refers + "\nsections:\n  - title: 一\n    fields:\n      - {code: a, name: 甲, type: integer" + field + "}\nchecks:\n  - {logic: '" + check + "', say: 不等}\n"
	}
	tests := []struct{ name, refers, field, check, want string }{
		{"没有这张表", "{form: pupil}", "", "甲 > 0", "没有代码是“pupil”的表，是不是 pupils？"},
		{"没有这个字段", "{form: pupils}", "", "甲 == 学籍.男生", "算式里的“男生”不是本表的字段，是不是“男生数”？"},
		{"类型不对", "{form: pupils}", "", "甲 == 学籍.办学类型", "这里要数，写的是文字。"},
		{"没有这个时期", "{form: pupils, period: lst}", "", "甲 > 0", "没有“lst”，是不是 last？"},
		{"引用自己", "{form: canteen}", "", "甲 > 0", "“canteen”就是本表，不能引用本期的自己；要比上期，写“上期.字段”或 period: year-ago。"},
		{"名字重了", "{form: pupils}", "}\n      - {code: b, name: 学籍, type: integer", "甲 > 0", "“学籍”已经用过，请换一个名字。"},
		{"带入没有的字段", "{form: pupils}", ", prefill: {form: pupils, field: 女生}", "甲 > 0", "没有“女生”这个字段，是不是“女生数”？"},
		{"带入没有的名称", "{form: pupils}", ", prefill: 学生.女生数", "甲 > 0", "refers 里没有“学生”，是不是“学籍”？"},
		{"带入别的类型", "{form: pupils}", ", prefill: 学籍.办学类型", "甲 > 0", "来源和“甲”的类型不一样，不能带入。"},
		{"带入别的单位", "{form: pupils}", ", prefill: 学籍.伙食费", "甲 > 0", "来源的单位是“元”，“甲”的单位是“”，不能直接带入，请改成同一个单位。"},
		{"带入一列文字", "{form: pupils}", ", prefill: 学籍.班级.班名", "甲 > 0", "“classes.title”是一列，不是一个数，不能带入一格。"},
		{"两个来源", "{form: pupils}", ", prefill: {unit: code, indicator: x}", "甲 > 0", "带入只能有一个来源，请在 form、unit、indicator 里留一个。"},
		{"没有来源", "{form: pupils}", ", prefill: {}", "甲 > 0", "没有写明从哪里带入，请写 form、unit、indicator 或 period。"},
		{"没有的登记项", "{form: pupils}", ", prefill: {unit: codes}", "甲 > 0", "没有“codes”，是不是 code？"},
		{"没有的词", "{form: pupils}", ", prefill: lost", "甲 > 0", "没有“lost”，是不是 last？"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parsedWith(t, form1(tt.refers, tt.field, tt.check), other)
			var problems yamldoc.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("accepted: %v", err)
			}
			if got := problems[0].Message(i18n.Chinese.T); !strings.HasSuffix(got, tt.want) || problems[0].Line < 2 {
				t.Errorf("%s", got)
			}
		})
	}
}

// Without the other forms at hand, as in a draft, a definition is read, and the checks that need them are skipped.
func TestUnknownFormsAreSkipped(t *testing.T) {
	def, err := form.Parse([]byte(canteen+"checks:\n  - {logic: 用餐人数 == 学籍.男生数, say: '{学籍.男生数}'}\n  - {logic: 用餐人数 > 500, say: 少}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	found := form.Check(def, valuesOf(t, def, form.Raw{"diners": "1"}), form.Context{})
	if len(found) != 2 || told(found[0]) != "skip changed [学籍]" || told(found[1]) != "logic [diners] 少" {
		t.Errorf("%+v", found)
	}
}

func TestNeeds(t *testing.T) {
	other := mustParse(t, pupils)
	def := mustParse(t, canteen+"checks:\n  - {logic: 用餐人数 > 0, say: '去年 {上年学籍.男生数}'}\n", other)
	if n := def.ForChecks(); n.Previous || !slices.Equal(n.Returns, []form.Reference{yearAgo}) || n.Register || n.Indicators != nil {
		t.Errorf("%+v", n)
	}
	n := def.ForPrefill()
	if !n.Previous || !n.Register || len(n.Returns) != 2 || !slices.Equal(n.Indicators, []form.IndicatorAt{{Code: "canteen-rate", Period: form.LastPeriod}}) {
		t.Errorf("%+v", n)
	}
	if n := other.ForChecks(); n.Previous || n.Returns != nil {
		t.Errorf("%+v", n)
	}
	last := mustParse(t, strings.Replace(canteen, "refers:", "checks:\n  - {logic: 用餐人数 >= 上期.用餐人数, say: 少}\nrefers:", 1), other)
	if !last.ForChecks().Previous {
		t.Error("a check that reads 上期 does not say so")
	}
}

func TestPrefilledFromEverySource(t *testing.T) {
	other := mustParse(t, pupils)
	def := mustParse(t, canteen, other)
	before := valuesOf(t, def, form.Raw{"diners": "9", "classes[r7].title": "一（1）班", "classes[r7].table": "5", "classes[r8].title": "三（1）班", "classes[r8].table": "6"})
	from := form.Sources{
		Previous: &before,
		Returns: map[form.Reference]form.Answer{thisMonth: enrolled(t, other),
			{Form: "pupils", Period: form.LastPeriod}: {Def: other, Values: valuesOf(t, other, form.Raw{"girls": "90"})}},
		Register:   map[string]form.Value{"name": textOf(t, "东塘小学")},
		Indicators: map[form.IndicatorAt]form.Value{{Code: "canteen-rate", Period: form.LastPeriod}: numberOf(t, "98.5")},
	}
	raw := form.RawOf(def, form.Prefilled(def, from))
	want := form.Raw{"diners": "120", "girls": "90", "all": "108", "rooms": "2", "kind": "公办", "school": "东塘小学", "rate": "98.5",
		"grades": "g1,g2", "grades[g1].eating": "100", "grades[g2].eating": "116",
		"classes": "r7,r8", "classes[r7].title": "一（1）班", "classes[r7].table": "5", "classes[r7].size": "50", "classes[r8].title": "三（1）班", "classes[r8].table": "6"}
	if fmt.Sprint(raw) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", raw, want)
	}
	if !form.Prefilled(def, form.Sources{}).IsEmpty() {
		t.Error("something from nothing")
	}
	// Rows that were typed under other keys are found again by their names.
	typed := valuesOf(t, def, form.Raw{"classes[r1].title": "三（1）班", "classes[r2].title": "一（1）班"})
	beside := form.Beside(def, form.Prefilled(def, from), typed)
	if beside.Get("classes[r2].size").String() != "50" || beside.Get("classes[r1].table").String() != "6" {
		t.Errorf("%v", form.RawOf(def, beside))
	}
}

func textOf(t *testing.T, s string) form.Value {
	t.Helper()
	def := mustParse(t, pupils)
	return valuesOf(t, def, form.Raw{"classes[r1].title": s}).Get("classes[r1].title")
}

func numberOf(t *testing.T, s string) form.Value {
	t.Helper()
	def := mustParse(t, pupils)
	return valuesOf(t, def, form.Raw{"fee": s}).Get("fee")
}

// The figures of two returns, drawn at random with gaps: a check over both says what counting by hand says.
func TestCheckEqualsCountingByHand(t *testing.T) {
	other := mustParse(t, pupils)
	defs := map[form.Missing]*form.Definition{}
	for _, m := range []form.Missing{form.MissingSkips, form.MissingZero, form.MissingFails} {
		defs[m] = mustParse(t, canteen+"checks:\n  - {logic: '用餐人数 + 女生用餐 <= 学籍.男生数 * 2 + sum(学籍.班级, .班额)', say: 多, missing: "+string(m)+"}\n", other)
	}
	r := rand.New(rand.NewPCG(4, 19))
	draw := func(raw form.Raw, path form.Path, most int) (decimal.Decimal, bool) {
		if r.IntN(6) == 0 {
			return decimal.Zero, false
		}
		n := r.IntN(most)
		raw[path] = strconv.Itoa(n)
		return decimal.NewFromInt(int64(n)), true
	}
	seen := map[string]int{}
	for range 3000 {
		mine, theirs := form.Raw{}, form.Raw{}
		diners, hasDiners := draw(mine, "diners", 300)
		girls, hasGirls := draw(mine, "girls", 300)
		boys, hasBoys := draw(theirs, "boys", 100)
		classes, hasClasses := decimal.Zero, true
		for i := range r.IntN(5) {
			key := fmt.Sprintf("classes[r%d]", i+1)
			theirs[form.Path(key+".title")] = key
			size, has := draw(theirs, form.Path(key+".size"), 60)
			classes, hasClasses = classes.Add(size), hasClasses && has
		}
		returns := map[form.Reference]form.Answer{}
		there := r.IntN(8) > 0
		if there {
			returns[thisMonth] = form.Answer{Def: other, Values: valuesOf(t, other, theirs)}
		} else {
			boys, classes = decimal.Zero, decimal.Zero
		}
		complete := hasDiners && hasGirls && there && hasBoys && hasClasses
		holds := diners.Add(girls).LessThanOrEqual(boys.Mul(decimal.NewFromInt(2)).Add(classes))
		for m, def := range defs {
			// A gap in the other return cannot be filled here: it skips a check that must be computed, too.
			want := map[bool]string{true: "holds", false: "fails"}[holds]
			switch {
			case complete || m == form.MissingZero:
			case m == form.MissingFails && (!hasDiners || !hasGirls || !there):
				want = "fails"
			default:
				want = "skipped"
			}
			got := "holds"
			if found := form.Check(def, valuesOf(t, def, mine), form.Context{Returns: returns}); len(found) > 0 {
				got = map[bool]string{true: "skipped", false: "fails"}[found[0].Skipped != ""]
			}
			if got != want {
				t.Fatalf("%s: %v and %v (%v): %s by hand, %s by the check", m, mine, theirs, there, want, got)
			}
			seen[string(m)+" "+got]++
		}
	}
	if len(seen) != 8 { // with zero nothing is skipped; the others come to all three ends
		t.Errorf("%v", seen)
	}
}

func TestReferencesFindTheirPeriod(t *testing.T) {
	tests := []struct {
		own  string
		kind period.Kind
		when form.When
		want string
	}{
		{"2026-09", period.Month, form.SamePeriod, "2026-09"},
		{"2026-09", period.Month, form.YearAgo, "2025-09"},
		{"2026-09", period.SchoolYear, form.SamePeriod, "2026-2027"},
		{"2026-08", period.SchoolYear, form.YearAgo, "2024-2025"},
		{"2026-09", period.Quarter, form.LastPeriod, "2026-Q3"},
		{"2026", period.Month, form.SamePeriod, "2026-12"},
		{"2020-W53", period.Week, form.YearAgo, "2019-W52"},
	}
	for _, tt := range tests {
		own, err := period.Parse(tt.own)
		if err != nil {
			t.Fatal(err)
		}
		got, err := form.Reference{Form: "f", Period: tt.when}.In(own, tt.kind, nil)
		if err != nil || got.String() != tt.want {
			t.Errorf("%s %s of %s: %s %v, want %s", tt.when, tt.kind, tt.own, got, err, tt.want)
		}
	}
}
