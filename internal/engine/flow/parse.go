package flow

import (
	"errors"
	"slices"
	"sort"
	"strconv"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
)

// The codes of problems in a flow's definition, beside those of yamldoc. Each has the key "form.definition.<code>".
const (
	BadWord         = "flow_bad_code"     // text
	NoSuchState     = "flow_no_state"     // name, suggest, known
	NoSuchAction    = "flow_no_action"    // name, suggest, known
	Unreachable     = "flow_unreachable"  // name: no action leads here
	DeadEnd         = "flow_dead_end"     // name: no action leads away and the state is not done
	NoStates        = "flow_no_states"    //
	BadDuration     = "flow_bad_duration" // text
	BadReminder     = "flow_bad_reminder" // text
	BadCheck        = "flow_bad_check"    // text, known
	BadNot          = "flow_bad_not"      // text
	expressionCodes = "expr."             // prefix of the codes of expr.Error
	actorOf         = "actor of "         // who and not: actor of submit
)

// Vocabulary is what a flow may speak of.
type Vocabulary struct {
	// Roles are the role names; empty takes any.
	Roles []string
	// Facts are the names that guards may use; nil has none.
	Facts *expr.Scope
}

// Parse reads a flow. The error is a yamldoc.Problems with every mistake.
func Parse(data []byte, words Vocabulary) (*Machine, error) {
	doc, root := yamldoc.Read(data)
	p := &parser{words: words, machine: &Machine{}}
	p.flow(root)
	if err := doc.Err(); err != nil {
		return nil, err
	}
	return p.machine, nil
}

// ParseNode reads a flow that is part of another definition, such as a ledger's. Problems are gathered in the
// definition that the node belongs to; the machine is of use only when there are none.
func ParseNode(node yamldoc.Node, words Vocabulary) *Machine {
	p := &parser{words: words, machine: &Machine{}}
	p.flow(node)
	return p.machine
}

type parser struct {
	words   Vocabulary
	machine *Machine
	states  []string
	actions []string
}

func (p *parser) flow(root yamldoc.Node) {
	m := root.Map("flow", "title", "states", "actions", "late")
	if !m.Here() {
		return
	}
	p.machine.Code = m.At("flow").Text()
	p.machine.Title = m.At("title").Text()
	states, actions := m.Need("states").Map(), m.Need("actions").Map()
	for _, e := range states.Entries() {
		p.states = append(p.states, e.Name)
	}
	for _, e := range actions.Entries() {
		p.actions = append(p.actions, e.Name)
	}
	for _, e := range states.Entries() {
		p.state(e)
	}
	for _, e := range actions.Entries() {
		p.action(e)
	}
	p.late(m.At("late"))
	if len(p.states) == 0 {
		m.Report(NoStates)
		return
	}
	p.connected(states)
}

func (p *parser) code(key yamldoc.Node) string {
	code := key.Text()
	ok := code != "" && len(code) <= 40
	for _, r := range code {
		ok = ok && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	}
	if !ok {
		key.Report(BadWord, "text", code)
	}
	return code
}

func (p *parser) state(e yamldoc.Entry) {
	m := e.Value.Map("name", "group", "edit", "within")
	s := State{Code: p.code(e.Key), Name: m.Need("name").Text()}
	s.Group = Group(m.Need("group").OneOf(string(Todo), string(Doing), string(Done)))
	s.Edit = p.roles(m.At("edit"))
	if m.Has("within") {
		d := p.duration(m.At("within"))
		s.Within = &d
	}
	p.machine.States = append(p.machine.States, s)
}

func (p *parser) action(e yamldoc.Entry) {
	m := e.Value.Map("name", "from", "to", "who", "not", "when", "sign", "reason", "check", "evidence", "form", "due")
	a := Action{Code: p.code(e.Key), Name: e.Name}
	if m.Has("name") {
		a.Name = m.At("name").Text()
	}
	for _, from := range m.Need("from").OneOrMany() {
		a.From = append(a.From, p.known(from, from.Text(), p.states, NoSuchState))
	}
	if to := m.Need("to"); to.Here() {
		a.To = p.known(to, to.Text(), p.states, NoSuchState)
	}
	p.who(m, &a)
	a.Needs = Needs{Sign: m.At("sign").Text(), Evidence: m.At("evidence").Text(), Form: m.At("form").Text(), Due: m.At("due").Text()}
	a.Needs.Reason = Reason(m.At("reason").OneOf(string(ReasonText), string(ReasonCells)))
	a.Needs.Checks = p.checks(m.At("check"))
	p.guard(m.At("when"), &a)
	p.machine.Actions = append(p.machine.Actions, a)
}

