package access

import "nianlun/internal/kit/fault"

// Check is Can as an error: nil, a Denied fault, or a NotFound fault for what
// must look as if it did not exist.
func Check(by Actor, verb Verb, thing Thing) error {
	switch Can(by, verb, thing) {
	case Allowed:
		return nil
	case Refused:
		return fault.New(fault.Denied, "denied")
	default:
		return fault.New(fault.NotFound, "notfound")
	}
}
