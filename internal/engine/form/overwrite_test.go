package form_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
)

// typedTexts are what people write into cells of all kinds, right and wrong.
var typedTexts = []string{
	"", "", " ", "3", "１２", "1,234.50", "-2", "abc", "yes", "no", "是", "main", "tender", "2026-09-01", "2026年9月1日", "东塘小学", "青溪小学",
	"primary", "middle", "小学", "one", "seven", "一年级", "12.345678901", "main、tender", "0", "13800138000", "2026-09", "08:30", "\x00",
}

// randomCells are a few cells of a document, of rows that are there and of new ones, and now and then an order of rows.
func randomCells(r *rand.Rand, def *form.Definition, values form.Values) form.Raw {
	fields := def.Fields()
	cells := form.Raw{}
	for range 1 + r.IntN(4) {
		f := fields[r.IntN(len(fields))]
		text := typedTexts[r.IntN(len(typedTexts))]
		if f.List == "" {
			cells[form.FieldPath(f.Code)] = text
			continue
		}
		key := fmt.Sprintf("r%d", 1+r.IntN(16))
		if rows := values.Rows(f.List); len(rows) > 0 && r.IntN(3) > 0 {
			key = rows[r.IntN(len(rows))].Key
		}
		cells[form.CellPath(f.List, key, f.Code)] = text
	}
	for i := range def.Sections {
		rows := def.Sections[i].Rows
		if rows == nil || len(rows.Fixed) > 0 || r.IntN(6) > 0 {
			continue
		}
		var keys []string
		for _, row := range values.Rows(rows.Code) {
			if r.IntN(5) > 0 {
				keys = append(keys, row.Key)
			}
		}
		r.Shuffle(len(keys), func(a, b int) { keys[a], keys[b] = keys[b], keys[a] })
		cells[form.FieldPath(rows.Code)] = strings.Join(keys, ",")
	}
	return cells
}

// laidOver writes cells over a whole sheet: what Overwrite must give the values of.
func laidOver(def *form.Definition, values form.Values, cells form.Raw) form.Raw {
	whole := form.RawOf(def, values)
	for path := range whole {
		list, key, _ := path.Split()
		order, named := cells[form.FieldPath(list)]
		if list != "" && named && !strings.Contains(","+order+",", ","+key+",") {
			delete(whole, path)
		}
	}
	for path, text := range cells {
		whole[path] = text
	}
	return whole
}

// manyKinds has every kind of table and what writes into cells that nobody typed.
const manyKinds = `
form: kinds
title: 各种表
sections:
  - title: 总
    fields:
      - {code: total, name: 总数, type: integer}
      - {code: open, name: 是否开放, type: yesno}
      - {code: why, name: 原因, type: text, when: 是否开放 == 否}
      - {code: sum, name: 合计, type: calculated, value: 总数 + 1}
  - title: 年级
    rows: {code: grades, name: 年级, fixed: {r1: 一年级, r2: 二年级}}
    fields:
      - {code: boys, name: 男生, type: integer}
      - {code: girls, name: 女生, type: integer}
      - {code: all, name: 学生, type: calculated, value: 男生 + 女生}
  - title: 项目
    rows: {code: list, name: 项目, max: 12, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: kind, name: 类别, type: text, default: 3}
      - {code: paid, name: 已付, type: money, unit: 万元}
`

func overwritten(t *testing.T) []*form.Definition {
	t.Helper()
	kinds, err := form.Parse([]byte(manyKinds), nil)
	if err != nil {
		t.Fatal(err)
	}
	all := []*form.Definition{kinds, wideTable(t, 30)}
	for _, code := range []string{formtest.BuildingProgress, formtest.TeacherTraining} {
		def, err := formtest.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, def)
	}
	return all
}

