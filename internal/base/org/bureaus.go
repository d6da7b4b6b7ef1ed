package org

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Bureaus are all tenants of this installation in the order in which they were made.
func (s *Service) Bureaus(ctx context.Context) ([]Bureau, error) { return s.Store.Bureaus(ctx) }

// Bureau is one tenant; the NotFound fault when there is none.
func (s *Service) Bureau(ctx context.Context, bureau string) (Bureau, error) {
	all, err := s.Store.Bureaus(ctx)
	if err != nil {
		return Bureau{}, err
	}
	if b := byID(all, bureau); b.ID != "" {
		return b, nil
	}
	return Bureau{}, fault.New(fault.NotFound, "notfound")
}

// AddBureau makes a tenant. No post has this right: the command line and the
// demo act as access.System of the new bureau. An empty ID is made here. A code
// has the form of GB/T 2260 and no other bureau has it (org.taken).
func (s *Service) AddBureau(ctx context.Context, by access.Actor, bureau Bureau) (Bureau, error) {
	if by.Door != access.Rule && by.Door != access.Command {
		return Bureau{}, fault.New(fault.Denied, "denied")
	}
	if bureau.ID == "" {
		bureau.ID = id.New()
	}
	check := fields{}
	check.require("name", bureau.Name)
	if bureau.Code != "" && !IsRegion(bureau.Code) {
		check.add("code", "fault.org.bureaucode")
	}
	if err := check.err(); err != nil {
		return Bureau{}, err
	}
	by.Bureau = bureau.ID
	defer s.register.forget()
	return bureau, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.InsertBureau(ctx, bureau); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "bureau.add", Kind: access.Unit, Thing: bureau.ID, Data: bureau})
	})
}
