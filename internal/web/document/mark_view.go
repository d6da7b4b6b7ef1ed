package document

import (
	"context"
	"strconv"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// typedMark is an editor's form as it was filled in, not yet understood.
type typedMark struct {
	Words, Value, Value2, Kind, Unit, Subject, Approx, Role, Due, Owner string
}

// markView is the editor of one mark, or of one to be added.
type markView struct {
	Action, Reading       string
	Title, Hint, Note     string
	Class, At, Seen, Open string
	Sums                  *sumView // what the arithmetic holds against it
	Adding                bool
	Words                 ui.FieldView
	Value, Value2, Unit   ui.FieldView
	Subject, Due          ui.FieldView
	Kind, Approx, Role    ui.FieldView
	Owner                 ui.FieldView
	Kinds, Approxes       []ui.Option
	Roles                 []ui.Option
	Owners                []ui.OptionGroup
	Cuts                  []ui.Option
	CutError              string
	Pair                  bool
	Split                 bool
}

func (v markView) figure() bool   { return v.Class == markFigure }
func (v markView) deadline() bool { return v.Class == markDeadline }

// markLook is what of a mark an editor shows.
type markLook struct {
	Mark   document.Mark
	Adding bool
	Open   string // the open proposal
	Typed  *typedMark
	Errors ui.Errors
	Note   string
	Split  bool
}

func typedOfMark(m document.Mark) typedMark {
	f := m.Figure
	t := typedMark{
		Words: m.Words, Kind: string(f.Kind), Unit: f.Unit, Subject: f.Subject, Approx: string(f.Approx), Role: string(f.Role),
		Due: m.Deadline.Date, Owner: m.Unit,
	}
	if f.Value != nil {
		t.Value = f.Value.String()
	}
	if f.Value2 != nil {
		t.Value2 = f.Value2.String()
	}
	return t
}

func viewOfMark(ctx context.Context, r *document.Reading, d document.Directory, l markLook) markView {
	m := l.Mark
	class := markClass(m.Kind)
	v := markView{
		Action: "/documents/" + r.ID + "/marks", Reading: r.ID, Class: class, At: strconv.Itoa(m.Start), Seen: m.Seen(), Open: l.Open,
		Adding: l.Adding, Note: l.Note, Title: ui.T(ctx, "mark.edit."+class), Split: l.Split, CutError: l.Errors.For("place"),
	}
	if l.Adding {
		v.Title = ui.T(ctx, "mark.add."+class)
	} else if m.Corrected != "" {
		v.Hint = ui.T(ctx, "mark.corrected", "name", m.Corrected)
	}
	t := typedOfMark(m)
	if l.Typed != nil {
		t = *l.Typed
	}
	v.fill(ctx, d, t, l.Errors)
	if !l.Adding {
		v.Sums = sumsAt(ctx, r, m.Start, m.Shown())
		for _, cut := range r.MarkCuts(m) {
			v.Cuts = append(v.Cuts, ui.Option{Value: strconv.Itoa(cut.At), Words: cut.First + " ‖ " + cut.Second})
		}
	}
	return v
}

func (v *markView) fill(ctx context.Context, d document.Directory, t typedMark, errs ui.Errors) {
	field := func(name, value string) ui.FieldView {
		return ui.FieldView{Name: name, ID: "m-" + name, Label: ui.T(ctx, "mark.field."+name), Value: value, Error: errs.For(name)}
	}
	v.Words = field("words", t.Words)
	v.Words.Wide, v.Words.Required, v.Words.Hint = true, true, ui.T(ctx, "mark.hint.words")
	switch {
	case v.figure():
		v.fillFigure(ctx, t, field)
	case v.deadline():
		v.Due = field("due", t.Due)
		v.Due.Type, v.Due.Wide, v.Due.Hint = "date", true, ui.T(ctx, "mark.hint.due")
	default:
		v.Owner = field("owner", t.Owner)
		if v.Owner.Error == "" {
			v.Owner.Error = errs.For("unit")
		}
		v.Owner.Wide = true
		v.Owners = leadChoices(ctx, d)
	}
}

func (v *markView) fillFigure(ctx context.Context, t typedMark, field func(name, value string) ui.FieldView) {
	v.Value, v.Value2, v.Unit = field("value", t.Value), field("value2", t.Value2), field("unit", t.Unit)
	v.Subject, v.Kind, v.Approx, v.Role = field("subject", t.Subject), field("kind", t.Kind), field("approx", t.Approx), field("role", t.Role)
	v.Subject.Wide, v.Role.Wide = true, true
	v.Pair = t.Kind == string(docread.KindRange) || t.Kind == string(docread.KindRatio)
	for _, kind := range document.FigureKinds() {
		v.Kinds = append(v.Kinds, ui.Option{Value: string(kind), Words: ui.T(ctx, "mark.figure."+string(kind))})
	}
	for _, approx := range document.Approximations() {
		name := string(approx)
		if name == "" {
			name = "exact"
		}
		v.Approxes = append(v.Approxes, ui.Option{Value: string(approx), Words: ui.T(ctx, "mark.approx."+name)})
	}
	for _, role := range []docread.Role{docread.RoleFact, docread.RoleTarget} {
		v.Roles = append(v.Roles, ui.Option{Value: string(role), Words: ui.T(ctx, "mark.role."+string(role))})
	}
}

// followedWords say which open proposals an act on a mark has changed.
func followedWords(ctx context.Context, r *document.Reading) string {
	words := ""
	for _, f := range r.Followed {
		if words != "" {
			words += ui.T(ctx, "reading.comma")
		}
		words += ui.T(ctx, "mark.followed."+f.Field, "no", f.No)
	}
	return words
}

// differWords say how a decided proposal differs from its corrected marks.
func differWords(ctx context.Context, r *document.Reading, d document.Directory, p document.Proposal) string {
	now, fields := r.Differs(d, p)
	words := ""
	for _, field := range fields {
		value := ""
		switch field {
		case "target":
			value = targetWords(now.Target)
		case "due":
			value = dueWords(ctx, r, now)
		case "lead":
			value = leadWords(ctx, d, now)
		}
		if value == "" {
			value = ui.T(ctx, "mark.differs.none")
		}
		if words != "" {
			words += ui.T(ctx, "reading.comma")
		}
		words += ui.T(ctx, "mark.differs."+field, "value", value)
	}
	return words
}

// againWords tell in one sentence what reading again has changed.
func againWords(ctx context.Context, a *document.Again) string {
	if a == nil {
		return ""
	}
	if a.Same {
		return ui.T(ctx, "mark.again.same")
	}
	words := ui.T(ctx, "mark.again.done", "new", a.New, "gone", a.Gone, "kept", a.Kept)
	if len(a.Lost) > 0 {
		words += ui.T(ctx, "mark.again.lost", "n", len(a.Lost), "words", quoted(ctx, a.Lost))
	}
	if len(a.Missing) > 0 {
		words += ui.T(ctx, "mark.again.missing", "n", len(a.Missing))
	}
	return words
}

// quotedAtMost is how many lost words a sentence spells out.
const quotedAtMost = 5

func quoted(ctx context.Context, all []string) string {
	words := ""
	for i, w := range all {
		if i == quotedAtMost {
			return words + ui.T(ctx, "mark.again.more")
		}
		words += ui.T(ctx, "mark.again.quote", "words", w)
	}
	return words
}

// lostWords name the corrections that stand nowhere in the text.
func lostWords(ctx context.Context, r *document.Reading) string {
	var all []string
	for _, c := range r.Lost() {
		all = append(all, c.Place.Words)
	}
	if len(all) == 0 {
		return ""
	}
	return ui.T(ctx, "mark.lost", "n", len(all), "words", quoted(ctx, all))
}

// addLook is a mark to be added at a part of the text.
func addLook(r *document.Reading, d document.Directory, kind docmark.Kind, from, until int) document.Mark {
	if until > from {
		return r.Suggest(d, kind, from, until)
	}
	m := r.Suggest(d, kind, from, from)
	m.Start, m.End, m.Words = from, from, ""
	return m
}
