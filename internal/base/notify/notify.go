package notify

import (
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/i18n"
)

// Notice is a message: for Person, or, when Person is empty, for whoever holds
// Role in Unit. Text is a message key with its arguments, so that each reader
// sees it in the own language. Link is a path of this site. ID, At and Read are
// set here.
type Notice struct {
	ID     string
	Bureau string
	Person string
	Unit   string
	Role   access.Role
	Text   i18n.Text
	Link   string
	Kind   access.Kind
	Thing  string
	At     time.Time
	Read   bool
}
