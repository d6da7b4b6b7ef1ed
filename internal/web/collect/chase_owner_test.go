package collect_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// office is somebody who may remind of all campaigns and decides on none of a section.
func (b *bureau) office() *browser {
	b.t.Helper()
	_, err := b.bases.Org.AddUnits(b.t.Context(), access.System(b.id), []org.Unit{{ID: "office", Name: "办公室", Type: org.Section}})
	must(b.t, err)
	b.person("chen", "陈晓岚", "office", access.Office)
	return b.browser("chen")
}

// merged makes a school part of another one, with returns that are overdue.
func (b *bureau) merged(i, into int) {
	b.t.Helper()
	b.bases.Org.Followers = append(b.bases.Org.Followers, b.Service)
	_, err := b.bases.Org.Restructure(b.t.Context(), access.System(b.id), org.Restructuring{Kind: org.Merged, Unit: schoolID(i), Into: schoolID(into),
		On: period.Date{Year: 2026, Month: 10, Day: 20}, DocNo: "云教〔2026〕51号", Seen: org.Nothing})
	must(b.t, err)
	b.now = time.Date(2026, 11, 2, 9, 0, 0, 0, b.now.Location())
}

// The office reminds of every section's campaigns; what a school that is no more owes is
// for the section that asks. Buttons stand only where they may be pressed.
func TestTheChaseListOffersToDecideOnlyToTheSectionThatAsks(t *testing.T) {
	b := newBureau(t, 3)
	out := b.open(alone, "2026-08")
	b.merged(1, 0)
	office, section := b.office(), b.browser("hewei")
	const exempt, pass, reason = ".bulk button[name=act][value=exempt]", ".bulk button[formaction]", ".bulk input[name=reason]"
	p := office.get("/collect/chase").want(200)
	p.has("tr.group", "以前欠的由发起科室决定")
	p.has(".bulk button.primary", "催办")
	for _, not := range []string{exempt, pass, reason} {
		p.Lacks(not)
	}
	p = section.get("/collect/chase").want(200)
	for _, selector := range []string{exempt, pass, reason} {
		if p.Find(selector).Length() != 1 {
			t.Errorf("the section has no %s", selector)
		}
	}

	// A page that was open before, or a form made by hand, is refused by name.
	gone := b.owed(1, "2026-08")
	p = office.post("/collect/chase", url.Values{"act": {"exempt"}, "return": {gone.ID}, "reason": {"已并入"}}).want(200)
	p.has("#refused", "这 1 张没有动").has("#refused", "这张表是计划财务科发的，由计划财务科决定").has("#refused a[href='/collect/returns/"+gone.ID+"']", "石桥中学：教育事业月报，2026 年 8 月")
	p.Lacks("#done")

	// Nor does the campaign's page offer what is the section's; the office steers it.
	href := "/collect/campaigns/" + out.Campaign.ID
	p = office.get(href).want(200)
	p.has(".bulk button[value=remind]", "催办")
	for _, not := range []string{".bulk button[value=extend]", "form#lock"} {
		p.Lacks(not)
	}
	office.get(p.Find(".acts a[href$='/change']").AttrOr("href", "")).want(200)
	p = office.get("/collect/returns/" + gone.ID).want(200)
	for _, not := range []string{"dialog#exempt", ".acts a[href^='/collect/chase/pass']", "form#do-review", "form#do-lock"} {
		p.Lacks(not)
	}
	p = office.get(href + "/workbook").want(200)
	p.Lacks("input[type=file]")
	p = section.get(href).want(200)
	p.has(".bulk button[value=extend]", "延期")
}

// Another section reads the campaign and has none of its buttons, also no list to chase by.
func TestAnotherSectionHasNoButtonsOnACampaign(t *testing.T) {
	b := newBureau(t, 3)
	out := b.open(alone, "2026-08")
	b.merged(1, 0)
	_, err := b.bases.Org.AddUnits(t.Context(), access.System(b.id), []org.Unit{{ID: "staff", Name: "人事科", Type: org.Section}})
	must(t, err)
	b.person("jilan", "纪兰", "staff", access.Section)
	other, href := b.browser("jilan"), "/collect/campaigns/"+out.Campaign.ID
	p := other.get(href).want(200)
	for _, not := range []string{".bulk", ".matrix input[type=checkbox]", ".acts a[href='" + href + "/change']", ".acts a[href='" + href + "/end']", "form#lock"} {
		p.Lacks(not)
	}
	if n := other.get("/collect/chase").want(200).Find("input[name=return]").Length(); n != 0 {
		t.Errorf("%d returns of another section to chase", n)
	}
}

// What is left of a bulk act from the matrix stands above it, each return with its reason,
// and the filters lead back to the campaign.
func TestTheMatrixSaysWhichReturnsWereRefusedAndWhy(t *testing.T) {
	b := newBureau(t, 3)
	out := b.open(alone, "2026-08", "2026-09")
	b.now = time.Date(2026, 11, 2, 9, 0, 0, 0, b.now.Location())
	section, href := b.browser("hewei"), "/collect/campaigns/"+out.Campaign.ID
	first, second, handed := b.owed(0, "2026-08"), b.owed(1, "2026-08"), b.owed(0, "2026-09")
	section.post(href+"/chase", url.Values{"act": {"remind"}, "return": {first.ID}}).want(303)
	b.submit(b.actor("wangxue"), handed, goodSheet("10"))
	p := section.post(href+"/chase", url.Values{"act": {"remind"}, "return": {strings.Join([]string{first.ID, second.ID, handed.ID}, ",")}}).want(200)
	p.has("#done", "已催办 1 张报表。").has("#refused", "另有 2 张没有动")
	p.has("#refused .unitlist[aria-label='今天已经催过了。'] a", "青溪小学：教育事业月报，2026 年 8 月")
	p.has("#refused a[href='/collect/returns/"+handed.ID+"']", "青溪小学：教育事业月报，2026 年 9 月")
	p.has("#refused", "这张报表现在是“已报待审”")
	if p.Find("#refused a").Length() != 2 {
		t.Errorf("named: %s", text(p.Find("#refused")))
	}
	if to := p.Find(".filters a[href], .menu a[href]").First().AttrOr("href", ""); strings.Contains(to, "/chase") {
		t.Errorf("a filter leads to %s", to)
	}
	p = section.post(href+"/chase", url.Values{"act": {"extend"}, "return": {second.ID + "," + handed.ID}, "due": {"2026-11-20"}}).want(200)
	p.has("#done", "已给 1 张报表延期。").has("#refused a", "2026 年 9 月")
}
