// Package doctext takes the text out of an office file: bytes in, characters and
// what the file format said about them out. It owns the file formats that a
// bureau's documents come in, their encodings, and the limits that keep a hostile
// file from costing more than it may.
//
// It never understands what it reads (docread does), never starts another
// program (base/convert does) and never writes a file (docwrite does). It writes
// no text for people; errors are codes.
//
// Every offset counts Unicode code points of Text.Runes.
package doctext
