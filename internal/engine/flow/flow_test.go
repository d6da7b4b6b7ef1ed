package flow_test

import (
	"os"
	"strings"
	"testing"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/flow"
)

type facts map[string]expr.Value

func (f facts) Get(code string) expr.Value { return f[code] }

func words() flow.Vocabulary {
	scope := expr.NewScope()
	scope.Declare("opened", expr.Type{Kind: expr.Bool}, "科室已打开")
	return flow.Vocabulary{Roles: []string{"学校填报员", "学校负责人", "科室"}, Facts: scope}
}

func machine(t *testing.T) *flow.Machine {
	t.Helper()
	data, err := os.ReadFile("testdata/return.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := flow.Parse(data, words())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var (
	clerk   = flow.Actor{Person: "wang", Roles: []string{"学校填报员"}}
	head    = flow.Actor{Person: "fang", Roles: []string{"学校负责人"}}
	section = flow.Actor{Person: "he", Roles: []string{"科室"}}
)

func TestCanAndApply(t *testing.T) {
	m := machine(t)
	met := map[flow.Requirement]bool{{Verb: "complete", Of: "form"}: true, {Verb: "passes", Of: "logic"}: true, {Verb: "explained", Of: "experience"}: true}
	sent := map[string]string{"submit": "wang"}
	opened := func(b bool) expr.Names { return facts{"opened": expr.BoolOf(b)} }
	tests := []struct {
		name, state, action string
		by                  flow.Actor
		facts               flow.Facts
		given               flow.Given
		want                string // the state it leads to, or the code of the refusal
	}{
		{"clerk starts", "owed", "start", clerk, flow.Facts{}, flow.Given{}, "draft"},
		{"section cannot start", "owed", "start", section, flow.Facts{}, flow.Given{}, flow.WrongRole},
		{"not from draft", "draft", "start", clerk, flow.Facts{}, flow.Given{}, flow.WrongState},
		{"no such state", "nowhere", "start", clerk, flow.Facts{}, flow.Given{}, flow.UnknownState},
		{"no such action", "owed", "jump", clerk, flow.Facts{}, flow.Given{}, flow.UnknownAction},
		{"submit", "draft", "submit", clerk, flow.Facts{Met: met}, flow.Given{Signed: true}, "submitted"},
		{"submit again after back", "back", "submit", clerk, flow.Facts{Met: met}, flow.Given{Signed: true}, "submitted"},
		{"submit unsigned", "draft", "submit", clerk, flow.Facts{Met: met}, flow.Given{}, flow.WantsSign},
		{"submit unchecked", "draft", "submit", clerk, flow.Facts{}, flow.Given{Signed: true}, flow.NotMet},
		{"return without cells", "submitted", "return", section, flow.Facts{}, flow.Given{Reason: "宿舍人数不符"}, flow.WantsCells},
		{"return without words", "submitted", "return", section, flow.Facts{}, flow.Given{Reason: " ", Cells: 1}, flow.WantsReason},
		{"return", "submitted", "return", head, flow.Facts{}, flow.Given{Reason: "宿舍人数不符", Cells: 1}, "back"},
		{"approve", "submitted", "approve", section, flow.Facts{Actors: sent}, flow.Given{Signed: true}, "locked"},
		{"nobody approves own work", "submitted", "approve", flow.Actor{Person: "wang", Roles: []string{"科室"}}, flow.Facts{Actors: sent}, flow.Given{Signed: true}, flow.OwnAct},
		{"withdraw", "submitted", "withdraw", clerk, flow.Facts{Actors: sent, Names: opened(false)}, flow.Given{}, "draft"},
		{"withdraw opened", "submitted", "withdraw", clerk, flow.Facts{Actors: sent, Names: opened(true)}, flow.Given{}, flow.Guarded},
		{"withdraw of another", "submitted", "withdraw", head, flow.Facts{Actors: sent, Names: opened(false)}, flow.Given{}, flow.NotThatActor},
		{"guard without facts", "submitted", "withdraw", clerk, flow.Facts{Actors: sent}, flow.Given{}, flow.Guarded},
		{"guard with a fact missing", "submitted", "withdraw", clerk, flow.Facts{Actors: sent, Names: facts{}}, flow.Given{}, flow.Guarded},
		{"nobody is not the actor", "submitted", "withdraw", flow.Actor{}, flow.Facts{Names: opened(false)}, flow.Given{}, flow.NotThatActor},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			step, decision := m.Apply(tt.state, tt.action, tt.by, tt.facts, tt.given)
			got := step.To.Code
			if !decision.Allowed {
				got = decision.Code
				if step.Action.Code != "" {
					t.Error("a refused step is not empty")
				}
			}
			if got != tt.want {
				t.Errorf("got %s %v, want %s", got, decision.Params, tt.want)
			}
		})
	}
}

