package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime/pprof"

	"nianlun/internal/app"
)

// profileLoad hands returns in with the server in this process, so that one CPU
// profile shows what the time goes to. The clients are in it too: read it from
// the server's handlers down.
func (s settings) profileLoad(ctx context.Context) (err error) {
	b, err := s.makeBureau(ctx, "profile", s.postgres)
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, s.config(b))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // lives as long as the measurement
	if err != nil {
		return err
	}
	serving, end := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- a.Serve(serving, listener) }()
	defer func() { end(); err = errors.Join(err, <-served) }()

	file, err := os.Create(s.profile)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	l, err := s.hand(ctx, s.form(), "http://"+listener.Addr().String(), b)
	pprof.StopCPUProfile()
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	fmt.Printf("%.0f returns a second; go tool pprof -top -cum %s\n", float64(len(l.answers))/l.counted.Seconds(), s.profile)
	return nil
}
