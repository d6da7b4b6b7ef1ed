package org

import "slices"

// UnitType is what a unit is; its name for people has the key "org.type." + code.
type UnitType string

// The types. The schools follow the 办学类型 of GB/T 33782-2017, table 4.
const (
	BureauUnit   UnitType = "bureau"
	Section      UnitType = "section"      // 科室
	Kindergarten UnitType = "kindergarten" // 幼儿园
	Primary      UnitType = "primary"      // 小学
	Junior       UnitType = "junior"       // 初级中学
	NineYear     UnitType = "nine-year"    // 九年一贯制学校
	Senior       UnitType = "senior"       // 高级中学
	Full         UnitType = "full"         // 完全中学
	TwelveYear   UnitType = "twelve-year"  // 十二年一贯制学校
	Vocational   UnitType = "vocational"   // 中等职业学校
	Special      UnitType = "special"      // 特殊教育学校
	Institution  UnitType = "institution"  // 直属单位
)

// UnitTypes are all types in the order in which they are offered.
func UnitTypes() []UnitType {
	return append([]UnitType{BureauUnit, Section, Institution}, SchoolTypes()...)
}

// SchoolTypes are the types that are schools, the youngest pupils first.
func SchoolTypes() []UnitType {
	return []UnitType{Kindergarten, Primary, Junior, NineYear, Senior, Full, TwelveYear, Vocational, Special}
}

// School tells whether units of the type are schools.
func (t UnitType) School() bool { return slices.Contains(SchoolTypes(), t) }

// Known tells whether t is one of the types above.
func (t UnitType) Known() bool { return slices.Contains(UnitTypes(), t) }

// Key is the message key of the type's name.
func (t UnitType) Key() string { return "org.type." + string(t) }
