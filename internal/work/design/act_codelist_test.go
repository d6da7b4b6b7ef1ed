package design_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/codelist"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/design"
)

var meals = offering{{List: "meals", No: 1, Sheet: codelist.Sheet{Name: "供餐方式", Items: []codelist.Item{{Code: "own", Name: "食堂"}, {Code: "out", Name: "配餐"}}}}}

// A list of the bureau leaves the form with the last field that chooses from it, and
// comes under a free name.
func TestAListOfTheBureauComesAndGoesWithItsFields(t *testing.T) {
	w := newWorld(t)
	w.CodeLists = meals
	d := w.do(w.start(), design.EditList{To: "供餐方式", Options: []formdraft.Option{{Name: "甲"}}}, design.AddField{Section: 0, Type: "choice", Title: "供餐"})
	f := w.open(d).Content.Sections[0].Fields[0]
	d = w.do(d, design.EditField{Key: f.Code, Field: f, CodeList: "meals"})
	o := w.open(d)
	if f = o.Content.Sections[0].Fields[0]; f.Of != "供餐方式2" || len(f.Options) != 0 || len(o.CodeLists) != 1 || o.CodeLists[0].Name != "供餐方式2" {
		t.Fatalf("%+v %+v", f, o.CodeLists)
	}
	d = w.do(d, design.EditList{List: "供餐方式2", To: "就餐方式"})
	if f = w.open(d).Content.Sections[0].Fields[0]; f.Of != "就餐方式" {
		t.Errorf("renamed, the field chooses from %q", f.Of)
	}
	d = w.do(d, design.RemoveField{Key: f.Code})
	if o := w.open(d); len(o.CodeLists) != 0 || len(o.Content.Lists) != 1 {
		t.Errorf("left behind: %+v", o.Content)
	}
}

func TestAListThatIsNotThereIsNotTaken(t *testing.T) {
	w := newWorld(t)
	w.CodeLists = meals
	d := w.do(w.start(), design.AddField{Section: 0, Type: "choice", Title: "供餐"})
	f := w.open(d).Content.Sections[0].Fields[0]
	for name, act := range map[string]design.Act{
		"a field": design.EditField{Key: f.Code, Field: f, CodeList: "gone"}, "adopting": design.AdoptField{Key: f.Code, Code: "gone"},
	} {
		_, err := w.Change(context.Background(), hewei, design.Change{Draft: d.ID, Base: d.Rev, Act: act})
		if fault.KindOf(err) != fault.Invalid || fault.As(err).Fields[0].Key != "design.need.codelist" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A list names the forms that choose from it: what is published with it, what is being
// written with it, and one line for a form that is both.
func TestTheFormsThatUseAList(t *testing.T) {
	w := newWorld(t)
	w.CodeLists = meals
	plain := w.published()
	for code, text := range map[string]string{
		"lunch": "form: lunch\ntitle: 午餐\ncodelists:\n  供餐: {list: meals, version: 1}\nlists:\n  供餐: {own: 食堂, out: 配餐}\n" +
			"sections:\n  - title: 一\n    fields:\n      - {code: kind, name: 方式, type: choice, of: 供餐}\n",
		"sport": "form: sport\ntitle: 体育\nsections:\n  - title: 一\n    fields:\n      - {code: n, name: 数, type: integer}\n",
	} {
		def, err := form.Parse([]byte(text), nil)
		must(t, err)
		w.shelf.versions[code] = []record.Version{{Form: code, No: 3, Definition: def, YAML: text}}
	}
	said := func(list string) string {
		t.Helper()
		forms, err := w.FormsUsing(context.Background(), hewei, list)
		must(t, err)
		var lines []string
		for _, f := range forms {
			lines = append(lines, fmt.Sprintf("%s %s %d %d %t", f.Form, f.Title, f.Version, f.ListVersion, f.Draft != ""))
		}
		return strings.Join(lines, "; ")
	}
	if got := said("meals"); got != "lunch 午餐 3 1 false" {
		t.Errorf("published: %s", got)
	}
	if got := said("lunch"); got != "" {
		t.Errorf("a list of which nobody heard: %s", got)
	}
	d := w.do(w.revise(plain.Form), design.AddField{Section: 0, Type: "choice", Title: "供餐"})
	fields := w.open(d).Content.Sections[0].Fields
	f := fields[len(fields)-1]
	d = w.do(d, design.EditField{Key: f.Code, Field: f, CodeList: "meals"})
	if got := said("meals"); got != "lunch 午餐 3 1 false; "+plain.Form+" 课后服务月报 1 0 true" {
		t.Errorf("with a draft: %s", got)
	}
	must(t, w.Discard(context.Background(), hewei, d.ID, d.Rev))
	if got := said("meals"); got != "lunch 午餐 3 1 false" {
		t.Errorf("without it again: %s", got)
	}
	if _, err := w.FormsUsing(context.Background(), actor("x", "school", access.Clerk), "meals"); err == nil {
		t.Error("a school's clerk reads it")
	}
}

// A panel does not show from which day an option is retired, and does not lose it.
func TestARetiredOptionStaysRetiredWhenItsFieldIsEdited(t *testing.T) {
	w := newWorld(t)
	d := w.do(w.start(), design.AddField{Section: 0, Type: "choice", Title: "供餐"})
	f := w.open(d).Content.Sections[0].Fields[0]
	f.Options = []formdraft.Option{{Code: "a", Name: "甲"}, {Code: "b", Name: "乙", Retired: "2026-09-01"}}
	d = w.do(d, design.EditField{Key: f.Code, Field: f})
	f.Options = []formdraft.Option{{Code: "a", Name: "甲类"}, {Code: "b", Name: "乙"}}
	d = w.do(d, design.EditField{Key: f.Code, Field: f})
	if got := w.open(d).Content.Sections[0].Fields[0].Options; got[0].Name != "甲类" || got[1].Retired != "2026-09-01" {
		t.Errorf("%+v", got)
	}
}

// Options that came with a form from another bureau are the form's own from the first
// change on.
func TestOptionsFromElsewhereAreTheFormsOwnOnceChanged(t *testing.T) {
	w := newWorld(t)
	w.CodeLists = meals
	text := "form: x\ntitle: 表\ncodelists:\n  供餐: {list: meals, version: 7}\nlists:\n  供餐: {own: 食堂, far: 远程}\nsections:\n  - title: 一\n    fields:\n      - {code: s, name: 供餐, type: choice, of: 供餐}\n"
	d, err := w.Start(context.Background(), hewei, design.Start{YAML: text})
	must(t, err)
	if o := w.open(d); len(o.CodeLists) != 1 || !o.CodeLists[0].Held || o.Definition == nil {
		t.Fatalf("%+v", o.CodeLists)
	}
	d = w.do(d, design.EditList{List: "供餐", To: "供餐", Options: []formdraft.Option{{Code: "own", Name: "学校食堂"}, {Code: "far", Name: "远程"}}})
	if o := w.open(d); len(o.CodeLists) != 0 || o.Content.Lists[0].Options[0].Name != "学校食堂" {
		t.Errorf("%+v", o.Content)
	}
}
