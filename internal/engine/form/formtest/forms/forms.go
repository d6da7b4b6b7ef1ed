// Package forms owns the definitions of two real forms, as YAML: the monthly return on building projects and the one
// on teachers' training. Tests and the demonstration use the same.
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
)

// Source is the YAML of one of the forms.
func Source(code string) ([]byte, error) { return FS.ReadFile(code + ".yaml") }
