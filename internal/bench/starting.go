package main

import (
	"context"
	"path/filepath"
	"time"
)

// secondStarts is how often the start on existing data is repeated.
const secondStarts = 5

// measureStart times what a person does first: make run in a built checkout, on
// an empty folder and again on what it made. The time ends with the line that
// names the address, when the server answers.
func (s settings) measureStart(ctx context.Context, t *table) error {
	data := filepath.Join(s.temp, "run")
	run := func() (time.Duration, error) {
		server, err := start(ctx, data, []string{"NIANLUN_DATABASE="}, "make", "--no-print-directory", "run")
		if err != nil {
			return 0, err
		}
		return server.ready, server.stop()
	}
	first, err := run()
	if err != nil {
		return err
	}
	t.add("make run, first start, built", "s", first.Seconds(), "with the demo bureau of 40 schools; once")
	var again []time.Duration
	for range secondStarts {
		took, err := run()
		if err != nil {
			return err
		}
		again = append(again, took)
	}
	times := sampleOf(again)
	t.add("make run, later start", "s", times.at(0.5).Seconds(), times.spread()+" ms")
	return nil
}
