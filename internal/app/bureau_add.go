package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// NewBureau is a bureau to be made, with the first people who can sign in to it.
type NewBureau struct {
	Code, Name        string // GB/T 2260; the bureau's full name
	Admin, AdminName  string // login and name of the system administrator
	Office, OfficeMan string // the same of the office; "" makes none
}

// FirstLogin is an account made with a bureau. Its password must be changed at the
// first sign-in.
type FirstLogin struct {
	Login, Name, Password string
	Role                  access.Role
}

// AddBureau makes a bureau: its own unit, which is the top of its tree, and the
// people who do the rest in the browser. Faults: invalid with the wrong fields;
// org.taken.
func (a *App) AddBureau(ctx context.Context, in NewBureau) (org.Bureau, []FirstLogin, error) {
	if !org.IsRegion(in.Code) {
		return org.Bureau{}, nil, fault.New(fault.Invalid, "invalid", "n", 1).With("code", "fault.org.bureaucode")
	}
	bureau := org.Bureau{ID: id.New(), Code: in.Code, Name: in.Name}
	by := access.System(bureau.ID)
	var made []FirstLogin
	err := a.InTx(ctx, func(ctx context.Context) error {
		if _, err := a.Org.AddBureau(ctx, by, bureau); err != nil {
			return err
		}
		top, err := a.Org.AddUnit(ctx, by, org.Unit{Code: in.Code, Name: in.Name, Type: org.BureauUnit})
		if err != nil {
			return err
		}
		admin, err := a.addFirst(ctx, by, top.ID, access.SysAdmin, in.Admin, in.AdminName)
		if err != nil {
			return err
		}
		made = append(made, admin)
		if in.Office == "" {
			return nil
		}
		section, err := a.Org.AddUnit(ctx, by, org.Unit{Name: access.RoleName(access.Office), Type: org.Section, Parents: []org.Parent{{Unit: top.ID}}})
		if err != nil {
			return err
		}
		office, err := a.addFirst(ctx, by, section.ID, access.Office, in.Office, in.OfficeMan)
		made = append(made, office)
		return err
	})
	return bureau, made, err
}

func (a *App) addFirst(ctx context.Context, by access.Actor, unit string, role access.Role, login, name string) (FirstLogin, error) {
	person, err := a.Org.AddPerson(ctx, by, org.Person{Name: name, Login: login, Active: true})
	if err != nil {
		return FirstLogin{}, err
	}
	post := org.Post{Person: person.ID, Unit: unit, Role: role, From: period.DateOf(a.config.Now())}
	if _, err := a.Org.AddPosts(ctx, by, []org.Post{post}); err != nil {
		return FirstLogin{}, err
	}
	secret, err := firstPassword()
	if err != nil {
		return FirstLogin{}, err
	}
	return FirstLogin{Login: person.Login, Name: name, Password: secret, Role: role}, a.Accounts.SetPassword(ctx, by, person.ID, secret)
}

// legible leaves out what is misread on paper or a telephone: 0 and O, 1, l and I.
const legible = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"

// firstPassword is sixteen random characters in four groups. It always has what
// the rules for passwords ask for.
func firstPassword() (string, error) {
	text := make([]byte, 0, 20)
	for i := range 16 {
		if i > 0 && i%4 == 0 {
			text = append(text, '-')
		}
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(legible))))
		if err != nil {
			return "", fmt.Errorf("make a password: %w", err)
		}
		text = append(text, legible[n.Int64()])
	}
	// Chance may leave a kind out: the last group then says so in fixed places.
	text[16], text[17], text[18] = 'n', 'N', '7'
	return string(text), nil
}
