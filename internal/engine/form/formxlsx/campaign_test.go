package formxlsx_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/engine/form/formxlsx"
)

func expectCampaign(def *form.Definition) formxlsx.ExpectCampaign {
	return formxlsx.ExpectCampaign{Form: formOf(def), ID: "camp-1", Base: func(string) (string, bool) { return "rev-1", true }}
}

// Whatever the returns of a campaign hold comes back from one workbook.
func TestCampaignRoundTrip(t *testing.T) {
	for _, def := range definitions(t) {
		t.Run(def.Code, func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, 4))
			var all []form.Values
			for range 40 {
				all = append(all, randomValues(r, def))
			}
			data := writeCampaign(t, campaignOf(def, len(all), func(i int) form.Values { return all[i] }), 5)
			answers, issues := formxlsx.ReadCampaign(data, expectCampaign(def))
			if len(issues) > 0 || len(answers) != len(all) {
				t.Fatalf("%d answers, %v", len(answers), issues)
			}
			for i, answer := range answers {
				if answer.ID != fmt.Sprintf("ret-%03d", i) || answer.UnitID != fmt.Sprintf("unit-%03d", i) {
					t.Errorf("return %d is %v", i, answer.Identity)
				}
				same(t, def, all[i], answer)
			}
		})
	}
}

func TestCampaignEdited(t *testing.T) {
	def, values := progress(t)
	data := writeCampaign(t, campaignOf(def, 3, func(int) form.Values { return values }), 4)
	const table = "在建项目"
	base, _ := formxlsx.ReadCampaign(data, expectCampaign(def))
	_, blank, _ := excelize.CellNameToCoordinates(base[2].At["list[r2]"].Cell)
	blank++
	set := func(sheet string, pairs ...string) func(f *excelize.File) error {
		return func(f *excelize.File) error {
			for i := 0; i+1 < len(pairs); i += 2 {
				if err := f.SetCellValue(sheet, pairs[i], pairs[i+1]); err != nil {
					return err
				}
			}
			return nil
		}
	}
	b, c := "B"+strconv.Itoa(blank), "C"+strconv.Itoa(blank)

	answers, issues := formxlsx.ReadCampaign(edit(t, data, set(table, b, "第2小学", c, "新开的项目")), expectCampaign(def))
	if len(issues) > 0 || answers[1].Raw["list"] != "r1,r2,r3" || answers[1].Raw["list[r3].name"] != "新开的项目" || answers[0].Raw["list"] != "r1,r2" {
		t.Errorf("added: %v %v", answers[1].Raw, issues)
	}
	if at := answers[1].At["list[r3].name"].String(); at != table+"!"+c {
		t.Errorf("added at %s", at)
	}
	_, issues = formxlsx.ReadCampaign(edit(t, data, set(table, b, "没有的学校", c, "项目")), expectCampaign(def))
	if len(issues) != 1 || issues[0].Code != formxlsx.NoUnit || issues[0].At.String() != table+"!"+b {
		t.Errorf("unknown unit: %v", issues)
	}
	_, issues = formxlsx.ReadCampaign(edit(t, data, func(f *excelize.File) error {
		return f.SetCellFormula(fill, base[1].At["spent"].Cell, "[2]x!A1")
	}), expectCampaign(def))
	if len(issues) != 1 || issues[0].Code != formxlsx.Danger || issues[0].Return != "ret-001" || issues[0].At != base[1].At["spent"] {
		t.Errorf("formula: %v", issues)
	}
	// The rows of two schools are sorted without the hidden column: the visible name counts.
	_, first, _ := excelize.CellNameToCoordinates(base[0].At["projects"].Cell)
	answers, issues = formxlsx.ReadCampaign(edit(t, data, func(f *excelize.File) error {
		if err := f.SetCellValue(fill, "C"+strconv.Itoa(first), 77); err != nil {
			return err
		}
		return swap(f, first, first+1, "B", "C")
	}), expectCampaign(def))
	for _, answer := range answers {
		if want := map[bool]string{true: "77", false: "5"}[answer.ID == "ret-000"]; answer.Raw["projects"] != want {
			t.Errorf("%s has %q, want %s; %v", answer.ID, answer.Raw["projects"], want, issues)
		}
	}
	// A return that the sender may not write is refused, the others are read.
	expect := expectCampaign(def)
	expect.Base = func(id string) (string, bool) {
		return map[string]string{"ret-000": "rev-1", "ret-001": "rev-2"}[id], id != "ret-002"
	}
	answers, issues = formxlsx.ReadCampaign(data, expect)
	var codes []string
	for _, issue := range issues {
		codes = append(codes, issue.Return+" "+issue.Code)
	}
	if len(answers) != 2 || !slices.Equal(codes, []string{"ret-001 newer_base", "ret-002 other_unit"}) {
		t.Errorf("rights: %d answers, %v", len(answers), codes)
	}
	expect.ID = "camp-2"
	if _, issues := formxlsx.ReadCampaign(data, expect); !issues.Fatal() || issues[0].Code != formxlsx.OtherCampaign {
		t.Errorf("another campaign: %v", issues)
	}
	_, issues = formxlsx.ReadCampaign(edit(t, data, func(f *excelize.File) error { return f.DeleteSheet(table) }), expectCampaign(def))
	if len(issues) != 1 || issues[0].Code != formxlsx.MissingSheet {
		t.Errorf("sheet removed: %v", issues)
	}
}

