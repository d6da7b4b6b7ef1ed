package form_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(form.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("form.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("form.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON takes YAML over to what a schema looks at.
func asJSON(t *testing.T, source []byte) any {
	t.Helper()
	var plain any
	if err := yaml.Unmarshal(source, &plain); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(plain)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestSchemaTakesWhatParseTakes(t *testing.T) {
	s := compiled(t)
	for _, code := range []string{formtest.BuildingProgress, formtest.TeacherTraining, formtest.CampusHazards} {
		source, err := formtest.Source(code)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(asJSON(t, source)); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
	every, err := os.ReadFile("formhtml/testdata/types.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{sums, hazards, presets, string(every), canteen + "checks:\n  - {logic: 用餐人数 >= 学籍.男生数, say: 少, missing: fail}\n"} {
		parsed(t, source)
		if err := s.Validate(asJSON(t, []byte(source))); err != nil {
			t.Error(err)
		}
	}
}

// What a type must not or must be told is known to the schema as well.
func TestSchemaRefusesSettings(t *testing.T) {
	s := compiled(t)
	for _, settings := range []string{"type: period", "type: period, of: monthly", "type: phone, of: fax", "type: place, datum: BD-09", "type: calculated", "type: calculated, value: 1, required: true", "type: calculated, value: 1, prefill: last", "type: note, required: true", "type: note, default: 是", "type: calculated, value: 1, default: 1", "type: file, default: a", "type: idnumber, default: 1", "type: choice, of: {a: {name: 一}}", "type: choice, of: {a: {under: [b]}}", "type: choice, of: {a: {name: 一, under: [b], with: 1}}", "type: calculated, value: 1, missing: one"} {
		source := "form: a\ntitle: 一\nsections:\n  - title: 一\n    fields:\n      - {code: f, name: 项, " + settings + "}\n"
		if _, err := form.Parse([]byte(source), nil); err == nil {
			t.Errorf("Parse takes %s", settings)
		}
		if s.Validate(asJSON(t, []byte(source))) == nil {
			t.Errorf("the schema takes %s", settings)
		}
	}
}

func TestSchemaRefusesMistakes(t *testing.T) {
	source, err := os.ReadFile("testdata/mistakes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if compiled(t).Validate(asJSON(t, source)) == nil {
		t.Error("the schema takes a definition full of mistakes")
	}
}

// The schema lists the types and keys that the code knows.
func TestSchemaKnowsEveryType(t *testing.T) {
	var doc struct {
		Defs struct {
			Field struct {
				Properties map[string]struct {
					Enum []string `json:"enum"`
				} `json:"properties"`
			} `json:"field"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(form.Schema(), &doc); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, name := range doc.Defs.Field.Properties["type"].Enum {
		known[name] = true
	}
	for _, typ := range form.Types() {
		if !known[typ.Name()] {
			t.Errorf("the schema does not know the type %q", typ.Name())
		}
		for _, key := range typ.Settings() {
			if _, found := doc.Defs.Field.Properties[key]; !found {
				t.Errorf("the schema does not know the key %q of %q", key, typ.Name())
			}
		}
	}
	if len(known) != len(form.Types()) {
		t.Errorf("%d types in the schema, %d in the code", len(known), len(form.Types()))
	}
}
