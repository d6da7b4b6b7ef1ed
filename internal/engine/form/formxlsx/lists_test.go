package formxlsx_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/engine/form/formxlsx"
)

// dependent is the formula of a list that follows another cell; its parts are the table, and where the lists begin.
var dependent = regexp.MustCompile(`^OFFSET\('_lists'!\$([A-Z]+)\$1,VLOOKUP\((.+?)&"\|",'_lists'!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+),2,FALSE\),0,VLOOKUP`)

// dropList is what a cell offers, as Excel would find it.
func dropList(t *testing.T, f *excelize.File, sheet, cell string) []string {
	t.Helper()
	column, row, err := excelize.CellNameToCoordinates(cell)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := f.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules {
		from, to, _ := strings.Cut(rule.Sqref, ":")
		if to == "" {
			to = from
		}
		left, top, _ := excelize.CellNameToCoordinates(from)
		right, bottom, _ := excelize.CellNameToCoordinates(to)
		if rule.Type == "list" && column >= left && column <= right && row >= top && row <= bottom {
			return follow(t, f, sheet, rule.Formula1, row-top)
		}
	}
	return nil
}

// follow computes the formula of a rule, seen from so many rows below the first.
func follow(t *testing.T, f *excelize.File, sheet, formula string, below int) []string {
	t.Helper()
	if len([]rune(formula)) > 255 {
		t.Errorf("Excel takes no formula of %d characters: %s", len(formula), formula)
	}
	if plain := strings.TrimPrefix(formula, "'_lists'!"); plain != formula {
		plain = strings.ReplaceAll(plain, "$", "")
		from, to, _ := strings.Cut(plain, ":")
		return column(t, f, from, rowsOf(to)-rowsOf(from)+1)
	}
	m := dependent.FindStringSubmatch(formula)
	if m == nil {
		t.Fatalf("the rule is %q", formula)
	}
	key := decider(t, f, sheet, m[2], below)
	keys := column(t, f, m[3]+"1", rowsOf("A"+m[4]))
	at, _ := excelize.ColumnNameToNumber(m[3])
	for i, k := range keys {
		if k != key+"|" {
			continue
		}
		start := listNumber(t, f, at+1, i+1)
		return column(t, f, m[1]+strconv.Itoa(start+1), listNumber(t, f, at+2, i+1))
	}
	return nil
}

// decider is what stands in the cell that decides; in a row below, the row of a reference moves along.
func decider(t *testing.T, f *excelize.File, sheet, ref string, below int) string {
	t.Helper()
	if strings.HasPrefix(ref, "INDEX(") {
		m := regexp.MustCompile(`^INDEX\('(.+)'!\$([A-Z]+)\$(\d+):.+,MATCH\((.+),'.+'!\$([A-Z]+)\$\d+:`).FindStringSubmatch(ref)
		unit := decider(t, f, sheet, m[4], below)
		rows, err := f.GetRows(m[1])
		if err != nil {
			t.Fatal(err)
		}
		names, _ := excelize.ColumnNameToNumber(m[5])
		for i := rowsOf("A"+m[3]) - 1; i < len(rows); i++ {
			if len(rows[i]) >= names && rows[i][names-1] == unit {
				text, _ := f.GetCellValue(m[1], m[2]+strconv.Itoa(i+1))
				return text
			}
		}
		return "#N/A"
	}
	at := strings.TrimPrefix(ref, "$")
	if name, row, fixed := strings.Cut(at, "$"); fixed {
		at, below = name+row, 0
	}
	name, row, err := excelize.SplitCellName(at)
	if err != nil {
		t.Fatalf("%q: %v", ref, err)
	}
	text, err := f.GetCellValue(sheet, name+strconv.Itoa(row+below))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func column(t *testing.T, f *excelize.File, from string, n int) []string {
	t.Helper()
	name, row, _ := excelize.SplitCellName(from)
	var out []string
	for i := range n {
		text, err := f.GetCellValue("_lists", name+strconv.Itoa(row+i))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, text)
	}
	return out
}

func rowsOf(cell string) int {
	_, row, _ := excelize.SplitCellName(cell)
	return row
}

func listNumber(t *testing.T, f *excelize.File, column, row int) int {
	t.Helper()
	cell, _ := excelize.CoordinatesToCellName(column, row)
	text, _ := f.GetCellValue("_lists", cell)
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s of the lists: %v", cell, err)
	}
	return n
}

