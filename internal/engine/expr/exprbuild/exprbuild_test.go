package exprbuild

import (
	"encoding/json"
	"testing"
)

// TestReadsWhatItWrites: what has the shape of rows is read and written again letter by letter.
func TestReadsWhatItWrites(t *testing.T) {
	for _, source := range []string{
		"在校生 == 男生 + 女生",
		"在校生 - 毕业生 >= 0 and 有无停工 == 是",
		"有无停工 == 否 or 等级 in [\"甲\", \"乙\"] or 备注 contains \"停\"",
		"\"足球\" in 特色",
		"等级 != \"甲\"",
		"filled(备注) and empty(原因)",
		"abs(在校生 - 上期.在校生) <= 上期.在校生 * 0.3",
		"abs(在校生 - (男生 + 女生)) <= (男生 + 女生) * 0.05",
		"abs(在校生 - 去年.在校生) <= 50",
		"总投资 == sum(项目, .投资)",
		"len(项目) >= 1",
		"max(map(项目, .投资)) <= 100 and mean(map(项目, .投资)) > -5.5",
		"round(经费 / 在校生 * 100, 2) <= 12.5",
		"not (寄宿 == 是) or 寄宿生 > 0",
		"not (寄宿 == 是 and 学段 == \"初中\") or (寄宿生 > 0 and 宿舍 > 0)",
		"单价 * 数量 / (男生 + 女生) >= 6 * 2",
		"-结余 + 收入 < 1000000",
	} {
		rule, ok := Read(source)
		if !ok {
			t.Errorf("%s is not read", source)
			continue
		}
		if got := rule.String(); got != source {
			t.Errorf("%s is written %s", source, got)
		}
		again := overTheWire(t, rule)
		if got := again.String(); got != source {
			t.Errorf("%s comes back from the page as %s", source, got)
		}
	}
}

func overTheWire(t *testing.T, rule Rule) Rule {
	t.Helper()
	data, err := json.Marshal(rule)
	if err != nil {
		t.Fatal(err)
	}
	var again Rule
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	return again
}

// TestSaysTheSameOtherwise: other ways of writing are read into the same rows.
func TestSaysTheSameOtherwise(t *testing.T) {
	for source, want := range map[string]string{
		"有无停工":                    "有无停工 == 是",
		"not 有无停工":                "有无停工 == 否",
		"有无停工 != false":           "有无停工 == 是",
		"!filled(备注)":             "empty(备注)",
		"a > 1 && b < 2":          "a > 1 and b < 2",
		"a - (b + c) == 0":        "a - b - c == 0",
		"(((a))) == 1.50":         "a == 1.5",
		"not (a == 1) or (b > 2)": "not (a == 1) or b > 2",
		"count(项目) == 2":          "len(项目) == 2",
	} {
		rule, ok := Read(source)
		if got := rule.String(); !ok || got != want {
			t.Errorf("%s: %v, %q; want %q", source, ok, got, want)
		}
	}
}

// TestOtherShapesStayText: what rows cannot say is not read, rather than read wrongly.
func TestOtherShapesStayText(t *testing.T) {
	for _, source := range []string{
		"a > 1 and b > 2 or c > 3",
		"all(项目, .投资 > 0)",
		"a > (b > 1 ? 2 : 3)",
		"sum(项目, .单价 * .数量) > 5",
		"sum(filter(项目, .投资 > 0), .投资) > 5",
		"abs(a - b) <= c * 0.3",
		"abs(a) <= 3",
		"a ** 2 > 4",
		"(a + b) / c + d > 1",
		"a / b / c > 1",
		"not (a > 1)",
		"not (a > 1 or b > 2) and c > 1",
		"a ?? 0 > 1",
		"a == b == c",
		"a matches \"x\"",
		"参数.上限[学段] > 1",
		"a >",
		"等级 in 其他",
		"round(a) > 1",
	} {
		if rule, ok := Read(source); ok {
			t.Errorf("%s is read as %s", source, rule)
		}
	}
}

func TestSides(t *testing.T) {
	for _, source := range []string{"男生 + 女生 - 3", "round(经费 / 在校生 * 100, 1)", "sum(项目, .投资) / len(项目)", "单价 * 数量", "0"} {
		side, ok := ReadSide(source)
		if got := side.String(); !ok || got != source {
			t.Errorf("%s: %v %q", source, ok, got)
		}
	}
	if _, ok := ReadSide("a > 1"); ok {
		t.Error("a condition is read as a number")
	}
}

// TestRowsInTheMaking: what is not chosen yet is left out, so that a half-made rule never spoils what is saved.
func TestRowsInTheMaking(t *testing.T) {
	field := func(name string) Side { return Side{Terms: []Term{{Name: name}}} }
	whole := Row{Left: field("a"), Is: AtMost, Right: Side{Terms: []Term{{Number: "１，２00．５"}}}}
	r := Rule{If: Group{Rows: []Row{{Left: field("b")}}}, Then: Group{Rows: []Row{whole, {}, {Left: field("c"), Is: Equal}, {Left: field("d"), Is: NearShare, Right: field("e")}}}}
	if got := r.String(); got != "a <= 1200.5" {
		t.Errorf("%q", got)
	}
	if !(Rule{}).IsEmpty() || (Rule{Then: Group{Rows: []Row{whole}}}).IsEmpty() {
		t.Error("emptiness")
	}
}

// FuzzRead: what is read and written reads the same again.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"a == b + 1", "not (a == 1) or b > 2", "abs(a - b) <= b * 0.3", "a in [\"x\\n\"]", "round(a / (b - -c) * 1e3, 2) > 0x1F"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		rule, ok := Read(source)
		if !ok {
			return
		}
		written := rule.String()
		again, ok := Read(written)
		if !ok || again.String() != written {
			t.Errorf("%q is written %q, which reads %v %q", source, written, ok, again)
		}
	})
}
