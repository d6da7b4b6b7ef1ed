package collect_test

import (
	"net/url"
	"testing"
)

// plain asks again for what the monthly report asks, and for something new.
const plain = `
form: spending
title: 支出月报
period: month
basis: 经费监管
sections:
  - title: 支出
    fields:
      - {code: total, name: 本年支出金额, type: money, unit: 元}
      - {code: heating, name: 取暖费, type: money, unit: 元}
`

func TestWhatIsHeldAlreadyNeedsAReason(t *testing.T) {
	b := newBureau(t, 4)
	b.open(alone, "2026-09")
	b.publish(plain)
	section := b.browser("hewei")
	in := url.Values{"form": {"spending"}, "owner": {"sec"}, "year": {"2026"}, "from": {"9"}, "to": {"9"}, "due": {"5"}, "after": {"end"},
		"signatures": {"one"}, "type": {"primary", "junior"}, "ends": {"2026-12-31"}, "list": {"云教表〔2026〕9号"}}
	p := section.post("/collect/campaigns", in).want(422)
	p.has(".summary", "“本年支出金额”")
	if n := p.Find(".again").Length(); n != 1 {
		t.Fatalf("%d fields are named:\n%s", n, text(p.Find("main")))
	}
	p.has(".again", "本年支出金额（元）")
	p.has(".again", "“教育事业月报”已经向其中 3 个单位收取“本年支出（万元）”，名称相同。")
	p.has(".again code", "prefill: {form: school-monthly, field: spent, period: same}")
	p.has(".again .why", "请改为预填，或者写明为什么还要收")
	in.Set("again:total", "按<财政>口径核对")
	p = section.get(section.post("/collect/campaigns", in).want(303).location).want(200)
	p.has("#again", "本年支出金额")
	p.has("#again", "按<财政>口径核对")
	p.has("#again", "教育事业月报")
}
