package i18n

import (
	"fmt"
	"time"
)

// Date writes a day without its year: 10 月 16 日, 16 Oct.
func (l Lang) Date(t time.Time) string {
	if l == English {
		return t.Format("2 Jan")
	}
	return fmt.Sprintf("%d 月 %d 日", t.Month(), t.Day())
}

// FullDate writes a day with its year: 2026 年 10 月 16 日, 16 Oct 2026.
func (l Lang) FullDate(t time.Time) string {
	if l == English {
		return t.Format("2 Jan 2006")
	}
	return fmt.Sprintf("%d 年 %d 月 %d 日", t.Year(), t.Month(), t.Day())
}

// Clock writes a day and a time of day: 10 月 16 日 09:05, 16 Oct 09:05.
func (l Lang) Clock(t time.Time) string { return l.Date(t) + t.Format(" 15:04") }

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// Weekday writes the day of the week: 周五, Friday.
func (l Lang) Weekday(t time.Time) string {
	if l == English {
		return t.Weekday().String()
	}
	return weekdays[t.Weekday()]
}
