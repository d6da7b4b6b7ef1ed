package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// machine is one line on what the numbers were measured on: numbers without it
// mean nothing. The cost of reaching the disk belongs to it.
func machine(folder string) string {
	return fmt.Sprintf("%s, %d cores, %s, %s/%s; write and fsync of 4 KiB: %s ms (median)",
		processor(), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, fsync(folder))
}

func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}

// fsync measures what a commit must wait for at least.
func fsync(folder string) string {
	file, err := os.Create(filepath.Join(folder, "fsync"))
	if err != nil {
		return err.Error()
	}
	defer func() { _ = file.Close() }()
	page := make([]byte, 4096)
	var all []time.Duration
	for range 100 {
		began := time.Now()
		if _, err := file.Write(page); err != nil {
			return err.Error()
		}
		if err := file.Sync(); err != nil {
			return err.Error()
		}
		all = append(all, time.Since(began))
	}
	return figure(ms(sampleOf(all).at(0.5)))
}
