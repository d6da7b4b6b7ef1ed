// Package calendar owns the bureau's working days: the State Council's calendar
// of each year as data that the bureau can correct; the days of its terms as the
// school calendar (校历) of each school year says; and what day it is.
//
// It never counts by itself: engine/workdays does.
package calendar
