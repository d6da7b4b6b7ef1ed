package convert

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// kind is what a file is, as far as it decides which program opens it.
type kind struct {
	extension string // that the program is shown
	target    string // that LibreOffice converts to
}

var (
	kindOther  = kind{}
	kindLocked = kind{extension: "locked"}
	kindPDF    = kind{extension: "pdf"}
	kindDoc    = kind{"doc", "docx"} // .doc, and .wps of WPS Office, which is the same format
	kindXls    = kind{"xls", "xlsx"} // .xls and .et
	kindRTF    = kind{"rtf", "docx"}
	kindODT    = kind{"odt", "docx"}
	kindODS    = kind{"ods", "xlsx"}
	kindXML    = kind{"xml", "docx"} // Word 2003 XML, mostly named .doc
)

const oleSignature = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// headWindow is how far into a file its beginning is looked at.
const headWindow = 1024

// kindOf tells a file's kind from its content.
func kindOf(data []byte) kind {
	head := data[:min(len(data), headWindow)]
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return kindPDF
	case bytes.HasPrefix(head, []byte(oleSignature)):
		return oleKind(data)
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return kindRTF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return openDocumentKind(head)
	case bytes.Contains(head, []byte("<?xml")) && bytes.Contains(head, []byte(`progid="Word.Document"`)):
		return kindXML
	}
	return kindOther
}

// openDocumentKind reads the type that an OpenDocument archive states in its
// first entry, stored and named "mimetype" (OpenDocument 1.3 part 2, 3.3).
func openDocumentKind(head []byte) kind {
	const entry = 30 // length of a local file header before the name
	if len(head) < entry {
		return kindOther
	}
	said, ok := bytes.CutPrefix(head[entry:], []byte("mimetypeapplication/vnd.oasis.opendocument."))
	switch {
	case ok && bytes.HasPrefix(said, []byte("text")):
		return kindODT
	case ok && bytes.HasPrefix(said, []byte("spreadsheet")):
		return kindODS
	}
	return kindOther
}

// oleKind tells what an OLE file holds from the names of its streams.
func oleKind(data []byte) kind {
	switch {
	case hasStream(data, "EncryptedPackage"):
		return kindLocked
	case hasStream(data, "WordDocument"):
		if wordIsEncrypted(data) {
			return kindLocked
		}
		return kindDoc
	case hasStream(data, "Workbook"), hasStream(data, "Book"):
		return kindXls
	}
	return kindOther
}

// hasStream looks for a directory entry: its name in UTF-16 with a closing zero
// ([MS-CFB] 2.6.1). Entries are 128 bytes long and begin at such offsets.
func hasStream(data []byte, name string) bool {
	var want []byte
	for _, u := range utf16.Encode([]rune(name + "\x00")) {
		want = binary.LittleEndian.AppendUint16(want, u)
	}
	const entry = 128
	for at := 0; at+entry <= len(data); at += entry {
		if bytes.HasPrefix(data[at:], want) {
			return true
		}
	}
	return false
}

// wordIsEncrypted reads the flag fEncrypted of the information block that the
// stream WordDocument begins with ([MS-DOC] 2.5.2). A stream begins at a sector,
// a short one at a sector of 64 bytes ([MS-CFB] 2.1).
func wordIsEncrypted(data []byte) bool {
	const sector, flags, encrypted = 64, 10, 0x0100
	for at := sector; at+flags+2 <= len(data); at += sector {
		block := data[at:]
		if block[0] == 0xEC && block[1] == 0xA5 && block[3] <= 1 {
			return binary.LittleEndian.Uint16(block[flags:])&encrypted != 0
		}
	}
	return false
}
