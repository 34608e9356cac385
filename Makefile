# `make demo` is the whole job on a bare Debian 12 with a Swift toolchain; `make test` is the proof.
SHELL := /bin/bash
.DEFAULT_GOAL := help

SWIFT ?= swift
CLIENTS := .build-clients
BINARIES := .build/debug

.PHONY: help deps build test demo simulate chaos load bench lint format docs race memory coverage clean

help: ## what the verbs do
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

deps: ## install the system packages and the Python environment; does nothing when they are there
	@scripts/deps.sh $(CLIENTS)

build: deps ## build the three programs (debug)
	@$(SWIFT) build

test: deps ## build and run every test
	@$(SWIFT) build --build-tests --disable-xctest
	@GPU_SHOPPER_CLIENTS="$(CURDIR)/$(CLIENTS)" $(SWIFT) test --skip-build --disable-xctest --experimental-maximum-parallelization-width 8

demo: build ## clone to measured result in one command, in the sandbox: no account, no GPU
	@scripts/demo.sh $(BINARIES)

SEEDS ?= 10000
FIRST_SEED ?= 1
TRACE ?=
SABOTAGE ?=
simulate: deps ## run SEEDS=10000 fault schedules from FIRST_SEED=1 (TRACE=1 prints every step; SABOTAGE=rule breaks one)
	@$(SWIFT) build -c release --product gpu-simulate
	@.build/release/gpu-simulate --seeds $(SEEDS) --first-seed $(FIRST_SEED) $(if $(TRACE),--trace) $(if $(SABOTAGE),--sabotage $(SABOTAGE))

RUNS ?= 200
WIDTH ?=
KEEP ?=
chaos: deps ## run the built programs RUNS=200 times through faults and kill -9, from FIRST_SEED=1, WIDTH at once (KEEP=folder keeps what failed)
	@$(SWIFT) build
	@$(BINARIES)/gpu-chaos --runs $(RUNS) --first-seed $(FIRST_SEED) $(if $(WIDTH),--width $(WIDTH)) $(if $(KEEP),--keep $(KEEP)) $(if $(TRACE),--trace)

SESSIONS ?= 1000
load: deps ## measure a server with SESSIONS=1000 live sessions against its budgets (release build)
	@$(SWIFT) build -c release
	@scripts/bench.sh .build/release --only load --sessions $(SESSIONS)

bench: deps ## measure speed against the budgets and print ratios (release build)
	@$(SWIFT) build -c release
	@scripts/bench.sh .build/release

lint: ## check format and shell scripts
	@$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
	@bash -n bench-scripts/*.sh scripts/*.sh .ci/run
	@if command -v shellcheck >/dev/null; then shellcheck bench-scripts/*.sh scripts/*.sh .ci/run; else echo "shellcheck is not installed: shell scripts were only parsed"; fi

format: ## rewrite sources in the project's format
	@$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Tests

docs: ## check that the documentation comments make a symbol graph
	@$(SWIFT) package dump-symbol-graph --minimum-access-level public >/dev/null && echo "symbol graphs are in .build"

race: deps ## run the tests under the thread sanitizer
	@$(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build-race

memory: deps ## run the tests under the address sanitizer
	@$(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-memory

coverage: deps ## run the tests and print line coverage of the sources
	@scripts/coverage.sh

clean: ## remove everything that was built
	@rm -rf .build .build-race .build-memory .build-coverage $(CLIENTS) data/demo
