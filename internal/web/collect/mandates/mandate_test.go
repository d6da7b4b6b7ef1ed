package mandates_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/id"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// newCity is a city above a county in the same installation, which asks it for the
// monthly report of some months.
func newCity(t *testing.T, county *bureau, months ...string) (*bureau, collect.Campaign) {
	t.Helper()
	ctx := context.Background()
	city := county.above(org.Bureau{Name: "云州市教育局", Code: "350200"}, []org.Unit{
		{ID: "root", Name: "云州市教育局", Type: org.BureauUnit}, {ID: "basic", Name: "基础教育科", Type: org.Section},
		{ID: "county", Name: "云湖区教育局", Code: "350201", Type: org.BureauUnit, Parents: []org.Parent{{Unit: "root"}}},
	})
	city.Add(city.t, "zhoumin", "周敏", "basic", access.Section)
	city.open("zhoumin")
	in := collect.NewCampaign{
		Form: "school-monthly", Owner: "basic", Year: 2026, ListNo: "云州教表〔2026〕1号", EndsOn: period.Date{Year: 2026, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 10, After: collect.AfterEnd}, Signatures: collect.SignRoles(), Units: collect.UnitRule{Types: []org.UnitType{org.BureauUnit}},
	}
	for _, id := range months {
		p, err := period.Parse(id)
		must(t, err)
		in.Periods = append(in.Periods, p)
	}
	out, err := city.OpenCampaign(ctx, city.chief, in)
	must(t, err)
	city.deliver()
	return city, out.Campaign
}

func (b *bureau) deliver() {
	b.t.Helper()
	_, err := b.levels.Deliver(context.Background(), b.id)
	must(b.t, err)
}

// issueInput is a mandate issued to all schools with earlier days.
func issueInput() url.Values {
	return url.Values{"owner": {"sec"}, "due": {"5"}, "after": {"end"}, "grace": {"0"}, "signatures": {"one"}, "type": {"primary", "junior", "kindergarten"}}
}

