package desk

import "strconv"

func ringHref(year int) string { return "/ring/" + strconv.Itoa(year) }
