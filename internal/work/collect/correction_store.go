package collect

import "context"

// Corrections keeps requests to change locked returns. A missing row is the
// NotFound fault "notfound".
type Corrections interface {
	AddCorrection(ctx context.Context, c Correction) error
	Correction(ctx context.Context, bureau, id string) (Correction, error)
	// UpdateCorrection changes the row while its revision is still c.Rev, and
	// raises it; otherwise it is the Conflict fault "correction.moved".
	UpdateCorrection(ctx context.Context, c Correction) error
	// FindCorrections are the requests that a query asks for, the newest first.
	FindCorrections(ctx context.Context, q CorrectionQuery) ([]Correction, error)
}

// CorrectionQuery asks for requests of one bureau; empty members ask for all.
type CorrectionQuery struct {
	Bureau   string
	Return   string
	Campaign string
	Unit     string // that answers for the return
	Owner    string
	States   []CorrectionState
	Limit    int // 0 is no limit
}
