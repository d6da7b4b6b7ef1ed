// Package record owns the published versions of forms and the filled values:
// one document per revision, bound to a version, and the current numbers of each
// record as one packed vector (docs/adr/0003).
//
// It never knows who owes a record, when, or whether it is right: the envelope
// that owns the record does (a return, a case, a visit), and judges the rights
// and writes the audit entry in the same transaction.
package record
