package docread

import (
	"runtime"
	"strings"
	"testing"
)

// mostMemory is how many bytes a read document may keep for each byte of text.
const mostMemory = 20

func TestMemory(t *testing.T) {
	text := strings.Repeat(benchText, 2000)
	before := liveBytes()
	doc := ReadText(text, Options{})
	kept := liveBytes() - before
	runtime.KeepAlive(doc)
	runtime.KeepAlive(text)
	t.Logf("%d bytes of text, %d kept, %.1f times", len(text), kept, float64(kept)/float64(len(text)))
	if kept > mostMemory*int64(len(text)) {
		t.Errorf("%d bytes of text keep %d bytes", len(text), kept)
	}
}

// TestPeakMemory watches the heap while a text is read: what is live at the worst
// moment stays under the same bound. The collector runs a little behind, so the
// measure is an upper one.
func TestPeakMemory(t *testing.T) {
	whole := strings.Repeat(benchText, 2000)
	for name, text := range map[string]string{"whole": whole, "damaged": damagedText(whole)} {
		peak, total := peakBytes(func() { runtime.KeepAlive(ReadText(text, Options{})) })
		t.Logf("%s: %d bytes of text, peak %.1f times, allocated %.1f times", name, len(text), float64(peak)/float64(len(text)), float64(total)/float64(len(text)))
		if peak > mostMemory*int64(len(text)) {
			t.Errorf("%s: %d bytes of text take %d bytes", name, len(text), peak)
		}
	}
}

func liveBytes() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
