// Package org owns the bureau, its units, people and posts, and which leader is
// in charge of which section. Everything is dated: who held what on a day can be
// asked for any day.
//
// It never judges rights (base/access does) and knows no password (base/account).
// Its reading methods are for the works, which judge rights on their own things.
package org
