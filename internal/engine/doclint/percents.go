package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// rate is a word for a percentage and whether it may pass 100.
type rate struct {
	word     string
	over     bool // may be more than 100
	severity Severity
	reason   string
}

// rates are looked through in order; the first word found in the words before a
// percentage decides.
var rates = []rate{
	{"毛入", true, "", "pupils of any age are counted against one age group"},
	{"完成率", true, "", "a task may be done beyond its plan"},
	{"达成率", true, "", "a target may be passed"},
	{"完成", true, "", "a plan may be passed"},
	{"增", true, "", "growth has no upper end"},
	{"超", true, "", "what passes a plan has no upper end"},
	{"计划", true, "", "a plan may be passed"},
	{"任务", true, "", "a task may be done beyond its plan"},
	{"预算", true, "", "spending may pass the budget"},
	{"目标", true, "", "a target may be passed"},
	{"相当于", true, "", "a comparison has no upper end"},
	{"负债率", true, "", "debts may be greater than assets"},
	{"利用率", true, "", "rooms and places may be filled beyond their plan"},
	{"使用率", true, "", "as 利用率"},
	{"初中入学率", true, "", "older documents give the gross rate under this name"},
	{"初中阶段入学率", true, "", "as 初中入学率"},
	{"高中阶段入学率", true, "", "as 初中入学率"},
	{"入学率", false, SeverityWarning, "net rate; some old documents give the gross one"},
	{"入园率", false, SeverityWarning, "as 入学率"},
	{"巩固率", false, SeverityWarning, "pupils who stay of those who came; movers-in may lift it by a hair"},
	{"合格率", false, SeverityError, "those who pass of those who were tested"},
	{"覆盖率", false, SeverityError, "covered of all"},
	{"覆盖面", false, SeverityError, "covered of all"},
	{"达标率", false, SeverityError, "those who reach the standard of all"},
	{"满意率", false, SeverityError, "those content of those asked"},
	{"满意度", false, SeverityError, "those content of those asked"},
	{"录取率", false, SeverityError, "admitted of those who applied"},
	{"上线率", false, SeverityError, "above the line of those examined"},
	{"升学率", false, SeverityError, "those who go on of those who leave"},
	{"就业率", false, SeverityError, "employed of those who left"},
	{"及格率", false, SeverityError, "as 合格率"},
	{"优秀率", false, SeverityError, "as 合格率"},
	{"优良率", false, SeverityError, "as 合格率"},
	{"良好率", false, SeverityError, "as 合格率"},
	{"毕业率", false, SeverityError, "graduates of pupils"},
	{"参训率", false, SeverityError, "those trained of those called"},
	{"参与率", false, SeverityError, "those who take part of all"},
	{"参培率", false, SeverityError, "as 参训率"},
	{"到位率", false, SeverityError, "as 覆盖率"},
	{"办结率", false, SeverityError, "closed of received"},
	{"整改率", false, SeverityError, "put right of found"},
	{"出勤率", false, SeverityError, "present of enrolled"},
	{"知晓率", false, SeverityError, "those who know of those asked"},
	{"普及率", false, SeverityError, "reached of all"},
	{"辍学率", false, SeverityError, "leavers of pupils"},
	{"近视率", false, SeverityError, "pupils affected of pupils"},
	{"普惠率", false, SeverityError, "places in such kindergartens of all places"},
	{"开通率", false, SeverityError, "as 覆盖率"},
	{"开课率", false, SeverityError, "as 覆盖率"},
	{"配备率", false, SeverityError, "as 覆盖率"},
	{"安装率", false, SeverityError, "as 覆盖率"},
	{"占比", false, SeverityError, "a part of a whole"},
	{"占", false, SeverityError, "a part of a whole"},
}

// checkPercents looks for percentages over 100 of things that cannot pass it.
func (c *checker) checkPercents() {
	for i := range c.doc.Figures {
		f := &c.doc.Figures[i]
		if f.Kind != docread.KindPercent || f.Unit != "%" || f.Value == nil || f.Value2 != nil || f.Value.LessThanOrEqual(hundred) {
			continue
		}
		r, ok := c.rateOf(i)
		if !ok || r.over {
			continue
		}
		severity := r.severity
		if f.Approx != docread.ApproxExact {
			severity = SeverityWarning
		}
		c.find(Finding{
			Severity: severity, Kind: KindPercent, Found: f.Value.String(), Expected: "100",
			Message: i18n.Msg("lint.percent", "figure", c.said(i), "rate", r.word),
		}, i)
	}
}

// rateOf finds the word for a percentage in its own clause. Words that allow more
// than 100 win wherever they stand.
func (c *checker) rateOf(i int) (rate, bool) {
	const farthest = 24
	f := &c.doc.Figures[i]
	start := f.Start
	for start > 0 && f.Start-start < farthest && !strings.ContainsRune("，,；;。\n", c.text[start-1]) {
		start--
	}
	clause := c.slice(start, f.Start) + f.Subject
	for _, r := range rates {
		if strings.Contains(clause, r.word) {
			return r, true
		}
	}
	return rate{}, false
}
