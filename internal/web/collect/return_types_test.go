package collect_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest/forms"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// hazards opens the register of hazards for September and gives the first school's return.
func (b *bureau) hazards(t *testing.T) collect.Obligation {
	t.Helper()
	source, err := forms.Source(forms.CampusHazards)
	must(t, err)
	_, err = b.forms.Publish(t.Context(), b.chief, string(source))
	must(t, err)
	p, err := period.Parse("2026-09")
	must(t, err)
	_, err = b.OpenCampaign(t.Context(), b.chief, collect.NewCampaign{
		Form: forms.CampusHazards, Owner: "sec", Year: 2026, ListNo: "云教安〔2026〕5号", Periods: []period.Period{p}, EndsOn: period.Date{Year: 2026, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler, collect.Chief}, Units: collect.UnitRule{Types: org.SchoolTypes()},
	})
	must(t, err)
	return b.owed(0, "2026-09")
}

// found is what a clerk types into the register, names as people write them.
func found() form.Raw {
	return form.Raw{
		"day": "2026-09-28", "began": "08:30", "ended": "10:00", "scope": "teach,gate", "term": "2026-2027-T1", "found": "yes", "leader": "陆建华",
		"card": "11010519491231002X", "phone": "13812345678", "place": "校门内广场", "list": "r1",
		"list[r1].where": "南门岗亭", "list[r1].area": "gate", "list[r1].kind": "guard", "list[r1].grade": "high", "list[r1].since": "2026-09-28",
		"list[r1].cost": "12000", "list[r1].days": "2", "list[r1].fixed": "no", "section": "计划财务科", "firm": "云安检测", "credit": "91350100M000100Y43",
	}
}

func asPhoto(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 800, 600)), nil))
	return b.Bytes()
}

func TestEveryTypeIsFilled(t *testing.T) {
	b := newBureau(t, 2)
	href := collect.Link(b.hazards(t).ID)
	clerk := b.browser("wangxue")

	p := clerk.get(href).want(200)
	for selector, want := range map[string]string{
		"#f-began": "08:30", "#f-scope input[checked]": "teach", "#f-list-r1-grade option[selected]": "", "[data-tabs] a": "",
	} {
		if got := p.Find(selector).First().AttrOr("value", ""); got != want {
			t.Errorf("%s: %q", selector, got)
		}
	}
	p.has("[data-tabs]", "排查")
	p.has("#f-leader", "陆建华")
	p.has("#f-leader", "何伟（计划财务科）")
	if strings.Contains(p.body, "孙丽") {
		t.Error("people of another school are shown")
	}
	p.has("#f-term option", "2026—2027 学年第一学期")

	values := fill(p.fields("return"), found())
	values.Set("return:act", "save")
	p = clerk.get(clerk.upload(href, values, "upload:list[r1].photo", "岗亭.jpg", asPhoto(t)).want(303).location).want(200)
	if got := p.Find("#f-leader option[selected]").AttrOr("value", ""); got != "lujianhua" {
		t.Errorf("the leader is %q", got)
	}
	p.has("#f-list-r1-kind", "上下学拥堵")
	p.has("#f-total", "1")
	src := p.Find("#f-list-r1-photo img").AttrOr("src", "")
	thumb := clerk.get(src).want(200)
	if config, _, err := image.DecodeConfig(strings.NewReader(thumb.body)); err != nil || config.Width != 320 {
		t.Errorf("the small picture: %v %v", config, err)
	}
	b.browser("sunli").get(src).want(404)

	// What no longer fits stays to be seen, and is marked.
	values = p.fields("return")
	values.Set("list[r1].area", "dorm")
	values.Set("leader", "孙丽")
	p = clerk.get(clerk.post(href, values).want(303).location)
	p.has("#f-list-r1-kind option[selected]", "防冲撞设施缺失")
	p.has("aside .issue", "“所在场所”选的是“学生宿舍”，下面没有“防冲撞设施缺失”")
	p.has("aside .issue", "安全负责人里的“孙丽”不是名单里的人")
	p.has("[data-tabs] a b.bad", "1")
}

