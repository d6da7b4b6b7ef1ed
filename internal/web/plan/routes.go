// Package plan owns the pages of the plan work: the list of tasks, a task, and
// the ring of a year.
//
// It never decides anything: every act ends in one method of work/plan.
package plan

import (
	"nianlun/internal/web/door"
	"nianlun/internal/work/plan"
)

// Pages are the pages of plans and tasks.
type Pages struct{ Plans *plan.Service }

// Routes are their addresses.
func Routes(p Pages) []door.Route {
	return []door.Route{
		{Method: "GET", Path: "/ring", Handle: p.ringNow},
		{Method: "GET", Path: "/ring/{year}", Handle: p.ringShow},

		{Method: "GET", Path: "/plan/new", Handle: p.planNew},
		{Method: "POST", Path: "/plan", Handle: p.planCreate},
		{Method: "POST", Path: "/plan/{plan}/freeze", Handle: p.planFreeze},

		{Method: "GET", Path: "/plan/tasks", Handle: p.taskList},
		{Method: "POST", Path: "/plan/tasks", Handle: p.taskCreate},
		{Method: "GET", Path: "/plan/tasks/new", Handle: p.taskNew},
		{Method: "POST", Path: "/plan/tasks/bulk", Handle: p.taskBulk},
		{Method: "GET", Path: "/plan/tasks/{task}", Handle: p.taskShow},
		{Method: "GET", Path: "/plan/tasks/{task}/files/{file}", Handle: p.taskEvidence},

		{Method: "POST", Path: "/plan/tasks/{task}/report", Handle: p.taskReport, Uploads: true},
		{Method: "POST", Path: "/plan/tasks/{task}/remind", Handle: p.taskRemind},
		{Method: "POST", Path: "/plan/tasks/{task}/assign", Handle: p.taskAssign},
		{Method: "POST", Path: "/plan/tasks/{task}/edit", Handle: p.taskEdit},
		{Method: "POST", Path: "/plan/tasks/{task}/ask", Handle: p.taskAsk},
		{Method: "POST", Path: "/plan/tasks/{task}/extend", Handle: p.taskExtend},
		{Method: "POST", Path: "/plan/tasks/{task}/refuse", Handle: p.taskRefuse},
		{Method: "POST", Path: "/plan/tasks/{task}/pause", Handle: p.taskPause},
		{Method: "POST", Path: "/plan/tasks/{task}/resume", Handle: p.taskResume},
		{Method: "POST", Path: "/plan/tasks/{task}/close", Handle: p.taskClose},
		{Method: "POST", Path: "/plan/tasks/{task}/reopen", Handle: p.taskReopen},
		{Method: "POST", Path: "/plan/tasks/{task}/steps", Handle: p.stepAdd},
		{Method: "POST", Path: "/plan/tasks/{task}/steps/{step}/done", Handle: p.stepFinish},
		{Method: "POST", Path: "/plan/tasks/{task}/steps/{step}/drop", Handle: p.stepDrop},
	}
}
