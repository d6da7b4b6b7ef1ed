package app

import (
	"context"

	"nianlun/internal/base/convert"
	"nianlun/internal/base/job"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
	"nianlun/internal/work/collect/levels"
	"nianlun/internal/work/collect/levels/levelsdb"
	"nianlun/internal/work/design"
	"nianlun/internal/work/design/designdb"
	"nianlun/internal/work/document"
	"nianlun/internal/work/document/documentdb"
	"nianlun/internal/work/indicator"
	"nianlun/internal/work/indicator/indicatordb"
	"nianlun/internal/work/plan"
	"nianlun/internal/work/plan/plandb"
)

// Works are the bureau's work. They do not know each other: the adapters of this
// package stand between them.
type Works struct {
	Plan       *plan.Service
	Collect    *collect.Service
	Levels     *levels.Service
	Designs    *design.Service
	Indicators *indicator.Service
	Readings   *document.Readings
	Batches    *document.Batches
	Drafts     *document.Drafts
}

func (a *App) openWorks(handlers job.Handlers) {
	now := a.config.Now
	a.Collect = &collect.Service{
		Tx: a.db, Store: collectdb.New(a.db), Corrections: collectdb.New(a.db), Burdens: collectdb.New(a.db),
		Records: a.Records, Units: a.Org, Calendar: a.Calendar, Params: a.Params, Caps: a.Params,
		Audit: a.Audit, Notify: a.Notices, Files: a.Blobs, Now: now,
	}
	a.Org.Followers = append(a.Org.Followers, a.Collect)
	a.Calendar.Followers = append(a.Calendar.Followers, a.Collect)
	a.Levels = &levels.Service{Collect: a.Collect, Mandates: levelsdb.New(a.db), Acts: levelsdb.New(a.db), Drafts: levelsdb.New(a.db), Forms: a.Records, Bureaus: a.Org}
	a.Indicators = &indicator.Service{
		Tx: a.db, Store: indicatordb.New(a.db), Source: facts{a.Collect}, Units: a.Org, Forms: a.Records,
		Params: a.Params, Audit: a.Audit, Now: now,
	}
	a.Plan = &plan.Service{
		Tx: a.db, Store: plandb.New(a.db), Audit: a.Audit, Org: a.Org, Inbox: a.Notices, Calendar: a.Calendar,
		Params: a.Params, Gauge: gauge{a.Indicators}, History: gauge{a.Indicators}, Files: a.Blobs, Now: now,
	}
	a.Designs = &design.Service{
		Tx: a.db, Store: designdb.New(a.db), Forms: a.Records, CodeLists: a.CodeLists, Units: a.Org, Campaigns: asks{a.Collect}, Asking: asks{a.Collect}, Params: a.Params, Audit: a.Audit, Now: now,
	}
	a.openDocuments(handlers)
	a.Collect.Uses, a.Collect.Holdings = withAbove{readers{a}, a.Levels}, held{a}
	a.followLevels(handlers)
	a.Collect.Figures = unitFigures{a.Indicators}
}

func (a *App) openDocuments(handlers job.Handlers) {
	common := document.Common{Tx: a.db, Log: a.Audit, Now: a.config.Now}
	papers := documentdb.New(a.db)
	a.Drafts = &document.Drafts{
		Common: common, Store: papers, Figures: figures{a.Indicators}, Promises: promises{a.Plan, a.Calendar.Today},
		Jobs: a.Jobs, Files: files{a.Blobs}, Bureaus: bureaus{a.Org},
	}
	a.Readings = &document.Readings{
		Common: common, Store: papers, Files: a.Blobs, Convert: convert.New(), Org: a.Org, Tasks: taskMaker{a.Plan},
		Indicators: choices{a.Indicators}, Params: a.Params,
	}
	a.Batches = &document.Batches{Readings: a.Readings, Store: papers, Jobs: a.Jobs, Inbox: a.Notices}
	job.Add(handlers, document.BatchJob, func(ctx context.Context, _ job.Job, in document.BatchRun) (string, error) {
		return a.Batches.Run(ctx, in)
	})
	job.Add(handlers, document.BuildJob, func(ctx context.Context, _ job.Job, in document.Build) (string, error) {
		return a.Drafts.Build(ctx, in)
	})
}
