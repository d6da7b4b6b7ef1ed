package api_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"nianlun/client"
	"nianlun/internal/api"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// The office lets a program be told; when a return is locked, the program reads
// it by the id that it was told.
func TestAProgramIsToldWhenAReturnIsLocked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := context.Background(), newBureau(t, s, api.DefaultSettings())
		answer, told := http.StatusServiceUnavailable, []string{}
		var made client.Hook
		receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			var message struct{ Return, Event string }
			if !client.Fresh(r.Header.Get("Nianlun-Timestamp"), now()) || client.Fresh(r.Header.Get("Nianlun-Timestamp"), now().Add(6*time.Minute)) || !client.Genuine(made.Secret, r.Header.Get("Nianlun-Timestamp"), r.Header.Get("Nianlun-Signature"), body) || json.Unmarshal(body, &message) != nil {
				t.Errorf("received %s", body)
			}
			if message.Event != "ping" {
				told = append(told, message.Return)
			}
			w.WriteHeader(answer)
		}))
		defer receiver.Close()

		office := b.as("办公室")
		_, err := b.as("新桥填报员").AddHook(ctx, "x", receiver.URL, "return.locked")
		if err == nil {
			t.Error("a school set a hook up")
		}
		_, err = office.AddHook(ctx, "平台", "https://10.1.1.1/", "return.eaten")
		if p := refused(t, err, http.StatusUnprocessableEntity, "hook.wrong"); len(p.Fields) != 2 || p.Fields[0].Path != "address" || p.Fields[1].Path != "events" {
			t.Errorf("fields: %+v", p.Fields)
		}
		made, err = office.AddHook(ctx, "数据平台", receiver.URL, "return.locked")
		b.must(err)

		head := b.owed("新桥填报员", "2026-08")
		done, err := b.as("新桥填报员").Submit(ctx, head.ID, "k", sheet(0, "10"))
		b.must(err)
		seen := collect.Seen{Return: head.ID, Base: done.Revision}
		_, err = b.collect.Review(ctx, b.section, seen)
		b.must(err)
		_, err = b.collect.Lock(ctx, b.section, seen)
		b.must(err)
		b.must(b.audit.Seal(ctx))
		b.must(b.audit.Feed(ctx))
		_, err = b.hooks.Deliver(ctx)
		b.must(err)

		waiting, err := office.Deliveries(ctx, made.ID, "waiting")
		b.must(err)
		if len(waiting) != 1 || waiting[0].Status != answer || waiting[0].Error != "status" || waiting[0].Next == nil {
			t.Fatalf("waiting: %+v", waiting)
		}
		answer = http.StatusOK
		again, err := office.SendAgain(ctx, waiting[0].ID)
		b.must(err)
		if again.ID != waiting[0].ID || again.State != "waiting" {
			t.Errorf("again: %+v", again)
		}
		n, err := b.hooks.Deliver(ctx)
		b.must(err)
		if n != 1 || len(told) != 2 || told[1] != head.ID {
			t.Fatalf("told %v", told)
		}
		read, err := office.Return(ctx, told[1])
		b.must(err)
		if read.State != "locked" || read.Values["spent"] != "10" {
			t.Errorf("read: %+v", read)
		}
		arrived, err := office.Deliveries(ctx, made.ID, "")
		b.must(err)
		if len(arrived) != 1 || arrived[0].State != "done" || arrived[0].Sent == nil {
			t.Errorf("arrived: %+v", arrived)
		}

		hooks, err := office.Hooks(ctx)
		b.must(err)
		if len(hooks) != 1 || hooks[0].Secret != "" {
			t.Errorf("hooks: %+v", hooks)
		}
		tried, err := office.PingHook(ctx, made.ID)
		b.must(err)
		if tried.Event != "ping" || tried.State != "done" {
			t.Errorf("tried: %+v", tried)
		}
		b.must(office.PauseHook(ctx, made.ID))
		hooks, err = office.Hooks(ctx)
		b.must(err)
		if hooks[0].Paused == nil {
			t.Error("does not rest")
		}
		b.must(office.ResumeHook(ctx, made.ID))
		if n, err := office.SendFailedAgain(ctx, made.ID); n != 0 || err != nil {
			t.Errorf("%d again, %v", n, err)
		}
		b.must(office.RemoveHook(ctx, made.ID))
		_, err = office.SendAgain(ctx, arrived[0].ID)
		_ = refused(t, err, http.StatusConflict, "hook.off")
		_, err = office.Deliveries(ctx, "none", "")
		_ = refused(t, err, http.StatusNotFound, "notfound")
	})
}
