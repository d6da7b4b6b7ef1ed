package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"nianlun/client"
	"nianlun/internal/api"
	"nianlun/internal/base/access"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// refused reports what a call was refused with.
func refused(t *testing.T, err error, status int, code string) *client.Problem {
	t.Helper()
	var p *client.Problem
	if !errors.As(err, &p) {
		t.Fatalf("want %d %s, got %v", status, code, err)
	}
	if p.Status != status || p.Code != code || p.Title == "" || strings.HasPrefix(p.Title, "fault.") {
		t.Fatalf("want %d %s, got %v", status, code, p)
	}
	return p
}

// A school fills, saves, is stopped by a check, mends, hands in, and the figure
// is there at once.
func TestFillAndRead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := context.Background(), newBureau(t, s, api.DefaultSettings())
		school := b.as("新桥填报员")
		head := b.owed("新桥填报员", "2026-08")
		if head.State != "owed" || !head.Late || head.Revision != 0 || head.UnitName != "新桥小学" {
			t.Errorf("owed: %+v", head)
		}
		wrong := sheet(0, "412.50")
		wrong.Values["projects"] = "4"
		saved, err := school.Save(ctx, head.ID, wrong)
		b.must(err)
		if saved.State != "draft" || saved.Revision != 1 || len(saved.Findings) == 0 || saved.Findings[0].Key != "total" {
			t.Errorf("saved: %+v", saved)
		}
		_, err = school.Save(ctx, head.ID, sheet(0, "1"))
		_ = refused(t, err, http.StatusConflict, "return.stale")

		wrong.Base = saved.Revision
		_, err = school.Submit(ctx, head.ID, "key-1", wrong)
		p := refused(t, err, http.StatusUnprocessableEntity, "return.checks")
		if len(p.Fields) == 0 || p.Fields[0].Path != "projects" || !strings.Contains(p.Fields[0].Message, "项目总数") {
			t.Errorf("fields: %+v", p.Fields)
		}
		done, err := school.Submit(ctx, head.ID, "key-1", sheet(saved.Revision, "412.50"))
		b.must(err)
		if done.ID != head.ID || done.State != "submitted" || done.Revision != 2 || len(done.Signatures) != 1 {
			t.Errorf("handed in: %+v", done)
		}
		kept, err := school.Return(ctx, head.ID)
		b.must(err)
		if kept.State != "submitted" || kept.Revision != done.Revision || kept.Values["list[r1].paid"] != "410.25" {
			t.Errorf("kept: %+v", kept)
		}
		figure, err := b.as("科员").Figure(ctx, "building-spend", "2026-08", "")
		b.must(err)
		if figure.Value == nil || *figure.Value != "412.50" || figure.State != "draft" || figure.Ref != "building-spend@1:2026-08:all" || figure.Parts[0].Returns[0] != head.ID {
			t.Errorf("figure: %+v", figure)
		}
	})
}

func TestIdempotencyKey(t *testing.T) {
	ctx, b := context.Background(), newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	school, head := b.as("新桥填报员"), b.owed("新桥填报员", "2026-08")
	first, err := school.Submit(ctx, head.ID, "k", sheet(0, "10"))
	b.must(err)
	again, err := school.Submit(ctx, head.ID, "k", sheet(0, "10"))
	b.must(err)
	if again.Revision != first.Revision || again.State != "submitted" || len(again.Signatures) != 1 {
		t.Errorf("again: %+v", again)
	}
	_, err = school.Submit(ctx, head.ID, "k", sheet(0, "11"))
	_ = refused(t, err, http.StatusUnprocessableEntity, "api.key")
	entries, err := b.audit.Of(ctx, "b", access.Return, head.ID)
	b.must(err)
	submits := 0
	for _, e := range entries {
		if e.Verb == "return.submit" {
			submits++
			if e.Door != access.API || e.PersonName != "新桥填报员" {
				t.Errorf("written as %+v", e)
			}
		}
	}
	if submits != 1 {
		t.Errorf("handed in %d times", submits)
	}
}

