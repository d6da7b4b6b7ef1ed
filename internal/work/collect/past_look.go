package collect

import (
	"context"
	"errors"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

func pastTooLarge(err error) error {
	if errors.Is(err, formxlsx.ErrTooManyPast) || errors.Is(err, formxlsx.ErrTooManyRows) {
		return fault.Wrap(err, fault.Invalid, "past.toomany")
	}
	return err
}

// TakePastBook takes a workbook of past periods in, to be looked at with
// LookAtPastBook before anything is stored. Thing is the code of the form.
//
// Faults: workbook.refused with the reason at the field "file"; past.owner.
func (s *Service) TakePastBook(ctx context.Context, by access.Actor, in BookUpload) (file string, err error) {
	v, err := s.pastForm(ctx, by, in.Thing)
	if err != nil {
		return "", err
	}
	data, err := s.readBook(ctx, by, in.Content)
	if err != nil {
		return "", err
	}
	if _, err := s.pastAnswers(ctx, by, v, data); err != nil {
		return "", err
	}
	return s.keepBook(ctx, by, in.Name, data)
}

// pastAnswers is what a workbook of past periods says.
type pastAnswers struct {
	all    []formxlsx.PastAnswer
	issues formxlsx.Issues
	roster *roster
}

func (s *Service) pastAnswers(ctx context.Context, by access.Actor, v record.Version, data []byte) (pastAnswers, error) {
	units, err := s.pastUnits(ctx, by.Bureau)
	if err != nil {
		return pastAnswers{}, err
	}
	var out pastAnswers
	if out.roster, err = s.roster(ctx, by.Bureau, v.Definition); err != nil {
		return out, err
	}
	f := bookForm(v, "", out.roster.directories(noUnit))
	out.all, out.issues = formxlsx.ReadPast(data, formxlsx.ExpectPast{Form: f, Units: asPastUnits(units)})
	return out, refusedBook(out.issues)
}

// PastFate is what becomes of one unit's past period.
type PastFate string

// The fates.
const (
	PastReady   PastFate = "ready"   // can be stored as it is
	PastDoubt   PastFate = "doubt"   // a check is broken or a cell is empty: only with a reason
	PastThere   PastFate = "there"   // the return is there already and stays
	PastRefused PastFate = "refused" // something cannot be read, or the unit was not there
)

// PastRow is one unit's past period in a workbook.
type PastRow struct {
	Unit   org.Unit
	Period period.Period
	Fate   PastFate
	Why    *i18n.Text
	Return string // of one that is there
	Cells  int    // values
	Issues []BookIssue
	Stored bool // after SavePastBook

	values form.Values
}

// PastLook is what a workbook of past periods would store.
type PastLook struct {
	Form   record.Version
	File   string
	Name   string
	Rows   []PastRow
	Issues []BookIssue // of rows of which the unit or the period is not known, and of the whole workbook
}

// Count is how many rows have a fate.
func (l PastLook) Count(fate PastFate) int {
	n := 0
	for _, row := range l.Rows {
		if row.Fate == fate {
			n++
		}
	}
	return n
}

// Stored is how many rows were stored.
func (l PastLook) Stored() int {
	n := 0
	for _, row := range l.Rows {
		if row.Stored {
			n++
		}
	}
	return n
}

// All are all issues, those of the whole workbook first.
func (l PastLook) All() []BookIssue {
	all := slices.Clone(l.Issues)
	for _, row := range l.Rows {
		all = append(all, row.Issues...)
	}
	return all
}

// LookAtPastBook is the dry run: what a kept workbook would store, row by row.
func (s *Service) LookAtPastBook(ctx context.Context, by access.Actor, code, file string) (PastLook, error) {
	return s.lookAtPast(ctx, by, code, file, true)
}

// lookAtPast is the dry run with or without the rows that need a reason: what is not
// stored is read by no later row.
func (s *Service) lookAtPast(ctx context.Context, by access.Actor, code, file string, doubts bool) (PastLook, error) {
	v, err := s.pastForm(ctx, by, code)
	if err != nil {
		return PastLook{}, err
	}
	data, name, err := s.keptBook(ctx, by, file)
	if err != nil {
		return PastLook{}, err
	}
	read, err := s.pastAnswers(ctx, by, v, data)
	if err != nil {
		return PastLook{}, err
	}
	look := PastLook{Form: v, File: file, Name: name}
	told := map[string]formxlsx.Issues{}
	for _, i := range read.issues {
		if i.Return == "" {
			look.Issues = append(look.Issues, bookIssue(i, words{def: v.Definition}, form.NewValues()))
			continue
		}
		told[i.Return] = append(told[i.Return], i)
	}
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return look, err
	}
	byID := map[string]org.Unit{}
	for _, u := range units {
		byID[u.ID] = u
	}
	var periods []string
	for _, a := range read.all {
		if !slices.Contains(periods, a.Period) {
			periods = append(periods, a.Period)
		}
	}
	there, err := s.pastThere(ctx, by.Bureau, code, periods)
	if err != nil {
		return look, err
	}
	who := read.roster.directories(func(unit string) string { return unit })
	earlier := newPastReadings(v.Definition, read.all)
	for _, answer := range read.all {
		row, err := s.pastRow(ctx, by, v, who, earlier, answer, byID[answer.UnitID], told[answer.ID])
		if err != nil {
			return look, err
		}
		if at, found := there[answer.ID]; found && row.Fate != PastRefused {
			row.Fate, row.Return, row.Why = PastThere, at, why("past.there")
		}
		if row.stored(doubts) {
			earlier.add(row.Unit.ID, row.Period, row.values)
		}
		look.Rows = append(look.Rows, row)
	}
	return look, nil
}