func TestACountyIssuesWhatTheCityAsksAndHandsItUp(t *testing.T) {
	b := newBureau(t, 2)
	city, above := newCity(t, b, "2026-09")
	section := b.browser("hewei")
	p := section.Get("/collect").Want(200)
	p.Has("#above + *, section:has(#above)", "待布置")
	p.Has("section:has(#above)", "教育事业月报")
	href, _ := p.Find("section:has(#above) a").First().Attr("href")
	if !strings.HasPrefix(href, "/collect/mandates/") {
		href, _ = p.Find("a[href^='/collect/mandates/']").First().Attr("href")
	}
	p = section.Get(href).Want(200)
	p.Has("h1", "教育事业月报，2026 年")
	p.Has("main", "云州教表〔2026〕1号")
	p.Has("#preview", "本年支出")
	b.browser("wangxue").Get(href).Want(404)
	city.browser("zhoumin").Get(href).Want(404)

	// The city sees that it is not passed on yet.
	cityHref := collect.Link(aboveReturn(t, city, above))
	city.browser("zhoumin").Get(cityHref).Want(200).Has("main", "下级进度：还没有布置给学校")

	// Days that are not earlier are refused in words, and nothing typed is lost.
	in := issueInput()
	in.Set("due", "10")
	p = section.Post(href+"/issue", in).Want(422)
	p.Has(".why", "要早于上级的时限")
	p.Has("#issue", "不早于上级")
	in.Set("act", "preview")
	in.Set("due", "1")
	in.Set("after", "start")
	section.Post(href+"/issue", in).Want(200).Has("#issue", "已经过了").Has("#issue", "给学校新的时限")
	in.Set("due", "5")
	in.Set("after", "end")
	section.Post(href+"/issue", in).Want(200).Has("#chosen", "青溪小学").Lacks("#issue .light.amber")
	in.Del("act")
	section.Post(href+"/issue", in).Want(303)
	section.Post(href+"/issue", in).Want(409)
	section.Get(href).Want(200).Has("main", "2 所中 0 所已审核")

	period := href + "/periods/2026-09"
	p = section.Get(period).Want(200)
	p.Has("#missing", "石桥中学")
	p.Has("main", "还有 2 所学校没有审核完")
	p.Lacks("form#return")
	reportAndReview(t, b, 0, "10")
	city.browser("zhoumin").Get(cityHref).Has("main", "2 所学校中 1 所已报、1 所已审核")
	reportAndReview(t, b, 1, "20.50")

	// The sums open into the schools; a signature of each of the three.
	p = section.Get(period).Want(200)
	p.Has("a.made[href*='spent']", "30.5")
	section.Get(period+"/cells?path=spent").Want(200).Has("#sendon", "20.5")
	section.Get(period + "/cells?path=nothing").Want(404)
	fields := p.Fields("return")
	fields.Set("return:act", "submit")
	moved := url.Values{"return:seal": {"0000"}, "return:act": {"submit"}}
	section.Post(period+"/handup", moved).Want(409).Has(".note.red", "汇总数和您看到的不一样")
	var photo bytes.Buffer
	must(t, png.Encode(&photo, image.NewGray(image.Rect(0, 0, 4, 4))))
	section.Upload(period+"/handup", fields, "upload:photo", "汇总表.png", photo.Bytes()).Want(303)
	link := section.Get(period).Want(200).Find("a[href*='/files/']").AttrOr("href", "")
	if got := section.Get(link).Want(200); got.Body != photo.String() {
		t.Errorf("the county opens %q and gets something else", link)
	}
	section.Get(period + "/files/0190a5b0-0000-7000-8000-000000000000").Want(404)
	b.browser("wangxue").Get(link).Want(404)
	for _, login := range []string{"lin", "fang"} {
		signer := b.browser(login)
		signer.Post(period+"/sign", signer.Get(period).Want(200).Fields("do-sign")).Want(303)
	}
	p = section.Get(period).Want(200)
	p.Has(".verdict", "已上报")
	p.Has("#history ~ *, section:has(#history)", "汇总上报")
	section.Get(period+"/receipt").Want(200).Has("main", "石桥中学")
	section.Get("/collect/mandates").Want(200).Has("section:has(#above)", "已上报")
	if got, _ := city.browser("zhoumin").Get(cityHref).Want(200).Find("#f-spent").Attr("value"); got != "30.5" && got != "30.50" {
		t.Errorf("the city reads %q", got)
	}
}

// aboveReturn is the county's return in the city.
func aboveReturn(t *testing.T, city *bureau, above collect.Campaign) string {
	t.Helper()
	cells, err := city.Store.Cells(context.Background(), city.id, above.ID)
	must(t, err)
	return cells[0].ID
}

// reportAndReview lets a school hand September in and the county review it.
func reportAndReview(t *testing.T, b *bureau, i int, spent string) collect.Obligation {
	t.Helper()
	o := b.owed(i, "2026-09")
	answers := map[string]string{}
	for _, m := range o.Paper.Marks {
		answers[m.Path] = "已改"
	}
	o, err := b.Submit(context.Background(), b.clerkOf(i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: goodSheet(spent), Answers: answers}})
	must(t, err)
	o, err = b.Review(context.Background(), b.chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(t, err)
	return o
}

