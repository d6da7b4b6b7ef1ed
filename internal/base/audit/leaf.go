package audit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// statement is what an entry says, in the order that is hashed. Adding a member
// would change every old hash; a new one needs a new version.
type statement struct {
	Version    int    `json:"v"` // 1: data is the stored text, byte for byte; 2: its digest
	Bureau     string `json:"bureau"`
	ID         string `json:"id"`
	At         int64  `json:"at"` // microseconds since 1970, UTC
	Person     string `json:"person"`
	PersonName string `json:"person_name"`
	Post       string `json:"post"`
	PostUnit   string `json:"post_unit"`
	Role       string `json:"role"`
	Door       string `json:"door"`
	Verb       string `json:"verb"`
	Kind       string `json:"kind"`
	Thing      string `json:"thing"`
	Unit       string `json:"unit"`
	Data       string `json:"data"`
}

// text is the entry's statement without its place: the place is the leaf's
// number in the tree.
func (e Entry) text() []byte {
	version, detail := 2, e.Digest
	if detail == "" {
		version, detail = 1, string(e.Data)
	}
	data, err := json.Marshal(statement{
		Version: version, Bureau: e.Bureau, ID: e.ID, At: e.At.UnixMicro(),
		Person: e.Person, PersonName: e.PersonName, Post: e.Post, PostUnit: e.PostUnit,
		Role: string(e.Role), Door: string(e.Door), Verb: e.Verb, Kind: string(e.Kind),
		Thing: e.Thing, Unit: e.Unit, Data: detail,
	})
	if err != nil {
		panic(fmt.Sprintf("audit: a struct of texts and numbers cannot fail to encode: %v", err))
	}
	return data
}

// digest stands for an entry's data.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return base64.StdEncoding.EncodeToString(sum[:])
}

// asItStands is the entry with the digest of the data that it has now.
func (e Entry) asItStands() Entry {
	if e.Digest != "" {
		e.Digest = digest(e.Data)
	}
	return e
}

// mac is the entry's own seal: whoever does not hold the installation's key
// cannot write an entry that passes.
func mac(key []byte, e Entry) string {
	h := hmac.New(sha256.New, key)
	h.Write(e.text())
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// genuine tells that the entry says what it said when it was written.
func genuine(key []byte, e Entry) bool {
	return hmac.Equal([]byte(mac(key, e)), []byte(e.MAC))
}

// leaf is the entry's hash in the tree.
func leaf(e Entry) tlog.Hash {
	return tlog.RecordHash(append(e.text(), e.MAC...))
}
