package sheet_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/period"
	"nianlun/internal/engine/sheet"
)

// sample is a table as the product gives it out, with every kind of cell.
func sample() sheet.Book {
	d := decimal.RequireFromString
	return sheet.Book{
		Author: "云湖区教育局", Created: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC),
		Sheets: []sheet.Sheet{
			{
				Name: "对照表", Title: "云湖区教育局2026年工作要点完成情况对照表", Frozen: 1,
				Columns: []sheet.Column{
					{Head: "序号", Kind: sheet.KindIndex},
					{Head: "工作任务", Width: 44, Wrap: true},
					{Head: "完成时限", Kind: sheet.KindDate},
					{Head: "计划数", Kind: sheet.KindNumber},
					{Head: "完成率", Kind: sheet.KindPercent},
					{Head: "情况"},
				},
				Rows: [][]sheet.Cell{
					{sheet.Int(1), sheet.Text("新建青溪幼儿园、北塘幼儿园分园，新增公办幼儿园学位900个，年底前全部投入使用，由学前教育科牵头，计划财务科配合"),
						sheet.Date(period.Date{Year: 2026, Month: 8, Day: 31}), sheet.Number(d("16000")), sheet.Number(d("76.23")),
						sheet.Text("完成").Marked(sheet.MarkGood)},
					{sheet.Int(2), sheet.Text("=cmd|' /C calc'!A0"), sheet.Cell{}, sheet.Number(d("1643.5")), sheet.Number(d("100")),
						sheet.Text("部分完成").Marked(sheet.MarkWarn).Linked(sheet.Link{Sheet: "计划外", Row: 1})},
					{sheet.Int(3), sheet.Text("@SUM(1)"), sheet.Text("长期"), sheet.Text("约30"), sheet.Text("+1"),
						sheet.Text("未提及").Marked(sheet.MarkBad).Linked(sheet.Link{Address: "https://example.org/a?b=1&c=2"})},
					{sheet.Int(4), sheet.Text("身份证"), sheet.Cell{}, sheet.Number(d("110101199001011234")), sheet.Cell{},
						sheet.Text("链接不安全").Linked(sheet.Link{Address: "javascript:alert(1)"})},
				},
				Notes: []string{"说明：完成率为正文所列数字，不另行计算。"},
			},
			{Name: "计划外", Columns: []sheet.Column{{Head: "工作", Width: 60}}, Rows: [][]sheet.Cell{{sheet.Text("甲")}, {sheet.Text("乙")}}},
		},
	}
}

func open(t *testing.T, book sheet.Book) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	if err := sheet.Write(&out, book); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestCellsKeepTypeAndWords(t *testing.T) {
	f := open(t, sample())
	for at, want := range map[string]struct {
		shown, raw string
		kind       excelize.CellType
	}{
		"A1": {"云湖区教育局2026年工作要点完成情况对照表", "云湖区教育局2026年工作要点完成情况对照表", excelize.CellTypeInlineString},
		"A2": {"序号", "序号", excelize.CellTypeInlineString},
		"A3": {"1", "1", excelize.CellTypeUnset},
		"C3": {"2026-08-31", "46265", excelize.CellTypeUnset},
		"D3": {"16,000", "16000", excelize.CellTypeUnset},
		"E3": {"76.23%", "0.7623", excelize.CellTypeUnset},
		"D4": {"1,643.5", "1643.5", excelize.CellTypeUnset},
		"E4": {"100%", "1", excelize.CellTypeUnset},
		"B4": {"=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", excelize.CellTypeInlineString},
		"B5": {"@SUM(1)", "@SUM(1)", excelize.CellTypeInlineString},
		"E5": {"+1", "+1", excelize.CellTypeInlineString},
		"D5": {"约30", "约30", excelize.CellTypeInlineString},
		"D6": {"110101199001011234", "110101199001011234", excelize.CellTypeInlineString},
		"C4": {"", "", excelize.CellTypeUnset},
		"A8": {"说明：完成率为正文所列数字，不另行计算。", "说明：完成率为正文所列数字，不另行计算。", excelize.CellTypeInlineString},
	} {
		shown, err := f.GetCellValue("对照表", at)
		if err != nil || shown != want.shown {
			t.Errorf("%s shows %q, want %q (%v)", at, shown, want.shown, err)
		}
		raw, _ := f.GetCellValue("对照表", at, excelize.Options{RawCellValue: true})
		if raw != want.raw {
			t.Errorf("%s holds %q, want %q", at, raw, want.raw)
		}
		if kind, _ := f.GetCellType("对照表", at); kind != want.kind {
			t.Errorf("%s is of type %d, want %d", at, kind, want.kind)
		}
		if formula, _ := f.GetCellFormula("对照表", at); formula != "" {
			t.Errorf("%s runs a formula %q", at, formula)
		}
	}
}

