package sheet

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// setUpPage makes a sheet print on A4 across, as wide as the paper, with the page
// number below.
func setUpPage(f *excelize.File, name string) error {
	a4, across, wide, high, fit := 9, "landscape", 1, 0, true
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &across, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	side, edge, foot, centred := 0.5, 0.6, 0.3, true
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &foot, Footer: &foot, Horizontally: &centred,
	}); err != nil {
		return err
	}
	return f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&C&P / &N"})
}

// repeatHead repeats the lines above the table's body on every printed page.
func repeatHead(f *excelize.File, name string, last int) error {
	return f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name,
		RefersTo: quoted(name) + "!$1:$" + itoa(last),
	})
}

// quoted is a sheet's name as a reference writes it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
