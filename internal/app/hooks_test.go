package app_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"nianlun/client"
	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/id"
)

// receiver is another system's program: it answers what it is told to.
type receiver struct {
	*httptest.Server
	answer atomic.Int64
	secret string
	heads  []http.Header
	bodies []string
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{}
	r.answer.Store(http.StatusNoContent)
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, in *http.Request) {
		body, _ := io.ReadAll(in.Body)
		r.heads, r.bodies = append(r.heads, in.Header.Clone()), append(r.bodies, string(body))
		w.WriteHeader(int(r.answer.Load()))
	}))
	t.Cleanup(r.Close)
	return r
}

// The office sets a hook up on its page, sees the secret once, tries it, sees what
// did not arrive, is called, sends it again, lets it rest, and removes it.
func TestTheOfficeRunsAHook(t *testing.T) {
	ctx, to := context.Background(), newReceiver(t)
	v := signIn(t, "bangongshi1")
	if rail := v.get("/desk").rail(); !strings.Contains(strings.Join(rail, " "), "/hooks") {
		t.Errorf("the rail of the office: %v", rail)
	}
	p := v.post("/hooks", url.Values{"name": {" "}, "address": {"https://10.1.1.1/?key=k"}})
	if p.status != http.StatusUnprocessableEntity || p.Find(".summary li").Length() != 3 || p.Find("#address").AttrOr("value", "") != "https://10.1.1.1/?key=k" || p.Find("#events .why").Length() != 1 {
		t.Fatalf("wrong input: %d %s", p.status, text(p.Find("main")))
	}
	p = v.post("/hooks", url.Values{"name": {"市局数据平台"}, "address": {to.URL + "/in?key=s3cret"}, "event": {"return.locked"}})
	to.secret = p.Find("#secret").AttrOr("value", "")
	at := p.Find("main a.btn").AttrOr("href", "")
	if p.status != http.StatusOK || len(to.secret) < 40 || at == "" || p.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("added: %d %s", p.status, text(p.Find("main")))
	}
	if p := v.post("/hooks", url.Values{"name": {"市局数据平台"}, "address": {to.URL + "/in?key=s3cret"}, "event": {"return.locked"}}); p.status != http.StatusUnprocessableEntity {
		t.Errorf("the same form sent twice: %d", p.status)
	}
	for _, path := range []string{"/hooks", at} {
		if p := v.get(path); strings.Contains(p.body, to.secret) || strings.Contains(p.body, "s3cret") || !strings.Contains(p.body, to.URL+"/in?…") {
			t.Errorf("%s tells too much or too little: %s", path, text(p.Find("main")))
		}
	}
	if p := v.open(v.post(at+"/ping", nil).location); !strings.Contains(text(p.Find(".toast")), "对方答复 204") || !strings.Contains(text(p.Find("main tbody")), "试发") {
		t.Errorf("tried: %s", text(p.Find("main")))
	}
	if h := to.heads[0]; !client.Genuine(to.secret, h.Get("Nianlun-Timestamp"), h.Get("Nianlun-Signature"), []byte(to.bodies[0])) {
		t.Error("not signed")
	}

	to.answer.Store(http.StatusInternalServerError)
	thing := id.New()
	must(t, world.Audit.Write(ctx, system(), audit.Event{Verb: "return.lock", Kind: access.Return, Thing: thing, Unit: "u"}))
	must(t, world.Audit.Seal(ctx))
	must(t, world.Audit.Feed(ctx))
	for range 8 {
		_, err := world.Hooks.Deliver(ctx)
		must(t, err)
		wait(t, 49*time.Hour)
	}
	v = signIn(t, "bangongshi1") // days have passed
	p = v.get(at + "?state=failed")
	if row := text(p.Find("main tbody tr")); !strings.Contains(row, "报表锁定") || !strings.Contains(row, "500") || !strings.Contains(row, "试了 8 次") || p.Find("main tbody a").AttrOr("href", "") != "/collect/returns/"+thing {
		t.Errorf("failed: %s", row)
	}
	if notices := text(v.get("/notices").Find("main")); !strings.Contains(notices, "“市局数据平台”有通知试了 8 次都没有送达") {
		t.Errorf("the office was not called: %s", notices)
	}
	must2 := func(p page) page {
		t.Helper()
		if p.status != http.StatusSeeOther {
			t.Fatalf("%d %s", p.status, text(p.Find("main")))
		}
		return v.open(p.location)
	}
	to.answer.Store(http.StatusOK)
	must2(v.post(at+"/again", nil))
	n, err := world.Hooks.Deliver(ctx)
	must(t, err)
	if n != 1 || !strings.Contains(to.bodies[len(to.bodies)-1], thing) {
		t.Errorf("%d arrived", n)
	}
	if p := must2(v.post(at+"/pause", nil)); !strings.Contains(text(p.Find(".verdict")), "暂停") {
		t.Errorf("paused: %s", text(p.Find("main")))
	}
	must2(v.post(at+"/resume", nil))
	if p := must2(v.post(at+"/remove", nil)); !strings.Contains(text(p.Find(".verdict")), "已删去") || p.Find("main form").Length() != 0 {
		t.Errorf("removed: %s", text(p.Find("main")))
	}
	for _, login := range []string{"jicai1", "school01", "head01", "fang", "dingyi"} {
		other := signIn(t, login)
		for _, path := range []string{"/hooks", at} {
			if p := other.get(path); p.status != http.StatusNotFound {
				t.Errorf("%s opens %s: %d", login, path, p.status)
			}
		}
	}
}

// One delivery that is refused keeps nothing behind it waiting: the newer one arrives
// first, and the number of the entry tells a receiver which is which.
func TestARefusedDeliveryIsOvertaken(t *testing.T) {
	ctx, to := context.Background(), newReceiver(t)
	v := signIn(t, "bangongshi1")
	p := v.post("/hooks", url.Values{"name": {"不按次序"}, "address": {to.URL + "/order"}, "event": {"return.locked"}})
	at := p.Find("main a.btn").AttrOr("href", "")
	things := []string{id.New(), id.New()}
	for i, answer := range []int64{http.StatusInternalServerError, http.StatusNoContent} {
		to.answer.Store(answer)
		must(t, world.Audit.Write(ctx, system(), audit.Event{Verb: "return.lock", Kind: access.Return, Thing: things[i], Unit: "u"}))
		must(t, world.Audit.Seal(ctx))
		must(t, world.Audit.Feed(ctx))
		n, err := world.Hooks.Deliver(ctx)
		must(t, err)
		if n != i {
			t.Fatalf("%d arrived of delivery %d", n, i)
		}
	}
	wait(t, time.Minute)
	_, err := world.Hooks.Deliver(ctx)
	must(t, err)
	var arrived []struct {
		ID, Return string
		Entry      int64
	}
	for _, body := range to.bodies {
		one := struct {
			ID, Return string
			Entry      int64
		}{}
		must(t, json.Unmarshal([]byte(body), &one))
		arrived = append(arrived, one)
	}
	if len(arrived) != 3 || arrived[0] != arrived[2] || arrived[1].Return != things[1] || arrived[1].Entry <= arrived[2].Entry {
		t.Errorf("%+v", arrived)
	}
	signIn(t, "bangongshi1").post(at+"/remove", nil)
}
