package collect

import (
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
)

const naming = `form: naming
title: 一
sections:
  - title: 一
    fields:
      - {code: who, name: 联系人, type: person}
      - {code: head, name: 负责人, type: person, of: head}
      - {code: unit, name: 单位, type: unit, of: school}
      - {code: sec, name: 科室, type: unit, of: section}
`

func namingDirectory() *Directory {
	units := []org.Unit{
		{ID: "sec", Name: "安全管理科", Type: org.Section},
		{ID: "s1", Name: "云湖区第一小学", Short: "一小", Code: "2135000001", Type: org.Primary},
		{ID: "s2", Name: "云湖区第二小学", Short: "二小", Type: org.Primary},
		{ID: "old", Name: "云湖区东塘小学", Type: org.Primary},
	}
	holder := func(id, name, login, unit string, role access.Role) org.Holder {
		return org.Holder{Person: org.Person{ID: id, Name: name, Login: login}, Post: org.Post{Unit: unit, Role: role}}
	}
	holders := []org.Holder{
		holder("p1", "李明", "liming1", "s1", access.Clerk), holder("p2", "李明", "liming2", "s1", access.Clerk),
		holder("p3", "王雪", "wangxue", "s1", access.Head), holder("p3", "王雪", "wangxue", "s1", access.Clerk),
		holder("p4", "王雪", "wangx", "sec", access.Section), holder("p5", "孙丽", "sunli", "s2", access.Clerk),
	}
	return &Directory{units: units, people: candidates(holders, units, "s1"), kept: map[string]bool{"p9": true}, names: map[string]string{"p9": "已退休"},
		today: func(u org.Unit) bool { return u.ID != "old" }}
}

func namingForm(t *testing.T) *form.Definition {
	t.Helper()
	def, err := form.Parse([]byte(naming), nil)
	if err != nil {
		t.Fatal(err)
	}
	return def
}

func TestDirectoryOffers(t *testing.T) {
	def, d := namingForm(t), namingDirectory()
	for code, want := range map[string]string{
		"who": "李明（学校填报员，账号尾号 g1）、李明（学校填报员，账号尾号 g2）、王雪、王雪（安全管理科）", "head": "王雪", "unit": "一小、二小", "sec": "安全管理科",
	} {
		f, _ := def.Field(code)
		var got []string
		for _, one := range d.Offer(f) {
			got = append(got, one.Name)
		}
		if strings.Join(got, "、") != want {
			t.Errorf("%s: %v, want %s", code, got, want)
		}
	}
}

func TestDirectoryFinds(t *testing.T) {
	def, d := namingForm(t), namingDirectory()
	for _, tt := range []struct{ field, text, want string }{ // want: the value, or !code
		{"who", "p3", "p3"},
		{"who", "王雪（安全管理科）", "p4"},
		{"who", "王雪(安全管理科)", "p4"},
		{"who", "李明（学校填报员，账号尾号 g2）", "p2"},
		{"who", "李明(学校填报员，账号尾号g2)", "p2"},
		{"who", "李明 liming2", "p2"}, // as workbooks of before have it
		{"who", "王雪", "p3"},
		{"who", "李明", "!same_name"},
		{"who", "孙丽", "!bad_person"},
		{"who", "p5", "!bad_person"},
		{"who", "p9", "p9"},
		{"who", "<b>", "!bad_person"},
		{"head", "王雪", "p3"},
		{"head", "李明 liming1", "!bad_person"},
		{"unit", "一小", "s1"},
		{"unit", " 云湖区第一小学　", "s1"},
		{"unit", "2135000001", "s1"},
		{"unit", "云湖区东塘小学", "old"},
		{"unit", "安全管理科", "!bad_reference"},
		{"unit", "nosuch", "!bad_reference"},
		{"sec", "sec", "sec"},
		{"sec", "", ""},
	} {
		values, issues := form.DecodeIn(def, form.Raw{form.Path(tt.field): tt.text}, d)
		got := values.Get(form.Path(tt.field)).Text()
		if len(issues) > 0 {
			got = "!" + issues[0].Code
		}
		if got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.field, tt.text, got, tt.want)
		}
	}
	for id, want := range map[string]string{"p1": "李明（学校填报员，账号尾号 g1）", "p9": "已退休", "old": "云湖区东塘小学", "sec": "安全管理科", "p5": ""} {
		if got := d.Name(id); got != want {
			t.Errorf("%s is called %q", id, got)
		}
	}
}

// Namesakes are told apart by their posts, then by as little of their logins as it takes.
func TestNamesakes(t *testing.T) {
	one := func(id, login, unit string, roles ...access.Role) candidate {
		c := candidate{Named: Named{ID: id}, bare: "李明", unit: unit, login: login, roles: roles}
		c.Name = c.called(unit)
		return c
	}
	people := tellApart([]candidate{
		one("a", "liming", "", access.Clerk), one("b", "lm2026", "", access.Head), one("c", "liming1x", "安全管理科", access.Section),
		one("d", "liming2x", "安全管理科", access.Section), one("e", "ng", "基教科", access.Section), one("f", "zhang", "基教科", access.Section),
	})
	for i, want := range []string{
		"李明（学校填报员）", "李明（学校负责人）", "李明（安全管理科，科室，账号尾号 1x）", "李明（安全管理科，科室，账号尾号 2x）",
		"李明（基教科，科室，账号尾号 g）", "李明（基教科，科室，账号尾号 ng）",
	} {
		if people[i].Name != want {
			t.Errorf("%s is called %s, want %s", people[i].ID, people[i].Name, want)
		}
	}
}

// A form that asks for nobody loads nobody.
func TestNoDirectory(t *testing.T) {
	def, err := form.Parse([]byte("form: a\ntitle: 一\nsections: [{title: 一, fields: [{code: n, name: 数, type: integer}]}]\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &Service{} // whatever it asked would panic
	d, err := s.directory(t.Context(), Obligation{}, def, form.NewValues())
	if d != nil || err != nil || d.asDirectory() != nil {
		t.Error(d, err)
	}
}
