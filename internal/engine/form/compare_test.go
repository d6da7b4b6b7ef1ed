package form_test

import (
	"errors"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/i18n"
)

// lessons is a form of times, days and periods, with one check.
func lessons(check string) []byte {
	return []byte(`
form: lessons
title: 作息时间
period: month
basis: 作息时间备案
sections:
  - title: 作息
    fields:
      - {code: from, name: 上课, type: time}
      - {code: to, name: 下课, type: time}
      - {code: begun, name: 开工, type: date}
      - {code: done, name: 竣工, type: date}
      - {code: since, name: 起始月份, type: period, of: month}
      - {code: until, name: 截止月份, type: period, of: month}
      - {code: term, name: 学期, type: period, of: term}
      - {code: note, name: 备注, type: text}
      - {code: days, name: 工期, type: calculated, value: 竣工 - 开工, decimals: 0, unit: 天}
checks:
  - {id: it, logic: '` + check + `', say: 不对}
`)
}

func TestTimesDaysAndPeriodsAreCompared(t *testing.T) {
	raw := form.Raw{"from": "9点半", "to": "下午3:30", "begun": "2026-09-01", "done": "2026-12-10", "since": "2026年9月", "until": "2026.12", "term": "2025-2026学年第二学期"}
	tests := []struct {
		check string
		holds bool
	}{
		{`上课 < 下课`, true}, {`上课 >= 下课`, false}, {`上课 == "9时30分"`, true}, {`下课 <= "15:29"`, false},
		{`竣工 - 开工 == 100`, true}, {`竣工 - 开工 > 100`, false}, {`工期 == 100`, true}, {`开工 >= "2026-09-01"`, true},
		{`起始月份 < 截止月份`, true}, {`起始月份 == "2026年9月"`, true}, {`截止月份 <= "2026-10"`, false}, {`起始月份 in ["2026-08", "2026-09"]`, true},
		{`学期 > "2025年秋季学期"`, true}, {`学期 != "2026年春季学期"`, false},
	}
	for _, tt := range tests {
		def, err := form.Parse(lessons(tt.check), nil)
		if err != nil {
			t.Errorf("%s: %v", tt.check, err)
			continue
		}
		values, issues := form.Decode(def, raw)
		if findings := form.Check(def, values, form.Context{}); len(issues) > 0 || (len(findings) == 0) != tt.holds {
			t.Errorf("%s: %v %v", tt.check, issues, findings)
		}
		values, _ = form.Decode(def, form.Raw{"note": "空表"})
		if findings := form.Check(def, values, form.Context{}); len(findings) != 1 || findings[0].Skipped == "" || len(findings[0].Missing) == 0 {
			t.Errorf("%s of an empty form: %+v", tt.check, findings)
		}
	}
}

func TestWhatCannotBeComparedIsRefusedInWords(t *testing.T) {
	tests := []struct{ check, zh, en string }{
		{`上课 < 竣工`, "这里要时间，写的是日期。", "This must be a time of day; it is a date."},
		{`上课 < 备注`, "这里要时间，写的是文字。", "This must be a time of day; it is text."},
		{`上课 > 9`, "这里要时间，写的是数。", "This must be a time of day; it is a number."},
		{`备注 < 备注`, "这里要数或日期或时间或期间，写的是文字。", "This must be a number or a date or a time of day or a period; it is text."},
		{`起始月份 < 学期`, "这里要月份，写的是学期。", "This must be a month; it is a term."},
		{`上课 < "25:00"`, "“25:00”不是时间，请写成 09:30 这样。", "“25:00” is not a time of day. Write it as 09:30."},
		{`开工 > "九月"`, "“九月”不是日期，请写成 2026-09-01 这样。", "“九月” is not a date. Write it as 2026-09-01."},
		{`学期 == "2026"`, "“2026”不是学期，请写成 2026-2027-T1 这样。", "“2026” is not a term. Write it as 2026-2027-T1."},
	}
	for _, tt := range tests {
		def, err := form.Parse(lessons(tt.check), nil)
		if err == nil {
			t.Errorf("%s is taken: %v", tt.check, def.Code)
			continue
		}
		var problems yamldoc.Problems
		if !errors.As(err, &problems) {
			t.Fatalf("%s: %v", tt.check, err)
		}
		if len(problems) != 1 || problems[0].Words(i18n.Chinese.T) != tt.zh || problems[0].Words(i18n.English.T) != tt.en {
			var words []string
			for _, p := range problems {
				words = append(words, p.Words(i18n.Chinese.T), p.Words(i18n.English.T))
			}
			t.Errorf("%s: %s", tt.check, strings.Join(words, " | "))
		}
	}
}