// A save under a key acts once, and some cells leave the others as they are.
func TestSaveOnceAndInParts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := context.Background(), newBureau(t, s, api.DefaultSettings())
		school, head := b.as("新桥填报员"), b.owed("新桥填报员", "2026-08")
		first, err := school.SaveOnce(ctx, head.ID, "k", sheet(0, "10"))
		b.must(err)
		again, err := school.SaveOnce(ctx, head.ID, "k", sheet(0, "10"))
		b.must(err)
		if first.Revision != 1 || again.Revision != 1 {
			t.Errorf("saved as %d, then %d", first.Revision, again.Revision)
		}
		_, err = school.SaveOnce(ctx, head.ID, "k", sheet(0, "11"))
		_ = refused(t, err, http.StatusUnprocessableEntity, "api.key")
		_, err = school.Patch(ctx, head.ID, "k", sheet(0, "10"))
		_ = refused(t, err, http.StatusUnprocessableEntity, "api.key")

		part := client.Sheet{Base: 1, Values: map[string]string{"spent": "12.5", "list[r1].paid": "", "list[r9].name": "食堂"}}
		patched, err := school.Patch(ctx, head.ID, "p", part)
		b.must(err)
		if v := patched.Values; patched.Revision != 2 || v["spent"] != "12.5" || v["projects"] != "3" || v["list[r1].paid"] != "" || v["list[r1].name"] != "综合楼" || v["list[r9].name"] != "食堂" {
			t.Errorf("patched: %+v", patched)
		}
		_, err = school.Patch(ctx, head.ID, "q", part)
		_ = refused(t, err, http.StatusConflict, "return.stale")
		wrong, err := school.Patch(ctx, head.ID, "", client.Sheet{Base: 2, Values: map[string]string{"spent": "约三百"}})
		b.must(err)
		if wrong.Values["spent"] != "约三百" || len(wrong.Findings) == 0 {
			t.Errorf("what is no value: %+v", wrong)
		}
		kept, err := school.Patch(ctx, head.ID, "", client.Sheet{Base: wrong.Revision, Values: map[string]string{"done": "2"}})
		b.must(err)
		if kept.Values["spent"] != "约三百" || kept.Values["done"] != "2" {
			t.Errorf("a text that is no value was lost: %+v", kept)
		}
	})
}

// Pages follow each other without gaps or doubles, and filters narrow them.
func TestPagesOfReturns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := context.Background(), newBureau(t, s, api.DefaultSettings())
		office := b.as("科员")
		all, err := office.Returns(ctx, client.ReturnQuery{})
		b.must(err)
		if len(all) != 4 {
			t.Fatalf("%d returns", len(all))
		}
		var paged []string
		for q := (client.ReturnQuery{Limit: 1}); ; {
			items, next, err := office.ReturnsPage(ctx, q)
			b.must(err)
			for _, item := range items {
				paged = append(paged, item.ID)
			}
			if next == "" {
				break
			}
			q.After = next
		}
		if len(paged) != len(all) {
			t.Fatalf("got %d on pages of %d", len(paged), len(all))
		}
		for i, item := range all {
			if paged[i] != item.ID {
				t.Errorf("%d: got %s, want %s", i, paged[i], item.ID)
			}
		}
		count := func(q client.ReturnQuery) int {
			items, err := office.Returns(ctx, q)
			b.must(err)
			return len(items)
		}
		if n := count(client.ReturnQuery{Unit: b.units["新桥小学"]}); n != 2 {
			t.Errorf("%d of a unit", n)
		}
		if n := count(client.ReturnQuery{Campaign: all[0].Campaign, Period: "2026-08"}); n != 2 {
			t.Errorf("%d of a campaign", n)
		}
		if n := count(client.ReturnQuery{Campaign: "none"}); n != 0 {
			t.Errorf("%d of no campaign", n)
		}
		august := all[len(all)-1].Due
		if n := count(client.ReturnQuery{DueBy: august}); n != 2 {
			t.Errorf("%d due by %s", n, august)
		}
		foreign, err := b.as("新桥填报员").Returns(ctx, client.ReturnQuery{Unit: b.units["古渡小学"]})
		b.must(err)
		if len(foreign) != 0 {
			t.Errorf("a school sees %+v", foreign)
		}
	})
}