func TestCampaignErrors(t *testing.T) {
	def := load(t, formtest.TeacherTraining)
	broken := errors.New("the store is away")
	c := campaignOf(def, 1, func(int) form.Values { return form.NewValues() })
	c.Returns = func(yield func(formxlsx.Return, error) bool) { yield(formxlsx.Return{}, broken) }
	if err := formxlsx.WriteCampaign(&bytes.Buffer{}, c); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	c.Returns = func(yield func(formxlsx.Return, error) bool) { yield(formxlsx.Return{ID: "a b"}, nil) }
	if err := formxlsx.WriteCampaign(&bytes.Buffer{}, c); err == nil {
		t.Error("an id with a space was taken")
	}
}

// wideForm has 60 fields in five sections, half of them numbers.
func wideForm(t testing.TB) *form.Definition {
	var b strings.Builder
	b.WriteString("form: wide\ntitle: 综合报表\nlists: {类别: {a: 甲, b: 乙}}\nsections:\n")
	types := []string{"integer, min: 0", "money, unit: 万元", "percent", "date", "text", "choice, of: 类别"}
	for i := range 60 {
		if i%12 == 0 {
			fmt.Fprintf(&b, "  - title: 第%d部分\n    fields:\n", i/12+1)
		}
		fmt.Fprintf(&b, "      - {code: f%d, name: 指标%d, type: %s}\n", i, i, types[i%len(types)])
	}
	return definition(t, b.String())
}

func wideCampaign(t testing.TB) formxlsx.Campaign {
	def := wideForm(t)
	r := rand.New(rand.NewPCG(5, 6))
	var all []form.Values
	for range 500 {
		all = append(all, randomValues(r, def))
	}
	return campaignOf(def, len(all), func(i int) form.Values { return all[i] })
}

// 500 schools × 60 cells: less than 3 s each way is wanted.
func BenchmarkWriteCampaign(b *testing.B) {
	c := wideCampaign(b)
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(writeCampaign(b, c, 0))))
	}
}

func BenchmarkReadCampaign(b *testing.B) {
	c := wideCampaign(b)
	data := writeCampaign(b, c, 0)
	b.ReportAllocs()
	for b.Loop() {
		answers, issues := formxlsx.ReadCampaign(data, expectCampaign(c.Def))
		if len(answers) != 500 || len(issues) > 0 {
			b.Fatal(len(answers), issues)
		}
		for _, answer := range answers {
			if _, faults := form.Decode(c.Def, answer.Raw); len(faults) > 0 {
				b.Fatal(faults)
			}
		}
	}
}

// The workbook of one return.
func BenchmarkReturn(b *testing.B) {
	def, values := progress(b)
	data := write(b, bookOf(def, values))
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			write(b, bookOf(def, values))
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, issues := formxlsx.Read(data, expectOf(def)); len(issues) > 0 {
				b.Fatal(issues)
			}
		}
	})
}
