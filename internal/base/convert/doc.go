// Package convert lets programs that are installed beside Nianlun open what the
// reader of office files cannot open itself: poppler's pdftotext for PDF files
// with a text layer, LibreOffice for .doc, .wps, .rtf, .odt, .xls, .et and .ods,
// libheif for the photos of telephones (HEIC).
// It owns running them: found by name, fed from a folder of their own, bounded in
// time, input and output, and ended with all their children.
//
// It never reads a document's content (doctext and docread do), never keeps a
// file, and works without the programs: what they are needed for is then refused
// with words that say what to install or to do instead.
package convert