func TestRights(t *testing.T) {
	ctx, b := context.Background(), newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	mine := b.owed("新桥填报员", "2026-08")
	foreign := b.as("古渡填报员")
	_, err := foreign.Return(ctx, mine.ID)
	_ = refused(t, err, http.StatusNotFound, "notfound")
	_, err = foreign.Save(ctx, mine.ID, sheet(0, "1"))
	_ = refused(t, err, http.StatusNotFound, "notfound")
	_, err = foreign.Submit(ctx, mine.ID, "k", sheet(0, "1"))
	_ = refused(t, err, http.StatusNotFound, "notfound")
	_, err = b.as("新桥校长").Save(ctx, mine.ID, sheet(0, "1"))
	_ = refused(t, err, http.StatusForbidden, "denied")
	_, err = foreign.Return(ctx, "not-an-id")
	_ = refused(t, err, http.StatusNotFound, "notfound")
	_, err = foreign.Figure(ctx, "building-spend", "2026-08", "unit:"+b.units["新桥小学"])
	_ = refused(t, err, http.StatusNotFound, "notfound")
	own, err := foreign.Figure(ctx, "building-spend", "2026-08", "")
	b.must(err)
	if own.Scope != "unit:"+b.units["古渡小学"] || own.Value != nil || len(own.Notes) == 0 {
		t.Errorf("the widest scope of a school is itself: %+v", own)
	}
	entries, err := b.audit.Of(ctx, "b", access.Return, mine.ID)
	b.must(err)
	if len(entries) < 3 || entries[0].Verb != "return.hidden" {
		t.Errorf("attempts are written down: %d entries", len(entries))
	}
}

func TestPublishAnIndicator(t *testing.T) {
	ctx, b := context.Background(), newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	text := "indicator: spend-again\nname: 完成投资复核\nmeaning: 与完成投资额同口径，供复核\nunit: 万元\ndecimals: 2\nbetter: more\nperiod: month\n" +
		"from: building-progress.本年完成投资\nover: {units: sum, time: last}\nmissing: leave out and say so\nowner: 计划财务科\n"
	made, err := b.as("科员").Publish(ctx, text)
	b.must(err)
	if made.Code != "spend-again" || made.Version != 1 || made.Owner != "计划财务科" {
		t.Errorf("made %+v", made)
	}
	same, err := b.as("科员").Publish(ctx, text)
	b.must(err)
	if same.Version != 1 {
		t.Errorf("the same text became version %d", same.Version)
	}
	_, err = b.as("科员").Publish(ctx, strings.Replace(text, "better: more", "better: higher", 1))
	if p := refused(t, err, http.StatusUnprocessableEntity, "indicator.definition"); len(p.Fields) != 1 || !strings.HasPrefix(p.Fields[0].Path, "6:") {
		t.Errorf("the mistake is placed at %+v", p.Fields)
	}
	_, err = b.as("新桥填报员").Publish(ctx, text)
	if err == nil {
		t.Error("a school published a definition")
	}
}

func TestTokens(t *testing.T) {
	ctx, b := context.Background(), newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	for _, token := range []string{"", "wrong", "nianlun.b.wrong", "nianlun.other." + strings.Repeat("x", 43), strings.Repeat("x", 5000)} {
		_, err := client.New(b.server.URL, token).Indicators(ctx)
		_ = refused(t, err, http.StatusUnauthorized, "api.token")
	}
	all, err := b.as("科员").Indicators(ctx)
	b.must(err)
	if len(all) < 6 || all[0].Name == "" || all[0].Version != 1 {
		t.Errorf("indicators: %+v", all)
	}
}

