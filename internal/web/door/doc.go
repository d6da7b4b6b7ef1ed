// Package door owns what every page for browsers shares: the route table's
// shape, sessions and sign-in, the frame, decoding of forms, faults as pages,
// and the headers that keep a page safe.
//
// It knows no work: the works' pages are handed in as routes, and accounts stand
// behind the Gate. It never decides rights; services do.
package door
