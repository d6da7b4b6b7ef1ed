// Package formtest owns what tests of the form engine share: the conformance suite that every field type passes, and
// the definitions of two real forms, which a demonstration may use as well.
//
// It never touches storage or screens.
package formtest

import (
	"embed"

	"nianlun/internal/engine/form"
)

// Forms holds the two definitions, as forms/<code>.yaml.
//
//go:embed forms/*.yaml
var Forms embed.FS

// The codes of the forms.
const (
	BuildingProgress = "building-progress"
	TeacherTraining  = "teacher-training"
)

// Source is the YAML of one of the forms.
func Source(code string) ([]byte, error) { return Forms.ReadFile("forms/" + code + ".yaml") }

// Load parses one of the forms.
func Load(code string) (*form.Definition, error) {
	data, err := Source(code)
	if err != nil {
		return nil, err
	}
	return form.Parse(data, nil)
}