func TestWrongInput(t *testing.T) {
	b := newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	id := b.owed("新桥填报员", "2026-08").ID
	cases := []struct {
		name, method, path, body string
		status                   int
		code                     string
	}{
		{"no JSON", "POST", "/returns/" + id + "/values", `{`, 400, "api.input"},
		{"a path twice", "POST", "/returns/" + id + "/values", `{"base":0,"values":{"spent":"1","spent":"2"}}`, 400, "api.input"},
		{"a name in other letters", "POST", "/returns/" + id + "/values", `{"base":0,"Values":{"spent":"1"}}`, 422, "api.input"},
		{"a wrong type", "POST", "/returns/" + id + "/values", `{"base":"x"}`, 422, "api.input"},
		{"no base", "POST", "/returns/" + id + "/values", `{}`, 422, "api.input"},
		{"an unknown member", "POST", "/returns/" + id + "/values", `{"base":0,"force":true}`, 422, "api.input"},
		{"NUL", "POST", "/returns/" + id + "/values", "{\"base\":0,\"values\":{\"why\":\"a\x00b\"}}", 422, "text.bytes"},
		{"NUL written out", "POST", "/returns/" + id + "/values", `{"base":0,"values":{"why":"a\u0000b"}}`, 422, "text.bytes"},
		{"NUL in a name", "POST", "/returns/" + id + "/values", `{"base":0,"values":{"a\u0000":"b"}}`, 422, "text.bytes"},
		{"no UTF-8", "POST", "/returns/" + id + "/values", "{\"base\":0,\"values\":{\"why\":\"\xff\"}}", 422, "text.bytes"},
		{"NUL in the address", "GET", "/returns?period=%00", "", 422, "text.bytes"},
		{"no UTF-8 in the address", "GET", "/returns/%ff", "", 422, "text.bytes"},
		{"too large", "POST", "/returns/" + id + "/values", `{"base":0,"values":{"why":"` + strings.Repeat("x", 1<<20) + `"}}`, 413, "api.toolarge"},
		{"a bad period", "GET", "/indicators/building-spend/figures?period=2026-13", "", 422, "api.input"},
		{"no period", "GET", "/indicators/building-spend/figures", "", 422, "api.input"},
		{"a bad scope", "GET", "/indicators/building-spend/figures?period=2026-08&scope=moon", "", 422, "api.input"},
		{"a bad day", "GET", "/returns?dueBy=2026-02-30", "", 422, "api.input"},
		{"a bad cursor", "GET", "/returns?after=xyz", "", 422, "api.input"},
		{"an unknown state", "GET", "/returns?state=lost", "", 422, "api.input"},
		{"an unknown parameter", "GET", "/returns?colour=red", "", 422, "api.input"},
		{"an unknown indicator", "GET", "/indicators/none/figures?period=2026-08", "", 404, "notfound"},
		{"an unknown address", "GET", "/moon", "", 404, "notfound"},
		{"a wrong method", "DELETE", "/returns/" + id, "", 404, "notfound"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			request, err := http.NewRequest(c.method, b.server.URL+api.Prefix+c.path, strings.NewReader(c.body))
			b.must(err)
			request.Header.Set("Authorization", "Bearer "+b.tokens["新桥填报员"])
			request.Header.Set("Content-Type", "application/json")
			answer, err := http.DefaultClient.Do(request)
			b.must(err)
			defer func() { _ = answer.Body.Close() }()
			body, err := io.ReadAll(answer.Body)
			b.must(err)
			var p client.Problem
			if err := json.Unmarshal(body, &p); err != nil {
				t.Fatalf("%d %s", answer.StatusCode, body)
			}
			if answer.StatusCode != c.status || p.Code != c.code || p.Title == "" || answer.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%d %s %s", answer.StatusCode, answer.Header.Get("Content-Type"), body)
			}
			if c.status == http.StatusRequestEntityTooLarge && !strings.Contains(p.Title, "1 MB") {
				t.Errorf("nobody reads %q", p.Title)
			}
		})
	}
}

