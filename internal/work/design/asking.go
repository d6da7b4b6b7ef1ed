package design

import (
	"context"

	"nianlun/internal/engine/form"
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

// Asked is a field that another form asks already.
type Asked struct {
	Field string // key of the field in the form at hand
	By    Sameness

	Form      string // code of the other form
	FormTitle string
	Owner     string // name of the section that asks it
	Their     string // key of its field
	TheirName string
	Campaign  string // title of the campaign
	Periods   string // for people: 2026 年 1 月至 12 月
	Units     int    // how many units are asked both
}
