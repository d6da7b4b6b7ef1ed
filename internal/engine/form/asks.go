package form

// Asks is the number of cells that the form asks of everybody: its typed fields, and those of the rows that each of its
// tables has at least.
func Asks(def *Definition) int {
	n := 0
	for i := range def.Sections {
		s := &def.Sections[i]
		rows := 1
		if s.Rows != nil {
			rows = max(len(s.Rows.Fixed), s.Rows.Min)
		}
		for j := range s.Fields {
			if s.Fields[j].Typed() {
				n += rows
			}
		}
	}
	return n
}
