package formxlsx_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// everyType is a form with each type of field outside and inside tables.
const everyType = `
form: every-type
title: 各类字段
help: 每种字段各一个
lists: {类别: {a1: 甲类, b2: 乙类, c3: =丙, d4: '丁,戊'}}
sections:
  - title: 单项
    fields:
      - {code: line,  name: 单行, type: text, required: true, help: 一行以内}
      - {code: area,  name: 多行, type: longtext}
      - {code: whole, name: 整数, type: integer, unit: 人, min: 0, max: 5000}
      - {code: dec,   name: 小数, type: decimal, decimals: 6}
      - {code: money, name: 金额, type: money, unit: 万元}
      - {code: share, name: 比例, type: percent, decimals: 2, min: 0, max: 100}
      - {code: day,   name: 日期, type: date}
      - {code: one,   name: 单选, type: choice, of: 类别}
      - {code: many,  name: 多选, type: multichoice, of: 类别}
      - {code: yes,   name: 是否, type: yesno}
      - {code: unit,  name: 学校, type: unit, of: school}
      - {code: file,  name: 附件, type: file, max: 3}
      - {code: clock, name: 时刻, type: time}
      - {code: month, name: 月份, type: period, of: month, min: 2025-09, max: 2026-08}
      - {code: term,  name: 学期, type: period, of: term}
      - {code: who,   name: 负责人, type: person, of: head}
      - {code: spot,  name: 地点, type: place}
      - {code: phone, name: 电话, type: phone}
      - {code: card,  name: 证件号, type: idnumber}
      - {code: body,  name: 信用代码, type: creditcode}
      - {code: twice, name: 两倍, type: calculated, value: 整数 * 2, unit: 人}
      - {code: hint,  name: 填前请看, type: note, help: 按学籍系统里的数填}
  - title: 明细
    rows: {code: list, name: 条, max: 40}
    fields:
      - {code: name,  name: 名称, type: text, required: true}
      - {code: n,     name: 数量, type: decimal, decimals: 3, total: true}
      - {code: p,     name: 占比, type: percent}
      - {code: d,     name: 时间, type: date}
      - {code: c,     name: 类, type: choice, of: 类别}
      - {code: photo, name: 照片, type: photo}
      - {code: tel,   name: 联系电话, type: phone}
      - {code: sum,   name: 折算, type: calculated, value: 数量 * 2, total: true}
  - title: 年级
    rows: {code: grades, name: 年级名, fixed: {g1: 一年级, g2: 二年级, g3: 三年级}}
    fields:
      - {code: boys,  name: 男生, type: integer, unit: 人, min: 0, total: true}
      - {code: girls, name: 女生, type: integer, unit: 人, min: 0, total: true}
`

func definition(t testing.TB, source string) *form.Definition {
	t.Helper()
	def, err := form.Parse([]byte(source), nil)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return def
}