// A column without its row is no cell of the form: it is refused with the whole, and written nowhere.
func TestOverwriteWritesNoColumnWithoutARow(t *testing.T) {
	for _, def := range overwritten(t) {
		values, _ := form.Decode(def, form.Raw{})
		for _, f := range def.Fields() {
			if f.List == "" {
				continue
			}
			for _, path := range []form.Path{form.Path(f.List + "." + f.Code), form.Path(f.List + "[]." + f.Code), form.Path(f.List + "[r1]")} {
				if got, ok := form.Overwrite(def, values, form.Raw{path: "3"}, nil); ok {
					t.Errorf("%s: %s is taken: %s", def.Code, path, form.Marshal(got))
				}
			}
		}
	}
}

func TestOverwriteIsDecodingTheWhole(t *testing.T) {
	quick, missed := 0, 0
	for _, def := range overwritten(t) {
		r := rand.New(rand.NewPCG(7, uint64(len(def.Code))))
		for range 40 {
			values, _ := form.Decode(def, form.Raw{})
			for range 40 {
				cells := randomCells(r, def, values)
				before := string(form.Marshal(values))
				raw := laidOver(def, values, cells)
				want, issues := form.Decode(def, raw)
				got, ok := form.Overwrite(def, values, cells, nil)
				if string(form.Marshal(values)) != before {
					t.Fatalf("%s: %v changed the values that it was given", def.Code, cells)
				}
				switch {
				case !ok && len(issues) == 0:
					missed++
				case ok:
					quick++
					if len(issues) > 0 || string(form.Marshal(got)) != string(form.Marshal(want)) {
						t.Fatalf("%s: %v over\n%s\ngives\n%s\nwant\n%s (%v)", def.Code, cells, before, form.Marshal(got), form.Marshal(want), issues)
					}
				}
				if len(issues) == 0 { // others keep their texts beside them and are always decoded
					values = want
				}
			}
		}
	}
	if quick < 1000 {
		t.Errorf("%d times the whole had to be decoded for nothing, %d times it had not", missed, quick)
	}
}

// dependentLists has choices that depend on others, outside tables and in them, and hidden ones among them.
const dependentLists = `
form: depends
title: 依次选择
sections:
  - title: 总
    fields:
      - {code: stage, name: 学段, type: choice, of: {primary: 小学, middle: 初中}}
      - {code: grade, name: 年级, type: choice, under: 学段, of: {one: {name: 一年级, under: [primary]}, seven: {name: 七年级, under: [middle]}}}
      - {code: open, name: 是否开放, type: yesno}
      - {code: why, name: 原因, type: integer, when: 是否开放 == 否}
  - title: 班级
    rows: {code: list, name: 班级, max: 12, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: level, name: 学段一, type: choice, of: {primary: 小学, middle: 初中}}
      - {code: year, name: 年级一, type: multichoice, under: 学段一, of: {one: {name: 一年级, under: [primary]}, seven: {name: 七年级, under: [middle]}}}
      - {code: pupils, name: 学生, type: integer}
      - {code: double, name: 两倍, type: calculated, value: 学生 * 2}
`

// laidOverTexts writes cells over a sheet as it was written: what Rewrite must give the values and issues of.
func laidOverTexts(written, cells form.Raw) form.Raw {
	whole := form.Raw{}
	for path, text := range written {
		list, key, _ := path.Split()
		order, named := cells[form.FieldPath(list)]
		if list == "" || !named || strings.Contains(","+order+",", ","+key+",") {
			whole[path] = text
		}
	}
	maps.Copy(whole, cells)
	return whole
}

