package door

import (
	"net/http"

	"nianlun/internal/kit/fault"
)

// statuses is the one table from kinds of faults to HTTP.
var statuses = map[fault.Kind]int{
	fault.Internal:    http.StatusInternalServerError,
	fault.Invalid:     http.StatusUnprocessableEntity,
	fault.SignIn:      http.StatusUnauthorized,
	fault.Denied:      http.StatusForbidden,
	fault.NotFound:    http.StatusNotFound,
	fault.Conflict:    http.StatusConflict,
	fault.TooLarge:    http.StatusRequestEntityTooLarge,
	fault.Locked:      http.StatusLocked,
	fault.Unavailable: http.StatusServiceUnavailable,
}

// Status is the HTTP status of a kind of fault, for pages and the API alike.
func Status(kind fault.Kind) int {
	if status, ok := statuses[kind]; ok {
		return status
	}
	return http.StatusInternalServerError
}
