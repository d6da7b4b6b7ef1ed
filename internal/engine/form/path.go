package form

import (
	"strconv"
	"strings"
)

// Path names one cell, in one canonical form:
//
//	spent            a field
//	list             a table as a whole
//	list[r2]         a row, by its key
//	list[r2].paid    a field of a row
//
// The key of a row is given to it when it is made and stays with it, so a path means the same cell after other rows
// are added, removed or moved. Keys are 1 to 40 of the characters A-Z a-z 0-9 _ -.
type Path string

// FieldPath is the path of a field outside tables, or of a table.
func FieldPath(code string) Path { return Path(code) }

// RowPath is the path of a row.
func RowPath(list, key string) Path { return Path(list + "[" + key + "]") }

// CellPath is the path of a field in a row.
func CellPath(list, key, field string) Path { return Path(list + "[" + key + "]." + field) }

// ParsePath reads the canonical form.
func ParsePath(text string) (Path, bool) {
	list, key, field := Path(text).Split()
	if list == "" && key == "" {
		return Path(text), validCode(field)
	}
	if !validCode(list) || !validKey(key) || (field != "" && !validCode(field)) {
		return "", false
	}
	if field == "" {
		return Path(text), Path(text) == RowPath(list, key)
	}
	return Path(text), Path(text) == CellPath(list, key, field)
}

// Split takes a path apart. Outside tables list and key are empty; for a row field is empty.
func (p Path) Split() (list, key, field string) {
	list, rest, found := strings.Cut(string(p), "[")
	if !found {
		return "", "", string(p)
	}
	key, rest, _ = strings.Cut(rest, "]")
	return list, key, strings.TrimPrefix(rest, ".")
}

// Key is the path without its row: "list[r2].paid" is "list.paid"; it finds the Field.
func (p Path) Key() string {
	list, _, field := p.Split()
	switch {
	case list == "":
		return field
	case field == "":
		return list
	}
	return list + "." + field
}

// String is the path as text.
func (p Path) String() string { return string(p) }

const maxCode = 40

func validCode(code string) bool {
	if code == "" || len(code) > maxCode || code[0] < 'a' || code[0] > 'z' {
		return false
	}
	for _, r := range code {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return true
}

func validKey(key string) bool {
	if key == "" || len(key) > maxCode {
		return false
	}
	for _, r := range key {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-' {
			return false
		}
	}
	return true
}

// NextRowKey is a key for a new row: r1, r2, … one above every key of that shape that is or was in use. Pass the keys
// of the revision before as well, so that a removed row's key is not given to another row.
func NextRowKey(used ...string) string {
	highest := 0
	for _, key := range used {
		n, err := strconv.Atoi(strings.TrimPrefix(key, "r"))
		if err == nil && strings.HasPrefix(key, "r") && n > highest {
			highest = n
		}
	}
	return "r" + strconv.Itoa(highest+1)
}