func TestAvailableAndEdit(t *testing.T) {
	m := machine(t)
	var codes []string
	for _, a := range m.Available("submitted", section, flow.Facts{Actors: map[string]string{"submit": "wang"}}) {
		codes = append(codes, a.Code)
	}
	if strings.Join(codes, " ") != "return approve" {
		t.Error(codes)
	}
	if !m.MayEdit("draft", clerk) || m.MayEdit("submitted", clerk) || m.MayEdit("draft", section) {
		t.Error("who may edit")
	}
	if m.Start().Code != "owed" {
		t.Error(m.Start())
	}
	back, _ := m.State("back")
	if *back.Within != (flow.Duration{Days: 3, Working: true}) {
		t.Error(back.Within)
	}
	owed, _ := m.State("owed")
	if len(owed.Late.Remind) != 3 || owed.Late.Remind[2] != (flow.Reminder{When: flow.Every, After: flow.Duration{Days: 2, Working: true}}) {
		t.Error(owed.Late)
	}
}

func TestParseProblems(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"unknown state", "to: draft,     who: 学校填报员", "to: drat, who: 学校填报员", `11:51 flow_no_state known="owed、draft、submitted、back、locked" name="drat" suggest="draft"`},
		{"unknown key", "group: todo}", "gruop: todo}", `4:14 missing_key key="group"` + "\n" + `4:27 unknown_key key="gruop" known="edit group name within" suggest="group"`},
		{"unknown role", "who: 科室,", "who: 科长,", `14:63 unknown_word known="学校填报员 学校负责人 科室" suggest="科室" text="科长"`},
		{"actor of nothing", "not: actor of submit", "not: actor of submti", `14:72 flow_no_action known="start、submit、return、approve、withdraw" name="submti" suggest="submit"`},
		{"not somebody", "not: actor of submit", "not: 科室", `14:72 flow_bad_not text="科室"`},
		{"guard", "not 科室已打开", "not 科室已打", `15:92 expr.unknown_name expression="not 科室已打" name="科室已打" suggest="科室已打开"`},
		{"check", "passes(logic)", "passes(logik)", `12:90 flow_bad_check known="passes(logic)、explained(experience)、complete(form)" text="passes(logik)"`},
		{"duration", "within: 3 工作日", "within: 三天", `7:63 flow_bad_duration text="三天"`},
		{"reminder", "every 2 工作日", "each 2 工作日", `17:55 flow_bad_reminder text="each 2 工作日"`},
		{"dead end", "group: doing}\n  back", "group: doing}\n  stuck: {name: 卡住, group: doing}\n  back", `7:3 flow_unreachable name="卡住"` + "\n" + `7:3 flow_dead_end name="卡住"`},
		{"group", "group: done", "group: over", `8:3 flow_dead_end name="已锁定"` + "\n" + `8:33 unknown_word known="todo doing done" suggest="" text="over"`},
	}
	data, err := os.ReadFile("testdata/return.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changed := strings.Replace(string(data), tt.old, tt.new, 1)
			if changed == string(data) {
				t.Fatal("nothing replaced")
			}
			_, err := flow.Parse([]byte(changed), words())
			if err == nil || err.Error() != tt.want {
				t.Errorf("got\n%v\nwant\n%s", err, tt.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	data, err := os.ReadFile("testdata/return.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add("states: {a: {}}\nactions: {b: {from: a}}")
	f.Fuzz(func(t *testing.T, text string) {
		if m, err := flow.Parse([]byte(text), words()); err == nil && len(m.States) == 0 {
			t.Error("a flow without states")
		}
	})
}
