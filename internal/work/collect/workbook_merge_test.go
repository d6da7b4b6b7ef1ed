package collect

import (
	"testing"

	"nianlun/internal/engine/form"
)

const joinYAML = `
form: join
title: 合并
sections:
  - title: 总体
    fields:
      - {code: a, name: 甲, type: integer}
      - {code: b, name: 乙, type: integer}
      - {code: s, name: 和, type: calculated, value: 甲 + 乙}
      - {code: f, name: 附件, type: file, max: 2}
  - title: 明细
    rows: {code: list, name: 项, max: 9, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: n, name: 数, type: integer}
  - title: 无名
    rows: {code: plain, name: 条, max: 9}
    fields:
      - {code: x, name: 数一, type: integer}
      - {code: y, name: 数二, type: integer}
`

// What a workbook says is joined with what was typed meanwhile; the cases name what
// both began with, the workbook, the return now, and what is saved.
func TestJoinedSheets(t *testing.T) {
	def, err := form.Parse([]byte(joinYAML), nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name               string
		base, mine, theirs form.Raw
		want               form.Raw
		clashes            []form.Path
		stay               bool // at every clash the return's own value stays
	}{
		{name: "one side each", base: form.Raw{"a": "1"}, mine: form.Raw{"a": "2"}, theirs: form.Raw{"a": "1", "b": "9"}, want: form.Raw{"a": "2", "b": "9"}},
		{name: "both the same", mine: form.Raw{"a": "2"}, theirs: form.Raw{"a": "2"}, want: form.Raw{"a": "2"}},
		{name: "both differ", mine: form.Raw{"a": "2"}, theirs: form.Raw{"a": "3"}, want: form.Raw{"a": "2"}, clashes: []form.Path{"a"}},
		{name: "theirs stays", mine: form.Raw{"a": "2"}, theirs: form.Raw{"a": "3"}, want: form.Raw{"a": "3"}, clashes: []form.Path{"a"}, stay: true},
		{name: "emptied in the workbook", base: form.Raw{"a": "1", "b": "2"}, mine: form.Raw{"b": "2"}, theirs: form.Raw{"a": "1", "b": "2"}, want: form.Raw{"b": "2"}},
		{name: "emptied on the page", base: form.Raw{"a": "1", "b": "2"}, mine: form.Raw{"a": "1", "b": "2"}, theirs: form.Raw{"b": "2"}, want: form.Raw{"b": "2"}},
		{name: "no value in the workbook", base: form.Raw{"a": "1"}, mine: form.Raw{"a": "约30"}, theirs: form.Raw{"a": "1"}, want: form.Raw{"a": "约30"}},
		{name: "no value against a new value", base: form.Raw{"a": "1"}, mine: form.Raw{"a": "约30"}, theirs: form.Raw{"a": "5"}, want: form.Raw{"a": "约30"}, clashes: []form.Path{"a"}},
		{name: "no value on the page", mine: form.Raw{"b": "2"}, theirs: form.Raw{"a": "约30"}, want: form.Raw{"a": "约30", "b": "2"}},
		{name: "files are the page's", mine: form.Raw{"a": "2"}, theirs: form.Raw{"f": "file-1"}, want: form.Raw{"a": "2", "f": "file-1"}},
		{
			name: "two new rows under one key", mine: form.Raw{"list": "r1", "list[r1].name": "甲", "list[r2].name": ""}, theirs: form.Raw{"list": "r1", "list[r1].name": "乙"},
			want: form.Raw{"list": "r2,r1", "list[r1].name": "乙", "list[r2].name": "甲"},
		},
		{
			name: "the same new row", mine: form.Raw{"list": "r1", "list[r1].name": "甲", "list[r1].n": "1"}, theirs: form.Raw{"list": "r1", "list[r1].name": "甲"},
			want: form.Raw{"list": "r1", "list[r1].name": "甲", "list[r1].n": "1"},
		},
		{
			name: "brought twice", mine: form.Raw{"list": "r1", "list[r1].name": "甲", "list[r1].n": "2"},
			theirs: form.Raw{"list": "r2,r1", "list[r1].name": "乙", "list[r2].name": "甲"},
			want:   form.Raw{"list": "r2,r1", "list[r1].name": "乙", "list[r2].name": "甲", "list[r2].n": "2"},
		},
		{
			name: "rows without a name", mine: form.Raw{"plain": "r1", "plain[r1].x": "1"}, theirs: form.Raw{"plain": "r1", "plain[r1].x": "7"},
			want: form.Raw{"plain": "r2,r1", "plain[r1].x": "7", "plain[r2].x": "1"},
		},
		{
			name: "a row removed in the workbook and changed on the page stays whole", base: form.Raw{"list": "r1", "list[r1].name": "甲", "list[r1].n": "1"},
			mine: form.Raw{"list": ""}, theirs: form.Raw{"list": "r1", "list[r1].name": "甲", "list[r1].n": "2"},
			want: form.Raw{"list": "r1", "list[r1].name": "甲", "list[r1].n": "2"}, clashes: []form.Path{"list[r1].n"}, stay: true,
		},
		{
			name: "a row removed in the workbook", base: form.Raw{"list": "r1,r2", "list[r1].name": "甲", "list[r2].name": "乙"},
			mine: form.Raw{"list": "r2", "list[r2].name": "乙"}, theirs: form.Raw{"list": "r1,r2", "list[r1].name": "甲", "list[r2].name": "乙"},
			want: form.Raw{"list": "r2", "list[r2].name": "乙"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := words{def: def}
			base, theirs := sheetOf(def, orEmpty(tt.base), nil), sheetOf(def, orEmpty(tt.theirs), nil)
			mine, _ := apart(w, base, sheetOf(def, orEmpty(tt.mine), nil), theirs)
			raw, clashes := joinedSheets(w, base, mine, theirs, func(form.Path) bool { return tt.stay })
			if got, want := filled(raw), filled(tt.want); len(got) != len(want) {
				t.Errorf("got %v, want %v", got, want)
			}
			for path, want := range tt.want {
				if raw[path] != want {
					t.Errorf("%s is %q, want %q", path, raw[path], want)
				}
			}
			if len(clashes) != len(tt.clashes) || len(clashes) > 0 && clashes[0].Path != tt.clashes[0] {
				t.Errorf("clashes %v, want %v", clashes, tt.clashes)
			}
		})
	}
}

func orEmpty(raw form.Raw) form.Raw {
	if raw == nil {
		return form.Raw{}
	}
	return raw
}

func filled(raw form.Raw) form.Raw {
	out := form.Raw{}
	for path, text := range raw {
		if text != "" {
			out[path] = text
		}
	}
	return out
}