func opened(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

const chained = `form: chained
title: 逐级选
lists:
  '片区 (含"其他")': {e: 城东片区, w: '城西&老城', n: 'A<B>', q: 其他？}
  街道:
    s1: {name: 一街, under: [e]}
    s2: {name: 二街, under: [e, w]}
    all: 各片都有
  社区:
    c1: {name: 一社, under: [s1]}
    c2: {name: 二社, under: [s2]}
sections:
  - title: 总的
    fields:
      - {code: area, name: 片区, type: choice, of: '片区 (含"其他")'}
      - {code: road, name: 街道, type: choice, of: 街道, under: 片区}
      - {code: spot, name: 社区, type: choice, of: 社区, under: 街道}
  - title: 明细
    rows: {code: list, name: 条}
    fields:
      - {code: area, name: 所在片区, type: choice, of: '片区 (含"其他")'}
      - {code: road, name: 所在街道, type: choice, of: 街道, under: 所在片区}
      - {code: same, name: 同片街道, type: choice, of: 街道, under: 片区}
`

// A list follows the choice above it: in the sheet of one return and of a campaign, within a row of a table, from a
// table to a field outside, and down a chain. Whatever a choice is called, the formula finds it.
func TestDependentLists(t *testing.T) {
	def := definition(t, chained)
	blank := form.NewValues()
	single := write(t, bookOf(def, blank))
	answer, issues := formxlsx.Read(single, expectOf(def))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	many := writeCampaign(t, campaignOf(def, 3, func(int) form.Values { return blank }), 4)
	answers, issues := formxlsx.ReadCampaign(many, expectCampaign(def))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	for name, one := range map[string]struct {
		data []byte
		at   func(path form.Path) formxlsx.Address
	}{
		"one return": {single, func(path form.Path) formxlsx.Address { return answer.At[path] }},
		"campaign": {many, func(path form.Path) formxlsx.Address {
			if list, _, _ := path.Split(); list == "" {
				return answers[1].At[path]
			}
			// A blank row of the table, in which the second school is chosen.
			_, _, code := path.Split()
			return formxlsx.Address{Sheet: "明细", Cell: map[string]string{"area": "C6", "road": "D6", "same": "E6"}[code]}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			f := opened(t, one.data)
			put := func(path form.Path, text string) {
				if err := f.SetCellValue(one.at(path).Sheet, one.at(path).Cell, text); err != nil {
					t.Fatal(err)
				}
			}
			want := func(path form.Path, texts string) {
				t.Helper()
				if got := strings.Join(dropList(t, f, one.at(path).Sheet, one.at(path).Cell), "、"); got != texts {
					t.Errorf("%s offers %q, want %q", path, got, texts)
				}
			}
			if name == "campaign" {
				put("list[r2].area", "") // the row
				if err := f.SetCellValue("明细", "B6", "第2小学"); err != nil {
					t.Fatal(err)
				}
			}
			want("area", "城东片区、城西&老城、A<B>、其他？")
			want("road", "各片都有")
			want("spot", "")
			put("area", "城东片区")
			want("road", "一街、二街、各片都有")
			put("area", "城西&老城")
			want("road", "二街、各片都有")
			put("area", "其他？")
			want("road", "各片都有")
			put("road", "二街")
			want("spot", "二社")
			put("area", "城西&老城")
			put("list[r2].area", "A<B>")
			want("list[r2].road", "各片都有")
			put("list[r2].area", "城东片区")
			want("list[r2].road", "一街、二街、各片都有")
			want("list[r2].same", "二街、各片都有")
		})
	}
}

// Each school's rows offer its own people; in one list where all schools have the same.
func TestPeopleOfEachSchool(t *testing.T) {
	def := definition(t, "form: f\ntitle: 表\nsections:\n  - title: 一\n    fields:\n      - {code: who, name: 负责人, type: person}\n      - {code: at, name: 学校, type: unit}\n")
	values := form.NewValues()
	c := campaignOf(def, 3, func(int) form.Values { return values })
	own := func(id string) formxlsx.Directory { return everybody{own: strings.TrimPrefix(id, "ret-")} }
	c.Directory = own
	data := writeCampaign(t, c, 0)
	expect := expectCampaign(def)
	expect.Directory = own
	answers, _ := formxlsx.ReadCampaign(data, expect)
	f := opened(t, data)
	for i, answer := range answers {
		at := answer.At["who"]
		if got, want := strings.Join(dropList(t, f, at.Sheet, at.Cell), "、"), fmt.Sprintf("王雪、李伟 (p-2)、李伟 (p-3)、%03d的人", i); got != want {
			t.Errorf("row %d offers %q, want %q", i, got, want)
		}
		if err := f.SetCellValue(at.Sheet, at.Cell, "001的人"); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	answers, _ = formxlsx.ReadCampaign(out.Bytes(), expect)
	for i, answer := range answers {
		if want := map[bool]string{true: "p-001", false: "001的人"}[i == 1]; answer.Raw["who"] != want {
			t.Errorf("row %d names %q, want %q", i, answer.Raw["who"], want)
		}
	}
	c.Directory = formOf(def).Directory
	f = opened(t, writeCampaign(t, c, 0))
	if got := dropList(t, f, fill, answers[0].At["who"].Cell); len(got) != 3 {
		t.Errorf("everybody is offered %v", got)
	}
}

// Who is no longer offered keeps his name in the workbook, and a cell that still says it changes nothing.
func TestNamesThatAreNoLongerOffered(t *testing.T) {
	def := load(t, formtest.CampusHazards)
	values, _ := form.Decode(def, form.Raw{"leader": "p-9"})
	data := write(t, bookOf(def, values))
	answer, _ := formxlsx.Read(data, expectOf(def))
	if got := answer.Raw["leader"]; got != "已退休" {
		t.Errorf("the cell says %q", got)
	}
	if over := answer.Over(form.RawOf(def, values), everybody{}); over["leader"] != "p-9" {
		t.Errorf("laid over what is stored it is %q", over["leader"])
	}
}
