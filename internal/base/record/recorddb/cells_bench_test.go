package recorddb_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/uptrace/bun"

	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// The two shapes that docs/adr/0003 compares, on a large county's year: one
// vector for each record, which is what this package does, and a row for each
// cell, which lives in this file only.
const (
	units  = 500
	months = 12
)

func wideForm(fields int) string {
	var b strings.Builder
	b.WriteString("form: wide\ntitle: 宽表\nsections:\n  - title: 总\n    fields:\n")
	for i := range fields {
		fmt.Fprintf(&b, "      - {code: f%03d, name: 数%03d, type: decimal, decimals: 2}\n", i, i)
	}
	return b.String()
}

func wideValues(b *testing.B, v record.Version, n int) form.Values {
	b.Helper()
	raw := form.Raw{}
	for i := range v.Definition.Fields() {
		raw[form.FieldPath(fmt.Sprintf("f%03d", i))] = fmt.Sprintf("%d.%02d", n+i*37, i%100)
	}
	return decode(b, v, raw)
}

type cellRow struct {
	bun.BaseModel `bun:"table:cell,alias:c"`

	BureauID string `bun:"bureau_id,pk"`
	RecordID string `bun:"record_id,pk"`
	Field    string `bun:"field,pk"`
	Number   string `bun:"number"`
}

// rowPerCell is the other shape, with the best index for roll-ups: one that
// covers them, so that no row is looked up.
type rowPerCell struct{ s *store.Store }

func (r rowPerCell) create(b *testing.B) {
	b.Helper()
	for _, statement := range []string{
		`CREATE TABLE cell (bureau_id TEXT NOT NULL, record_id TEXT NOT NULL, field TEXT NOT NULL, number TEXT NOT NULL,
			PRIMARY KEY (bureau_id, record_id, field))`,
		`CREATE INDEX cell_field ON cell (bureau_id, field, record_id, number)`,
	} {
		_, err := r.s.Write(b.Context()).ExecContext(b.Context(), statement)
		check(b, err)
	}
}

func cellRows(v record.Version, recordID string, values form.Values) []cellRow {
	var rows []cellRow
	for _, cell := range form.Cells(v.Definition, values) {
		rows = append(rows, cellRow{BureauID: "b", RecordID: recordID, Field: cell.Field, Number: cell.Number.String()})
	}
	return rows
}

func (r rowPerCell) save(ctx context.Context, rows []cellRow) error {
	_, err := r.s.Write(ctx).NewInsert().Model(&rows).
		On("CONFLICT (bureau_id, record_id, field) DO UPDATE").Set("number = excluded.number").Exec(ctx)
	return err
}

func (r rowPerCell) numbers(ctx context.Context, field string, ids []string) (map[string]decimal.Decimal, error) {
	out := make(map[string]decimal.Decimal, len(ids))
	for part := range slices.Chunk(ids, 500) {
		var rows []cellRow
		err := r.s.Read(ctx).NewSelect().Model(&rows).Column("record_id", "number").
			Where("bureau_id = ?", "b").Where("field = ?", field).Where("record_id IN (?)", bun.List(part)).Scan(ctx)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			d, err := decimal.NewFromString(row.Number)
			if err != nil {
				return nil, err
			}
			out[row.RecordID] = d
		}
	}
	return out, nil
}

func sum(numbers map[string]decimal.Decimal) decimal.Decimal {
	total := decimal.Zero
	for _, n := range numbers {
		total = total.Add(n)
	}
	return total
}

// BenchmarkCells measures a usual form and the widest.
func BenchmarkCells(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		for _, fields := range []int{25, 250} {
			b.Run(fmt.Sprintf("%s/%d", name, fields), func(b *testing.B) { benchCells(b, open(b), fields) })
		}
	}
}

