package account

import (
	"context"
	"net/http"

	"nianlun/internal/base/account"
	"nianlun/internal/base/calendar"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// accountShow is one's own account: who one is here, and who has signed in with it.
func (p pages) accountShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	person, err := p.people.Person(ctx, by.Bureau, by.Person)
	if err != nil {
		return err
	}
	bureau, err := p.people.Bureau(ctx, by.Bureau)
	if err != nil {
		return err
	}
	standing, err := p.accounts.Standing(ctx, by.Bureau, by.Person)
	if err != nil {
		return err
	}
	signIns, err := p.accounts.SignIns(ctx, by)
	if err != nil {
		return err
	}
	view := showView{
		Head: ui.HeadView{Title: ui.T(ctx, "account.title"), Acts: []ui.BtnView{{Words: ui.T(ctx, "account.password.title"), Href: Password, Kind: "primary"}}},
		Facts: []ui.Fact{
			{Name: ui.T(ctx, "account.name"), Words: person.Name}, {Name: ui.T(ctx, "account.login"), Words: person.Login},
			{Name: ui.T(ctx, "account.bureau"), Words: bureau.Name},
			{Name: ui.T(ctx, "account.password.changed"), Words: ui.Lang(ctx).Clock(standing.Changed.In(calendar.Zone))},
		},
	}
	if person.Phone != "" {
		view.Facts = append(view.Facts, ui.Fact{Name: ui.T(ctx, "account.phone"), Words: person.Phone})
	}
	for _, s := range signIns {
		view.SignIns = append(view.SignIns, rowOf(ctx, s))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title}, showPage(view))
}

type showView struct {
	Head    ui.HeadView
	Facts   []ui.Fact
	SignIns []signInRow
}

type signInRow struct {
	When, What, From string
	Bad              bool // a try that failed: perhaps somebody else's
}

func rowOf(ctx context.Context, s account.SignIn) signInRow {
	return signInRow{
		When: ui.Lang(ctx).Clock(s.At.In(calendar.Zone)), What: ui.T(ctx, "account.happened."+s.Verb), From: s.From,
		Bad: s.Verb != "signin.ok" && s.Verb != "account.password",
	}
}
