// Package blob owns files: evidence, photos, documents that people bring. The
// bytes lie in a folder under the name of their SHA-256, once for each content;
// a row says who brought them under which name.
//
// It never looks into a file further than its kind, and judges no rights: the
// thing that a file hangs on does.
package blob
