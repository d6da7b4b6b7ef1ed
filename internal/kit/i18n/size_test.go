package i18n

import "testing"

func TestSize(t *testing.T) {
	for bytes, want := range map[int64]string{
		0: "0 B", 1: "1 B", 1023: "1023 B", 1024: "1 KB", 1025: "1 KB", 4000: "3.9 KB", 1536: "1.5 KB", 512 << 10: "512 KB",
		1<<20 - 1: "1023.9 KB", 1 << 20: "1 MB", 3 << 19: "1.5 MB", 20 << 20: "20 MB", 1<<30 - 1: "1023.9 MB", 1 << 30: "1 GB", 5 << 40: "5120 GB",
	} {
		if got := Size(bytes); got != want {
			t.Errorf("%d is %s, want %s", bytes, got, want)
		}
	}
}
