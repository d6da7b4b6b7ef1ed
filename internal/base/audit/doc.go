// Package audit owns the log: who did what to which thing, when, in which post
// and through which door. Entries are written in the use case's own transaction
// and sealed right after the commit into a hash tree (RFC 6962), so that an
// entry that is altered, removed, moved or slipped in later is found and named.
// It is the outbox too: followers read sealed entries in order.
//
// It never judges what an event means, and never changes or removes an entry.
package audit
