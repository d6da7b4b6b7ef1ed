// Package doctext takes the text out of an office file: bytes in, characters and
// what the file format said about them out. It owns the file formats that a
// bureau's documents come in, their encodings, and the limits that keep a hostile
// file from costing more than it may.
//
// It never understands what it reads (docread does), never starts another
// program (base/convert does) and never writes a file (docwrite does). It writes
// no text for people; errors are codes.
//
// The formats, each known by its content and never by its name:
//
//	text   UTF-8, UTF-16 with a byte order mark, GB18030; decode.go
//	docx   Word, WPS and LibreOffice documents, as a reader of the page sees them; docx*.go
//	xlsx   workbooks as Excel shows them, a line for every row; xlsx*.go
//	pages  laid out pages, which pdftotext makes of a PDF, as paragraphs; pages*.go
//
// Every offset counts Unicode code points of Text.Runes.
package doctext
