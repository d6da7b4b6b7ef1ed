// Package codelist owns the lists of codes that a bureau keeps for all its forms:
// kinds of schools, sexes, nationalities, each item a code with a name. A list has
// published versions, which never change, and at most one draft of the next; an item
// that was published is never taken away, only retired from a day on.
//
// It never knows which form uses a list: a form takes the options of a version into
// itself when it is published (base/record), so that returns stay as they were.
package codelist
