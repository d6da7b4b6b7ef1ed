package formdraft

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"nianlun/internal/engine/form"
)

// node is a place in the schema.
type node struct {
	Properties map[string]node `json:"properties"`
	Ref        string          `json:"$ref"`
	AnyOf      []node          `json:"anyOf"`
	OneOf      []node          `json:"oneOf"`
	Additional json.RawMessage `json:"additionalProperties"`
	raw        json.RawMessage
}

func (n *node) UnmarshalJSON(data []byte) error {
	n.raw = data
	if data[0] != '{' { // true or false
		return nil
	}
	type plain node
	p := plain(*n)
	err := json.Unmarshal(data, &p)
	*n = node(p)
	return err
}

// Whatever the schema lets an author write, a draft can hold; and nothing else.
func TestDraftKnowsTheSchema(t *testing.T) {
	var schema struct {
		node
		Defs map[string]node `json:"$defs"`
	}
	if err := json.Unmarshal(form.Schema(), &schema.node); err != nil {
		t.Fatal(err)
	}
	var defs struct {
		Defs map[string]node `json:"$defs"`
	}
	if err := json.Unmarshal(form.Schema(), &defs); err != nil {
		t.Fatal(err)
	}
	known := map[string][]string{"": formKeys, "section": sectionKeys, "rows": rowsKeys, "field": fieldKeys, "check": checkKeys, "refer": referKeys, "codelist": listKeys, "prefill": nil}
	places := map[string]node{"": schema.node}
	maps.Copy(places, defs.Defs)
	for name, keys := range known {
		if keys == nil {
			continue
		}
		properties := places[name].Properties
		for key := range properties {
			if !slices.Contains(keys, key) && len(properties[key].raw) > 5 {
				t.Errorf("%q: a draft does not know the key %q of the schema", name, key)
			}
		}
		for _, key := range keys {
			if _, found := properties[key]; !found {
				t.Errorf("%q: the schema does not know the key %q of a draft", name, key)
			}
		}
	}
	nested(t, "prefill", places["prefill"], prefillKeys)
	nested(t, "check.mend", places["check"].Properties["mend"], mendKeys)
	for name, place := range defs.Defs {
		if _, found := known[name]; !found && len(place.Properties) > 0 && !slices.Contains([]string{"option"}, name) {
			t.Errorf("a draft does not know %q of the schema", name)
		}
	}
}

// nested compares the keys of a mapping within a key, in whichever of its shapes is a mapping.
func nested(t *testing.T, name string, n node, keys []string) {
	t.Helper()
	properties := map[string]node{}
	for _, shape := range append([]node{n}, append(n.AnyOf, n.OneOf...)...) {
		maps.Copy(properties, shape.Properties)
	}
	for key := range properties {
		if !slices.Contains(keys, key) {
			t.Errorf("%s: a draft does not know the key %q of the schema", name, key)
		}
	}
}