// handedUp is a county that has handed September up with all signatures.
func handedUp(t *testing.T, b *bureau) (mandate levels.Mandate, o collect.Obligation) {
	t.Helper()
	ctx, l := context.Background(), b.levels
	all, err := l.AskedAboves(ctx, b.chief, true)
	must(t, err)
	mandate = all[0].Mandate
	_, err = l.Issue(ctx, b.chief, mandate.ID, levels.Issue{Owner: "sec", Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler},
		Units: collect.UnitRule{Types: org.SchoolTypes()}})
	must(t, err)
	reportAndReview(t, b, 0, "10")
	reportAndReview(t, b, 1, "20.50")
	september := all[0].Period.Period
	o, err = l.HandUp(ctx, b.chief, mandate.ID, levels.HandUpInput{Period: september})
	must(t, err)
	for _, login := range []string{"lin", "fang"} {
		o, err = l.SignUp(ctx, b.actor(login), mandate.ID, september, o.RecordNo)
		must(t, err)
	}
	return mandate, o
}

func TestWhatTheCitySendsBackIsSentOnByTheCell(t *testing.T) {
	b := newBureau(t, 2)
	city, _ := newCity(t, b, "2026-09")
	mandate, o := handedUp(t, b)
	reviewer := city.browser("zhoumin")
	reviewer.Post(collect.Link(o.ID)+"/back", url.Values{"revision": {strconv.Itoa(o.RecordNo)}, "path:0": {"spent"}, "reason:0": {"比去年多三成"}, "workdays": {"3"}}).Want(303)
	city.deliver()
	section, month := b.browser("hewei"), levels.MandateLink(mandate.ID)+"/periods/2026-09"
	section.Get("/collect").Want(200).Has("main", "上级退回")
	p := section.Get(month).Want(200)
	p.Has("section:has(#back)", "比去年多三成")
	cell, _ := p.Find("section:has(#back) a.btn").Attr("href")
	p = section.Get(cell).Want(200)
	p.Has("#reason", "云州市教育局退回：比去年多三成")
	fields := p.Fields("sendon")
	section.Post(month+"/sendon", fields).Want(422).Has("main", "请至少选一所学校")
	box, _ := p.Find("input[name=return]").Eq(1).Attr("value")
	fields.Set("return", box)
	section.Post(month+"/sendon", fields).Want(303)
	school := b.owed(1, "2026-09")
	if school.State != collect.Back || school.Paper.Marks[0].Path != "spent" {
		t.Fatalf("the school's return is %s", school.State)
	}
	section.Post(month+"/sendon", fields).Want(200).Has("#results", "石桥中学")
	reportAndReview(t, b, 1, "15")
	p = section.Get(month).Want(200)
	p.Has("a.made[href*='spent']", "25")
	fields = p.Fields("return")
	fields.Set("return:act", "submit")
	section.Post(month+"/handup", fields).Want(422).Has("main", "比去年多三成")
	fields.Set("answer:spent", "石桥中学误填，已改")
	section.Post(month+"/handup", fields).Want(303)
	p = section.Get(month).Want(200)
	p.Has(".verdict", "待本局签字")
	section.Post(month+"/withdraw", p.Fields("do-withdraw")).Want(303)
	section.Get(month).Want(200).Has("main", "待上报")
}

