package form_test

import (
	"errors"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
)

// hazards has a list that depends on another, outside tables, within one, and from a table on a field above it.
const hazards = `form: hazards
title: 隐患
lists:
  场所: {teach: 教学楼, dorm: 宿舍, gate: 校门, road: 周边道路}
  隐患:
    exit:  {name: 疏散通道堵塞, under: [teach, dorm]}
    wire:  {name: 私拉电线, under: dorm}
    bar:   {name: 防撞设施缺失, under: [gate]}
    other: {name: 台阶破损, under: [teach, dorm, gate]}
  程度:
    low:  一般
    high: {name: 重大, under: [exit, bar]}
sections:
  - title: 一
    fields:
      - {code: inside, name: 在校内, type: yesno}
      - {code: place, name: 场所, type: choice, of: 场所, when: not filled(在校内) or 在校内 == 是, required: true}
      - {code: kinds, name: 类别, type: multichoice, of: 隐患, under: 场所}
      - {code: kind, name: 主要类别, type: choice, of: 隐患, under: place, required: true}
      - {code: grade, name: 程度, type: choice, of: 程度, under: 主要类别}
  - title: 二
    rows: {code: list, name: 点位, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: place, name: 所在, type: choice, of: 场所}
      - {code: kind, name: 隐患类别, type: choice, of: 隐患, under: 所在}
      - {code: same, name: 同类, type: choice, of: 隐患, under: 场所}
`

