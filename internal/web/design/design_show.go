package design

import (
	"net/http"

	"nianlun/internal/base/codelist"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/work/design"
)

// designShow is the designer: the form as a list, what was chosen of it, and the
// form as a school will see it.
func (p pages) designShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	o, err := p.forms.Open(ctx, door.By(ctx), r.PathValue("draft"))
	if err != nil {
		return err
	}
	return p.showDesign(w, r, shown{Open: o, At: targetOf(door.Query(r).Text("at"))})
}

// shown is a draft to show; after an attempt with what was typed and why it was
// refused.
type shown struct {
	design.Open
	At    target
	Typed design.Act
	Wrong error
	Again []design.Asked
	Forms []design.Line
	Lists []codelist.Version // of the bureau, that fields may take
	// Outcomes are what the expressions of what is looked at come to.
	Outcomes []design.Outcome
}

func (p pages) showDesign(w http.ResponseWriter, r *http.Request, s shown) error {
	ctx := r.Context()
	var err error
	if s.Again, err = p.forms.Again(ctx, door.By(ctx), s.Open); err != nil {
		return err
	}
	if s.Forms, err = p.forms.List(ctx, door.By(ctx)); err != nil {
		return err
	}
	if s.Lists, err = p.forms.OfferedLists(ctx, door.By(ctx)); err != nil {
		return err
	}
	if s.Outcomes, err = p.forms.Outcomes(ctx, s.Open, expressionsAt(s.Content, s.At.in(s.Content))); err != nil {
		return err
	}
	view := viewOfDesign(ctx, s)
	status := http.StatusOK
	if s.Wrong != nil {
		status = door.Status(fault.KindOf(s.Wrong))
	}
	door.MayFrame(w)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, designPage(view))
}