func benchCells(b *testing.B, st *store.Store, fields int) {
	b.Helper()
	s, _ := newRecords(st)
	v := publish(b, s, wideForm(fields))
	cells := rowPerCell{st}
	cells.create(b)
	ids := fillYear(b, s, st, v)
	ten := make([]string, 10)
	for i := range ten {
		ten[i] = fmt.Sprintf("f%03d", i*fields/10)
	}
	want, err := cells.numbers(b.Context(), ten[4], ids)
	check(b, err)
	got, err := numbersOf(b.Context(), s, "b", "wide", ten[4], ids)
	check(b, err)
	if len(got) != units*months || !sum(got).Equal(sum(want)) {
		b.Fatalf("the shapes differ: %d %s, %d %s", len(got), sum(got), len(want), sum(want))
	}
	logSizes(b, st)

	b.Run("write/vector", func(b *testing.B) { benchWrite(b, s, st, v, nil) })
	b.Run("write/rows", func(b *testing.B) { benchWrite(b, s, st, v, &cells) })
	b.Run("one/vector", func(b *testing.B) {
		for b.Loop() {
			got, err := numbersOf(b.Context(), s, "b", "wide", ten[4], ids)
			if err != nil || sum(got).IsZero() {
				b.Fatal(err)
			}
		}
	})
	b.Run("one/rows", func(b *testing.B) {
		for b.Loop() {
			got, err := cells.numbers(b.Context(), ten[4], ids)
			if err != nil || sum(got).IsZero() {
				b.Fatal(err)
			}
		}
	})
	b.Run("ten/vector", func(b *testing.B) {
		for b.Loop() {
			if all, err := s.Vectors(b.Context(), "b", "wide", ids, ten...); err != nil || len(all) != len(ids) {
				b.Fatal(err)
			}
		}
	})
	b.Run("ten/rows", func(b *testing.B) {
		for b.Loop() {
			for _, field := range ten {
				if _, err := cells.numbers(b.Context(), field, ids); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// logSizes tells what each shape takes on disk, with its indexes; the documents,
// which both have, are not counted.
func logSizes(b *testing.B, st *store.Store) {
	b.Helper()
	query := `SELECT CAST(sum(pgsize) AS INTEGER) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name = ?)`
	if st.Dialect == store.Postgres {
		query = `SELECT pg_total_relation_size(CAST(? AS text))`
	}
	for _, table := range []string{"record", "cell"} {
		var bytes int64
		if err := st.Read(b.Context()).NewRaw(query, table).Scan(b.Context(), &bytes); err != nil {
			b.Logf("%s: size unknown: %v", table, err)
			continue
		}
		b.Logf("%s: %d MB", table, bytes>>20)
	}
}

// fillYear writes a year of all units in both shapes.
func fillYear(b *testing.B, s *record.Service, st *store.Store, v record.Version) []string {
	b.Helper()
	var ids []string
	for month := range months {
		in := make([]record.Save, units)
		for i := range in {
			in[i] = record.Save{Form: "wide", Version: 1, Values: wideValues(b, v, month*1000+i)}
		}
		added, err := s.Add(b.Context(), section, in)
		check(b, err)
		check(b, st.InTx(b.Context(), func(ctx context.Context) error {
			var rows []cellRow
			for i, r := range added {
				ids = append(ids, r.ID)
				rows = append(rows, cellRows(v, r.ID, in[i].Values)...)
			}
			for part := range slices.Chunk(rows, 1000) {
				if _, err := st.Write(ctx).NewInsert().Model(&part).Exec(ctx); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return ids
}

// benchWrite saves revision after revision of one record: its document in both
// shapes, and besides its cells row by row when there are any.
func benchWrite(b *testing.B, s *record.Service, st *store.Store, v record.Version, cells *rowPerCell) {
	b.Helper()
	ctx := b.Context()
	in := record.Save{Form: "wide", Version: 1, Values: wideValues(b, v, 0)}
	r, err := s.Save(ctx, section, in)
	check(b, err)
	recordID := id.New()
	for b.Loop() {
		check(b, st.InTx(ctx, func(ctx context.Context) error {
			in.ID, in.Base = r.ID, r.Rev
			if r, err = s.Save(ctx, section, in); err != nil {
				return err
			}
			if cells == nil {
				return nil
			}
			return cells.save(ctx, cellRows(v, recordID, in.Values))
		}))
	}
}
