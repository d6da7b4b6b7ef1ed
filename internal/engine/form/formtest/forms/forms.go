// Package forms owns the definitions of real forms, as YAML: the monthly returns on building projects and on teachers'
// training, the register of hazards on a campus, which has a field of nearly every type, and the return on building
// sites, which takes over what that on building projects says, and the quarter's analysis, which computes from it. Tests and the
// demonstration use the same.
//
// It holds data and nothing else.
package forms

import "embed"

// FS holds <code>.yaml.
//
//go:embed *.yaml
var FS embed.FS

// The codes of the forms.
const (
	BuildingProgress = "building-progress"
	TeacherTraining  = "teacher-training"
	CampusHazards    = "campus-hazards"
	SiteSafety       = "site-safety"     // refers to BuildingProgress
	ProjectQuarter   = "project-quarter" // computes from BuildingProgress
)

// Source is the YAML of one of the forms.
func Source(code string) ([]byte, error) { return FS.ReadFile(code + ".yaml") }
