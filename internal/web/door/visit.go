package door

import (
	"context"
	"net/netip"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/ui"
)

// visit is what the door knows of one request. The middlewares fill it in; it
// travels in the context.
type visit struct {
	door  *Door
	id    string
	from  netip.Addr
	theme ui.Theme
	actor access.Actor
	posts []Post
	year  int
	// bureaus can be reached here; bureau is the session's, or the only one, or none.
	bureaus []Bureau
	bureau  Bureau
	must    bool   // the person changes the password before anything else
	ended   string // why the session has just been ended, for the page of sign-in
	code    string // of the fault that was answered, for the log
	err     error  // what caused it, for the log only
}

type visitKey struct{}

func withVisit(ctx context.Context, v *visit) context.Context {
	return context.WithValue(ctx, visitKey{}, v)
}

func visitOf(ctx context.Context) *visit {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// Actor is who acts, in the post in force; false when nobody has signed in.
func Actor(ctx context.Context) (access.Actor, bool) {
	v := visitOf(ctx)
	return v.actor, v.actor.Person != ""
}

// By is Actor for routes that are not public. Where nobody has signed in it is
// the zero actor, who may do nothing.
func By(ctx context.Context) access.Actor { return visitOf(ctx).actor }

// Lang is the language of the person.
func Lang(ctx context.Context) i18n.Lang { return ui.Lang(ctx) }

// Year is the year that the person looks at.
func Year(ctx context.Context) int { return visitOf(ctx).year }

// RequestID is the number that stands in the log and on error pages.
func RequestID(ctx context.Context) string { return visitOf(ctx).id }

// From is the address that the request came from.
func From(ctx context.Context) netip.Addr { return visitOf(ctx).from }
