# Nianlun. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

TEMPL_VERSION := v0.3.977
LINT_VERSION  := v2.15.0
TEMPL := .tools/templ-$(TEMPL_VERSION)
LINT  := .tools/golangci-lint-$(LINT_VERSION)

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X nianlun/internal/cli.Version=$(VERSION)
export CGO_ENABLED ?= 0
# One flag for every step, so that a fresh machine compiles the library once.
export GOFLAGS ?= -trimpath

templates := $(shell find internal -name '*.templ' 2>/dev/null)
frontend  := $(shell find assets -not -path '*/node_modules*' -type f 2>/dev/null)
npm       := assets/node_modules/.package-lock.json

help: ## what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: build ## build, make a demo bureau in ./data when there is none, and serve it
	bin/nianlun demo

build: bin/nianlun ## bin/nianlun for this machine

bin/nianlun: .made/templ .made/assets go.mod go.sum $(shell find cmd internal -name '*.go' -o -name '*.yaml' -o -name '*.sql' -o -name '*.json' 2>/dev/null)
	go build -ldflags '$(LDFLAGS)' -o $@ ./cmd/nianlun

assets: .made/assets ## bundle the front end into internal/web/dist

generate: .made/templ .made/assets ## all generated code

test: ## everything CI runs: tools, generation, lint, all tests on both databases, browser journeys
	scripts/test

check: generate $(LINT) ## quick: vet, lint and the tests that need no PostgreSQL and no browser
	go vet ./...
	$(LINT) run
	go test $$(go list ./... | grep -v nianlun/e2e)

bench: build ## measure what docs/performance.md quotes
	scripts/bench

cross: generate ## prove that the other processors of the field can be built for
	GOOS=linux GOARCH=arm64 go build -o /dev/null ./cmd/nianlun
	GOOS=linux GOARCH=loong64 go build -o /dev/null ./cmd/nianlun

clean: ## delete what was made (never ./data)
	rm -rf bin .made internal/web/dist/* assets/node_modules
	find internal -name '*_templ.go' -delete

.made/templ: $(TEMPL) $(templates)
	$(TEMPL) generate -path internal -log-level error
	@mkdir -p .made && touch $@

.made/assets: $(frontend) $(npm)
	go run ./assets/bundle
	@mkdir -p .made && touch $@

# npm writes this file last, so that packages half fetched or taken away are fetched again.
$(npm): assets/package-lock.json
	cd assets && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(TEMPL):
	@mkdir -p .tools
	GOBIN=$(CURDIR)/.tools go install github.com/a-h/templ/cmd/templ@$(TEMPL_VERSION)
	mv .tools/templ $@

$(LINT):
	@mkdir -p .tools
	GOBIN=$(CURDIR)/.tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	mv .tools/golangci-lint $@

lint: generate $(LINT) ## golangci-lint alone
	$(LINT) run

.PHONY: help run build assets generate test check bench cross clean lint