// Documents keep the texts that are no values beside them, as drafts do; what Rewrite makes of them is what decoding
// the whole makes.
func TestRewriteIsDecodingTheWhole(t *testing.T) {
	depends, err := form.Parse([]byte(dependentLists), nil)
	if err != nil {
		t.Fatal(err)
	}
	quick, wrong, whole := 0, 0, 0
	for _, def := range append(overwritten(t), depends) {
		r := rand.New(rand.NewPCG(11, uint64(len(def.Code))))
		for range 20 {
			values, _ := form.Decode(def, form.Raw{})
			var written form.Raw // nil as long as the values say all
			for range 40 {
				cells := randomCells(r, def, values)
				before := string(form.Marshal(values))
				raw := laidOver(def, values, cells)
				if written != nil {
					raw = laidOverTexts(written, cells)
				}
				want, issues := form.Decode(def, raw)
				got, told, ok := form.Rewrite(def, values, written, cells, nil)
				if string(form.Marshal(values)) != before {
					t.Fatalf("%s: %v changed the values that it was given", def.Code, cells)
				}
				switch {
				case !ok:
					whole++
				case string(form.Marshal(got)) != string(form.Marshal(want)) || fmt.Sprint(told) != fmt.Sprint(issues):
					t.Fatalf("%s: %v over\n%s\n%v\ngives\n%s\n%v\nwant\n%s\n%v", def.Code, cells, before, written, form.Marshal(got), told, form.Marshal(want), issues)
				default:
					quick++
					if len(told) > 0 {
						wrong++
					}
				}
				values, written = want, nil
				if len(issues) > 0 {
					written = raw
				}
			}
		}
	}
	t.Logf("%d quick, of them %d with texts that are no values; %d times the whole", quick, wrong, whole)
	if wrong < 1000 {
		t.Errorf("hardly ever quick: %d times, of them %d with texts that are no values, and %d times the whole", quick, wrong, whole)
	}
}

// BenchmarkRewrite types one cell into 12,000 cells of which one holds what is no number, and into as many that depend
// on a choice.
func BenchmarkRewrite(b *testing.B) {
	wide := wideTable(b, 1000)
	raw := form.Raw{}
	for i := range 1000 {
		for j := range 12 {
			raw[form.CellPath("list", fmt.Sprintf("r%d", i+1), wide.Fields()[j].Code)] = fmt.Sprint(i + j)
		}
	}
	cell := form.CellPath("list", "r500", wide.Fields()[5].Code)
	raw[form.CellPath("list", "r10", wide.Fields()[4].Code)] = "约十"
	values, issues := form.Decode(wide, raw)
	if len(issues) != 1 {
		b.Fatal(issues)
	}
	b.Run("whole", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			form.Decode(wide, laidOverTexts(raw, form.Raw{cell: "7"}))
		}
	})
	b.Run("rewrite", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, issues, ok := form.Rewrite(wide, values, raw, form.Raw{cell: "7"}, nil); !ok || len(issues) != 1 {
				b.Fatal(issues, ok)
			}
		}
	})
}

func BenchmarkOverwrite(b *testing.B) {
	for _, rows := range []int{20, 1000} {
		def := wideTable(b, rows)
		raw := form.Raw{}
		for i := range rows {
			for j := range 12 {
				raw[form.CellPath("list", fmt.Sprintf("r%d", i+1), fmt.Sprintf("c%d", j))] = fmt.Sprint(i * j)
			}
		}
		values, issues := form.Decode(def, raw)
		if len(issues) > 0 {
			b.Fatal(issues)
		}
		b.Run(fmt.Sprint(rows*12), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := form.Overwrite(def, values, form.Raw{"list[r7].c3": "12"}, nil); !ok {
					b.Fatal("the whole was decoded")
				}
			}
		})
		b.Run(fmt.Sprintf("%d/whole", rows*12), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				form.Decode(def, laidOver(def, values, form.Raw{"list[r7].c3": "12"}))
			}
		})
	}
}

// wideTable is a form with a table of twelve columns.
func wideTable(tb testing.TB, rows int) *form.Definition {
	tb.Helper()
	var text strings.Builder
	fmt.Fprintf(&text, "form: wide\ntitle: 宽表\nsections:\n  - title: 名册\n    rows: {code: list, name: 行, max: %d}\n    fields:\n", rows)
	for i := range 12 {
		fmt.Fprintf(&text, "      - {code: c%d, name: 第%d列, type: integer}\n", i, i)
	}
	def, err := form.Parse([]byte(text.String()), nil)
	if err != nil {
		tb.Fatal(err)
	}
	return def
}