func TestTextThatLooksLikeAFormulaStaysTextWhenEdited(t *testing.T) {
	f := open(t, sample())
	id, err := f.GetCellStyle("对照表", "B4")
	if err != nil {
		t.Fatal(err)
	}
	if q := f.Styles.CellXfs.Xf[id].QuotePrefix; q == nil || !*q {
		t.Error("no quote prefix")
	}
	if id, _ = f.GetCellStyle("对照表", "D3"); f.Styles.CellXfs.Xf[id].QuotePrefix != nil {
		t.Error("a number is quoted")
	}
}

func TestLinks(t *testing.T) {
	f := open(t, sample())
	for at, want := range map[string]string{"F4": "'计划外'!A3", "F5": "https://example.org/a?b=1&c=2", "F6": "", "F3": ""} {
		if _, target, err := f.GetCellHyperLink("对照表", at); err != nil || target != want {
			t.Errorf("%s leads to %q, want %q (%v)", at, target, want, err)
		}
	}
}

func TestASheetIsReadyToFilterAndPrint(t *testing.T) {
	f := open(t, sample())
	panes, err := f.GetPanes("对照表")
	if err != nil || !panes.Freeze || panes.YSplit != 2 || panes.XSplit != 1 {
		t.Errorf("panes %+v %v", panes, err)
	}
	layout, _ := f.GetPageLayout("对照表")
	props, _ := f.GetSheetProps("对照表")
	if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 || !*props.FitToPage {
		t.Errorf("layout %+v fit %v", layout, *props.FitToPage)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Scope+" "+n.Name] = n.RefersTo
	}
	if names["对照表 _xlnm.Print_Titles"] != "'对照表'!$1:$2" || names["计划外 _xlnm.Print_Titles"] != "'计划外'!$1:$1" {
		t.Errorf("names %v", names)
	}
	for _, xml := range []string{`<autoFilter ref="$A$2:$F$6"`, `<mergeCell ref="A1:F1"`} {
		if !strings.Contains(part(t, sample(), "xl/worksheets/sheet1.xml"), xml) {
			t.Errorf("no %s", xml)
		}
	}
	if width, _ := f.GetColWidth("对照表", "B"); width != 44 {
		t.Errorf("width %v", width)
	}
}