// stored reports whether a row will be stored, with or without those in doubt.
func (r PastRow) stored(doubts bool) bool {
	return r.Fate == PastReady || r.Fate == PastDoubt && doubts
}

func why(key string) *i18n.Text {
	text := i18n.Msg(key)
	return &text
}

// pastThere are the returns for some periods that are there already, by unit and
// period.
func (s *Service) pastThere(ctx context.Context, bureau, code string, periods []string) (map[string]string, error) {
	there := map[string]string{}
	if len(periods) == 0 {
		return there, nil
	}
	stated, err := s.Store.Facts(ctx, bureau, code, periods)
	if err != nil {
		return nil, err
	}
	for _, st := range stated {
		if !st.Opens.After(s.today()) {
			there[st.Unit+"/"+st.Period] = st.Return
		}
	}
	for _, p := range periods { // what is exempt states nothing and is there all the same
		exempt, err := s.Store.Find(ctx, Query{Bureau: bureau, State: Exempt, Period: p, Begun: s.today(), Limit: 10_000})
		if err != nil {
			return nil, err
		}
		for _, o := range exempt {
			if o.Form == code {
				there[o.Unit+"/"+p] = o.ID
			}
		}
	}
	return there, nil
}

// pastRow judges one unit's past period by the form as it is today.
func (s *Service) pastRow(ctx context.Context, by access.Actor, v record.Version, who func(unit string) *Directory, earlier *pastReadings, answer formxlsx.PastAnswer, u org.Unit, issues formxlsx.Issues) (PastRow, error) {
	p, err := period.Parse(answer.Period)
	if err != nil {
		return PastRow{}, err
	}
	def := v.Definition
	blank, _ := form.Decode(def, form.Raw{})
	var dir *Directory
	if who != nil {
		dir = who(u.ID)
	}
	read, err := s.pastReading(ctx, by, def, earlier, Obligation{Bureau: by.Bureau, Form: v.Form, Unit: u.ID, Period: p})
	if err != nil {
		return PastRow{}, err
	}
	typed := sheetWith(def, answer.Over(form.RawOf(def, blank), dir.inBook()), dir, read)
	row := PastRow{Unit: u, Period: p, Fate: PastReady, Cells: len(form.Cells(def, typed.values)), values: typed.values}
	for _, i := range issues {
		row.Issues = append(row.Issues, bookIssue(i, words{def: def, dir: dir}, typed.values))
		if i.Weight == formxlsx.Refused {
			row.Fate = PastRefused
		}
	}
	r := Return{Definition: def, Values: typed.values, Obligation: Obligation{Bureau: by.Bureau, Form: v.Form, Version: v.No, Unit: u.ID, Period: p}, Unit: u, Directory: dir}
	if len(typed.issues) > 0 {
		r.Raw, row.Fate = storable(typed.raw), PastRefused
	}
	if err := s.Judge(ctx, &r); err != nil {
		return row, err
	}
	for _, i := range pastIssues(r, answer.Locate) {
		row.Issues = append(row.Issues, i)
		if i.Must && row.Fate == PastReady {
			row.Fate = PastDoubt
		}
	}
	terms, err := s.school(ctx, by.Bureau, p.Kind())
	if err != nil {
		return row, err
	}
	switch {
	case !p.End(terms).Before(s.today()):
		row.Fate, row.Why = PastRefused, why("past.notover")
	case !u.On(p.Start(terms)) && !u.On(p.End(terms)):
		row.Fate, row.Why = PastRefused, why("past.nounit")
	}
	return row, nil
}

// fewMissing is how many empty cells are still told one by one.
const fewMissing = 3

// pastIssues are the issues of a row. Old tables lack whole columns: more than a
// few empty cells are told together.
func pastIssues(r Return, locate func(form.Path) formxlsx.Address) []BookIssue {
	n := len(r.Missing)
	if n <= fewMissing {
		return judged(r, locate)
	}
	first := r.Missing[0]
	r.Missing = nil
	together := BookIssue{At: locate(first.Path), Place: first.Place, Said: i18n.Msg("past.missing", "n", n), Must: true}
	return append([]BookIssue{together}, judged(r, locate)...)
}

// MarkedPastBook gives a kept workbook back with its issues marked in it.
func (s *Service) MarkedPastBook(ctx context.Context, by access.Actor, code, file string, t form.T) (Book, error) {
	look, err := s.LookAtPastBook(ctx, by, code, file)
	if err != nil {
		return Book{}, err
	}
	data, name, err := s.keptBook(ctx, by, file)
	if err != nil {
		return Book{}, err
	}
	return marked(data, name, look.All(), t)
}
