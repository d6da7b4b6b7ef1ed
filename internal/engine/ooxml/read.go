package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Limits bounds what a package may cost to read. A zero field takes the value
// of DefaultLimits.
type Limits struct {
	MaxParts     int   // entries in the archive
	MaxPartSize  int64 // bytes of one part, inflated
	MaxTotalSize int64 // bytes of all parts declared in the directory, inflated
	MaxRatio     int64 // inflated : stored, judged for parts over RatioFloor
	RatioFloor   int64 // parts up to this inflated size may have any ratio
	MaxDepth     int   // nesting of XML elements
}

// DefaultLimits suits office documents: the largest real ones stay far below.
func DefaultLimits() Limits {
	return Limits{
		MaxParts:     4096,
		MaxPartSize:  64 << 20,
		MaxTotalSize: 256 << 20,
		MaxRatio:     250,
		RatioFloor:   8 << 20,
		MaxDepth:     256,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	if l.MaxParts == 0 {
		l.MaxParts = d.MaxParts
	}
	if l.MaxPartSize == 0 {
		l.MaxPartSize = d.MaxPartSize
	}
	if l.MaxTotalSize == 0 {
		l.MaxTotalSize = d.MaxTotalSize
	}
	if l.MaxRatio == 0 {
		l.MaxRatio = d.MaxRatio
	}
	if l.RatioFloor == 0 {
		l.RatioFloor = d.RatioFloor
	}
	if l.MaxDepth == 0 {
		l.MaxDepth = d.MaxDepth
	}
	return l
}

// Code says in one word why a package was refused.
type Code string

// The codes of an Error.
const (
	CodeNotPackage Code = "type"    // no zip archive, or one without [Content_Types].xml
	CodeDamaged    Code = "damaged" // truncated archive, bad checksum, broken XML
	CodeBomb       Code = "bomb"    // inflates beyond Limits
	CodeUnsafe     Code = "unsafe"  // part names that leave the package, DTDs
	CodeMissing    Code = "missing" // the asked part does not exist
)

// Error is the only error type of this package. Detail is for the log.
type Error struct {
	Code   Code
	Detail string
}

func (e *Error) Error() string { return "ooxml: " + string(e.Code) + ": " + e.Detail }

func refuse(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// CodeOf returns the code of an error made here, or "" for any other error.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// Package is an opened archive. Parts are inflated when asked for.
type Package struct {
	limits Limits
	parts  map[string]*zip.File
	names  []string
}

// Open reads the directory of a package and judges it against the limits.
// It keeps a reference to data and inflates nothing.
func Open(data []byte, limits Limits) (*Package, error) {
	limits = limits.withDefaults()
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, refuse(CodeNotPackage, "no zip signature")
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refuse(CodeDamaged, "directory: %v", err)
	}
	if len(archive.File) > limits.MaxParts {
		return nil, refuse(CodeBomb, "%d parts", len(archive.File))
	}
	p := &Package{limits: limits, parts: make(map[string]*zip.File, len(archive.File))}
	var total uint64
	for _, f := range archive.File {
		if err := p.admit(f); err != nil {
			return nil, err
		}
		total += f.UncompressedSize64
		if total > uint64(limits.MaxTotalSize) {
			return nil, refuse(CodeBomb, "all parts inflate to over %d bytes", limits.MaxTotalSize)
		}
	}
	if _, ok := p.parts["[Content_Types].xml"]; !ok {
		return nil, refuse(CodeNotPackage, "no [Content_Types].xml")
	}
	return p, nil
}

// admit checks one directory entry and files it under its name.
func (p *Package) admit(f *zip.File) error {
	name := strings.ReplaceAll(f.Name, `\`, "/")
	if strings.HasSuffix(name, "/") {
		return nil
	}
	if !safeName(name) {
		return refuse(CodeUnsafe, "part name %q", f.Name)
	}
	if f.Flags&1 != 0 {
		return refuse(CodeDamaged, "part %q is encrypted", f.Name)
	}
	size := f.UncompressedSize64
	if size > uint64(p.limits.MaxPartSize) {
		return refuse(CodeBomb, "part %q declares %d bytes", name, size)
	}
	stored := max(f.CompressedSize64, 1)
	if size > uint64(p.limits.RatioFloor) && size/stored > uint64(p.limits.MaxRatio) {
		return refuse(CodeBomb, "part %q inflates %d times", name, size/stored)
	}
	if _, twice := p.parts[name]; twice {
		return refuse(CodeUnsafe, "part %q stands twice", name)
	}
	p.parts[name] = f
	p.names = append(p.names, name)
	return nil
}

// safeName refuses names that would leave the package or address a drive.
func safeName(name string) bool {
	if name == "" || name[0] == '/' || strings.ContainsAny(name, ":\x00") {
		return false
	}
	return path.Clean(name) == name && name != ".." && !strings.HasPrefix(name, "../")
}

// Names lists the parts in directory order.
func (p *Package) Names() []string { return append([]string(nil), p.names...) }

// Has tells whether the package holds the part.
func (p *Package) Has(name string) bool { return p.parts[name] != nil }

// Open starts reading a part. The reader fails with CodeBomb when the part is
// larger than its directory entry or the limits say, whatever the header claims.
func (p *Package) Open(name string) (io.ReadCloser, error) {
	f := p.parts[name]
	if f == nil {
		return nil, refuse(CodeMissing, "part %q", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, refuse(CodeDamaged, "part %q: %v", name, err)
	}
	return &boundedReader{part: name, in: r, left: p.limits.MaxPartSize}, nil
}

// boundedReader turns zip errors into codes and stops at the size limit.
type boundedReader struct {
	part string
	in   io.ReadCloser
	left int64
}

func (b *boundedReader) Read(buf []byte) (int, error) {
	if b.left <= 0 {
		return 0, refuse(CodeBomb, "part %q exceeds its limit", b.part)
	}
	if int64(len(buf)) > b.left {
		buf = buf[:b.left]
	}
	n, err := b.in.Read(buf)
	b.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		err = refuse(CodeDamaged, "part %q: %v", b.part, err)
	}
	return n, err
}

func (b *boundedReader) Close() error { return b.in.Close() }
