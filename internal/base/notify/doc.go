// Package notify owns the inbox on the desk (工作台): short notices for a person,
// or for whoever holds a role in a unit, with a link to what they are about.
//
// It never sends anything outside the program, and decides nothing: what is owed
// is told by the works' own lists, a notice only calls there.
package notify
