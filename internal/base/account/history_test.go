package account

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
)

// paper is a log that holds what it is given, the newest first.
type paper []audit.Entry

func (p paper) Of(_ context.Context, bureau string, kind access.Kind, thing string) ([]audit.Entry, error) {
	if bureau != "b" || kind != access.Person || thing != "xue" {
		return nil, fmt.Errorf("asked for %s %s %s", bureau, kind, thing)
	}
	return p, nil
}

func TestOneSeesTheOwnSignIns(t *testing.T) {
	s, _, c := newService(t)
	var log paper
	for i := range 30 {
		log = append(log, audit.Entry{At: c.now.Add(-time.Duration(i) * time.Hour), Verb: "signin.ok", Data: json.RawMessage(`{"from":"10.0.0.7"}`)})
	}
	log[1] = audit.Entry{At: c.now, Verb: "signin.wrong", Data: json.RawMessage(`{"from":"203.0.113.9"}`)}
	log[2] = audit.Entry{At: c.now, Verb: "person.change", Data: json.RawMessage(`{"Old":{}}`)}
	log[3] = audit.Entry{At: c.now, Verb: "account.password", Data: json.RawMessage(`{"must_change":false}`)}
	log[4] = audit.Entry{At: c.now, Verb: "signin.ok"}
	s.History = log
	got, err := s.SignIns(t.Context(), access.Actor{Bureau: "b", Person: "xue"})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != lastSignIns || got[0].From != "10.0.0.7" || got[1].Verb != "signin.wrong" || got[2].Verb != "account.password" || got[3].From != "" {
		t.Errorf("%d: %+v", len(got), got[:4])
	}
}
