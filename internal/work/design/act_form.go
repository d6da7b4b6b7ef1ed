package design

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// EditForm changes what stands at the head of a form. The code is that of the
// form: it stays once the form was published.
type EditForm struct {
	Code, Title, Help, Period, Basis string
	Sign                             []string
}

// Name implements Act.
func (EditForm) Name() string { return "form.edit" }

// Target implements Act.
func (EditForm) Target() string { return "form" }

func (a EditForm) untouched(before, now *formdraft.Draft) bool {
	return before.Code == now.Code && before.Title == now.Title && before.Help == now.Help && before.Period == now.Period &&
		before.Basis == now.Basis && slices.Equal(before.Sign, now.Sign)
}

func (a EditForm) apply(b *bench) error {
	title := strings.TrimSpace(a.Title)
	if title == "" {
		return fault.New(fault.Invalid, "design.wrong").With("title", "design.need.title")
	}
	code := strings.TrimSpace(a.Code)
	if code != "" && b.published == nil {
		if !validFormCode(code) {
			return fault.New(fault.Invalid, "design.wrong").With("code", "design.need.formcode")
		}
		b.content.Code = code
	}
	b.content.Title, b.content.Help, b.content.Period, b.content.Basis = title, a.Help, a.Period, a.Basis
	b.content.Sign = a.Sign
	return nil
}

// maxCode is how long a code may be, as the schema of definitions says.
const maxCode = 40

// validFormCode allows what an address can hold.
func validFormCode(code string) bool {
	return validCode(strings.ReplaceAll(code, "-", "_"))
}

func validCode(code string) bool {
	if code == "" || len(code) > maxCode || code[0] < 'a' || code[0] > 'z' {
		return false
	}
	for _, r := range code {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return true
}
