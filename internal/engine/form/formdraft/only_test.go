package formdraft_test

import (
	"slices"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/form/formtest/forms"
)

// Of every form of the demo, any one field can be filled in alone, and all of them.
func TestOnly(t *testing.T) {
	for _, name := range []string{forms.BuildingProgress, forms.TeacherTraining, forms.CampusHazards, forms.SiteSafety, forms.ProjectQuarter} {
		source, err := forms.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		def, err := form.Parse(source, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		draft, err := formdraft.Read(source)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, f := range def.Fields() {
			if f.Type.Name() == "note" {
				continue
			}
			all = append(all, f.Key())
			keys := []string{f.Key()}
			if f.List != "" {
				keys = append(keys, f.List)
			}
			alone, err := form.Parse(draft.Only(keys).YAML(), nil)
			if err != nil {
				t.Errorf("%s, %s: %v", name, f.Key(), err)
				continue
			}
			if kept, found := alone.Field(f.Key()); !found || !kept.Typed() || kept.Type.Holds() != f.Type.Holds() {
				t.Errorf("%s, %s is not to be typed", name, f.Key())
			}
			if f.List != "" {
				if table, found := alone.Table(f.List); !found || len(table.Fields) > 2 {
					t.Errorf("%s: the table of %s", name, f.Key())
				}
			}
		}
		whole, err := form.Parse(draft.Only(all).YAML(), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, f := range whole.Fields() {
			all = slices.DeleteFunc(all, func(key string) bool { return key == f.Key() })
		}
		if len(all) > 0 {
			t.Errorf("%s lacks %v", name, all)
		}
		for i := range def.Sections {
			if rows := def.Sections[i].Rows; rows != nil {
				if counted, err := form.Parse(draft.Only([]string{rows.Code}).YAML(), nil); err != nil || len(counted.Fields()) != 1 {
					t.Errorf("%s: rows of %s cannot be counted: %v", name, rows.Code, err)
				}
			}
		}
	}
}
