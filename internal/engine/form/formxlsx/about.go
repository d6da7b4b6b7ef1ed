package formxlsx

// About is what a workbook says of itself on its hidden sheet.
type About struct {
	Form, Version string
	Period        string // the id; empty in a workbook of many periods
	Campaign      string // its id; empty in the workbook of one return
	Returns       []Identity
}

// AboutOf reads no more of a workbook than what it is, for a caller that has to find out what to expect. The issue is
// Fatal.
func AboutOf(data []byte, limits Limits) (About, *Issue) {
	w, issue := openWorkbook(data, limits.orDefault())
	if issue != nil {
		return About{}, issue
	}
	m, issue := w.readMeta()
	if issue != nil {
		return About{}, issue
	}
	return About{Form: m.form, Version: m.version, Period: m.period, Campaign: m.campaign, Returns: m.returns}, nil
}