func definitions(t testing.TB) []*form.Definition {
	t.Helper()
	defs := []*form.Definition{definition(t, everyType)}
	entries, err := formtest.Forms.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		def, err := formtest.Load(strings.TrimSuffix(entry.Name(), ".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		defs = append(defs, def)
	}
	return defs
}

// everybody are the units and people of the tests. One person is no longer offered.
type everybody struct{ own string }

func (e everybody) Offer(f *form.Field) []formxlsx.Choice {
	if f.Type.Name() == "unit" {
		return []formxlsx.Choice{{Value: "u-1", Text: "青溪小学"}, {Value: "u-2", Text: "柳河中学"}, {Value: "u-3", Text: "柳河中学"}}
	}
	all := []formxlsx.Choice{{Value: "p-1", Text: "王雪"}, {Value: "p-2", Text: "李伟"}, {Value: "p-3", Text: "李伟"}}
	if e.own != "" {
		all = append(all, formxlsx.Choice{Value: "p-" + e.own, Text: e.own + "的人"})
	}
	return all
}

func (e everybody) Name(id string) string { return map[string]string{"p-9": "已退休"}[id] }

func formOf(def *form.Definition) formxlsx.Form {
	return formxlsx.Form{Def: def, Version: "2", Period: "2026-09", PeriodName: "2026年9月", Directory: func(string) formxlsx.Directory { return everybody{} }}
}

func bookOf(def *form.Definition, values form.Values) formxlsx.Book {
	return formxlsx.Book{Form: formOf(def), T: i18n.Chinese.T,
		Return: formxlsx.Return{ID: "ret-1", UnitID: "u-1", Unit: "青溪小学", Base: "rev-7", Values: values}}
}

func expectOf(def *form.Definition) formxlsx.Expect {
	return formxlsx.Expect{Form: formOf(def), ReturnID: "ret-1", UnitID: "u-1", Base: "rev-7"}
}

func write(t testing.TB, book formxlsx.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := formxlsx.Write(&out, book); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// riskyTexts look like formulas, numbers and dates, or hold what XML and Excel treat in a way of their own.
var riskyTexts = []string{"=1+1", "=cmd|' /C calc'!A0", "+86 591", "-3", "@SUM(A1)", "007", "1e5", "2026-9-1", "12.5%", "TRUE", "'引号", `"`, "<b>&amp;", "_x0041_", "_x000D_", "a_x", "甲、乙",
	"head:list", "end:", "\u3000全角空格", "😀𠮷", "#REF!", "普通的字", strings.Repeat("长", 60)}

func randomValue(r *rand.Rand, f *form.Field) form.Value {
	if r.IntN(5) == 0 {
		return form.Value{}
	}
	var raw string
	switch f.Type.Name() {
	case "integer", "decimal", "money", "percent":
		digits := []int64{9, 99, 4_000, 99_999_999, 999_999_999_999_999}[r.IntN(5)]
		if f.Max != nil {
			digits = f.Max.IntPart()
		}
		raw = decimal.New(r.Int64N(digits+1), -int32(r.IntN(f.Decimals+1))).String()
	case "date":
		raw = period.DateOf(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(109_900))).String()
	case "choice", "yesno":
		raw = f.Options[r.IntN(len(f.Options))].Code
	case "multichoice":
		var codes []string
		for _, option := range f.Options {
			if r.IntN(2) == 0 {
				codes = append(codes, option.Code)
			}
		}
		raw = strings.Join(codes, ",")
	case "time":
		raw = fmt.Sprintf("%02d:%02d", r.IntN(24), r.IntN(60))
	case "period":
		raw = map[string]string{"month": "2026-01", "term": "2025-2026-T2"}[f.Of]
	case "person":
		raw = []string{"p-1", "p-2", "p-3", "p-gone"}[r.IntN(4)]
	case "phone":
		raw = []string{"13812345678", "0571-12345678-801", "4001234567"}[r.IntN(3)]
	case "idnumber":
		raw = "11010519491231002X"
	case "creditcode":
		raw = "91350100M000100Y43"
	case "place":
		raw = []string{"云湖路 1 号 [120.1551,30.2741 GCJ-02]", "=1+1"}[r.IntN(2)]
	case "unit":
		raw = []string{"u-1", "u-2", "u-3", "u-gone"}[r.IntN(4)]
	case "file", "photo":
		raw = fmt.Sprintf("file-%d", r.IntN(100))
	case "longtext":
		raw = riskyTexts[r.IntN(len(riskyTexts))] + "\n" + riskyTexts[r.IntN(len(riskyTexts))]
	default:
		raw = riskyTexts[r.IntN(len(riskyTexts))]
	}
	v, flt := f.Type.Decode(f, raw)
	if flt != nil {
		return form.Value{}
	}
	return v
}

func randomValues(r *rand.Rand, def *form.Definition) form.Values {
	values := form.NewValues()
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			for j := range s.Fields {
				values.Set(form.FieldPath(s.Fields[j].Code), randomValue(r, &s.Fields[j]))
			}
			continue
		}
		var rows []form.Row
		for _, option := range s.Rows.Fixed {
			rows = append(rows, form.Row{Key: option.Code})
		}
		if len(rows) == 0 {
			for k := range r.IntN(8) {
				rows = append(rows, form.Row{Key: fmt.Sprintf("r%d", (k*7)%8+1)})
			}
		}
		for k := range rows {
			rows[k].Fields = map[string]form.Value{}
			for j := range s.Fields {
				v := randomValue(r, &s.Fields[j])
				if s.Rows.Key == s.Fields[j].Code {
					v = expr.TextOf(fmt.Sprintf("=名称 %d", k))
				}
				if !v.IsMissing() {
					rows[k].Fields[s.Fields[j].Code] = v
				}
			}
		}
		values.SetRows(s.Rows.Code, rows)
	}
	// What conditions hide has no value, nor a choice that is not offered under the one above it; a row without any is
	// no row.
	settled, issues := form.Decode(def, form.RawOf(def, values))
	misplaced := []string{form.NotUnder, form.NothingUnder, form.ParentFirst}
	for _, issue := range issues {
		if !slices.Contains(misplaced, issue.Code) {
			panic(issue.Code + " " + string(issue.Path))
		}
	}
	return settled
}

// Whatever a form holds comes back from its workbook, in either language.
func TestRoundTrip(t *testing.T) {
	for _, def := range definitions(t) {
		t.Run(def.Code, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			for range 40 {
				values := randomValues(r, def)
				book := bookOf(def, values)
				book.T = i18n.Langs[r.IntN(2)].T
				book.Spare = 1 + r.IntN(12)
				answer, issues := formxlsx.Read(write(t, book), expectOf(def))
				if len(issues) > 0 {
					t.Fatalf("%s %v at %s %s", issues[0].Code, issues[0].Params, issues[0].At, issues[0].Path)
				}
				same(t, def, values, answer)
			}
		})
	}
}

func same(t *testing.T, def *form.Definition, want form.Values, answer formxlsx.Answer) {
	t.Helper()
	got, faults := form.Decode(def, answer.Over(filesOf(def, want), everybody{}))
	if len(faults) > 0 {
		t.Fatalf("%s: %s %v; raw %q at %s", faults[0].Path, faults[0].Code, faults[0].Params, answer.Raw[faults[0].Path], answer.Locate(faults[0].Path))
	}
	if a, b := string(form.Marshal(want)), string(form.Marshal(got)); a != b {
		t.Fatalf("wrote %s\nread  %s", a, b)
	}
}

// filesOf is what a workbook cannot hold.
func filesOf(def *form.Definition, values form.Values) form.Raw {
	stored := form.Raw{}
	for path, text := range form.RawOf(def, values) {
		if f, found := def.Field(path.Key()); found && f.Type.Control() == form.ControlFiles {
			stored[path] = text
		}
	}
	return stored
}
