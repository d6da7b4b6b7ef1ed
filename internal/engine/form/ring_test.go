package form_test

import (
	"errors"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/i18n"
)

// computing is a form with a number and what it computes from others; lines are further lines of its head and fields.
func computing(code, title, refers, fields string) string {
	if refers != "" {
		refers = "refers: {" + refers + "}\n"
	}
	return "form: " + code + "\ntitle: " + title + "\nperiod: month\n" + refers + "sections:\n  - title: 一\n    fields:\n" +
		"      - {code: n, name: 人数, type: integer}\n" + fields
}

// shelf holds published forms by code.
type shelf map[string]*form.Definition

// publish puts a form onto the shelf, as it is read once it is published.
func (s shelf) publish(t *testing.T, source string) error {
	t.Helper()
	find := func(code string) (*form.Definition, bool) { def, found := s[code]; return def, found }
	if _, err := form.ParseWith([]byte(source), form.Library{Form: find}); err != nil {
		return err
	}
	def, err := form.ParseWith([]byte(source), form.Library{Form: find, Published: true})
	if err != nil {
		t.Fatal(err)
	}
	s[def.Code] = def
	return nil
}

// Forms of one period do not compute from each other, directly or through others; the forms and fields are named.
func TestFormsThatComputeFromEachOtherAreRefused(t *testing.T) {
	all := shelf{}
	for _, source := range []string{
		computing("a", "甲表", "", ""),
		computing("b", "乙表", "甲: {form: a}", "      - {code: share, name: 占比, type: calculated, value: 人数 / 甲.人数}\n"),
		computing("c", "丙表", "乙: {form: b}", "      - {code: step, name: 中间数, type: calculated, value: 乙.占比 * 2}\n"),
		computing("other", "丁表", "甲: {form: a}, 乙: {form: b}, 丙: {form: c}", "      - {code: all, name: 合计, type: calculated, value: 甲.人数 + 乙.人数 + 丙.中间数}\n"),
	} {
		if err := all.publish(t, source); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct{ refers, fields, ring string }{
		"directly":       {"乙: {form: b}", "      - {code: sum, name: 合计, type: calculated, value: 人数 + 乙.占比}\n", "甲表·合计 ← 乙表·占比；乙表·占比 ← 甲表·人数"},
		"through others": {"丙: {form: c}", "      - {code: sum, name: 合计, type: calculated, value: 丙.中间数}\n", "甲表·合计 ← 丙表·中间数；丙表·中间数 ← 乙表·占比；乙表·占比 ← 甲表·人数"},
		"a typed number": {"乙: {form: b}", "      - {code: sum, name: 合计, type: calculated, value: 乙.人数}\n", "甲表·合计 ← 乙表·人数；乙表·占比 ← 甲表·人数"},
	} {
		err := all.publish(t, computing("a", "甲表", c.refers, c.fields))
		var problems yamldoc.Problems
		if !errors.As(err, &problems) || len(problems) != 1 || problems[0].Code != form.Ring || problems[0].Params["ring"] != c.ring || problems[0].Line != 9 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, text := range []i18n.Lang{i18n.Chinese, i18n.English} {
			var args []any
			for key, value := range problems[0].Params {
				args = append(args, key, value)
			}
			if said := text.T(problems[0].Key(), args...); !strings.Contains(said, c.ring) || strings.Contains(said, "{") {
				t.Errorf("%s: %s", name, said)
			}
		}
	}
	for name, source := range map[string]string{
		"the period before": computing("a", "甲表", "乙: {form: b, period: last}", "      - {code: sum, name: 合计, type: calculated, value: 人数 + 乙.占比}\n"),
		"a year ago":        computing("a", "甲表", "乙: {form: b, period: year-ago}", "      - {code: sum, name: 合计, type: calculated, value: 人数 + 乙.占比}\n"),
		"a check":           computing("a", "甲表", "乙: {form: b}", "") + "checks:\n  - {id: x, logic: 人数 >= 乙.占比, say: 少了}\n",
		"one way":           computing("e", "戊表", "丙: {form: c}", "      - {code: sum, name: 合计, type: calculated, value: 丙.中间数}\n"),
	} {
		if err := (shelf{"a": all["a"], "b": all["b"], "c": all["c"]}).publish(t, source); err != nil {
			t.Errorf("%s is refused: %v", name, err)
		}
	}
	// What was published before stays readable.
	ring := computing("a", "甲表", "乙: {form: b}", "      - {code: sum, name: 合计, type: calculated, value: 乙.人数}\n")
	if _, err := form.ParseWith([]byte(ring), form.Library{Published: true, Form: func(code string) (*form.Definition, bool) { return all[code], true }}); err != nil {
		t.Error(err)
	}
}
