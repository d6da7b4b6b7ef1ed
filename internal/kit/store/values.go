package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// Time is a moment as both databases store it: microseconds since 1970 in UTC,
// in a BIGINT, where it sorts and compares alike. The zero time is NULL.
type Time struct{ time.Time }

// At wraps a moment for storing, cut to microseconds.
func At(t time.Time) Time { return Time{t.UTC().Truncate(time.Microsecond)} }

// Value implements driver.Valuer.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.UnixMicro(), nil
}

// Scan implements sql.Scanner.
func (t *Time) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		t.Time = time.Time{}
	case int64:
		t.Time = time.UnixMicro(v).UTC()
	default:
		return fmt.Errorf("a time is stored as %T", src)
	}
	return nil
}

// Decimal is an exact number as both databases store it: its text. NULL when
// it is not Valid.
type Decimal struct {
	decimal.Decimal
	Valid bool
}

// Exact wraps a number for storing; nil becomes NULL.
func Exact(d *decimal.Decimal) Decimal {
	if d == nil {
		return Decimal{}
	}
	return Decimal{Decimal: *d, Valid: true}
}

// Ptr is the number, or nil for NULL.
func (d Decimal) Ptr() *decimal.Decimal {
	if !d.Valid {
		return nil
	}
	return &d.Decimal
}

// Value implements driver.Valuer.
func (d Decimal) Value() (driver.Value, error) {
	if !d.Valid {
		return nil, nil
	}
	return d.String(), nil
}

// Scan implements sql.Scanner.
func (d *Decimal) Scan(src any) error {
	if src == nil {
		*d = Decimal{}
		return nil
	}
	d.Valid = true
	return d.Decimal.Scan(src)
}

// JSON is a value stored as JSON text.
type JSON[T any] struct{ V T }

// AsJSON wraps a value for storing.
func AsJSON[T any](v T) JSON[T] { return JSON[T]{V: v} }

// Value implements driver.Valuer.
func (j JSON[T]) Value() (driver.Value, error) {
	data, err := json.Marshal(j.V)
	return string(data), err
}

// Scan implements sql.Scanner.
func (j *JSON[T]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		var zero T
		j.V = zero
		return nil
	case string:
		return json.Unmarshal([]byte(v), &j.V)
	case []byte:
		return json.Unmarshal(v, &j.V)
	default:
		return fmt.Errorf("JSON is stored as %T", src)
	}
}
