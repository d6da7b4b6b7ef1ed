// Command bench measures what docs/performance.md quotes, on a demo bureau of the
// size of a large district, and prints one table with the machine beside it.
//
// It drives the program as it is shipped, over loopback, as browsers and other
// programs do; it measures and never judges. Everything that it makes lies in a
// temporary folder, which is deleted at the end.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// How many schools the bureaus have: a large district, and for the pages in a
// browser a city.
const (
	mostSchools      = 500
	schoolsInBrowser = 1300
)

// settings are how large the measurement is.
type settings struct {
	program  string
	temp     string
	postgres string
	profile  string
	schools  int
	clients  int
	months   int
	large    bool
	browser  bool          // only the pages in Chromium
	warm     time.Duration // of the load, before it is counted
	load     time.Duration
	asks     int           // requests for each page
	evening  time.Duration // into which the hour before a deadline is pressed
}

func main() {
	var s settings
	flag.StringVar(&s.program, "program", "bin/nianlun", "the program to measure")
	flag.StringVar(&s.temp, "temp", "", "where the temporary folder is made; its disk is what durability costs")
	flag.StringVar(&s.postgres, "postgres", os.Getenv("NIANLUN_TEST_POSTGRES"), "an empty PostgreSQL database to measure too")
	flag.StringVar(&s.profile, "profile", "", "hand returns in with server and clients in this process and write its CPU profile here, instead of measuring")
	flag.IntVar(&s.schools, "schools", mostSchools, "schools of the bureau")
	flag.IntVar(&s.clients, "clients", 64, "programs that hand returns in")
	flag.IntVar(&s.months, "months", 36, "months for which every school owes the 250-cell form; a twelfth of it for the 5,000-cell form")
	flag.BoolVar(&s.large, "large", false, "profile the 5,000-cell form")
	flag.BoolVar(&s.browser, "browser", false, "measure only what pages cost in Chromium, with 1,300 schools unless -schools says otherwise")
	flag.DurationVar(&s.warm, "warm", 3*time.Second, "load before counting begins")
	flag.DurationVar(&s.load, "load", 20*time.Second, "load that is counted")
	flag.DurationVar(&s.evening, "evening", 5*time.Minute, "into which the hour before a deadline is pressed; 0 leaves it out")
	flag.IntVar(&s.asks, "asks", 40, "requests for each page")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := s.run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (s settings) run(ctx context.Context) (err error) {
	if s.program, err = filepath.Abs(s.program); err != nil {
		return err
	}
	if s.temp, err = os.MkdirTemp(s.temp, "nianlun-bench."); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(s.temp)) }()
	if s.profile != "" {
		return s.profileLoad(ctx)
	}
	began := time.Now()
	t := &table{}
	// What was measured before something failed is shown too: it took minutes.
	defer func() { t.print(os.Stdout, machine(s.temp), time.Since(began)) }()
	for _, part := range s.parts() {
		fmt.Fprintf(os.Stderr, "bench: %s (%.0f s)\n", part.name, time.Since(began).Seconds())
		if err := part.do(ctx, t); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// part is something to measure.
type part struct {
	name string
	do   func(context.Context, *table) error
}

func (s settings) parts() []part {
	wide := s
	if s.schools == mostSchools {
		wide.schools = schoolsInBrowser
	}
	if s.browser {
		return []part{{"browser", wide.measureBrowser}}
	}
	return []part{
		{"program", s.measureProgram},
		{"reader", s.measureReader},
		{"start", s.measureStart},
		{"SQLite", func(ctx context.Context, t *table) error { return s.measureBureau(ctx, t, "SQLite", "") }},
		{"PostgreSQL", s.measurePostgres},
		{"browser", wide.measureBrowser},
	}
}

func (s settings) measurePostgres(ctx context.Context, t *table) error {
	if s.postgres == "" {
		t.note("PostgreSQL", "not measured: no database was given")
		return nil
	}
	return s.measureBureau(ctx, t, "PostgreSQL", s.postgres)
}

// form is the form that is profiled.
func (s settings) form() wideForm {
	if s.large {
		return form5000
	}
	return form250
}
