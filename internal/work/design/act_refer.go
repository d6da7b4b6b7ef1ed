package design

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// EditRefer changes a reference to another return of the same unit; one without a
// name is added. To is its name afterwards, by which expressions read it.
type EditRefer struct {
	Refer, To, Form string
	Period          form.When
}

// Name implements Act.
func (EditRefer) Name() string { return "refer.edit" }

// Target implements Act.
func (a EditRefer) Target() string { return referTarget(a.Refer) }

func (a EditRefer) untouched(before, now *formdraft.Draft) bool {
	return sameRefer(a.Refer, before, now)
}

func (a EditRefer) apply(b *bench) error {
	to := strings.TrimSpace(a.To)
	wrong := fault.New(fault.Invalid, "design.wrong")
	if to == "" {
		_ = wrong.With("to", "design.need.refer")
	}
	if to != a.Refer && findRefer(b.content, to) != nil {
		_ = wrong.With("to", "design.taken.refer", "name", to)
	}
	if a.Form == "" {
		_ = wrong.With("refers", "design.need.form")
	}
	if a.Form == b.content.Code && a.Period == form.SamePeriod {
		_ = wrong.With("period", "design.need.otherperiod")
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	next := formdraft.Refer{Name: to, Form: a.Form, Period: string(a.Period)}
	b.look = referTarget(to)
	if a.Refer == "" {
		b.content.Refers = append(b.content.Refers, next)
		return nil
	}
	was := findRefer(b.content, a.Refer)
	if was == nil {
		return gone()
	}
	if to != a.Refer {
		b.content.RenameRefer(a.Refer, to)
	}
	*was = next
	return nil
}

// RemoveRefer takes a reference out. What reads it stays, to be pointed at.
type RemoveRefer struct{ Refer string }

// Name implements Act.
func (RemoveRefer) Name() string { return "refer.remove" }

// Target implements Act.
func (a RemoveRefer) Target() string { return referTarget(a.Refer) }

func (a RemoveRefer) untouched(before, now *formdraft.Draft) bool {
	return sameRefer(a.Refer, before, now)
}

func (a RemoveRefer) apply(b *bench) error {
	at := slices.IndexFunc(b.content.Refers, func(r formdraft.Refer) bool { return r.Name == a.Refer })
	if at < 0 {
		return gone()
	}
	b.content.Refers = slices.Delete(b.content.Refers, at, at+1)
	b.look = "form"
	return nil
}

func findRefer(content *formdraft.Draft, name string) *formdraft.Refer {
	for i := range content.Refers {
		if content.Refers[i].Name == name {
			return &content.Refers[i]
		}
	}
	return nil
}

func sameRefer(name string, before, now *formdraft.Draft) bool {
	was, is := findRefer(before, name), findRefer(now, name)
	if was == nil || is == nil {
		return was == is
	}
	return *was == *is
}

func referTarget(name string) string { return "refer:" + name }