// A NUL that is only spelled, as text about NULs, is no NUL.
func TestSpelledNulPasses(t *testing.T) {
	ctx, b := context.Background(), newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	s := sheet(0, "1")
	s.Values["list[r1].name"] = `\u0000 楼`
	saved, err := b.as("新桥填报员").Save(ctx, b.owed("新桥填报员", "2026-08").ID, s)
	b.must(err)
	if saved.Values["list[r1].name"] != `\u0000 楼` {
		t.Errorf("came back as %q", saved.Values["list[r1].name"])
	}
}

func TestLimits(t *testing.T) {
	settings := api.DefaultSettings()
	settings.PerMinute, settings.Strangers = 5, 2
	ctx, b := context.Background(), newBureau(t, storetest.SQLite(t), settings)
	var err error
	for range 6 {
		_, err = b.as("科员").Indicators(ctx)
	}
	_ = refused(t, err, http.StatusTooManyRequests, "api.toomany")
	if _, err = b.as("新桥填报员").Indicators(ctx); err != nil {
		t.Errorf("another token has its own budget: %v", err)
	}
	for range 3 {
		_, err = client.New(b.server.URL, "wrong").Indicators(ctx)
	}
	_ = refused(t, err, http.StatusTooManyRequests, "api.toomany")
	if _, err = b.as("古渡填报员").Indicators(ctx); err != nil {
		t.Errorf("strangers shut nobody out: %v", err)
	}
}

func TestLanguage(t *testing.T) {
	b := newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	english := client.New(b.server.URL, "wrong")
	english.Language = "en-GB,en;q=0.9"
	_, err := english.Indicators(context.Background())
	if p := refused(t, err, http.StatusUnauthorized, "api.token"); !strings.Contains(p.Title, "token") {
		t.Errorf("title %q", p.Title)
	}
}

// The description is open, tells our form of errors, and knows every operation.
func TestDescription(t *testing.T) {
	b := newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	answer, err := http.Get(b.server.URL + api.Prefix + "/openapi.json")
	b.must(err)
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	b.must(err)
	var doc struct {
		OpenAPI    string
		Paths      map[string]map[string]any
		Components struct {
			Schemas map[string]struct{ Properties map[string]any }
		}
	}
	b.must(json.Unmarshal(body, &doc))
	for _, path := range []string{"/returns", "/returns/{id}", "/returns/{id}/values", "/returns/{id}/submit", "/returns/{id}/corrections", "/corrections/{id}", "/corrections/{id}/decision", "/hooks", "/hooks/{id}/deliveries", "/deliveries/{id}/again", "/indicators", "/indicators/{code}/figures"} {
		if doc.Paths[path] == nil {
			t.Errorf("%s is not described", path)
		}
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || doc.Components.Schemas["ErrorModel"].Properties["code"] == nil || !bytes.Contains(body, []byte("bearer")) {
		t.Errorf("the description: %.600s", body)
	}
}

// A hand-in that waits longer than a body may take to arrive is still done, and a
// body that never arrives does not hold its connection for ever.
func TestTheTimeForABodyEndsWithIt(t *testing.T) {
	settings := api.DefaultSettings()
	settings.BodyTime = 100 * time.Millisecond
	ctx, b := context.Background(), newBureau(t, storetest.SQLite(t), settings)
	head := b.owed("新桥填报员", "2026-08")
	holding, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- b.store.InTx(ctx, func(context.Context) error {
			close(holding)
			time.Sleep(5 * settings.BodyTime)
			return nil
		})
	}()
	<-holding
	if _, err := b.as("新桥填报员").Submit(ctx, head.ID, "k", sheet(0, "10")); err != nil {
		t.Errorf("cut off while it waited: %v", err)
	}
	b.must(<-done)

	conn, err := net.Dial("tcp", b.server.Listener.Addr().String())
	b.must(err)
	defer func() { _ = conn.Close() }()
	_, err = fmt.Fprintf(conn, "POST /api/v1/returns/%s/submit HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{", head.ID, b.tokens["新桥填报员"])
	b.must(err)
	b.must(conn.SetReadDeadline(time.Now().Add(20 * time.Second)))
	if _, err := io.ReadAll(conn); err != nil {
		t.Errorf("the connection is held: %v", err)
	}
}
