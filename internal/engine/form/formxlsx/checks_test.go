package formxlsx_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/engine/form/formxlsx"
)

const checkable = `form: checkable
title: 能在 Excel 里算的
lists: {类: {a: 甲, b: 乙}}
sections:
  - title: 一
    fields:
      - {code: all, name: 总数, type: integer}
      - {code: boys, name: 男, type: integer}
      - {code: girls, name: 女, type: integer}
      - {code: share, name: 占比, type: percent, decimals: 1}
      - {code: kind, name: 类别, type: choice, of: 类}
      - {code: yes, name: 有无, type: yesno}
      - {code: why, name: 原因, type: text, when: 有无 == 是}
      - {code: extra, name: 附加, type: integer, when: 类别 == "甲"}
      - {code: from, name: 起, type: date}
      - {code: until, name: 止, type: date}
      - {code: twice, name: 两倍, type: calculated, value: 男 * 2}
      - {code: third, name: 三分之一, type: calculated, value: 男 / 3, decimals: 1}
      - {code: heads, name: 合计, type: calculated, value: 男 + 女, missing: zero}
  - title: 二
    rows: {code: list, name: 条, max: 9}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: n, name: 数, type: integer}
checks:
  - {id: rows, logic: 'sum(条, .数) == 总数 and count(条) == 2', say: 零}
  - {id: sum, logic: 总数 == 男 + 女, say: 一}
  - {id: zero, logic: 总数 >= 男 + 附加, missing: zero, say: 二}
  - {id: share, logic: abs(占比 - 男 / 总数 * 100) <= 0.05, say: 三}
  - {id: kind, logic: '类别 != "乙" or 女 > 3', say: 四}
  - {id: in, logic: '类别 in ["甲", "乙"] and not (男 < 女)', say: 五}
  - {id: why, logic: 有无 == 否 or filled(原因), say: 六}
  - {id: extra, logic: 附加 <= 男, say: 七}
  - {id: days, logic: 止 - 起 >= 3, say: 八}
  - {id: order, logic: 起 <= 止, say: 九}
  - {id: twice, logic: '两倍 <= max(总数, 4) ? round(男 / 3, 1) * 3 >= 男 - 1 : 女 >= floor(男 / 2)', say: 十}
  - {id: third, logic: '三分之一 in [1, 1.3]', say: 十二}
  - {id: heads, logic: 合计 < 5, missing: zero, say: 十三}
  - {id: before, experience: abs(男 - 上期.男) <= 上期.男 * 0.3, say: 十一}
`

// What a spreadsheet says of a check is what the server says; where it can say nothing, it says nothing. Values are
// random, with empty cells among them; LibreOffice computes the formulas.
func TestChecksInExcelAreThoseOfTheServer(t *testing.T) {
	def := definition(t, checkable)
	previous, _ := form.Decode(def, form.Raw{"boys": "4"})
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	var all []form.Values
	var books [][]byte
	for range 40 {
		raw := form.Raw{
			"all": pick("", "0", "4", "7", "8"), "boys": pick("", "3", "4", "9"), "girls": pick("", "3", "4"), "share": pick("37.5", "42.9", "50", "75"),
			"kind": pick("", "a", "b"), "yes": pick("", "yes", "no"), "why": pick("", "有事"), "extra": pick("", "1", "9"),
			"from": pick("", "2026-09-01"), "until": pick("", "2026-09-02", "2026-09-09", "2026-08-01"),
			"list": "r1,r2", "list[r1].n": pick("", "3", "4"), "list[r1].name": "甲", "list[r2].n": "4",
		}
		values, issues := form.Decode(def, raw)
		if len(issues) > 0 {
			t.Fatal(issues)
		}
		book := bookOf(def, values)
		book.Previous = &previous
		all, books = append(all, values), append(books, write(t, book))
	}
	seen := map[string]int{}
	for i, states := range computed(t, def, books) {
		said := map[string]form.Finding{}
		for _, finding := range form.Check(def, all[i], form.Context{Previous: &previous}) {
			said[finding.CheckID] = finding
		}
		for _, rule := range def.Checks {
			finding, found := said[rule.ID]
			want := "符合"
			switch {
			case found && finding.Skipped != "":
				want = "还没填全"
			case found && rule.Class == form.Experience:
				want = "不符，请核对"
			case found:
				want = "不符，要改"
			}
			state := states[rule.Holds]
			seen[rule.ID+" "+state]++
			if state != want && state != "还没填全" {
				t.Errorf("%s: Excel says %q, the server %q, of %v", rule.ID, state, want, form.RawOf(def, all[i]))
			}
		}
	}
	for _, rule := range def.Checks {
		bad := "不符，要改"
		if rule.Class == form.Experience {
			bad = "不符，请核对"
		}
		if seen[rule.ID+" 符合"] == 0 || seen[rule.ID+" "+bad] == 0 {
			t.Errorf("%s never came to both: %v", rule.ID, seen)
		}
	}
}

