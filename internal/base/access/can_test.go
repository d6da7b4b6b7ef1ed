package access

import (
	"fmt"
	"strings"
	"testing"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/goldentest"
)

// The golden table lists every role × verb × kind for four things, so that a
// change of roles.yaml shows itself line by line to whoever reviews it.
func TestEveryRoleVerbKind(t *testing.T) {
	var out strings.Builder
	for _, role := range Roles() {
		by := Actor{Bureau: "b", Person: "me", Post: Post{Unit: "mine", Role: role}, Door: Screen}
		for _, kind := range Kinds() {
			for _, verb := range Verbs() {
				if line := reachLine(by, verb, kind); line != "" {
					fmt.Fprintf(&out, "%s %s %s: %s\n", role, verb, kind, line)
				}
			}
		}
	}
	goldentest.Same(t, "testdata/rights.golden", out.String())
}

func things(kind Kind) map[string]Thing {
	return map[string]Thing{
		"own":       {Bureau: "b", Kind: kind, Unit: "mine"},
		"concerned": {Bureau: "b", Kind: kind, Unit: "theirs", Concerned: []string{"x", "mine"}},
		"led":       {Bureau: "b", Kind: kind, Unit: "theirs", Leader: "me"},
		"foreign":   {Bureau: "b", Kind: kind, Unit: "theirs", Concerned: []string{"x"}, Leader: "you"},
	}
}

func reachLine(by Actor, verb Verb, kind Kind) string {
	var parts []string
	for _, name := range []string{"own", "concerned", "led", "foreign"} {
		if Can(by, verb, things(kind)[name]) == Allowed {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, " ")
}

// Scope must never say anything else than Can.
func TestScopeAgreesWithCan(t *testing.T) {
	for _, role := range Roles() {
		by := Actor{Bureau: "b", Person: "me", Post: Post{Unit: "mine", Role: role}, Door: API}
		for _, kind := range Kinds() {
			for _, verb := range Verbs() {
				for name, thing := range things(kind) {
					if (Can(by, verb, thing) == Allowed) != Scope(by, verb, kind).Has(thing) {
						t.Errorf("%s %s %s %s: Can and Scope differ", role, verb, kind, name)
					}
				}
			}
		}
	}
}

func TestAnotherBureauIsHidden(t *testing.T) {
	for _, role := range Roles() {
		by := Actor{Bureau: "b", Person: "me", Post: Post{Unit: "mine", Role: role}, Door: Screen}
		for _, kind := range Kinds() {
			thing := Thing{Bureau: "other", Kind: kind, Unit: "mine", Concerned: []string{"mine"}, Leader: "me"}
			if got := Can(by, Read, thing); got != Hidden {
				t.Errorf("%s may %v a %s of another bureau", role, got, kind)
			}
		}
	}
}

func TestCheckTellsRefusedFromHidden(t *testing.T) {
	section := Actor{Bureau: "b", Post: Post{Unit: "mine", Role: Section}, Door: Screen}
	foreign := Thing{Bureau: "b", Kind: Return, Unit: "school", Concerned: []string{"other"}}
	if err := Check(section, Review, foreign); fault.KindOf(err) != fault.Denied {
		t.Errorf("a section that reads all returns must be told that it may not review this one: %v", err)
	}
	clerk := Actor{Bureau: "b", Post: Post{Unit: "mine", Role: Clerk}, Door: Screen}
	if err := Check(clerk, Fill, foreign); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a foreign school's return must look as if it did not exist: %v", err)
	}
	if err := Check(clerk, Fill, Thing{Bureau: "b", Kind: Return, Unit: "mine"}); err != nil {
		t.Errorf("own return: %v", err)
	}
}

func TestAdministratorsSeeNoBusiness(t *testing.T) {
	for _, role := range []Role{SysAdmin, SecAdmin, Auditor} {
		by := Actor{Bureau: "b", Person: "me", Post: Post{Unit: "mine", Role: role}, Door: Screen}
		for _, kind := range []Kind{Plan, Task, Campaign, Return, Indicator, Document} {
			if Scope(by, Read, kind).Empty() {
				continue
			}
			t.Errorf("%s reads %s", role, kind)
		}
	}
}

func TestBadTablesAreRefused(t *testing.T) {
	for _, text := range []string{"x: {plan: {read: everywhere}}", "x: {plan: {fly: all}}", "x: {moon: {read: all}}", "x: {plan: all}", "- x"} {
		if _, _, err := parse([]byte(text)); err == nil {
			t.Errorf("%q passed", text)
		}
	}
}

func TestRoleNames(t *testing.T) {
	for _, role := range Roles() {
		back, ok := RoleNamed(RoleName(role))
		if !ok || back != role {
			t.Errorf("%s has no name that leads back", role)
		}
	}
	if _, ok := RoleNamed("校医"); ok {
		t.Error("an unknown name found a role")
	}
}
