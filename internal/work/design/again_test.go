package design_test

import (
	"context"
	"testing"

	"nianlun/internal/work/design"
)

// What the register of units holds belongs to no form: it is told as long as the
// field is not filled in from there, since publishing asks for a reason.
func TestWhatTheRegisterHoldsIsToldBeforePublishing(t *testing.T) {
	w := newWorld(t)
	d := w.do(w.start(), design.AddField{Section: 0, Type: "text", Title: "学校代码"})
	key := w.open(d).Content.Sections[0].Fields[0].Code
	w.Asking = asking{{Field: key, By: design.SameName, Held: "register", TheirName: "单位代码"}}
	again, err := w.Again(context.Background(), hewei, w.open(d))
	if err != nil || len(again) != 1 || again[0].Held != "register" {
		t.Errorf("%+v %v", again, err)
	}
}
