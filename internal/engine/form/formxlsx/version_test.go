package formxlsx_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
)

const firstVersion = `form: f
title: 表
sections:
  - title: 一
    fields:
      - {code: kept, name: 留下的, type: integer}
      - {code: gone, name: 去掉的, type: text}
  - title: 二
    rows: {code: list, name: 条}
    fields:
      - {code: n, name: 数, type: integer}
      - {code: old, name: 旧列, type: text}
  - title: 三
    rows: {code: past, name: 旧条}
    fields:
      - {code: x, name: 旧表的列, type: text}
`

const secondVersion = `form: f
title: 表
sections:
  - title: 一
    fields:
      - {code: kept, name: 留下的, type: integer}
      - {code: fresh, name: 新增的, type: text}
  - title: 二
    rows: {code: list, name: 条}
    fields:
      - {code: n, name: 数, type: integer}
      - {code: more, name: 新列, type: text}
  - title: 四
    rows: {code: next, name: 新条}
    fields:
      - {code: y, name: 新表的列, type: text}
`

// A workbook of an old version is read as far as both versions ask the same; what only one of them has is named, with
// the cell where it stands.
func TestOldVersion(t *testing.T) {
	old, now := definition(t, firstVersion), definition(t, secondVersion)
	values, _ := form.Decode(old, form.Raw{"kept": "5", "gone": "旧的话", "list": "r1", "list[r1].n": "7", "list[r1].old": "旧"})
	expect := expectOf(now)
	expect.Version = "3"
	told := func(issues formxlsx.Issues) string {
		var out []string
		for _, i := range issues {
			if i.Weight != formxlsx.Told {
				t.Errorf("%v is no mere word", i)
			}
			out = append(out, strings.TrimSpace(i.Code+" "+i.Params["field"]+" "+i.At.String()))
		}
		return strings.Join(out, "; ")
	}
	answer, issues := formxlsx.Read(write(t, bookOf(old, values)), expect)
	if answer.Raw["kept"] != "5" || answer.Raw["list[r1].n"] != "7" || len(answer.Raw["gone"]) > 0 {
		t.Errorf("read %v", answer.Raw)
	}
	want := "old_version; gone_field 去掉的 填报!C8; gone_field 旧列 填报!D12; gone_field 旧表的列 填报!B27; " +
		"new_field 新增的; new_field 新列 填报; new_field 四"
	if got := told(issues); got != want {
		t.Errorf("told\n%s, want\n%s", got, want)
	}
	if over := answer.Over(form.Raw{"kept": "1", "fresh": "新的话"}, nil); over["fresh"] != "新的话" || over["kept"] != "5" {
		t.Errorf("laid over what is stored: %v", over)
	}

	campaign := expectCampaign(now)
	campaign.Version = "3"
	answers, issues := formxlsx.ReadCampaign(writeCampaign(t, campaignOf(old, 2, func(int) form.Values { return values }), 0), campaign)
	if len(answers) != 2 || answers[1].Raw["kept"] != "5" {
		t.Errorf("read %v", answers)
	}
	for _, words := range []string{"old_version", "gone_field 去掉的 填报!D", "gone_field 旧列 二!D", "new_field 新增的"} {
		if got := told(issues); !strings.Contains(got, words) {
			t.Errorf("told %s, without %s", got, words)
		}
	}
}

// A long number that Excel has made a figure of is refused, whether it still is one or was pasted as a text.
func TestNumbersThatLostTheirDigits(t *testing.T) {
	def := definition(t, everyType)
	data := write(t, bookOf(def, form.NewValues()))
	cell := placesOf(t, def, data)["card"].Cell
	for name, value := range map[string]any{"a figure": 330106199001011e3, "shown": "3.30106E+17", "a text": "3.3e17", "15 digits of 18": 330106199001011000} {
		answer, issues := formxlsx.Read(edit(t, data, func(f *excelize.File) error { return f.SetCellValue(fill, cell, value) }), expectOf(def))
		if _, read := answer.Raw["card"]; read || len(issues) != 1 || issues[0].Code != formxlsx.DigitsLost || issues[0].At.Cell != cell {
			t.Errorf("%s: %q %v", name, answer.Raw["card"], issues)
		}
	}
}
