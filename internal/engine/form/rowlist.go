package form

import "sync/atomic"

// rowList are the rows of one table, in order. A long one is indexed by key when it is first searched: a table of a
// thousand rows is looked through cell by cell. Searching is safe at the same time, changing is not.
type rowList struct {
	rows  []Row
	index atomic.Pointer[map[string]int] // positions by key; nil until somebody searches
}

// shortList is the number of rows up to which looking through them is as quick as an index.
const shortList = 12

// all are the rows; a nil list has none.
func (l *rowList) all() []Row {
	if l == nil {
		return nil
	}
	return l.rows
}

// find is the position of a row; of rows with the same key, which no document has, the first.
func (l *rowList) find(key string) (int, bool) {
	if l == nil {
		return 0, false
	}
	if len(l.rows) <= shortList {
		for i := range l.rows {
			if l.rows[i].Key == key {
				return i, true
			}
		}
		return 0, false
	}
	index := l.index.Load()
	if index == nil {
		index = indexOf(l.rows)
		l.index.Store(index)
	}
	at, found := (*index)[key]
	return at, found
}

func (l *rowList) add(row Row) {
	l.rows = append(l.rows, row)
	if index := l.index.Load(); index != nil {
		(*index)[row.Key] = len(l.rows) - 1
	}
}

func indexOf(rows []Row) *map[string]int {
	index := make(map[string]int, len(rows))
	for i := len(rows) - 1; i >= 0; i-- {
		index[rows[i].Key] = i
	}
	return &index
}
