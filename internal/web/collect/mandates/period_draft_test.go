package mandates_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// ready is a county whose schools are all reviewed, with the address of September.
func ready(t *testing.T, b *bureau) string {
	t.Helper()
	ctx := context.Background()
	all, err := b.levels.AskedAboves(ctx, b.chief, true)
	must(t, err)
	_, err = b.levels.Issue(ctx, b.chief, all[0].Mandate.ID, levels.Issue{Owner: "sec", Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd},
		Signatures: []collect.SignRole{collect.Filler}, Units: collect.UnitRule{Types: org.SchoolTypes()}})
	must(t, err)
	reportAndReview(t, b, 0, "10")
	reportAndReview(t, b, 1, "20.50")
	return levels.MandateLink(all[0].Mandate.ID) + "/periods/2026-09"
}

// What is said by hand stays when the page is left; another clerk finds it, and of two who
// type different texts the second is shown both.
func TestWhatIsSaidByHandIsADraftOfAllWhoSteer(t *testing.T) {
	b := newBureau(t, 2)
	newCity(t, b, "2026-09")
	month := ready(t, b)
	b.Add(b.t, "lina", "李娜", "sec", access.Section)
	first, second := b.browser("hewei"), b.browser("lina")
	mine, theirs := first.Get(month).Want(200).Fields("return"), second.Get(month).Want(200).Fields("return")
	mine.Set("return:act", "save")
	mine.Set("rate", "95")
	mine.Set("why", "台风")
	p := first.Get(first.Post(month+"/handup", mine).Want(303).Location).Want(200)
	p.Has(".toast", "已暂存")
	p.Has(".foot", "何伟")
	if got := p.Find("#f-why").Text(); got != "台风" {
		t.Errorf("the draft says %q", got)
	}

	theirs.Set("return:act", "submit")
	theirs.Set("rate", "95")
	theirs.Set("why", "暴雨")
	p = second.Post(month+"/handup", theirs).Want(409)
	p.Has(".clash", "何伟刚才也保存过")
	p.Has(".clash", "台风")
	p.Has(".clash", "暴雨")
	if got := p.Find("#f-why").Text(); got != "暴雨" {
		t.Errorf("what the second typed is lost: %q", got)
	}
	take := p.Fields("return")
	take.Set("mend", p.Find(".clash button[name=mend]").AttrOr("value", ""))
	p = second.Get(second.Post(month+"/handup", take).Want(303).Location).Want(200).Lacks(".clash")
	if got := p.Find("#f-why").Text(); got != "台风" {
		t.Errorf("after taking theirs it says %q", got)
	}

	// Whoever hands up what others have changed since is shown it first.
	late := first.Get(month).Want(200).Fields("return")
	more := second.Get(month).Want(200).Fields("return")
	more.Set("return:act", "save")
	more.Set("why", "台风停课一天")
	second.Post(month+"/handup", more).Want(303)
	late.Set("return:act", "submit")
	p = first.Get(first.Post(month+"/handup", late).Want(303).Location).Want(200)
	p.Has(".toast", "别人刚才也暂存过")
	p.Has(".verdict", "待上报")
	again := p.Fields("return")
	again.Set("return:act", "submit")
	first.Post(month+"/handup", again).Want(303)
	first.Get(month).Want(200).Has(".verdict", "待本局签字").Lacks("form#return")
	b.browser("wangxue").Post(month+"/handup", again).Want(404)
}

// A refused handing up keeps what was typed, and a button of the sheet, too.
func TestARefusedHandingUpIsKept(t *testing.T) {
	b := newBureau(t, 2)
	newCity(t, b, "2026-09")
	month := ready(t, b)
	section := b.browser("hewei")
	in := section.Get(month).Want(200).Fields("return")
	in.Set("return:act", "submit")
	in.Set("rate", "81")
	in.Set("return:seal", "0000")
	section.Post(month+"/handup", in).Want(409)
	if got := section.Get(month).Want(200).Fields("return").Get("rate"); got != "81" {
		t.Errorf("the rate is %q", got)
	}
}

// heardUp is what a page hears after it has saved itself.
type heardUp struct {
	Title string            `json:"title"`
	Carry map[string]string `json:"carry"`
}

// saves sends what stands on the page, as its script does, and carries on what it hears.
func saves(t *testing.T, clerk *pagetest.Browser, month string, page url.Values) (int, heardUp) {
	t.Helper()
	p := clerk.Post(month+"/draft", page)
	var h heardUp
	if p.Status != 200 {
		h.Title = p.Find("main").Text()
		return p.Status, h
	}
	if err := json.Unmarshal([]byte(p.Body), &h); err != nil {
		t.Fatalf("%s: %v", p.Body, err)
	}
	for name, value := range h.Carry {
		page.Set(name, value)
	}
	return p.Status, h
}

// A page saves itself again and again; what others save meanwhile is joined, told, and shown before it is handed up.
func TestThePageOfAPeriodSavesItself(t *testing.T) {
	b := newBureau(t, 2)
	newCity(t, b, "2026-09")
	month := ready(t, b)
	b.Add(b.t, "lina", "李娜", "sec", access.Section)
	first, second := b.browser("hewei"), b.browser("lina")
	p := first.Get(month).Want(200)
	if got := p.Find("form#return[data-draft] .foot [data-draft-state]").Length(); got != 1 {
		t.Fatal("the page does not save itself")
	}
	mine, theirs := p.Fields("return"), second.Get(month).Want(200).Fields("return")
	for _, rate := range []string{"9", "95"} {
		mine.Set("rate", rate)
		if status, h := saves(t, first, month, mine); status != 200 || h.Title != "" || h.Carry["return:was"] == "" {
			t.Fatalf("%d %+v", status, h)
		}
	}
	theirs.Set("why", "台风")
	if status, h := saves(t, second, month, theirs); status != 200 || !strings.Contains(h.Title, "别人也填了") {
		t.Errorf("%d %+v", status, h)
	}
	theirs.Set("why", "台风停课")
	if status, _ := saves(t, second, month, theirs); status != 200 {
		t.Error("the second clerk clashes with himself")
	}
	mine.Set("why", "暴雨")
	status, h := saves(t, first, month, mine)
	if status != 409 || !strings.Contains(h.Title, "李娜刚才也暂存过，有 1 处") {
		t.Errorf("%d %+v", status, h)
	}
	p = first.Get(month).Want(200)
	if fields := p.Fields("return"); fields.Get("rate") != "95" || p.Find("#f-why").Text() != "台风停课" {
		t.Errorf("kept is %v", fields)
	}
	theirs.Set("return:act", "submit")
	p = second.Get(second.Post(month+"/handup", theirs).Want(303).Location).Want(200)
	p.Has(".toast", "别人刚才也暂存过")
	again := p.Fields("return")
	again.Set("return:act", "submit")
	second.Post(month+"/handup", again).Want(303)
	if status, _ := saves(t, first, month, mine); status != 409 {
		t.Errorf("a page that is late is answered %d", status)
	}
	b.browser("wangxue").Post(month+"/draft", mine).Want(404)
}