// who reads roles or "actor of <action>", and the exclusion.
func (p *parser) who(m yamldoc.Map, a *Action) {
	who := m.Need("who")
	if of, found := strings.CutPrefix(m.Peek("who"), actorOf); found {
		a.ActorOf = p.known(who, strings.TrimSpace(of), p.actions, NoSuchAction)
	} else {
		a.Who = p.roles(who)
	}
	not := m.At("not")
	if !not.Here() {
		return
	}
	of, found := strings.CutPrefix(not.Text(), actorOf)
	if !found {
		not.Report(BadNot, "text", not.Text())
		return
	}
	a.NotActor = p.known(not, strings.TrimSpace(of), p.actions, NoSuchAction)
}

func (p *parser) known(at yamldoc.Node, name string, words []string, code string) string {
	if !slices.Contains(words, name) {
		at.Report(code, "name", name, "suggest", nearest.Word(name, words), "known", strings.Join(words, "、"))
	}
	return name
}

func (p *parser) roles(n yamldoc.Node) []string {
	roles := []string{}
	for _, member := range n.OneOrMany() {
		role := member.Text()
		if len(p.words.Roles) > 0 && role != "" {
			member.OneOf(p.words.Roles...)
		}
		roles = append(roles, role)
	}
	return roles
}

// checks reads "passes(logic) and explained(experience)".
func (p *parser) checks(n yamldoc.Node) []Requirement {
	if !n.Here() {
		return nil
	}
	var out []Requirement
	for _, part := range strings.Split(n.Text(), " and ") {
		at := slices.IndexFunc(Requirements(), func(r Requirement) bool { return r.String() == strings.TrimSpace(part) })
		if at < 0 {
			var known []string
			for _, r := range Requirements() {
				known = append(known, r.String())
			}
			n.Report(BadCheck, "text", strings.TrimSpace(part), "known", strings.Join(known, "、"))
			continue
		}
		out = append(out, Requirements()[at])
	}
	return out
}

func (p *parser) guard(n yamldoc.Node, a *Action) {
	if !n.Here() {
		return
	}
	a.When = n.Text()
	guard, err := expr.Compile(a.When, p.words.Facts, expr.Bool)
	var e *expr.Error
	if errors.As(err, &e) {
		args := []any{"expression", a.When}
		for _, name := range sortedNames(e.Params) {
			args = append(args, name, e.Params[name])
		}
		n.ReportAt(e.Offset, expressionCodes+e.Code, args...)
		return
	}
	a.guard = guard
}

func sortedNames(m map[string]string) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// duration reads "3 工作日", "3 天" or "param.<name>".
func (p *parser) duration(n yamldoc.Node) Duration {
	d, ok := readDuration(n.Text())
	if !ok {
		n.Report(BadDuration, "text", n.Text())
	}
	return d
}

func readDuration(text string) (Duration, bool) {
	if name, found := strings.CutPrefix(text, "param."); found {
		return Duration{Param: name, Working: true}, name != ""
	}
	count, unit, _ := strings.Cut(text, " ")
	days, err := strconv.Atoi(count)
	if err != nil || days < 1 || days > 3660 || (unit != "工作日" && unit != "天") {
		return Duration{}, false
	}
	return Duration{Days: days, Working: unit == "工作日"}, true
}

func (p *parser) late(n yamldoc.Node) {
	for _, e := range n.Map().Entries() {
		p.known(e.Key, e.Name, p.states, NoSuchState)
		m := e.Value.Map("after", "remind", "tell", "light")
		late := &Late{After: m.Need("after").OneOf("due"), Tell: p.tell(m.At("tell")), Light: m.At("light").OneOf("red", "amber")}
		for _, r := range m.At("remind").OneOrMany() {
			late.Remind = append(late.Remind, p.reminder(r))
		}
		for i := range p.machine.States {
			if p.machine.States[i].Code == e.Name {
				p.machine.States[i].Late = late
			}
		}
	}
}

// tell takes "分管局长 of unit" too, so roles are not looked up here.
func (p *parser) tell(n yamldoc.Node) []string { return n.Texts() }

// reminder reads "3 工作日 before", "due" or "every 2 工作日".
func (p *parser) reminder(n yamldoc.Node) Reminder {
	text := n.Text()
	r := Reminder{When: AtDue}
	ok := text == "due"
	if rest, found := strings.CutSuffix(text, " before"); found {
		r.When = Before
		r.After, ok = readDuration(rest)
	}
	if rest, found := strings.CutPrefix(text, "every "); found {
		r.When = Every
		r.After, ok = readDuration(rest)
	}
	if !ok {
		n.Report(BadReminder, "text", text)
	}
	return r
}

// connected reports states that nothing leads to, and states that nothing leads away from though they are not done.
func (p *parser) connected(states yamldoc.Map) {
	for i, e := range states.Entries() {
		into, away := i == 0, p.machine.States[i].Group == Done
		for _, a := range p.machine.Actions {
			into = into || a.To == e.Name && !slices.Contains(a.From, e.Name)
			away = away || slices.Contains(a.From, e.Name)
		}
		if !into {
			e.Key.Report(Unreachable, "name", p.machine.States[i].Name)
		}
		if !away {
			e.Key.Report(DeadEnd, "name", p.machine.States[i].Name)
		}
	}
}
