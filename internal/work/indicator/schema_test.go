package indicator_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"nianlun/internal/work/indicator"
)

// The schema takes what Parse takes, and refuses the slips that an editor can see.
func TestSchema(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(indicator.Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("indicator.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("indicator.json")
	if err != nil {
		t.Fatal(err)
	}
	check := func(text string) error {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		return schema.Validate(value)
	}
	good := []string{
		define(), define("target: 95.5"), define("target: param.a.b"), define("units: {type: [小学, nine-year]}", "since: '2026-01-01'"),
		define("from: a / b", "where: {a: f.a, b: f.b}", "over: {units: cv, weight: b, time: last}"),
	}
	for _, text := range indicator.Defaults() {
		good = append(good, string(text))
	}
	for _, text := range good {
		if _, err := indicator.Parse([]byte(text)); err != nil {
			t.Errorf("Parse: %v\n%s", err, text)
		}
		if err := check(text); err != nil {
			t.Errorf("schema: %v\n%s", err, text)
		}
	}
	bad := []string{
		define("decimls: 2"), define("indicator: 投资"), define("better: bigger"), define("period: term"), define("decimals: 9"),
		define("over: {units: sum}"), define("over: {units: count, time: last}"), define("missing: carry"), define("where: {}"),
		define("target: 很多"), strings.Replace(define(), "owner: 计划财务科\n", "", 1),
	}
	for _, text := range bad {
		if _, err := indicator.Parse([]byte(text)); err == nil {
			t.Errorf("Parse took\n%s", text)
		}
		if check(text) == nil {
			t.Errorf("the schema took\n%s", text)
		}
	}
}
