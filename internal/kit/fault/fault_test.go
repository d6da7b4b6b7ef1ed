package fault

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestAsFindsTheFaultInside(t *testing.T) {
	inner := New(Conflict, "return.stale", "by", "王雪")
	err := fmt.Errorf("submit: %w", inner)
	got := As(err)
	if got != inner || got.Key() != "fault.return.stale" || KindOf(err) != Conflict {
		t.Fatalf("got %v", got)
	}
	if !Is(err, "return.stale") || Is(err, "other") {
		t.Fatal("Is does not tell the codes apart")
	}
}

func TestStrangerBecomesInternal(t *testing.T) {
	cause := errors.New("disk on fire")
	got := As(cause)
	if got.Kind != Internal || !errors.Is(got, cause) || !strings.Contains(got.Error(), "disk on fire") {
		t.Fatalf("got %v", got)
	}
}

func TestFieldsKeepTheirOrder(t *testing.T) {
	e := New(Invalid, "form.invalid").With("a", "form.required").With("b", "form.number", "text", "x")
	if len(e.Fields) != 2 || e.Fields[1].Path != "b" || e.Fields[1].Args[1] != "x" {
		t.Fatalf("got %+v", e.Fields)
	}
}