func TestACorrectionIsAskedAboveWithOneClick(t *testing.T) {
	b := newBureau(t, 2)
	city, _ := newCity(t, b, "2026-09")
	mandate, o := handedUp(t, b)
	ctx := context.Background()
	_, err := city.Review(ctx, city.chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(t, err)
	_, err = city.Lock(ctx, city.chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(t, err)
	school := b.owed(0, "2026-09")
	_, err = b.Lock(ctx, b.chief, collect.Seen{Return: school.ID, Base: school.RecordNo})
	must(t, err)
	c, err := b.AskCorrection(ctx, b.actor("wangxue"), collect.AskInput{Return: school.ID, Base: school.RecordNo, Cells: form.Raw{"spent": "12"}, Reason: "漏报"})
	must(t, err)
	c, err = b.SignCorrection(ctx, b.actor("lujianhua"), collect.SeenCorrection{ID: c.ID, Rev: c.Rev})
	must(t, err)
	_, err = b.ApproveCorrection(ctx, b.chief, collect.SeenCorrection{ID: c.ID, Rev: c.Rev})
	must(t, err)

	section, month := b.browser("hewei"), levels.MandateLink(mandate.ID)+"/periods/2026-09"
	p := section.Get(month).Want(200)
	p.Has("section:has(#differs)", "30.5")
	p.Has("section:has(#differs)", "32.5")
	fields := url.Values{"revision": {strconv.Itoa(o.RecordNo)}}
	section.Post(month+"/correct", fields).Want(422).Has("#correct", "原因")
	fields.Set("reason", "青溪小学漏报")
	section.Post(month+"/correct", fields).Want(303)
	section.Get(month).Want(200).Lacks("#endorse")
	director := b.browser("fang")
	p = director.Get(month).Want(200)
	p.Has("section:has(#request)", "青溪小学漏报")
	director.Post(month+"/endorse", p.Fields("endorse")).Want(303)
	waiting, err := city.CorrectionsWaiting(ctx, city.chief)
	must(t, err)
	if len(waiting) != 1 || waiting[0].Paper.Cells[0].New != "32.5" {
		t.Errorf("the city waits to decide on %+v", waiting)
	}
}

func TestAChangeAboveIsSeenAndAccepted(t *testing.T) {
	b := newBureau(t, 2)
	city, above := newCity(t, b, "2026-09", "2026-10")
	mandate, _ := handedUp(t, b)
	ctx := context.Background()
	october := ""
	cells, err := city.Store.Cells(ctx, city.id, above.ID)
	must(t, err)
	for _, cell := range cells {
		if cell.Period == "2026-10" {
			october = cell.ID
		}
	}
	results, err := city.Exempt(ctx, city.chief, above.ID, []string{october}, "十月不报")
	must(t, err)
	must(t, results[0].Err)
	city.deliver()
	section, href := b.browser("hewei"), levels.MandateLink(mandate.ID)
	p := section.Get(href).Want(200)
	p.Has("section:has(#changes)", "不再要2026 年 10 月")
	p.Has("section:has(#changes)", "十月不报")
	b.browser("fang").Get(href).Want(200).Lacks("form#accept")
	fields := p.Fields("accept")
	fields.Set("let", "1")
	section.Post(href+"/accept", fields).Want(303)
	section.Get(href).Want(200).Lacks("#changes")
	section.Post(href+"/accept", fields).Want(409)
	if o := b.owed(0, "2026-10"); o.State != collect.Exempt {
		t.Errorf("the school's October is %s", o.State)
	}
}

func TestNothingIsAskedAbove(t *testing.T) {
	b := newBureau(t, 2)
	b.browser("hewei").Get("/collect/mandates").Want(200).Has(".empty", "上级没有布置填报任务")
	b.browser("hewei").Get("/collect").Want(200).Lacks("#above")
	b.browser("wangxue").Get("/collect/mandates").Want(404)
	for _, path := range []string{"/collect/mandates/x", "/collect/mandates/x/issue", "/collect/mandates/x/periods/2026-09", "/collect/mandates/x/periods/nothing"} {
		b.browser("hewei").Get(path).Want(404)
	}
}

func TestTheOfficeChoosesTheSectionThatAnswers(t *testing.T) {
	b := newBureau(t, 2)
	newCity(t, b, "2026-09")
	_, err := b.Org.AddUnits(t.Context(), access.System(b.id), []org.Unit{{ID: "office", Name: "办公室", Type: org.Section}})
	must(t, err)
	b.Add(b.t, "chen", "陈晓岚", "office", access.Office)
	office := b.browser("chen")
	href := office.Get("/collect/mandates").Want(200).Find("a[href^='/collect/mandates/']").First().AttrOr("href", "")
	p := office.Get(href + "/issue").Want(200)
	p.Has("select[name=owner]", "计划财务科")
	p.Has("#issue", "会通知那个科室")
	in := issueInput()
	in.Set("owner", "")
	office.Post(href+"/issue", in).Want(422).Has(".why", "请选择由哪个科室发起")
	in.Set("owner", "sec")
	office.Post(href+"/issue", in).Want(303)
	b.browser("hewei").Get(href).Want(200).Has("main", "2 所中 0 所已审核")
	if n := b.browser("hewei").Get(href + "/issue").Status; n != 409 {
		t.Errorf("issued again: %d", n)
	}
}

// A period that the city adds is asked of the own schools by one act, with own days that are
// earlier, and with a reason for what another form asks of them already; nothing that was
// typed is lost over it.
func TestAnAddedPeriodIsAcceptedOnThePage(t *testing.T) {
	b := newBureau(t, 2)
	city, above := newCity(t, b, "2026-09")
	mandate, _ := handedUp(t, b)
	ctx := context.Background()
	other := strings.NewReplacer("form: school-monthly", "form: funds", "教育事业月报", "经费月报").Replace(monthly)
	_, err := b.forms.Publish(ctx, b.chief, other)
	must(t, err)
	october, _ := period.Parse("2026-10")
	_, err = b.OpenCampaign(ctx, b.chief, collect.NewCampaign{
		Form: "funds", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕9号", EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Periods: []period.Period{october},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler}, Units: collect.UnitRule{Types: org.SchoolTypes()},
	})
	must(t, err)
	city.add(above.ID, october)
	city.deliver()

	section, href := b.browser("hewei"), levels.MandateLink(mandate.ID)
	p := section.Get(href).Want(200)
	p.Has("section:has(#changes)", "增加2026 年 10 月")
	fields := p.Fields("accept")
	fields.Set("due", "20")
	section.Post(href+"/accept", fields).Want(422).Has("form#accept .why", "要早于上级的时限")
	fields.Set("due", "4")
	p = section.Post(href+"/accept", fields).Want(422)
	p.Has("form#accept", "经费月报")
	if got := p.Find("form#accept input[name=due]").AttrOr("value", ""); got != "4" {
		t.Errorf("the days that were typed are lost: %q", got)
	}
	fields = p.Fields("accept")
	asked := 0
	for name := range fields {
		if strings.HasPrefix(name, "again:") {
			fields.Set(name, "市里的口径不同")
			asked++
		}
	}
	if asked == 0 {
		t.Fatal("no reason is asked for")
	}
	b.browser("fang").Post(href+"/accept", fields).Want(403)
	p = section.Get(section.Post(href+"/accept", fields).Want(303).Location).Want(200)
	p.Has(".toast", "1 期")
	p.Lacks("#changes")
	if o := b.owed(0, "2026-10"); o.Form != "up-school-monthly" && o.Form != "funds" {
		t.Errorf("%+v", o)
	}
	section.Post(href+"/accept", fields).Want(409)
	month := href + "/periods/2026-10"
	section.Get(month).Want(200).Has("#missing", "青溪小学")
}

// add gives a campaign of the city one more period, as its clock does.
func (b *bureau) add(campaign string, p period.Period) {
	b.t.Helper()
	ctx := context.Background()
	c, err := b.Store.Campaign(ctx, b.id, campaign)
	must(b.t, err)
	c.Periods = append(c.Periods, p)
	must(b.t, b.Store.UpdateCampaign(ctx, c))
	cells, err := b.Store.Cells(ctx, b.id, campaign)
	must(b.t, err)
	o, err := b.Store.Obligation(ctx, b.id, cells[0].ID)
	must(b.t, err)
	due := period.Date{Year: 2026, Month: 11, Day: 13}
	must(b.t, b.Store.AddObligations(ctx, []collect.Obligation{{
		ID: id.New(), Bureau: o.Bureau, Campaign: o.Campaign, Owner: o.Owner, Form: o.Form, Version: o.Version, Unit: o.Unit, Period: p,
		State: collect.Owed, Opens: p.End(nil), Due: due, Rev: 1,
	}}))
}