func TestPersonalNumbersAreRevealedWithAPurpose(t *testing.T) {
	b := newBureau(t, 2)
	o := b.hazards(t)
	href := collect.Link(o.ID)
	clerk, section := b.browser("wangxue"), b.browser("hewei")
	values := fill(clerk.get(href).fields("return"), found())
	values.Set("return:act", "submit")
	clerk.post(href, values).want(303)

	whole := []string{"11010519491231002X", "13812345678", "91350100M000100Y43"}
	masked := []string{"110105********002X", "138****5678", "91350100******0Y43"}
	see := func(p page, want, never []string) {
		t.Helper()
		for _, number := range want {
			if !strings.Contains(p.body, number) {
				t.Errorf("%s is not shown", number)
			}
		}
		for _, number := range never {
			if strings.Contains(p.body, number) {
				t.Errorf("%s is shown", number)
			}
		}
	}
	for _, reader := range []*browser{clerk, section} {
		p := reader.get(href).want(200)
		see(p, masked, whole)
		p.has("dialog#reveal", "用途")
	}
	p := section.post(href+"/reveal", map[string][]string{"purpose": {" "}}).want(422)
	see(p, masked, whole)
	p.has("dialog#reveal", "请写明为什么要看完整号码")
	p = section.post(href+"/reveal", map[string][]string{"purpose": {"核对安全负责人"}}).want(200)
	see(p, whole, nil)
	see(section.get(href), masked, whole)
	entries, err := b.audit.Of(t.Context(), b.id, access.Return, o.ID)
	must(t, err)
	seen := 0
	for _, e := range entries {
		if e.Verb == "return.reveal" {
			seen++
			if e.Person != "hewei" || !strings.Contains(string(e.Data), "核对安全负责人") || strings.Contains(string(e.Data), "1949") {
				t.Errorf("entry %s by %s", e.Data, e.Person)
			}
		}
	}
	if seen != 1 {
		t.Errorf("%d entries of what was seen", seen)
	}
	b.browser("sunli").post(href+"/reveal", map[string][]string{"purpose": {"看看"}}).want(404)
}

// A mistyped number is no value, and personal all the same: whoever may not see
// numbers whole is not shown it, and who may is recorded.
func TestMistypedPersonalNumbersStayMasked(t *testing.T) {
	b := newBureau(t, 2)
	o := b.hazards(t)
	href := collect.Link(o.ID)
	const mistyped = "110105194912310021"
	typed := found()
	typed["card"] = mistyped
	delete(typed, "phone")
	delete(typed, "credit")
	clerk := b.browser("wangxue")
	values := fill(clerk.get(href).fields("return"), typed)
	values.Set("return:act", "save")
	clerk.post(href, values).want(303)

	b.person("jihong", "季红", "sec", access.Inspector)
	purpose := map[string][]string{"purpose": {"核对"}}
	inspector := b.browser("jihong")
	if p := inspector.get(href).want(200); strings.Contains(p.body, mistyped) {
		t.Error("the number is shown")
	}
	if p := inspector.post(href+"/reveal", purpose).want(403); strings.Contains(p.body, mistyped) {
		t.Error("the number is shown to whoever only reads")
	}
	if p := b.browser("hewei").post(href+"/reveal", purpose).want(200); !strings.Contains(p.body, mistyped) {
		t.Error("the number is not shown with a purpose")
	}
	entries, err := b.audit.Of(t.Context(), b.id, access.Return, o.ID)
	must(t, err)
	seen := 0
	for _, e := range entries {
		if e.Verb == "return.reveal" && e.Person == "hewei" && strings.Contains(string(e.Data), `"card"`) {
			seen++
		}
	}
	if seen != 1 {
		t.Errorf("%d entries of what was seen", seen)
	}
}