// part returns one part of the written package.
func part(t *testing.T, book sheet.Book, name string) string {
	t.Helper()
	var out bytes.Buffer
	if err := sheet.Write(&out, book); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestHostileText(t *testing.T) {
	long := strings.Repeat("字", 40_000)
	wide := strings.Repeat("𠀀", 20_000) // two UTF-16 units each
	for name, c := range map[string]struct{ in, want string }{
		"control": {"a\x00b\x01c\x0bd\u0085e", "abcde"}, "line ends": {"甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁"},
		"override": {"a\u202eexe.doc\u2066", "aexe.doc"}, "bad utf-8": {"a\xffb", "ab"}, "nonchar": {"a\uffffb\ufffe", "ab"},
		"markup": {"<a>&\"'</a>]]>", "<a>&\"'</a>]]>"}, "blanks": {"  甲 ", "  甲 "}, "escape": {"_x0041_", "_x0041_"},
		"long": {long, strings.Repeat("字", 32_766) + "…"}, "wide": {wide, strings.Repeat("𠀀", 16_383) + "…"},
		"just fits": {long[:32_767*3], long[:32_767*3]},
	} {
		f := open(t, sheet.Book{Sheets: []sheet.Sheet{{Columns: []sheet.Column{{Head: "a"}}, Rows: [][]sheet.Cell{{sheet.Text(c.in)}}}}})
		if got, err := f.GetCellValue("Sheet1", "A2"); err != nil || got != c.want {
			t.Errorf("%s: %.40q (%d), want %.40q (%d) %v", name, got, len(got), c.want, len(c.want), err)
		}
	}
}

func TestSheetNames(t *testing.T) {
	long := strings.Repeat("名", 40)
	in := []string{"", "表/一:[x]*?\\", "'引号'", "History", "甲", "甲", "a", "A", long, long, "\x00\n"}
	want := []string{"Sheet1", "表 一  x", "引号", "History (2)", "甲", "甲 (2)", "a", "A (2)",
		strings.Repeat("名", 31), strings.Repeat("名", 27) + " (2)", "Sheet11"}
	var book sheet.Book
	for _, name := range in {
		book.Sheets = append(book.Sheets, sheet.Sheet{Name: name, Columns: []sheet.Column{{Head: "a"}}})
	}
	if got := open(t, book).GetSheetList(); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	column := []sheet.Column{{Head: "a"}}
	for name, c := range map[string]struct {
		book sheet.Book
		want error
	}{
		"no sheet":  {sheet.Book{}, sheet.ErrNoSheet},
		"no column": {sheet.Book{Sheets: []sheet.Sheet{{}}}, sheet.ErrNoSheet},
		"too wide":  {sheet.Book{Sheets: []sheet.Sheet{{Columns: make([]sheet.Column, 16_385)}}}, sheet.ErrTooManyRows},
		"too long":  {sheet.Book{Sheets: []sheet.Sheet{{Columns: column, Rows: make([][]sheet.Cell, 1_048_576)}}}, sheet.ErrTooManyRows},
		"source": {sheet.Book{Sheets: []sheet.Sheet{{Columns: column, More: func(yield func([]sheet.Cell, error) bool) {
			yield(nil, broken)
		}}}}, broken},
	} {
		if name == "too long" && testing.Short() {
			continue
		}
		if err := sheet.Write(io.Discard, c.book); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// peak samples the heap while fn runs.
func peak(fn func()) uint64 {
	stop, result := make(chan bool), make(chan uint64)
	go func() {
		var top uint64
		var m runtime.MemStats
		for {
			select {
			case <-stop:
				result <- top
				return
			case <-time.After(5 * time.Millisecond):
				runtime.ReadMemStats(&m)
				top = max(top, m.HeapAlloc)
			}
		}
	}()
	runtime.GC()
	fn()
	stop <- true
	return <-result
}

func TestAHundredThousandRowsStayBounded(t *testing.T) {
	const rows = 100_000
	book := sheet.Book{Sheets: []sheet.Sheet{{Columns: []sheet.Column{{Head: "序号", Kind: sheet.KindIndex}, {Head: "学校"}, {Head: "人数", Kind: sheet.KindNumber}, {Head: "说明", Wrap: true}}}}}
	book.Sheets[0].More = func(yield func([]sheet.Cell, error) bool) {
		for i := range rows {
			row := []sheet.Cell{sheet.Int(i + 1), sheet.Text("第" + strconv.Itoa(i) + "小学"), sheet.Int(i * 7), sheet.Text("按时完成填报，数据经学校负责人审核签字后上报。")}
			if !yield(row, nil) {
				return
			}
		}
	}
	var out bytes.Buffer
	start := time.Now()
	top := peak(func() {
		if err := sheet.Write(&out, book); err != nil {
			t.Error(err)
		}
	})
	t.Logf("%d rows in %v, %d MB of heap, file of %d KB", rows, time.Since(start).Round(time.Millisecond), top>>20, out.Len()>>10)
	if top > 150<<20 {
		t.Errorf("%d MB of heap", top>>20)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if got, _ := f.GetCellValue("Sheet1", "B100001"); got != "第99999小学" {
		t.Errorf("last row %q", got)
	}
}

// TestLibreOfficeOpensIt lays a book out as another office program does. The
// page is left in NIANLUN_KEEP for a look by eye.
func TestLibreOfficeOpensIt(t *testing.T) {
	office, err := exec.LookPath(cmp.Or(os.Getenv("NIANLUN_SOFFICE"), "soffice"))
	if err != nil {
		t.Skip("soffice is not installed")
	}
	dir := cmp.Or(os.Getenv("NIANLUN_KEEP"), t.TempDir())
	profile := "-env:UserInstallation=file://" + filepath.Join(t.TempDir(), "profile")
	toPDF := func(name string, data []byte) bool {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		convert := exec.Command(office, profile, "--headless", "--convert-to", "pdf", "--outdir", dir, file)
		if said, err := convert.CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, said)
		}
		_, err := os.Stat(strings.TrimSuffix(file, filepath.Ext(file)) + ".pdf")
		return err == nil
	}
	if !toPDF("plain.csv", []byte("a,b\n1,2\n")) {
		t.Skip("LibreOffice is installed without its spreadsheet program")
	}
	var out bytes.Buffer
	if err := sheet.Write(&out, sample()); err != nil {
		t.Fatal(err)
	}
	if !toPDF("sample.xlsx", out.Bytes()) {
		t.Error("LibreOffice does not open the book")
	}
}
