package expr

import "testing"

// letters is a grid in which every name stands in a cell of its own name.
type letters struct{}

func (letters) Value(list, code string) (string, bool)  { return list + code, code != "nowhere" }
func (letters) Filled(list, code string) (string, bool) { return "FILLED(" + list + code + ")", true }
func (letters) Sum(list, code string) (string, bool)    { return "SUM(" + list + code + ")", true }
func (letters) Count(list string) (string, bool)        { return "COUNT(" + list + ")", true }
func (letters) Before(code string) (string, bool)       { return "BEFORE(" + code + ")", true }

func TestFormula(t *testing.T) {
	columns := NewScope()
	columns.Declare("n", Type{Kind: Number})
	scope := NewScope()
	for _, name := range []string{"a", "b", "nowhere"} {
		scope.Declare(name, Type{Kind: Number})
	}
	scope.Declare("kind", Type{Kind: Text, Options: []Option{{Code: "x", Name: `甲"类`}}})
	scope.Declare("from", Type{Kind: Date})
	scope.Declare("at", Type{Kind: Text, Shape: &Shape{Name: "time", Read: func(text string) (string, bool) { return text, true }}})
	scope.Declare("list", Rows(columns), "表")
	scope.Declare("previous", Type{Kind: Row, Members: scope}, "上期")
	scope.Declare("other", Type{Kind: Row, Members: columns})
	for source, want := range map[string]string{
		"a == b + 1":                           "(ROUND(a-(b+1),9)=0)",
		"not (a < b) and a != 2.5":             "AND(NOT((ROUND(a-b,9)<0)),NOT((ROUND(a-2.5,9)=0)))",
		"kind == \"x\"":                        `EXACT(kind,"甲""类")`,
		"kind in [\"甲\\\"类\"]":                 `OR(EXACT(kind,"甲""类"))`,
		"filled(a) or empty(b)":                "OR(FILLED(a),NOT(FILLED(b)))",
		"sum(list, .n) >= count(list) * -上期.a": "(ROUND(SUM(listn)-(COUNT(list)*(-BEFORE(a))),9)>=0)",
		"all(list, .n > a)":                    "(ROUND(listn-a,9)>0)",
		"max(a, b) <= round(a / 3, 1)":         "(ROUND(MAX(a,b)-ROUND((a/3),1),9)<=0)",
		`from >= "2026-09-01"`:                 "(ROUND(from-DATE(2026,9,1),9)>=0)",
		// No words for these: times of day, a cell that is nowhere, another form, a sum of products, rows within more, the rest of a division.
		`at < "09:30"`:                "",
		`at == at`:                    "",
		`at in ["09:30"]`:             "",
		"nowhere > 1":                 "",
		"other.n > 1":                 "",
		"sum(list, .n * 2) > 1":       "",
		"a > 1 and all(list, .n > 1)": "",
		"count(list, .n > 1) == 1":    "",
		"a % 2 == 0":                  "",
		"(a ?? 0) > 1":                "",
	} {
		p, err := Compile(source, scope, Bool)
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		got, ok := p.Formula(letters{})
		if ok != (want != "") || ok && got != want {
			t.Errorf("%s: %q %v, want %q", source, got, ok, want)
		}
	}
}
