package sheet

// WholeMark is a reason that stands on no cell.
type WholeMark struct {
	Who, Reason, Answer string
	Open                bool
}

// Whole are the reasons that stand on no cell and are not closed.
func (p Painter) Whole() []WholeMark {
	var marks []WholeMark
	for _, m := range p.o.Paper.Marks {
		if m.Path == "" && !m.Closed {
			marks = append(marks, WholeMark{Who: m.By, Reason: m.Reason, Answer: m.Answer, Open: p.one.May.Edit})
		}
	}
	return marks
}