// computed opens workbooks in LibreOffice and gives what stands before each check.
func computed(t *testing.T, def *form.Definition, books [][]byte) []map[string]string {
	t.Helper()
	office, err := exec.LookPath(cmp.Or(os.Getenv("NIANLUN_SOFFICE"), "soffice"))
	if err != nil {
		t.Skip("soffice is not installed")
	}
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", dir}
	for i, data := range books {
		file := filepath.Join(dir, fmt.Sprintf("%02d.xlsx", i))
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if said, err := exec.Command(office, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, said)
	}
	out := make([]map[string]string, len(books))
	for i := range books {
		text, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%02d.csv", i)))
		if errors.Is(err, os.ErrNotExist) {
			t.Skip("LibreOffice is installed without its spreadsheet program")
		}
		reader := csv.NewReader(bytes.NewReader(text))
		reader.FieldsPerRecord = -1
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		out[i] = map[string]string{}
		for _, row := range rows {
			for _, rule := range def.Checks {
				if len(row) > 2 && row[2] == rule.Holds {
					out[i][rule.Holds] = row[1]
				}
			}
		}
		if len(out[i]) != len(def.Checks) {
			t.Fatalf("of %d checks %d are listed: %v", len(def.Checks), len(out[i]), out[i])
		}
	}
	return out
}

// The cells at which a check looks are coloured while it does not hold, row by row in a table; a choice that the choice
// above no longer offers too. A marked workbook keeps these colours when its marks are taken away.
func TestFailedChecksAreColoured(t *testing.T) {
	for name, want := range map[string]int{formtest.BuildingProgress: 2, formtest.CampusHazards: 2} {
		def := load(t, name)
		f := opened(t, write(t, bookOf(def, form.NewValues())))
		formats, err := f.GetConditionalFormats(fill)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for cells, rules := range formats {
			for _, rule := range rules {
				n++
				if strings.Count(rule.Criteria, "(") != strings.Count(rule.Criteria, ")") || len(rule.Criteria) > 8000 {
					t.Errorf("%s at %s: %q", name, cells, rule.Criteria)
				}
			}
		}
		if n < want {
			t.Errorf("%s: %d colours, want %d at least", name, n, want)
		}
		marked := markTwice(t, write(t, bookOf(def, form.NewValues())))
		again, err := marked.GetConditionalFormats(fill)
		if err != nil {
			t.Fatal(err)
		}
		if len(again) != len(formats) {
			t.Errorf("%s: marking took colours away: %d of %d", name, len(again), len(formats))
		}
	}
}

// markTwice marks a workbook, and again without any notes.
func markTwice(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	at := formxlsx.Address{Sheet: fill, Cell: "C8"}
	first := mark(t, data, formxlsx.Note{At: at, Text: "要改", Must: true})
	return opened(t, mark(t, first))
}
