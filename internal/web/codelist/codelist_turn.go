package codelist

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/base/codelist"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// codelistClose withdraws a list.
func (p pages) codelistClose(w http.ResponseWriter, r *http.Request) error {
	return p.turn(w, r, p.lists.Close, "codelist.closed")
}

// codelistReopen lets fields take it again.
func (p pages) codelistReopen(w http.ResponseWriter, r *http.Request) error {
	return p.turn(w, r, p.lists.Reopen, "codelist.reopened")
}

type turning func(ctx context.Context, by access.Actor, code string, base int, reason string) (codelist.List, error)

func (p pages) turn(w http.ResponseWriter, r *http.Request, act turning, done string) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	base, _ := values.Int("revision")
	l, err := act(ctx, door.By(ctx), r.PathValue("list"), base, values.Text("reason"))
	if err != nil && fault.KindOf(err) == fault.Invalid {
		return p.show(w, r, values.Text("reason"), err)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, done, "name", l.Name))
	return door.Redirect(w, r, codelistPath(l.Code))
}
