package indicator_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/indicator"
)

// Every mistake is told with its place.
func TestMistakes(t *testing.T) {
	cases := []struct {
		name string
		text string
		want string // line:column code
	}{
		{"a wrong key", define("decimls: 2"), `12:1 unknown_key`},
		{"a key twice", define() + "name: 又\n", `12:1 duplicate_key`},
		{"no owner", strings.Replace(define(), "owner: 计划财务科\n", "", 1), `1:1 missing_key`},
		{"a bad code", define("indicator: 投资"), `1:12 indicator_code`},
		{"no reference", define("from: 本年完成投资"), `8:7 indicator_reference`},
		{"an expression without names", define("from: f.a / f.b"), `8:7 indicator_reference`},
		{"an unknown name", define("from: a / c", "where: {a: f.a, b: f.b}"), `8:11 expr.unknown_name`},
		{"a formula cut off", define("from: a /", "where: {a: f.a}"), `expr.unfinished`},
		{"not a number", define("from: a > 1", "where: {a: f.a}"), `expr.wrong_type`},
		{"a name not used", define("from: a * 2", "where: {a: f.a, b: f.b}"), `indicator_unused`},
		{"no names", define("from: a * 2", "where: {}"), `indicator_operands`},
		{"an unknown rule", define("missing: carry"), `10:10 unknown_word`},
		{"carry and add", define("over: {units: sum, time: sum}"), `10:10 indicator_carry`},
		{"cv without weight", define("over: {units: cv, time: last}"), `indicator_weight`},
		{"a weight that weighs nothing", define("over: {units: sum, weight: spent, time: last}"), `indicator_noweight`},
		{"a weight unknown", define("over: {units: mean, weight: 人数, time: last}"), `unknown_word`},
		{"a day that is none", define("since: 2026-02-30"), `12:8 indicator_date`},
		{"too many decimals", define("decimals: 9"), `5:11 indicator_decimals`},
		{"an unknown type", define("units: {type: 大学}"), `12:15 unknown_word`},
		{"a target that is no number", define("target: 很多"), `12:9 not_number`},
		{"terms", define("period: term"), `7:9 unknown_word`},
		{"no YAML", "a: [", `bad_yaml`},
		{"nothing", "", `not_mapping`},
		{"an alias", "indicator: &a x\nname: *a\n", `no_aliases`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := indicator.Parse([]byte(c.text))
			var problems yamldoc.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("no problem found: %v", err)
			}
			for _, field := range fault.As(publishFault(t, c.text)).Fields {
				if words := i18n.Msg(field.Key, field.Args...).In(i18n.Chinese); strings.Contains(words, "definition.") || strings.Contains(words, "{") {
					t.Errorf("no words for it: %s", words)
				}
			}
			var got []string
			for _, p := range problems {
				got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
			}
			if !strings.Contains(strings.Join(got, "\n"), c.want) {
				t.Errorf("want %s, got %v", c.want, got)
			}
		})
	}
}

func publishFault(t *testing.T, text string) error {
	t.Helper()
	_, err := newDesk(t, schools(1)).Publish(context.Background(), finance, []byte(text))
	return err
}

func TestParse(t *testing.T) {
	d, err := indicator.Parse([]byte(define("units: {type: [小学, nine-year]}", "target: param.class.size.primary", "since: 2026-01-01", "base: last year")))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%s %s %s %s %s %s", d.Code, d.Types, d.Target.Parameter, d.Since, d.Base, d.Operands)
	if want := "x [primary nine-year] class.size.primary 2026-01-01 last year [{spent free spent}]"; got != want {
		t.Errorf("got %s", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range indicator.Defaults() {
		f.Add(string(text))
	}
	f.Add(define("from: a / c", "where: {a: f.a, b: f.b}"))
	f.Fuzz(func(t *testing.T, text string) {
		d, err := indicator.Parse([]byte(text))
		if err == nil && (d.Code == "" || len(d.Operands) == 0 || d.Missing == "" || d.Over.Units == "") {
			t.Errorf("taken without a mistake: %+v", d)
		}
	})
}

func TestRefs(t *testing.T) {
	for _, text := range []string{"building-spend@1:2026-08:all", "x@12:2025-2026:unit:0198-ab", "x@1:2026-H1:type:primary"} {
		ref, ok := indicator.ParseRef(text)
		if !ok || ref.String() != text {
			t.Errorf("%s came back as %s, %v", text, ref, ok)
		}
	}
	for _, text := range []string{"", "x", "x@1", "x@1:2026-08", "x@0:2026-08:all", "x@01:2026-08:all", "x@1:2026-8:all", "x@1:2026-08:", "x@1:2026-08:zone:1", "X@1:2026-08:all", "x@1:2026-08:type:moon"} {
		if ref, ok := indicator.ParseRef(text); ok {
			t.Errorf("%q was taken as %s", text, ref)
		}
	}
}
