// Package access owns rights: which role may do what with which things. Its
// answers are pure functions of the actor and the thing.
//
// It never knows sessions, screens or tables, and never joins rights: a person
// acts in one post at a time, and only that post is judged.
package access

// Role is a role's code. The table of roles is roles.yaml.
type Role string

// The roles of a bureau.
const (
	Director  Role = "director"  // 局长
	Deputy    Role = "deputy"    // 分管局长
	Office    Role = "office"    // 办公室
	Section   Role = "section"   // 科室
	Head      Role = "head"      // 学校负责人
	Clerk     Role = "clerk"     // 学校填报员
	Inspector Role = "inspector" // 督学
	SysAdmin  Role = "sysadmin"  // 系统管理员
	SecAdmin  Role = "secadmin"  // 安全管理员
	Auditor   Role = "auditor"   // 审计管理员
)

// Post is the unit and the role in which a person acts.
type Post struct {
	ID   string
	Unit string
	Role Role
}

// Door is the way in that a request took; it is written into the audit log.
type Door string

// The doors.
const (
	Screen  Door = "screen"
	API     Door = "api"
	Excel   Door = "excel"
	Command Door = "command"
	Rule    Door = "rule" // the clock or a rule acted, no person
)

// Actor is who acts: a person in one post of one bureau, through one door.
type Actor struct {
	Bureau string
	Person string
	Name   string
	Post   Post
	Door   Door
}

// System is the actor of what no person does: rules, clocks, migrations.
func System(bureau string) Actor {
	return Actor{Bureau: bureau, Name: "年轮", Door: Rule}
}
