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

func liveBytes() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