func TestDependentChoices(t *testing.T) {
	def := parsed(t, hazards)
	for _, tt := range []struct {
		name string
		raw  form.Raw
		want string // what is wrong, cell by cell; then the values
	}{
		{"offered", form.Raw{"place": "dorm", "kind": "私拉电线"}, " | place=dorm kind=wire"},
		{"not offered under the choice", form.Raw{"place": "gate", "kind": "wire"},
			"kind not_under choice=校门 known=防撞设施缺失、台阶破损 parent=场所 text=私拉电线; | place=gate"},
		{"one of several", form.Raw{"place": "dorm", "kinds": "wire,bar"},
			"kinds not_under choice=宿舍 known=疏散通道堵塞、私拉电线、台阶破损 parent=场所 text=防撞设施缺失; | place=dorm"},
		{"no choice above", form.Raw{"kind": "wire"}, "kind parent_first parent=场所 text=私拉电线; | "},
		{"nothing under the choice", form.Raw{"place": "road", "kind": "wire"}, "kind nothing_under choice=周边道路 parent=场所 text=私拉电线; | place=road"},
		{"the choice above is itself wrong", form.Raw{"place": "寝室", "kind": "wire"},
			"place not_in_list known=教学楼、宿舍、校门、周边道路 suggest= text=寝室; | kind=wire"},
		{"under all", form.Raw{"place": "dorm", "kind": "wire", "grade": "一般"}, " | place=dorm kind=wire grade=low"},
		{"a chain", form.Raw{"place": "dorm", "kind": "wire", "grade": "high"},
			"grade not_under choice=私拉电线 known=一般 parent=主要类别 text=重大; | place=dorm kind=wire"},
		{"a chain whose middle is misplaced", form.Raw{"place": "gate", "kind": "wire", "grade": "high"},
			"kind not_under choice=校门 known=防撞设施缺失、台阶破损 parent=场所 text=私拉电线; | place=gate grade=high"},
		{"hidden with the choice above", form.Raw{"inside": "否", "place": "gate", "kind": "wire"}, " | inside=否"},
		{"rows each by themselves", form.Raw{"place": "gate", "list[r1].place": "dorm", "list[r1].kind": "wire", "list[r1].same": "bar", "list[r2].place": "gate", "list[r2].kind": "wire", "list[r2].same": "wire"},
			"list[r2].kind not_under choice=校门 known=防撞设施缺失、台阶破损 parent=所在 text=私拉电线; list[r2].same not_under choice=校门 known=防撞设施缺失、台阶破损 parent=场所 text=私拉电线; | place=gate list[r1].place=dorm list[r1].kind=wire list[r1].same=bar list[r2].place=gate"},
	} {
		values, issues := form.Decode(def, tt.raw)
		got := ""
		for _, issue := range issues {
			got += string(issue.Path) + " " + issue.Code
			args := issue.Args()
			for i := 0; i < len(args); i += 2 {
				got += " " + args[i].(string) + "=" + args[i+1].(string)
			}
			got += ";" + " "
		}
		if got == "" {
			got = " "
		}
		got += "|"
		for _, path := range def.Paths(values) {
			if v := values.Get(path); !v.IsMissing() {
				got += " " + string(path) + "=" + v.String()
			}
		}
		if strings.TrimSpace(got) != strings.TrimSpace(tt.want) {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// Changing the choice above keeps what was written below, so that changing it back brings it back.
func TestDependentChoiceIsKept(t *testing.T) {
	def := parsed(t, hazards)
	raw := form.Raw{"place": "gate", "kind": "wire"}
	if _, issues := form.Decode(def, raw); len(issues) != 1 || raw["kind"] != "wire" {
		t.Fatalf("%v %v", issues, raw)
	}
	raw["place"] = "dorm"
	if values, issues := form.Decode(def, raw); len(issues) > 0 || values.Get("kind").Text() != "wire" {
		t.Errorf("%v %v", issues, values.Get("kind"))
	}
}

func TestDependentMessages(t *testing.T) {
	def := parsed(t, hazards)
	for _, tt := range []struct {
		raw    form.Raw
		zh, en string
	}{
		{form.Raw{"place": "gate", "kind": "wire"}, "“场所”选的是“校门”，下面没有“私拉电线”。主要类别请从这些里选：防撞设施缺失、台阶破损。",
			"“私拉电线” does not belong under “校门”, chosen at 场所. For 主要类别 choose from: 防撞设施缺失、台阶破损."},
		{form.Raw{"place": "road", "kind": "wire"}, "“场所”选的是“周边道路”，下面没有可选的。主要类别请清空，或改选“场所”。",
			"There is nothing to choose under “周边道路”, chosen at 场所. Empty 主要类别, or change 场所."},
		{form.Raw{"kind": "wire"}, "请先选“场所”，再选主要类别；现在的“私拉电线”留着没有动。", "Choose 场所 first, then 主要类别. “私拉电线” is kept as it is."},
	} {
		_, issues := form.Decode(def, tt.raw)
		if len(issues) != 1 || issues[0].Message(i18n.Chinese.T) != tt.zh || issues[0].Message(i18n.English.T) != tt.en {
			t.Errorf("%v: %s / %s", tt.raw, issues[0].Message(i18n.Chinese.T), issues[0].Message(i18n.English.T))
		}
	}
}

// Nobody is asked for a choice where there is nothing to choose from.
func TestDependentWanted(t *testing.T) {
	def := parsed(t, hazards)
	for place, want := range map[string]string{"": "place", "road": "place", "dorm": "place kind"} {
		values, _ := form.Decode(def, form.Raw{"place": place})
		var got []string
		for _, path := range form.Wanted(def, values) {
			got = append(got, string(path))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %s", place, got, want)
		}
	}
}

func TestOptionsUnder(t *testing.T) {
	def := parsed(t, hazards)
	kind, _ := def.Field("list.kind")
	if def.Decides("list[r1].kind") != "list[r1].place" || def.Decides("list[r1].same") != "place" || def.Decides("place") != "" || kind.Under != "list.place" {
		t.Errorf("%s %s %s", def.Decides("list[r1].kind"), def.Decides("list[r1].same"), kind.Under)
	}
	for choice, want := range map[string]int{"": 0, "dorm": 3, "gate": 2, "road": 0, "moon": 0} {
		if got := kind.OptionsUnder(choice); len(got) != want {
			t.Errorf("%q: %v", choice, got)
		}
	}
}

func TestUnderChanged(t *testing.T) {
	after := parsed(t, strings.Replace(hazards, "{name: 防撞设施缺失, under: [gate]}", "{name: 防撞设施缺失, under: [gate, road]}", 1))
	got := ""
	for _, d := range form.Compat(parsed(t, hazards), after) {
		if d.Refused {
			t.Error("refused:", d)
		}
		got += d.Field + " " + d.Code + " " + d.Params["old"] + "; "
	}
	if got != "kinds under_changed 防撞设施缺失; kind under_changed 防撞设施缺失; list.kind under_changed 防撞设施缺失; list.same under_changed 防撞设施缺失; " {
		t.Error(got)
	}
}

// What tabs, defaults and dependent lists refuse in a definition, with its place, in both languages.
func TestOfferMistakes(t *testing.T) {
	source := `form: mistakes
title: 错
lists:
  甲: {a: 一, b: 二}
  乙: {x: {name: 东, under: [a]}, y: {name: 西, under: c}, z: {name: 东, under: [b]}, w: {name: 南}}
  丙: {x: 东}
sections:
  - title: 一
    tab: 前
    fields:
      - {code: early, name: 早, type: choice, of: 乙, under: 上级}
      - {code: top, name: 上级, type: choice, of: 甲, default: c}
      - {code: sub, name: 下级, type: choice, of: 乙, under: 上缀}
      - {code: sub2, name: 下级二, type: choice, of: 乙, under: 上级}
      - {code: sub3, name: 下级三, type: multichoice, of: 丙, under: top, default: [x]}
      - {code: num, name: 数, type: integer, min: 5, default: 3, under: 上级}
      - {code: num2, name: 数二, type: integer, default: ""}
      - {code: sum, name: 和, type: calculated, value: 数, default: 1}
      - {code: file, name: 附件, type: file, default: a}
      - {code: card, name: 证件, type: idnumber, default: 11010519491231002X}
      - {code: kind, name: 多选, type: multichoice, of: 甲, default: [a, 三]}
  - {title: 二, tab: 后, fields: [{code: t2, name: 文二, type: text}]}
  - {title: 三, tab: 前, fields: [{code: t3, name: 文三, type: text}]}
  - title: 四
    rows: {code: list, name: 行, fixed: {a: {name: 一, under: [x]}}}
    fields:
      - {code: in, name: 里, type: choice, of: 甲}
  - {title: 五, fields: [{code: t5, name: 文五, type: choice, of: 乙, under: 里}]}
`
	_, err := form.Parse([]byte(source), nil)
	var problems yamldoc.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, lang := range i18n.Langs {
		for _, problem := range problems {
			b.WriteString(problem.Message(lang.T) + "\n")
		}
		b.WriteString("\n")
	}
	goldentest.Same(t, "testdata/mistakes-offer.txt", b.String())
}
