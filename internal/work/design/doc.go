// Package design owns forms before they are published: drafts with their
// revisions, the acts that change them, the sample that they are tried with, what
// a draft does differently from the published version, and publishing.
//
// It never fills a form and never changes a published version: base/record keeps
// those, and running campaigns keep theirs.
package design
