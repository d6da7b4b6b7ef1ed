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
