package indicator

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Publish makes a definition the newest version of its indicator. The same text
// as the newest version changes nothing and gives that version. Mistakes are the
// Invalid fault "indicator.definition" with a field for each, whose path is
// line:column.
func (s *Service) Publish(ctx context.Context, by access.Actor, text []byte) (Version, error) {
	d, at, err := parse(text)
	if err != nil {
		return Version{}, mistakes(err)
	}
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return Version{}, err
	}
	owner := s.bindOwner(d, at, units)
	if err := s.bindFields(ctx, by.Bureau, &d, at); err != nil {
		return Version{}, err
	}
	if err := at.doc.Err(); err != nil {
		return Version{}, mistakes(err)
	}
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Indicator, Unit: owner.ID, Concerned: []string{owner.ID}}
	if err := access.Check(by, access.Write, thing); err != nil {
		return Version{}, err
	}
	v := Version{
		Code: d.Code, YAML: string(text), Operands: d.Operands, OwnerUnit: owner.ID,
		Published: s.Now(), By: by.Name, definition: d,
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		v, err = s.add(ctx, by, v, at)
		return err
	})
	return v, err
}

// add gives the version its number and writes it.
func (s *Service) add(ctx context.Context, by access.Actor, v Version, at places) (Version, error) {
	before, err := s.Store.Versions(ctx, by.Bureau, v.Code)
	if err != nil {
		return Version{}, err
	}
	if n := len(before); n > 0 {
		if before[n-1].YAML == v.YAML {
			return before[n-1].Read()
		}
		if err := comparable(before[n-1], v, at); err != nil {
			return Version{}, err
		}
	}
	v.No = len(before) + 1
	if err := s.Store.Insert(ctx, by.Bureau, v); err != nil {
		return Version{}, err
	}
	return v, s.Audit.Write(ctx, by, audit.Event{
		Verb: "indicator.publish", Kind: access.Indicator, Thing: v.Code, Unit: v.OwnerUnit,
		Data: map[string]any{"version": v.No, "name": v.definition.Name},
	})
}

// comparable refuses a version whose figures could not stand in one series with
// the earlier ones: such a change needs a code of its own.
func comparable(before, v Version, at places) error {
	old, err := before.Read()
	if err != nil {
		return err
	}
	was, is := old.definition, v.definition
	if was.Unit != is.Unit {
		at.key("unit").Report(changedUnit, "key", "unit", "was", was.Unit)
	}
	if was.Period != is.Period {
		at.key("period").Report(changedUnit, "key", "period", "was", was.Period)
	}
	if err := at.doc.Err(); err != nil {
		return mistakes(err)
	}
	return nil
}

// bindOwner finds the section, on the day of publishing.
func (s *Service) bindOwner(d Definition, at places, units []org.Unit) org.Unit {
	owner, ok := ownerOf(units, d.Owner, s.today())
	if ok {
		return owner
	}
	var names []string
	for _, u := range units {
		if !u.Type.School() {
			names = append(names, u.Name)
		}
	}
	at.root.At("owner").Report(unknownOwner, "name", d.Owner, "suggest", nearest.Word(d.Owner, names))
	return org.Unit{}
}

// bindFields turns the fields' names into codes and refuses those that are no
// numbers.
func (s *Service) bindFields(ctx context.Context, bureau string, d *Definition, at places) error {
	for i, o := range d.Operands {
		version, err := s.Forms.Latest(ctx, bureau, o.Form)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		code, numeric := "", false
		if err == nil {
			code, numeric = bind(version.Definition, o.Field)
		}
		switch {
		case code == "":
			at.operands[i].Report(unknownField, "form", o.Form, "field", o.Field)
		case !numeric:
			at.operands[i].Report(notNumeric, "form", o.Form, "field", o.Field)
		default:
			d.Operands[i].Field = code
		}
	}
	return nil
}

// bind finds a field by its code or name; "list.paid" is the sum of a table's
// column, "list" the number of its rows. code is "" when there is none.
func bind(def *form.Definition, name string) (code string, numeric bool) {
	list, column, found := strings.Cut(name, ".")
	for _, section := range def.Sections {
		rows := section.Rows
		switch {
		case rows != nil && !found && (rows.Code == name || rows.Name == name):
			return rows.Code, true
		case rows != nil && found && (rows.Code == list || rows.Name == list):
			f, ok := fieldNamed(section.Fields, column)
			return rows.Code + "." + f.Code, ok && addsUp(f)
		case rows == nil && !found:
			if f, ok := fieldNamed(section.Fields, name); ok {
				return f.Code, addsUp(f)
			}
		}
	}
	return "", false
}

func fieldNamed(fields []form.Field, name string) (form.Field, bool) {
	for _, f := range fields {
		if f.Code == name || f.Name == name {
			return f, true
		}
	}
	return form.Field{}, false
}

// addsUp tells whether a field's values can be computed with: numbers, and yes
// and no, which count as 1 and 0.
func addsUp(f form.Field) bool {
	kind := f.Type.Holds()
	return kind == expr.Number || kind == expr.Bool
}

// mistakes turns the problems of a definition into a fault.
func mistakes(err error) error {
	var problems yamldoc.Problems
	if !errors.As(err, &problems) {
		return err
	}
	f := fault.New(fault.Invalid, "indicator.definition", "n", len(problems))
	for _, p := range problems {
		f = f.With(fmt.Sprintf("%d:%d", p.Line, p.Column), "form.definition.at",
			"line", p.Line, "column", p.Column, "problem", problemText(p))
	}
	return f
}

// problemText says what is wrong: our own mistakes, or those of any definition,
// which say a near word when there is one.
func problemText(p yamldoc.Problem) i18n.Text {
	var args []any
	for name, value := range p.Params {
		args = append(args, name, value)
	}
	if own, ok := strings.CutPrefix(p.Code, "indicator_"); ok {
		return i18n.Msg("indicator.definition."+own, args...)
	}
	key := "form.definition." + p.Code
	if near := key + ".near"; p.Params["suggest"] != "" && i18n.Has(near) {
		key = near
	}
	return i18n.Msg(key, args...)
}
