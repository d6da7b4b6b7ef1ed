// Package ooxml opens and builds Office Open XML packages: a zip archive of
// XML parts. It owns the container (parts, names, size limits, safe XML
// tokens). It never knows what a part says: paragraphs, styles and numbering
// belong to docread and docwrite.
//
// Uploaded packages are hostile input. Open checks the directory before it
// inflates anything, and every read is bounded by Limits.
package ooxml
