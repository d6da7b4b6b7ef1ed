package codelist_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/codelist"
	"nianlun/internal/base/codelist/codelistdb"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/kit/store/storetest"
	pages "nianlun/internal/web/codelist"
	"nianlun/internal/web/door/doortest"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/work/design"
	"nianlun/internal/work/design/designdb"
)

// bureau is a running site of lists and forms on a real database.
type bureau struct {
	t     *testing.T
	id    string
	url   string
	lists *codelist.Service
}

func newBureau(t *testing.T) *bureau {
	t.Helper()
	s := storetest.SQLite(t)
	clock := func() time.Time { return time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone) }
	log := audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), clock, slog.New(slog.DiscardHandler))
	units := &org.Service{Tx: s, Store: orgdb.New(s), Audit: log, Now: clock}
	lists := &codelist.Service{Tx: s, Store: codelistdb.New(s), Audit: log, Now: clock}
	records := &record.Service{Tx: s, Store: recorddb.New(s), Audit: log, Now: clock, CodeLists: lists}
	forms := &design.Service{Tx: s, Store: designdb.New(s), Forms: records, CodeLists: lists, Units: units, Audit: log, Now: clock,
		Params: &param.Service{Tx: s, Store: paramdb.New(s), Audit: log}}
	gate := doortest.Found(t, units, org.Unit{ID: "sec", Name: "计划财务科", Type: org.Section}, org.Unit{ID: "other", Name: "人事科", Type: org.Section})
	gate.Add(t, "hewei", "名hewei", "sec", access.Section)
	gate.Add(t, "jilan", "名jilan", "other", access.Section)
	return &bureau{t: t, id: gate.Bureau, url: doortest.Serve(t, gate.Config("/codelists"), pages.Routes(lists, forms, units)), lists: lists}
}

// browser is somebody who has signed in.
type browser struct {
	*pagetest.Browser
	t *testing.T
}

func (b *bureau) browser(login string) browser {
	return browser{pagetest.SignIn(b.t, b.url, login, "x"), b.t}
}

func revision(p pagetest.Page) string {
	return p.Find("main [name=revision]").First().AttrOr("value", "")
}

// starts makes a list from pasted lines "211 小学|311 初中" and publishes it.
func (w browser) starts(name, code, lines string) pagetest.Page {
	w.t.Helper()
	text := strings.NewReplacer(" ", "\t", "|", "\n").Replace(lines)
	w.Does("/codelists", "name", name, "code", code, "paste", text).Has("h1", name)
	return w.publishes(code)
}

func (w browser) publishes(code string) pagetest.Page {
	w.t.Helper()
	path := "/codelists/" + code + "/publish"
	return w.Does(path, "revision", revision(w.Sees(path)), "reason", "按新标准")
}

// saves sends the grid as it is shown with some cells changed.
func (w browser) saves(code, do string, pairs ...string) pagetest.Page {
	w.t.Helper()
	path := "/codelists/" + code + "/edit"
	form := w.Sees(path).Fields("grid")
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	form.Set("do", do)
	answer := w.Post(path, form)
	if answer.Status == http.StatusSeeOther {
		return w.Sees(answer.Location)
	}
	return answer
}
