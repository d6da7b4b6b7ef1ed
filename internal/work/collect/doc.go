// Package collect owns returns: the campaigns that ask units for a form, the
// obligations that say who owes which period and by when, and the life of each
// return from owed over handed in, sent back and reviewed to locked.
//
// It never knows screens or tables (collectdb does), never holds the filled
// values (base/record does), and never lets anybody approve own work.
package collect
