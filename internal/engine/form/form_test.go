package form_test

import (
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
)

func load(t *testing.T, code string) *form.Definition {
	t.Helper()
	def, err := formtest.Load(code)
	if err != nil {
		t.Fatalf("%s:\n%v", code, err)
	}
	return def
}

func TestFormsParse(t *testing.T) {
	for _, code := range []string{formtest.BuildingProgress, formtest.TeacherTraining, formtest.CampusHazards} {
		def := load(t, code)
		if def.Code != code || len(def.Fields()) < 14 || len(def.Checks) < 3 {
			t.Errorf("%s: %d fields, %d checks", def.Code, len(def.Fields()), len(def.Checks))
		}
	}
}
