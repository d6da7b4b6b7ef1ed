// Package formtest owns what tests of the form engine share: the conformance suite that every field type passes, and
// a short way to the definitions in formtest/forms.
//
// It never touches storage or screens, and is for tests only: a demonstration reads formtest/forms itself.
package formtest

import (
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest/forms"
)

// Forms holds the definitions, as <code>.yaml.
var Forms = forms.FS

// The codes of the forms.
const (
	BuildingProgress = forms.BuildingProgress
	TeacherTraining  = forms.TeacherTraining
	CampusHazards    = forms.CampusHazards
	SiteSafety       = forms.SiteSafety
	ProjectQuarter   = forms.ProjectQuarter
)

// Source is the YAML of one of the forms.
func Source(code string) ([]byte, error) { return forms.Source(code) }

// Load parses one of the forms.
func Load(code string) (*form.Definition, error) {
	data, err := Source(code)
	if err != nil {
		return nil, err
	}
	return form.Parse(data, nil)
}
