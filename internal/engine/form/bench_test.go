package form_test

import (
	"fmt"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
)

// rowsOf is a return with so many projects.
func rowsOf(count int) form.Raw {
	raw := building()
	for i := range count {
		key := fmt.Sprintf("r%d", i+1)
		for code, text := range map[string]string{"name": "项目 " + key, "phase": "main", "area": "1,200.5", "plan": "300", "paid": "120.25", "due": "2027年1月1日"} {
			raw[form.CellPath("list", key, code)] = text
		}
	}
	return raw
}

// BenchmarkDecode reads a table of 1,000 rows and five columns, two of which are computed: 5,000 cells, and as many
// typed ones where nothing is.
func BenchmarkDecode(b *testing.B) {
	columns := map[string]string{
		"typed":    "{code: d, name: 丁, type: decimal}, {code: e, name: 戊, type: decimal}",
		"computed": "{code: d, name: 丁, type: calculated, value: 甲 * 乙}, {code: e, name: 戊, type: calculated, value: 丁 + 丙}",
		"codes":    "{code: d, name: 丁, type: idnumber}, {code: e, name: 戊, type: phone}",
	}
	for name, more := range columns {
		def, err := form.Parse([]byte("form: a\ntitle: 一\nsections:\n  - title: 一\n    rows: {code: list, name: 行, max: 1000}\n    fields: [{code: a, name: 甲, type: integer}, "+
			"{code: b, name: 乙, type: decimal}, {code: c, name: 丙, type: decimal}, "+more+"]\n"), nil)
		if err != nil {
			b.Fatal(err)
		}
		texts := map[string]string{"a": "12", "b": "3.25", "c": "1,234.5", "d": "7", "e": "8"}
		if name == "codes" {
			texts["d"], texts["e"] = "11010519491231002X", "0571-82345678"
		}
		raw := form.Raw{}
		for i := range 1000 {
			for code, text := range texts {
				raw[form.CellPath("list", fmt.Sprintf("r%d", i+1), code)] = text
			}
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, issues := form.Decode(def, raw); len(issues) > 0 {
					b.Fatal(issues[0])
				}
			}
		})
	}
}

func BenchmarkDecodeAndCheck(b *testing.B) {
	def, err := formtest.Load(formtest.BuildingProgress)
	if err != nil {
		b.Fatal(err)
	}
	for _, count := range []int{20, 200, 2000} {
		raw := rowsOf(count)
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				values, _ := form.Decode(def, raw)
				form.Complete(def, values)
				form.Check(def, values, form.Context{Previous: &values})
			}
		})
	}
}
