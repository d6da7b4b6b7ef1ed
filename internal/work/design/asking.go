package design

import (
	"context"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/period"
)

// Asking knows what schools are asked already; work/collect fulfils it through app.
type Asking interface {
	// AlreadyAsked lists the fields of a form that another live form asks of the
	// same kind of units and periods. The form itself does not count.
	AlreadyAsked(ctx context.Context, bureau string, def *form.Definition) ([]Asked, error)
}

// Sameness is why two fields are taken for the same question.
type Sameness string

// The reasons, the surest first.
const (
	SameCode Sameness = "code"
	SameName Sameness = "name"
	NearName Sameness = "near"
)

// Asked is a field that another form asks already, or that the register of units
// or an indicator holds: then Form is empty, and FormTitle says where it is held.
type Asked struct {
	Field string // key of the field in the form at hand
	By    Sameness

	Form      string // code of the other form
	FormTitle string
	Owner     string // name of the section that asks it
	Their     string // key of its field
	TheirName string
	Campaign  string // title of the campaign
	// Periods are the first and the last for which it is asked.
	Periods []period.Period
	// Held says what holds the field when no form does: "register", "indicator".
	Held  string
	Units int // how many units are asked both
	// Reuse is where the field can be filled in from; zero when it cannot.
	Reuse formdraft.Prefill
}
