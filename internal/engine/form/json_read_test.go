package form

import (
	"bytes"
	"testing"
)

const readForm = `
form: read
title: 读
sections:
  - title: 总体
    fields:
      - {code: count, name: 件数, type: integer}
      - {code: paid, name: 金额, type: money, unit: 元}
      - {code: day, name: 日期, type: date}
      - {code: open, name: 开放, type: yesno}
      - {code: kinds, name: 类别, type: multichoice, of: 类}
      - {code: why, name: 说明, type: longtext}
      - {code: more, name: 增加, type: calculated, value: 件数 - 上期.件数}
  - title: 明细
    rows: {code: list, name: 项目}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: spent, name: 支出, type: decimal, decimals: 2}
lists:
  类: {a: 甲, b: 乙}
`

// FuzzReadCanonical: what the quick reader takes, the library reads to the same values; what Marshal writes, the quick
// reader takes unless a text needs escapes or a list stands in it.
func FuzzReadCanonical(f *testing.F) {
	def, err := Parse([]byte(readForm), nil)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		`{"fields":{}}`,
		`{"fields":{"count":"12","day":"2026-03-01","open":true,"paid":"1.5","why":"因为"}}`,
		`{"fields":{"count":"-3"},"tables":{"list":[{"key":"r1","fields":{"name":"操场","spent":"0.05"}},{"key":"r2","fields":{}}]}}`,
		`{"fields":{"count":"1","count":"2"}}`, `{"fields":{"paid":"1","count":"2"}}`, `{"fields":{"count":"01"}}`,
		`{"fields":{"why":"a\"b"}}`, "{\"fields\":{\"why\":\"a\nb\"}}", "{\"fields\":{\"why\":\"\xff\"}}", `{"fields":{"kinds":["a","b"]}}`,
		`{"fields":{}}x`, `{"fields":{},"tables":{}}`, `{"fields":{},"tables":{"list":[]}}`, `{"fields":{"why":""}}`,
		`{"fields":{},"tables":{"list":[{"key":"r1","fields":{}},{"key":"r1","fields":{}}]}}`,
		`{"fields":{"count":"123456789012345678901234567890123"}}`,
		`{"fields":{"count":"2","more":"1"},"read":{"previous":{"fields":{"count":"1"}}}}`, `{"fields":{},"read":{}}`, `{"fields":{},"read":null}`,
		`{"fields":{},"tables":{"list":[{"key":"r1","fields":{}}]},"read":{"returns":{"学籍":{"fields":{"n":"1"}}}}}`, `{"fields":{},"read":{"previous":{"fields":{"other":"1"}}}}`,
		`{"fields":{},"read":{"previous":{"fields":{},"read":{"previous":{"fields":{}}}}}}`, `{"fields":{},"read":{}},"tables":{}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		slow, err := readDocument(def, data)
		quick, took := readCanonical(def, data)
		if took && err != nil {
			t.Fatalf("taken, though the library says %v", err)
		}
		if took && !bytes.Equal(Marshal(quick), Marshal(slow)) {
			t.Fatalf("%s, the library reads %s", Marshal(quick), Marshal(slow))
		}
		if err != nil {
			return
		}
		if _, took := readCanonical(def, Marshal(slow)); !took && !bytes.ContainsAny(Marshal(slow), `\`) && !bytes.Contains(Marshal(slow), []byte(`"kinds":[`)) {
			t.Fatalf("not taken: %s", Marshal(slow))
		}
	})
}
