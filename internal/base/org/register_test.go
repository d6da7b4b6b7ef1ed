package org_test

import (
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
)

func TestTheListOfBureausIsNeverOld(t *testing.T) {
	s, m := newService()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	s.Now = func() time.Time { return now }
	known := func() int { return len(must[[]org.Bureau](t)(s.Known(t.Context()))) }
	if known() != 0 {
		t.Error("somebody is there")
	}
	command := access.Actor{Door: access.Command}
	must[org.Bureau](t)(s.AddBureau(t.Context(), command, org.Bureau{Name: "甲县教育局", Code: "330212"}))
	if got := known(); got != 1 {
		t.Errorf("%d after one was made here", got)
	}
	m.bureaus = append(m.bureaus, org.Bureau{ID: "elsewhere", Name: "乙县教育局"})
	if got := known(); got != 1 {
		t.Errorf("asked the store at every request: %d", got)
	}
	now = now.Add(5 * time.Second)
	if got := known(); got != 2 {
		t.Errorf("%d five seconds after another program made one", got)
	}
	now = now.Add(-time.Hour) // the machine's clock was set back
	m.bureaus = m.bureaus[:1]
	if got := known(); got != 1 {
		t.Errorf("%d after the clock was set back", got)
	}
	must[org.Bureau](t)(s.AddBureau(t.Context(), command, org.Bureau{Name: "丙县教育局", Code: "330213"}))
	if got := known(); got != 2 {
		t.Errorf("%d right after a second one was made here", got)
	}
}
