package access

import (
	_ "embed"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed roles.yaml
var rolesYAML []byte

// reach is how far a right goes; several may be joined.
type reach uint8

const (
	reachAll reach = 1 << iota
	reachConcerned
	reachLed
	reachOwn
)

var reachNames = map[string]reach{
	"all": reachAll, "concerned": reachConcerned, "led": reachLed, "own": reachOwn, "none": 0,
}

type right struct {
	role Role
	kind Kind
	verb Verb
}

// table is the roles' rights, read once from roles.yaml when the program starts.
var table, roleNames = mustParse(rolesYAML)

// Roles are the codes of all roles in the order in which they are offered.
func Roles() []Role {
	return []Role{Director, Deputy, Office, Section, Head, Clerk, Inspector, SysAdmin, SecAdmin, Auditor}
}

// RoleName is the role's Chinese name, as definitions (flows, forms) call it.
func RoleName(role Role) string { return roleNames[role] }

// RoleNamed finds a role by its Chinese name.
func RoleNamed(name string) (Role, bool) {
	for role, n := range roleNames {
		if n == name {
			return role, true
		}
	}
	return "", false
}

func mustParse(data []byte) (map[right]reach, map[Role]string) {
	rights, names, err := parse(data)
	if err != nil {
		panic("roles.yaml: " + err.Error())
	}
	return rights, names
}

func parse(data []byte) (map[right]reach, map[Role]string, error) {
	var roles map[Role]map[string]yaml.Node
	if err := yaml.Unmarshal(data, &roles); err != nil {
		return nil, nil, err
	}
	rights, names := map[right]reach{}, map[Role]string{}
	for role, entries := range roles {
		for kind, node := range entries {
			if kind == "name" {
				names[role] = node.Value
				continue
			}
			if err := parseVerbs(rights, role, Kind(kind), node); err != nil {
				return nil, nil, err
			}
		}
	}
	return rights, names, nil
}

func parseVerbs(rights map[right]reach, role Role, kind Kind, node yaml.Node) error {
	var verbs map[Verb]string
	if err := node.Decode(&verbs); err != nil {
		return fmt.Errorf("%s %s: %w", role, kind, err)
	}
	if !knownKinds[kind] {
		return fmt.Errorf("line %d: no kind %q", node.Line, kind)
	}
	for verb, text := range verbs {
		if !knownVerbs[verb] {
			return fmt.Errorf("line %d: no verb %q", node.Line, verb)
		}
		far, err := parseReach(text)
		if err != nil {
			return fmt.Errorf("line %d: %w", node.Line, err)
		}
		rights[right{role, kind, verb}] = far
	}
	return nil
}

func parseReach(text string) (reach, error) {
	var far reach
	for name := range strings.SplitSeq(text, "+") {
		one, ok := reachNames[name]
		if !ok {
			return 0, fmt.Errorf("no reach %q", name)
		}
		far |= one
	}
	return far, nil
}
