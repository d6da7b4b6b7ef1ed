// Package account owns how people and programs prove who they are: passwords,
// failed tries and locks, API tokens, server sessions.
//
// It never says what somebody may do (base/access does) and never stores a
// password, a token or a session's name: only digests of them.
package account
